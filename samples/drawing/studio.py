"""Puts pages together into files and files into applications; one Studio draws one application."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np

from . import forms, proofs
from .book import Book
from .files import Scan, Sheet, Written, pdf_bytes, scan
from .fonts import installed
from .forms import Look
from .paper import Page, Style
from .prose import Told, narrative
from .truth import Case, standard
from .world import Applicant, World, pools

PART_NAMES = {
    "cover": "封面",
    "instructions": "填报说明",
    "form": "申报表",
    "narrative": "申请报告",
    "licence": "营业执照副本",
    "premises": "场地证明",
    "assets": "服务资产清单",
    "audit": "审计报告",
    "roster": "服务人员花名册",
    "activities": "服务活动清单",
    "firms": "服务企业名单",
    "platform": "省平台注册截图",
    "photos": "活动照片",
    "commitment": "真实性承诺书",
    "opinion": "推荐意见",
}
ESSENTIAL = ("form", "licence", "premises", "assets", "roster", "activities", "firms")
WHOLE = (
    "cover",
    "form",
    "narrative",
    "licence",
    "premises",
    "assets",
    "audit",
    "roster",
    "activities",
    "firms",
    "platform",
    "commitment",
    "opinion",
)
LISTS = ("assets", "roster", "activities", "firms")  # printed from a spreadsheet: another face than the letter's
SHORT = (*ESSENTIAL, "opinion")


class Studio:
    """Random sources, style and world of one application; the same seed and index draw the same."""

    def __init__(self, seed: int, index: int, name: str) -> None:
        self.name, self.seed = name, seed
        self.rng = Random(f"{seed}/{name}")
        self.pixels = np.random.default_rng([seed, index, 20200608])
        self.world = World(self.rng, pools(seed, index))
        faces = [face.name for face in installed()]
        heads = [face for face in ("ZenHei", "MicroHei") if face in faces] or faces
        # Song and Kai glyphs are twice as heavy in a file: half of the applications are all in one plain face.
        body = self.rng.choice(faces if index < 34 and index % 2 == 0 else heads)
        self.style = Style(
            face=body,
            title_face=body if body in heads else self.rng.choice(heads),
            size=self.rng.choice((11.0, 11.5, 12.0)),
            margin=self.rng.choice((54.0, 60.0, 66.0)),
            rule=self.rng.choice((0.5, 0.7, 1.0)),
            padding=self.rng.choice((4.0, 4.5, 5.5)),
            shade=self.rng.choice((1.0, 1.0, 0.93)),
        )

    def book(self, **changes: object) -> Book:
        return Book(replace(self.style, **changes), self.rng)  # type: ignore[arg-type]

    def case(self, note: str, a: Applicant | None, difficulty: str = "plain", *, loose: bool = False) -> Case:
        return Case(self.name, note, a, difficulty, loose, fields=standard(a) if a else {})

    def parts(
        self,
        a: Applicant,
        look: Look,
        want: Sequence[str] = WHOLE,
        *,
        told: Told | None = None,
        form: Mapping[str, object] | None = None,
        draw: Mapping[str, Callable[[Book], object]] | None = None,
        style: Mapping[str, object] | None = None,
    ) -> dict[str, list[Page]]:
        """The wanted parts, each as its own pages. `form` goes to draw_form; `draw` replaces how a part is drawn."""
        rng = self.rng
        drawers: dict[str, Callable[[Book], object]] = {
            "cover": lambda b: proofs.cover(b, a, ticks=look.ticks if look.ticks != "word" else "filled"),
            "instructions": proofs.instructions,
            "form": lambda b: forms.draw_form(b, a, look, **(form or {})),  # type: ignore[arg-type]
            "narrative": lambda b: narrative(b, a, told=told),
            "licence": lambda b: proofs.licence(b, a),
            "premises": lambda b: proofs.lease(b, a, kind=rng.choice(("lease", "lease", "deed", "free"))),
            "assets": lambda b: proofs.asset_list(b, a, unit=rng.choice(("元", "元", "万元", "千元"))),
            "audit": lambda b: proofs.balance_sheet(b, a, unit=rng.choice(("元", "元", "千元", "万元")), with_cover=True),
            "roster": lambda b: proofs.roster(b, a),
            "activities": lambda b: proofs.activity_list(b, a),
            "firms": lambda b: proofs.firms_list(b, a),
            "platform": lambda b: proofs.platform_page(b, a),
            "photos": lambda b: proofs.photos(b, a),
            "commitment": lambda b: proofs.commitment(b, a),
            "opinion": lambda b: proofs.opinion(b, a),
            **(draw or {}),
        }
        out: dict[str, list[Page]] = {}
        for part in want:
            if part == "platform" and not a.platform and not (draw or {}).get("platform"):
                continue
            if part == "opinion" and not a.opinion_on and not (draw or {}).get("opinion"):
                continue
            book = self.book(**({"face": self.style.title_face} if part in LISTS else {}), **(style or {}))
            drawers[part](book)
            out[part] = book.pages
        return out

    def scans(self, pages: Iterable[Page], kinds: Sequence[str] = ("slight_skew",), **options: object) -> list[Scan]:
        return [scan(page, self.pixels, kinds=kinds, **options) for page in pages]  # type: ignore[arg-type]

    def joined(self, parts: Mapping[str, Sequence[Sheet]], name: str | None = None, **options: object) -> Written:
        """All parts in one PDF."""
        return self.pdf(name if name is not None else "申报材料.pdf", [sheet for part in parts.values() for sheet in part], **options)

    def separate(self, parts: Mapping[str, Sequence[Sheet]]) -> list[Written]:
        """A PDF for each part, numbered."""
        style = self.rng.choice(("{i}.{n}.pdf", "{i:02d}{n}.pdf", "附件{i}-{n}.pdf"))
        return [self.pdf(style.format(i=i, n=PART_NAMES[part]), sheets) for i, (part, sheets) in enumerate(parts.items(), 1)]

    def grouped(self, parts: Mapping[str, Sequence[Sheet]], groups: Mapping[str, Sequence[str]]) -> list[Written]:
        """A PDF for each group of parts: path → parts; parts that were not drawn are passed over."""
        return [self.pdf(path, [sheet for part in members for sheet in parts.get(part, ())]) for path, members in groups.items()]

    @staticmethod
    def pdf(name: str, sheets: Sequence[Sheet], **options: object) -> Written:
        return Written(name, pdf_bytes(sheets, **options), sheets, [one.kind for one in sheets])  # type: ignore[arg-type]


def on(month: int, day: int) -> date:
    return date(2020, month, day)
