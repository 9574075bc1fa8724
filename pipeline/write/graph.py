"""A small picture of who is tied to whom in a batch: one dot a unit, one line a tie, with the signals written on it.

networkx and matplotlib are imported here alone, and only where there is something to draw.
"""

from __future__ import annotations

import io
import logging
import math
import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from models.verdict import Relation
from pipeline.judging.told import MEDIUM, STRONG
from pipeline.text_safety import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST_UNITS = 40
MOST_TIES = 200
FONTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "SimHei", "PingFang SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimSun", "FangSong", "AR PL UMing CN", "AR PL SungtiL GB", "AR PL KaitiM GB",
)  # fmt: skip
PLAIN_FONT = "DejaVu Sans"
REGISTER = "名录："
LINE_LENGTH, MOST_LINES = 10, 3  # characters of a name on one line, lines of a name
COLOURS = {STRONG: ("#a1260d", 2.2, "solid"), MEDIUM: ("#b07600", 1.5, "solid")}
WEAK_COLOUR = ("#8c959f", 1.1, "dashed")
DOT, REGISTER_DOT = "#0b4f8a", "#6f42c1"
ROOM_IN = (2.5, 1.25)  # inches that a unit with its name takes
CROWD = 12  # units of one knot above which every second one stands further in, and lines go without words
FURTHER_IN = 0.7
WIDEST_IN = 12.5
DPI = 100


@dataclass(frozen=True, slots=True)
class Tie:
    """Two units and all the signals between them; `strength` is the strongest of them."""

    left: str
    right: str
    signals: tuple[str, ...]
    strength: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """`legend`: number and name of each unit, where no Chinese font is installed and the dots carry numbers; else empty.

    `fault`: why there is no picture (`png` empty) although there are relations.
    """

    png: bytes
    units: int = 0
    left_out: int = 0
    legend: tuple[tuple[int, str], ...] = ()
    fault: str = ""


def draw(relations: Sequence[Relation], names: Mapping[str, str]) -> Drawn | None:
    """The picture of a batch's relations; None where there are none. `names`: what an application is called in it.

    The same relations give the same bytes with the same matplotlib and fonts.
    """
    if not relations:
        return None
    try:
        return _drawn(_ties(relations), tuple(sorted(names.items())))
    except Exception as error:
        # A broken font must not cost the papers: the list beside the picture says the same.
        return Drawn(b"", fault=type(error).__name__)


def _ties(relations: Sequence[Relation]) -> tuple[Tie, ...]:
    pairs: dict[tuple[str, str], list[Relation]] = {}
    for one in relations:
        pairs.setdefault((min(one.left, one.right), max(one.left, one.right)), []).append(one)
    return tuple(
        Tie(left, right, _strongest_first(told), min((one.strength for one in told), key=_rank))
        for (left, right), told in sorted(pairs.items())
    )


def _strongest_first(told: Sequence[Relation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.signal for one in sorted(told, key=lambda one: (_rank(one.strength), one.signal))))


def _rank(strength: str) -> int:
    return (STRONG, MEDIUM).index(strength) if strength in COLOURS else len(COLOURS)


@lru_cache(maxsize=2)  # the workbook and the page show the same picture
def _drawn(ties: tuple[Tie, ...], names: tuple[tuple[str, str], ...]) -> Drawn:
    kept = _most_tied(ties)
    shown = [tie for tie in ties if tie.left in kept and tie.right in kept][:MOST_TIES]
    places, width, height = _places(shown)
    every = {one for tie in ties for one in (tie.left, tie.right)}
    called = dict(names)
    titles = {one: called.get(one, one) for one in places}
    numbers = {one: number for number, one in enumerate(places, 1)}
    font = chinese_font()
    labels = {one: _broken(title) if font else str(numbers[one]) for one, title in titles.items()}
    legend = () if font else tuple((numbers[one], titles[one]) for one in places)
    png = _picture(shown, places, labels, (width, height), font)
    return Drawn(png, len(places), len(every) - len(places), legend)


def _most_tied(ties: Sequence[Tie]) -> frozenset[str]:
    degree: dict[str, int] = {}
    for tie in ties:
        for one in (tie.left, tie.right):
            degree[one] = degree.get(one, 0) + 1 + (tie.strength == STRONG)
    return frozenset(sorted(degree, key=lambda one: (-degree[one], one))[:MOST_UNITS])


def _broken(name: str) -> str:
    """A name over a few short lines; what cannot be seen is spelled out, what is too long is cut and says so."""
    text = visible(name)
    lines = [text[at : at + LINE_LENGTH] for at in range(0, len(text), LINE_LENGTH)]
    return "\n".join(lines[:MOST_LINES]) + ("…" if len(lines) > MOST_LINES else "")


