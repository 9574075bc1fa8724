"""Facts across a package: whose papers these are, the same paper handed in twice, former names.

Facts only; what a difference means (a conflict, a letter to the applicant) is said where everything is known.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from extractors.codes import find_codes
from extractors.proofs.owners import ENDING, owner_of, titled_by
from extractors.proofs.reading import running, squash
from extractors.proofs.rules import LIST_KINDS
from models.document import Page
from models.facts import FormerName, PageFacts, Party
from models.problem import Category, Problem, Severity
from models.proof import PROOF_OF_PAGE, PageKind, PageRef, Sorted

# Shorter pages say the same in many packages (照片, 附件) without being the same paper.
FINGERPRINT_CHARS = 80
# Papers that nobody draws up for himself: the same text twice means the same template, not the same paper.
TEMPLATES = frozenset({PageKind.COMMITMENT, PageKind.OPINION, PageKind.PLATFORM})
NAME = rf"[\u3400-\u9fffA-Za-z0-9()·]{{2,40}}?{ENDING}"
FORMER = (
    re.compile(rf"(?:曾用名|原名称?|原单位名称|变更前名称|变更前)(?:为|是|叫)?[:：]?[“\"]?(?P<old>{NAME})"),
    re.compile(rf"(?:由|原)[“\"]?(?P<old>{NAME})[”\"]?(?:更名|变更|改名)为[“\"]?(?P<new>{NAME})"),
)
BRACKETS = re.compile(r"[()（）\[\]【】“”\"'·.,，。\s]")


def facts_of(pages: tuple[Page, ...], sorted_pages: tuple[Sorted, ...]) -> tuple[PageFacts, ...]:
    """One record a page, in order."""
    return tuple(_facts(page, told.kind) for page, told in zip(pages, sorted_pages, strict=False))


def _facts(page: Page, kind: PageKind) -> PageFacts:
    run = running(page)
    codes = tuple(dict.fromkeys(read.value for line in page.lines for read in find_codes(line.text) if read.valid))
    is_proof = kind in PROOF_OF_PAGE and kind not in TEMPLATES
    return PageFacts(
        PageRef(page.file, page.number),
        kind,
        (*owner_of((page,)), *(titled_by(page) if kind in LIST_KINDS else ())),
        codes,
        _former(page, run.text),
        fingerprint(run.text) if is_proof else None,
    )


def fingerprint(text: str) -> str | None:
    """SHA-256 over the letters, figures and characters of a text; None where there are too few to tell papers apart."""
    plain = re.sub(r"[\W_]+", "", squash(text))
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest() if len(plain) >= FINGERPRINT_CHARS else None


def _former(page: Page, text: str) -> tuple[FormerName, ...]:
    out: dict[str, FormerName] = {}
    for pattern in FORMER:
        for match in pattern.finditer(text):
            new = match.groupdict().get("new")
            out.setdefault(match.group("old"), FormerName(match.group("old"), new, page.place(None, match.group())))
    return tuple(out.values())


def name_key(name: str) -> str:
    """A name for comparing: brackets, marks and spaces off."""
    return BRACKETS.sub("", squash(name))


def same_name(left: str, right: str, former: Iterable[FormerName] = ()) -> bool:
    """Is it one organisation: the same name, or one that the papers call its former name?"""
    a, b = name_key(left), name_key(right)
    if a == b:
        return True
    known = {name_key(one.old) for one in former}
    return (a in known) != (b in known) and bool(known & {a, b})


def others_papers(parties: Iterable[Party], applicant: str, former: Iterable[FormerName] = ()) -> tuple[Problem, ...]:
    """A Problem for each paper that speaks of another organisation where the applicant should stand."""
    known = tuple(former)
    out: list[Problem] = []
    for party in parties:
        if party.is_holder and not same_name(party.name, applicant, known):
            message = f"该页{party.role}为“{party.name}”，与申报单位“{applicant}”不一致"
            out.append(
                Problem(
                    Category.CONSISTENCY,
                    Severity.WARNING,
                    message,
                    "请申报单位说明两者关系，或更换为本单位的材料",
                    party.place.file,
                    party.place.page,
                    party.place.box,
                )
            )
    return tuple(out)


def shared_pages(facts_by_application: Iterable[tuple[str, tuple[PageFacts, ...]]]) -> tuple[tuple[str, PageRef, str, PageRef], ...]:
    """Pages whose fingerprint stands in two applications: (application, page, other application, its page), each pair once."""
    first: dict[str, tuple[str, PageRef]] = {}
    out: list[tuple[str, PageRef, str, PageRef]] = []
    for application, facts in facts_by_application:
        for fact in facts:
            if fact.fingerprint is None:
                continue
            known = first.setdefault(fact.fingerprint, (application, fact.ref))
            if known[0] != application:
                out.append((known[0], known[1], application, fact.ref))
    return tuple(out)
