"""Pages that the weights of believing are trained on: another drawing than the one they are tested on.

Other faces (Noto and DejaVu, none of which the test pages use), other tables, other hands that damaged the sheet. What is
drawn here is never reported as a result. `draw(seed)` is one page; the same seed gives the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.hard_pages import HardPage, Map, Pixels, Rng, Truth, figure, name

FONTS = Path("/usr/share/fonts")
CHINESE = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Bold.ttc")
FIGURES = (
    None, "DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSans-ExtraLight.ttf", "DejaVuSansMono.ttf", "DejaVuSerifCondensed.ttf",
    "DejaVuSansCondensed-Bold.ttf",
)  # fmt: skip
PACKAGES = "fonts-noto-cjk fonts-dejavu-core fonts-dejavu-extra"
SIMPLIFIED = 2  # the face of a Noto collection
WORDS = (
    "办公用房", "固定资产净值", "职工人数", "本科以上", "服务户数", "培训期数", "开办资金", "负责人", "经办人", "登记日期", "机构代码", "邮政编码",
    "邮箱", "住所", "审核意见", "项目名称", "衡阳市石鼓区", "益阳启明创业服务公司", "常德湘资企业协会", "娄底市钢城路九号", "欧阳澍", "简宁", "骆思源",
    "株洲市天元区", "怀化市新晃县", "湘潭云谷孵化中心",
)  # fmt: skip
# What names are made of in earnest; a character that nobody is called by is read worse than these.
SURNAMES = "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂华建国志红玉梅文辉海燕云峰波斌鹏飞宇浩宁婷晨阳思雨欣怡子涵梓轩博俊凯航昊然睿琪瑶诗悦嘉佳颖倩雪莹洁琳璐瑞祥庆春兰荣贵福生新民德成东旭光永安邦彦泽润铭锐源清澄湘岳衡楚"
FIRM = "鑫盛恒达华泰隆昌兴旺宏远鸿博创智汇科联众诚信立德安康瑞祥福源丰茂嘉禾金银铜铁山河江湖海天地星月日光明辉煌腾飞龙凤麒麟青松翠竹春秋冬夏东南西北中洋洲汉湘楚岳麓衡阳沅澧潇芙蓉橘启航领先锐意进取卓越优品美居乐佳益民惠通达顺畅捷利云数字网络信易聚合融投资本育孵梦想未来"
TRADES = [
    "科技有限公司",
    "企业服务有限公司",
    "创业孵化有限公司",
    "咨询有限责任公司",
    "中小企业服务中心",
    "检验检测中心",
    "技术转移中心",
    "企业协会",
    "商会",
]
IN_EARNEST = 0.7  # share of the names
Hurt = Callable[[Pixels, Rng], tuple[Pixels, Map]]


def draw(seed: int) -> HardPage:
    """Page number `seed`: damages take turns."""
    rng, chance = np.random.default_rng((seed, 7)), Random(f"training {seed}")
    kind = TURNS[seed % len(TURNS)]
    pixels, cells, dpi = _sheet(chance)
    pixels, matrix = HURTS[kind](pixels, rng)
    if chance.random() < 0.3 and kind != "table_photo":
        pixels, step = HURTS[chance.choice(("turned", "packed", "grain"))](pixels, rng)
        matrix = step @ matrix
    return HardPage(np.ascontiguousarray(pixels), matrix, dpi, kind, cells)


@cache
def _found(name: str) -> Path:
    path = next(FONTS.rglob(name), None)
    if path is None:
        raise SystemExit(f"missing the font {name}; the training pages need {PACKAGES}")
    return path


def _sheet(chance: Random) -> tuple[Pixels, tuple[Truth, ...], int]:
    dpi = chance.choice((150, 180, 200, 240, 300))
    scale = dpi / 72
    width, height = round(chance.uniform(560, 620) * scale), round(chance.uniform(780, 850) * scale)
    image = Image.new("RGB", (width, height), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    size = round(chance.uniform(9.5, 13.5) * scale)
    chinese = ImageFont.truetype(str(_found(chance.choice(CHINESE))), size, index=SIMPLIFIED)
    latin = chance.choice(FIGURES)
    figures = ImageFont.truetype(str(_found(latin)), size) if latin else chinese
    columns, rows = chance.choice((3, 4, 5, 6)), chance.randint(13, 22)
    wide = [1.5 if one in (0, 3) else 0.85 for one in range(columns)]
    xs = np.cumsum([chance.uniform(38, 55), *(chance.uniform(0.9, 1.2) * 470 * share / sum(wide) for share in wide)]) * scale
    xs = np.minimum(xs, width - 12 * scale)
    ys = np.cumsum([chance.uniform(70, 130), *(chance.uniform(26, 34) for _ in range(rows))]) * scale
    ink = chance.choice(((0, 0, 0), (25, 25, 30), (10, 10, 60)))
    line = max(1, round(chance.uniform(0.4, 1.1) * scale))
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill=ink, width=line)
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill=ink, width=line)
    pen.text((xs[0], ys[0] - 2.2 * size), chance.choice(WORDS) + "：" + chance.choice(WORDS), font=chinese, fill=ink)
    cells = []
    for row in range(rows):
        for col in range(columns):
            box = (float(xs[col]), float(ys[row]), float(xs[col + 1]), float(ys[row + 1]))
            label = col == 0 or (columns == 6 and col == 3)
            text, numeric = (
                (figure(chance), True) if not label else (_named(chance) if chance.random() < 0.8 else chance.choice(WORDS), False)
            )
            face = chinese if any(char > "ÿ" for char in text) else figures
            if face.getlength(text) > box[2] - box[0] - 6 * scale:
                continue
            bounds = face.getbbox(text)
            room = box[2] - box[0] - face.getlength(text)
            left = box[0] + chance.choice((4 * scale, room / 2, room - 4 * scale))
            pen.text((left, (box[1] + box[3] - bounds[1] - bounds[3]) / 2), text, font=face, fill=ink)
            cells.append(Truth(box, text, numeric))
    return np.array(image), tuple(cells), dpi


def _named(chance: Random) -> str:
    if chance.random() >= IN_EARNEST:
        return name(chance)
    if chance.random() < 0.4:
        return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
    return (
        chance.choice(("湖南", "岳阳", "长沙市", "汨罗市", ""))
        + "".join(chance.choices(FIRM, k=chance.choice((2, 2, 3))))
        + chance.choice(TRADES)
    )


def _same(values: NDArray[np.float32] | NDArray[np.float64]) -> tuple[Pixels, Map]:
    out = np.clip(values, 0, 255).astype(np.uint8)
    return (np.repeat(out[:, :, None], 3, axis=2) if out.ndim == 2 else out), np.eye(3)


def _unit(image: Pixels) -> float:
    """Pixels to a two-hundredth of an inch."""
    return max(0.6, image.shape[1] / 1650)


def _waves(shape: tuple[int, ...], rng: Rng, cells: int) -> NDArray[np.float32]:
    small = rng.random((cells, cells)).astype(np.float32)
    return np.clip(cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR), 0, 1)


def _grey(image: Pixels) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.float32)


def clean(image: Pixels, _rng: Rng) -> tuple[Pixels, Map]:
    return image, np.eye(3)


def turned(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    height, width = image.shape[:2]
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 3, height / 2), float(rng.uniform(-3, 3)), 0.97), [0, 0, 1]])
    out = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(245, 245, 245))
    return np.asarray(out, np.uint8), matrix


def grain(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    return _same(image + rng.normal(0, rng.uniform(5, 22), image.shape))


def packed(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    coded = cv2.imencode(".jpg", image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(18, 60))])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR)[:, :, ::-1], np.uint8), np.eye(3)


def moved(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Blurred by a hand that moved."""
    length = max(2, round(rng.uniform(1.5, 3.5) * _unit(image)))
    kernel = np.zeros((length, length), np.float32)
    cv2.line(kernel, (0, int(rng.integers(0, length))), (length - 1, int(rng.integers(0, length))), (1.0,))
    return _same(cv2.filter2D(image.astype(np.float32), -1, kernel / kernel.sum()))