def caption(drawn: Drawn) -> str:
    """What colours and dots mean, and who is not in the picture."""
    if drawn.fault:
        return f"关联关系图未能画出（{drawn.fault}），各项关联见列表。"
    words = "图例：红线强，黄线中，灰虚线弱；蓝点为申报单位，紫点为名录中的机构。连线只是迹象，是否属于关联关系由人工认定。"
    more = f"只画联系最多的 {drawn.units} 家，另有 {drawn.left_out} 家见表。" if drawn.left_out else ""
    names = "图中编号：" + "；".join(f"{number}．{visible(name)}" for number, name in drawn.legend) + "。" if drawn.legend else ""
    return f"{words}{more}{names}"


# ── where they stand ──


def _places(ties: Sequence[Tie]) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Inches from the top left, and the size that they take: each knot of units a ring of its own, rings in rows, largest first."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted({one for tie in ties for one in (tie.left, tie.right)}))
    graph.add_edges_from((tie.left, tie.right) for tie in ties)
    knots = sorted((sorted(knot) for knot in nx.connected_components(graph)), key=lambda knot: (-len(knot), knot))
    places: dict[str, tuple[float, float]] = {}
    x = y = tall = widest = 0.0
    for knot in knots:
        wide, high = _ring_size(len(knot))
        if x and x + wide > WIDEST_IN:
            x, y, tall = 0.0, y + tall, 0.0
        ring = nx.circular_layout(nx.subgraph(graph, knot))
        for turn, one in enumerate(ring):
            share = FURTHER_IN if len(knot) > CROWD and turn % 2 else 1.0
            places[one] = (
                round(x + wide / 2 + share * float(ring[one][0]) * (wide - ROOM_IN[0]) / 2, 4),
                round(y + high / 2 + share * float(ring[one][1]) * (high - ROOM_IN[1]) / 2, 4),
            )
        x, tall = x + wide, max(tall, high)
        widest = max(widest, x)
    return places, widest, y + tall


def _ring_size(units: int) -> tuple[float, float]:
    if units == 2:
        return 2 * ROOM_IN[0] + 0.6, ROOM_IN[1]
    around = max(min(units, CROWD) * ROOM_IN[1] / math.pi, 2.0) + 0.12 * max(0, units - CROWD)
    return min(WIDEST_IN, ROOM_IN[0] + around * (1.4 if units <= CROWD else 2.0)), ROOM_IN[1] + around


# ── drawing ──


def _picture(
    ties: Sequence[Tie], places: Mapping[str, tuple[float, float]], labels: Mapping[str, str], size: tuple[float, float], font: str | None
) -> bytes:
    with _matplotlib():
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=size, dpi=DPI)
        FigureCanvasAgg(figure)
        _ink(figure, ties, places, labels, size, font)
        out = io.BytesIO()
        figure.savefig(out, format="png", metadata={"Software": None})
        return out.getvalue()


def _ink(
    figure: Figure,
    ties: Sequence[Tie],
    places: Mapping[str, tuple[float, float]],
    labels: Mapping[str, str],
    size: tuple[float, float],
    font: str | None,
) -> None:
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, size[0])
    axes.set_ylim(size[1], 0)
    axes.set_axis_off()
    # A file's text is no formula: without this, a $ in a name would begin one.
    words: dict[str, Any] = {"ha": "center", "family": [font or PLAIN_FONT], "parse_math": False}
    for tie in ties:
        colour, wide, style = COLOURS.get(tie.strength, WEAK_COLOUR)
        (x0, y0), (x1, y1) = places[tie.left], places[tie.right]
        axes.plot([x0, x1], [y0, y1], color=colour, linewidth=wide, linestyle=style, zorder=1)
        if font and len(places) <= CROWD * 2:
            told = axes.text(
                (x0 + x1) / 2,
                (y0 + y1) / 2 - 0.07,
                "\n".join(map(visible, tie.signals)),
                fontsize=8,
                color=colour,
                va="bottom",
                zorder=3,
                **words,
            )
            told.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.0})
    for one, (x, y) in places.items():
        axes.scatter([x], [y], s=150, color=REGISTER_DOT if one.startswith(REGISTER) else DOT, zorder=2)
        named = axes.text(x, y + 0.14, labels[one], fontsize=9, va="top", zorder=4, linespacing=1.25, **words)
        named.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.6})


@cache
def chinese_font() -> str | None:
    """The name of an installed font that has Chinese characters; None where there is none."""
    with _matplotlib():
        from matplotlib.font_manager import fontManager

        installed = {font.name for font in fontManager.ttflist}
    return next((name for name in FONTS if name in installed), None)


@contextmanager
def _matplotlib() -> Iterator[None]:
    """Its settings and font list go to a folder that is gone afterwards; what it remarks on is nothing to the official."""
    before = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory(prefix="shenhe-fonts-") as folder, warnings.catch_warnings():
        os.environ["MPLCONFIGDIR"] = folder
        logging.getLogger("matplotlib").setLevel(logging.ERROR)
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            if before is None:
                del os.environ["MPLCONFIGDIR"]
            else:
                os.environ["MPLCONFIGDIR"] = before
