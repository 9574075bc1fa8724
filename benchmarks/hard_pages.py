"""Ruled pages of figures and labels with their truth, damaged: what believing is calibrated and measured on.

Drawn with Pillow, apart from the samples: other layout, other numbers. `draw(seed)` is one page; the same seed gives
the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from stdnum.cn import uscc

from samples.drawing import damage as kinds
from samples.drawing import fonts

TRIES = 30
Pixels = NDArray[np.uint8]
Map = NDArray[np.float64]
Rng = np.random.Generator
A4 = (595.28, 841.89)
LABELS = (
    "单位名称", "服务场所面积（平方米）", "服务资产（万元）", "服务人员总数", "大专及以上学历人数", "年服务企业（家）", "公益性服务活动次数",
    "注册资本（万元）", "联系人", "法定代表人", "成立日期", "统一社会信用代码", "联系电话", "通讯地址", "推荐意见", "申报类别", "湖南省岳阳市",
    "岳阳云帆企业服务中心", "汨罗市蔚衡产业促进会", "柳长衿", "毛新姝", "向千远", "临湘市长安路十七号", "华容县",
)  # fmt: skip
SURNAMES, REGIONS = "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗", ("岳阳市", "湖南", "汨罗", "平江县", "")
TRADES, ENDINGS = ("企业服务", "创业孵化", "科技", "咨询", "检验检测"), ("中心", "有限公司", "协会", "有限责任公司")
CODE_LETTERS = "0123456789012345678901234567890123456789ABCDEFGHJKLMNPQRTUWXY"
BEFORE, UNITS = ("", "", "", "约", "共"), ("平方米", "万元", "人", "家", "次", "%", "㎡")
PLAIN = (
    "clean",
    "skew",
    "noise",
    "jpeg",
    "blur",
    "low_resolution",
    "uneven_light",
    "shadow",
    "dark_copy",
    "fold",
    "bleed_through",
    "photo",
    "speckle",
)
LIGHT = ("light_copy", "lighter_copy", "lightest_copy")
SEALED = ("seal", "opaque_seal")
DAMAGES = PLAIN + LIGHT + SEALED


@dataclass(frozen=True, slots=True)
class Truth:
    """A cell's text and its box in pixels of the undamaged page."""

    box: tuple[float, float, float, float]
    text: str
    numeric: bool


@dataclass(frozen=True, slots=True, eq=False)
class HardPage:
    """RGB pixels, the map of points from the undamaged page, and what stands in its cells."""

    pixels: Pixels
    matrix: Map
    dpi: int
    kind: str
    cells: tuple[Truth, ...]