def coarse(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    height, width = image.shape[:2]
    share = float(rng.uniform(88, 125)) / (200 * _unit(image))
    small = cv2.resize(image, (round(width * share), round(height * share)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8), np.eye(3)


def lamp(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Lit from one side, with a dark corner."""
    rows, cols = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    fall = rng.uniform(-0.3, 0.3) * cols / image.shape[1] + rng.uniform(-0.3, 0.3) * rows / image.shape[0]
    return _same(image * np.clip(0.8 + fall, 0.35, 1.0)[:, :, None])


def thick_copy(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Copied dark: a lower white, thicker ink, a grey ground with grain."""
    grey = cv2.GaussianBlur(_grey(image), (0, 0), 0.8 * _unit(image))
    ground = rng.uniform(165, 215) + 20 * _waves(grey.shape, rng, 5)
    return _same(np.clip((grey - 60) * 1.35, 0, 255) / 255 * ground + rng.normal(0, 6, grey.shape))


def pepper(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Dust of the copier's glass: specks of one to a few pixels, dark and light."""
    out = image.copy()
    height, width = image.shape[:2]
    for _ in range(int(rng.integers(300, 2600))):
        side = int(rng.choice((1, 1, 1, 2, 2, 3)) * max(1, round(_unit(image))))
        y, x = int(rng.integers(0, height)), int(rng.integers(0, width))
        out[y : y + side, x : x + int(rng.integers(1, side + 1))] = int(rng.choice((20, 70, 120, 255)))
    return out, np.eye(3)


def crease(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    out = image.astype(np.float32)
    for _ in range(int(rng.integers(1, 4))):
        at = int(rng.uniform(0.2, 0.8) * image.shape[0])
        wide = max(1, round(rng.uniform(1, 2.5) * _unit(image)))
        out[at : at + wide] += float(rng.choice((-70, 60)))
        out[at + wide :] *= 0.97
    return _same(out)


def behind(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """What stands on the back shines through."""
    back = cv2.GaussianBlur(np.ascontiguousarray(image[::-1, ::-1]), (0, 0), 2.2 * _unit(image)).astype(np.float32)
    return _same(image - (255 - back) * rng.uniform(0.08, 0.22))


def faint_copy(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Toner running out: ink fades in patches, and what is fainter than a limit is not printed."""
    grey = cv2.GaussianBlur(_grey(image), (0, 0), rng.uniform(0.6, 1.2) * _unit(image))
    ink = (255 - grey) / 255 * (0.45 + rng.uniform(0.35, 0.6) * _waves(grey.shape, rng, int(rng.integers(20, 90))))
    ink += rng.normal(0, 0.03, grey.shape)
    return _same(np.where(ink > _limit(ink, rng, (0.42, 0.78)), 235 - 200 * ink, 255))


def _limit(ink: NDArray[np.float32], rng: Rng, lost: tuple[float, float]) -> float:
    """How dark ink must be not to be lost, so that this share of all that is darker than paper is."""
    return float(np.quantile(ink[ink > 0.12 * ink.max()], rng.uniform(*lost)))


def bitonal(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Faxed in black and white with too low a threshold: thin strokes go where the grain is against them."""
    grey = cv2.GaussianBlur(_grey(image), (0, 0), rng.uniform(0.7, 1.3) * _unit(image))
    rough = cv2.GaussianBlur(rng.normal(0, 1, grey.shape).astype(np.float32), (0, 0), 1.1 * _unit(image)) * 40
    ink = 255 - grey - rough
    return _same(np.where(ink > _limit(ink, rng, (0.4, 0.72)), 30.0, 255.0))


def striped_copy(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """A worn drum: pale bands across the sheet in which ink is thinner."""
    grey = _grey(image)
    side = grey.shape[0]
    band = np.interp(np.arange(side), np.linspace(0, side, 60), rng.uniform(0.5, 0.95, 60))
    ink = (255 - cv2.GaussianBlur(grey, (0, 0), 0.8 * _unit(image))) * band[:, None]
    return _same(np.where(ink > _limit(ink, rng, (0.3, 0.7)), 240 - ink, 252))


def thin_copy(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """A light copy that loses thin strokes first: patches of a few characters, and a share of the writing's ink that is gone."""
    grey = _grey(image)
    unit = _unit(image)
    patches = 0.6 * _waves(grey.shape, rng, int(rng.integers(40, 75))) + 0.4 * _waves(grey.shape, rng, 12)
    rough = cv2.GaussianBlur(rng.normal(0, 1, grey.shape).astype(np.float32), (0, 0), 0.9 * unit) * unit
    ink = (255 - cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.7, 1.0) * unit)) / 255 * (0.6 + 0.5 * patches) + 0.1 * rough
    dark = np.asarray(ink > 0.15, np.uint8)
    lines = [cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8)) for shape in ((1, round(80 * unit)), (round(80 * unit), 1))]
    writing = ink[(dark > 0) & (cv2.dilate(lines[0] | lines[1], np.ones((5, 5), np.uint8)) == 0)]
    limit = float(np.quantile(writing, rng.uniform(0.3, 0.58)))
    return _same(np.where(ink > limit, 255 - 220 * np.clip(ink + 0.08, 0, 1), 255))


def _stamps(image: Pixels, rng: Rng) -> NDArray[np.float32]:
    """Ring seals with a star and writing, and square seals of a person, 0…1."""
    height, width = image.shape[:2]
    layer = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(layer)
    for _ in range(int(rng.integers(1, 4))):
        x, y = int(rng.uniform(0.15, 0.85) * width), int(rng.uniform(0.15, 0.8) * height)
        if rng.random() < 0.7:
            radius = int(rng.uniform(0.07, 0.12) * width)
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=255, width=max(2, radius // 14))
            font = ImageFont.truetype(str(_found(CHINESE[1])), max(8, radius // 4), index=SIMPLIFIED)
            for i, char in enumerate("湖南省某某企业服务中心"):
                angle = np.pi * (0.9 + 1.2 * i / 10)
                pen.text((x + 0.72 * radius * np.cos(angle), y + 0.72 * radius * np.sin(angle)), char, font=font, fill=255, anchor="mm")
            spikes = [(x + r * np.sin(a), y - r * np.cos(a)) for a, r in _star(radius / 3)]
            pen.polygon(spikes, fill=255)
        else:
            side = int(rng.uniform(0.04, 0.07) * width)
            pen.rectangle((x, y, x + side, y + side), outline=255, width=max(2, side // 14))
            font = ImageFont.truetype(str(_found(CHINESE[3])), max(8, int(side * 0.4)), index=SIMPLIFIED)
            for i, char in enumerate("王大明印"):
                pen.text((x + side * (0.28 + 0.45 * (i // 2)), y + side * (0.28 + 0.45 * (i % 2))), char, font=font, fill=255, anchor="mm")
    worn = 0.55 + 0.6 * _waves(image.shape, rng, 40)
    return np.clip(cv2.GaussianBlur(np.asarray(layer, np.float32) / 255, (0, 0), 0.9) * worn, 0, 1)


def _star(radius: float) -> list[tuple[float, float]]:
    return [(np.pi * i / 5, radius if i % 2 == 0 else 0.42 * radius) for i in range(10)]


def stamped(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Ink of a seal lets black through."""
    share = _stamps(image, rng)[:, :, None]
    colour = np.array([rng.uniform(190, 235), rng.uniform(20, 80), rng.uniform(30, 80)], np.float32)
    return _same(image * (1 - share) + image * share * colour / 255)


def covered(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """Thick seal ink covers what it lies on."""
    share = _stamps(image, rng)[:, :, None] * float(rng.uniform(0.7, 0.98))
    return _same(image * (1 - share) + np.array([200, 40, 45], np.float32) * share)


def table_photo(image: Pixels, rng: Rng) -> tuple[Pixels, Map]:
    """A phone held over a sheet on a table."""
    height, width = image.shape[:2]
    edge = 0.06
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    away = corners + np.array([edge * width, edge * height]) + rng.uniform(-0.035, 0.035, (4, 2)) * (width, height)
    matrix = cv2.getPerspectiveTransform(corners, away.astype(np.float32)).astype(np.float64)
    size = (int(width * (1 + 2 * edge)), int(height * (1 + 2 * edge)))
    out = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(95, 80, 70)).astype(np.float32)
    out *= (0.7 + 0.3 * _waves(out.shape, rng, 3))[:, :, None]
    return _same(out + rng.normal(0, 5, out.shape))[0], matrix


HURTS: dict[str, Hurt] = {
    one.__name__: one
    for one in (
        clean, faint_copy, turned, stamped, grain, bitonal, packed, covered, moved, striped_copy, coarse, pepper, lamp, thick_copy, crease, behind,
        table_photo, thin_copy,
    )
}  # fmt: skip
# What takes ink away or puts some there comes more often.
TURNS = (
    *tuple(HURTS)[:17], "faint_copy", "stamped", "bitonal", "pepper", "striped_copy", *tuple(HURTS)[:16], *("thin_copy",) * 6,
)  # fmt: skip