def draw(seed: int, kind: str | None = None) -> HardPage:
    """Page number `seed`: damages take turns, and so do fonts, so that each damage meets each font."""
    rng, chance = np.random.default_rng(seed), Random(seed)
    chosen = kind or DAMAGES[seed % len(DAMAGES)]
    faces = fonts.installed()
    face = faces[(seed + seed // len(DAMAGES)) % len(faces)]
    dpi = chance.choice((150, 200, 200, 300))
    clean, cells = _page(chance, face, dpi)
    pixels, matrix = _damaged(clean, chosen, rng)
    if chance.random() < 0.4 and chosen != "photo":
        more, step = kinds.damage(np.ascontiguousarray(pixels[:, :, ::-1]), chance.choice(("slight_skew", "jpeg", "noise")), rng)
        pixels, matrix = np.ascontiguousarray(more[:, :, ::-1]), step @ matrix
    return HardPage(pixels, matrix, dpi, chosen, cells)


def number(chance: Random) -> str:
    """A number as forms hold it: plain, with decimals, with commas."""
    shapes: tuple[Callable[[], str], ...] = (
        lambda: str(chance.randint(1, 999)),
        lambda: f"{chance.randint(1, 9999)}.{chance.randint(0, 99):02d}",
        lambda: f"{chance.randint(1000, 99999):,}",
        lambda: f"{chance.randint(1000, 99999):,}.{chance.randint(0, 99):02d}",
        lambda: f"{chance.randint(1, 99)}.{chance.randint(0, 9)}",
        lambda: str(chance.randint(1000, 99999)),
    )
    return chance.choice(shapes)()


def name(chance: Random) -> str:
    """A person, an organisation or a code that nobody bears: characters of the first level of GB 2312, as names are made of."""
    roll = chance.random()
    if roll < 0.4:
        return chance.choice(SURNAMES) + "".join(_character(chance) for _ in range(chance.randint(1, 2)))
    if roll < 0.85:
        own = "".join(_character(chance) for _ in range(chance.randint(2, 3)))
        return chance.choice(REGIONS) + own + chance.choice(TRADES) + chance.choice(ENDINGS)
    body = chance.choice(("91", "52", "12")) + f"43{chance.randint(100, 3199):04d}" + "".join(chance.choices(CODE_LETTERS, k=9))
    return body + str(uscc.calc_check_digit(body))


def _character(chance: Random) -> str:
    return bytes((chance.randint(0xB0, 0xD6), chance.randint(0xA1, 0xFE))).decode("gb2312")


def figure(chance: Random) -> str:
    """What stands in a cell of figures: mostly a number, some with a unit or a word before it, some dates."""
    roll = chance.random()
    if roll < 0.72:
        return number(chance)
    if roll < 0.9:
        return chance.choice(BEFORE) + number(chance) + chance.choice(UNITS)
    return f"{chance.randint(1996, 2020)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"


def _page(chance: Random, face: fonts.Face, dpi: int) -> tuple[Pixels, tuple[Truth, ...]]:
    scale = dpi / 72
    image = Image.new("RGB", (round(A4[0] * scale), round(A4[1] * scale)), "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(face.path), round(chance.choice((10.5, 11, 12)) * scale), index=face.index)
    rows, columns = chance.randint(20, 25), chance.choice((4, 6))
    xs = np.linspace(50, 545, columns + 1) * scale
    ys = np.linspace(100, 100 + 28 * rows, rows + 1) * scale
    width = max(1, round(0.7 * scale))
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill=(0, 0, 0), width=width)
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill=(0, 0, 0), width=width)
    pen.text((60 * scale, 60 * scale), "申报单位（盖章）：岳阳云帆企业服务中心", font=font, fill=(15, 15, 15))
    cells = []
    for row in range(rows):
        for col in range(columns):
            text = _text(chance, font, float(xs[col + 1] - xs[col]) - 8 * scale, numeric=col % 2 == 1)
            box = (float(xs[col]), float(ys[row]), float(xs[col + 1]), float(ys[row + 1]))
            left = box[0] + chance.choice((5 * scale, (box[2] - box[0] - font.getlength(text)) / 2))
            bounds = font.getbbox(text)
            pen.text((left, (box[1] + box[3] - bounds[1] - bounds[3]) / 2), text, font=font, fill=(15, 15, 15))
            cells.append(Truth(box, text, col % 2 == 1))
    return np.array(image), tuple(cells)


def _text(chance: Random, font: ImageFont.FreeTypeFont, room: float, *, numeric: bool) -> str:
    """What fits into a cell, whole."""
    for _ in range(TRIES):
        text = figure(chance) if numeric else chance.choice(LABELS) if chance.random() < 0.5 else name(chance)
        if font.getlength(text) <= room:
            return text
    return str(chance.randint(10, 999)) if numeric else "联系人"


def _damaged(pixels: Pixels, kind: str, rng: Rng) -> tuple[Pixels, Map]:
    if kind == "clean":
        return pixels, np.eye(3)
    if kind in SEALED:
        return _sealed(pixels, rng, opaque=kind == "opaque_seal"), np.eye(3)
    if kind in ("lighter_copy", "lightest_copy"):
        return _lighter(pixels, rng, (0.0, 0.3) if kind == "lighter_copy" else (0.2, 0.5)), np.eye(3)
    out, matrix = kinds.damage(np.ascontiguousarray(pixels[:, :, ::-1]), kind, rng)
    return np.ascontiguousarray(out[:, :, ::-1]), matrix


def _lighter(pixels: Pixels, rng: Rng, strength: tuple[float, float]) -> Pixels:
    """A light copy of which thin strokes are gone: toner that varies over a few characters, then a hard cut."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    much = float(rng.uniform(*strength))
    soft = cv2.GaussianBlur(grey, (0, 0), (0.7 + 0.5 * much) * max(0.5, grey.shape[1] / 1654))
    field = np.clip(cv2.resize(rng.random((42, 42)).astype(np.float32), grey.shape[::-1], interpolation=cv2.INTER_CUBIC), 0, 1)
    values = 255 - (255 - soft) * (0.42 - 0.1 * much + 0.3 * field) + rng.normal(0, 3, grey.shape)
    values = np.where(values > rng.uniform(205 - 18 * much, 210 - 12 * much), 255, values * 0.86)
    return np.repeat(np.clip(values, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


def _sealed(pixels: Pixels, rng: Rng, *, opaque: bool) -> Pixels:
    height, width = pixels.shape[:2]
    layer = np.zeros((height, width), np.float32)
    for _ in range(2):
        middle = (int(rng.uniform(0.25, 0.75) * width), int(rng.uniform(0.2, 0.8) * height))
        radius = width // 10
        cv2.circle(layer, middle, radius, (1.0,), max(2, width // 180))
        cv2.circle(layer, middle, radius // 4, (1.0,), -1)
        for step in np.linspace(0, 2 * np.pi, 14, endpoint=False):
            x, y = int(middle[0] + 0.78 * radius * np.cos(step)), int(middle[1] + 0.78 * radius * np.sin(step))
            cv2.rectangle(layer, (x - radius // 12, y - radius // 12), (x + radius // 12, y + radius // 12), (1.0,), max(2, width // 330))
    layer = np.clip(cv2.GaussianBlur(layer * (0.75 + 0.5 * rng.random((height, width), dtype=np.float32)), (0, 0), 0.8), 0, 1)
    share, red = layer[:, :, None], np.array([205, 30, 35], np.float32)
    mixed = pixels * (1 - 0.92 * share) + red * share * 0.92 if opaque else pixels * (1 - share + share * red / 255)
    return np.clip(mixed, 0, 255).astype(np.uint8)
