"""Applications that are pictures of paper, from a clean scan to what can hardly be read."""

from __future__ import annotations

from dataclasses import replace

from .book import Book
from .files import Written, in_pixels, picture_bytes, tiff_bytes
from .forms import Look, draw_form, some_look
from .paper import Box, Page
from .registry import application
from .seals import seal
from .studio import ESSENTIAL, SHORT, Studio
from .truth import Case

UNSURE = ("unreadable", "conflict")


@application("07-综合-扫描300-歪斜盖章")
def scan_300(s: Studio) -> Case:
    a = s.world.applicant("综合", served=100)
    parts = s.parts(a, some_look(s.rng, layout="grid4", digits="plain"), SHORT)
    scanned = {
        part: s.scans(
            pages,
            ("skew",),
            dpi=300 if part == "form" else 200 if part in ("licence", "premises") else 140,
            quality=30 if part == "form" else 24,
            colour=part == "form",
        )
        if part != "firms"
        else pages
        for part, pages in parts.items()
    }
    case = s.case("扫描件，申报表300dpi，歪斜，盖章压字；只有企业名单是数字页", a, "scan")
    case.files = [s.joined(scanned)]
    return case


@application("08-创业-扫描200-噪点压缩")
def scan_200(s: Studio) -> Case:
    a = s.world.applicant("创业", body="private")
    parts = s.parts(a, some_look(s.rng, layout="tall2", digits="plain"), SHORT)
    scanned = {
        part: s.scans(
            pages,
            ("slight_skew", "streak", "speckle", "jpeg"),
            dpi=200 if part in ("form", "licence") else 140,
            quality=28 if part == "form" else 20,
            colour=False,
        )
        for part, pages in parts.items()
    }
    case = s.case("整份黑白扫描，有噪点、污线和压缩痕迹；民办非企业单位", a, "scan")
    case.files = [s.joined(scanned)]
    return case


@application("17-综合-扫描150-浅淡复印")
def light_copy(s: Studio) -> Case:
    a = s.world.applicant("综合")
    parts = s.parts(a, some_look(s.rng, layout="nested", digits="plain"), SHORT)
    mixed = {
        part: s.scans(pages, ("light_copy", "slight_skew"), dpi=150, quality=26, colour=False)
        if part in ("form", "licence", "premises", "assets")
        else pages
        for part, pages in parts.items()
    }
    case = s.case("申报表、执照、合同、资产清单是150dpi的浅淡复印件，笔画断裂，允许认不清；名册类附件为数字", a, "hard_scan")
    case.hard = UNSURE
    case.files = s.separate(mixed)
    return case


@application("18-创新-手机拍照")
def phone(s: Studio) -> Case:
    a = s.world.applicant("创新", opinion_on=None)
    parts = s.parts(a, some_look(s.rng, layout="grid4", digits="plain"), ("form", "licence", "premises", "roster", "activities"))
    names = ("申报表", "营业执照", "场地证明", "花名册", "活动清单")
    case = s.case("手机拍的照片：透视、阴影、光照不匀；缺资产清单和企业名单", a, "hard_scan")
    case.hard = UNSURE
    for name, (part, pages) in zip(names, parts.items(), strict=True):
        kinds = ("photo", "shadow") if part in ("form", "premises") else ("photo",)
        shots = s.scans(pages, kinds, dpi=150 if part == "form" else 120, quality=34)
        for number, one in enumerate(shots, 1):
            shot = in_pixels(one)
            suffix = "" if len(shots) == 1 else str(number)
            case.files.append(Written(f"IMG_2020052{number}_{name}{suffix}.jpg", picture_bytes(shot, ".jpg"), [shot], [shot.kind]))
    return case


@application("19-创业-扫描-横倒颠倒页")
def turned(s: Studio) -> Case:
    a = s.world.applicant("创业", body="company")
    parts = s.parts(a, some_look(s.rng, layout="grid4", digits="plain"), SHORT)
    kinds = {"form": ("turn90",), "licence": ("turn270", "slight_skew"), "premises": ("turn180", "slight_skew"), "assets": ("slight_skew",)}
    sheets = {
        part: s.scans(pages, kinds[part], dpi=200 if part == "form" else 140, quality=38, colour=part == "licence")
        if part in kinds
        else pages
        for part, pages in parts.items()
    }
    sheets["assets"] = [replace(one, turn=90) for one in sheets["assets"]]
    for part, turn in (("roster", 270), ("opinion", 180)):
        for page in parts[part]:
            page.turn = turn
    case = s.case("扫描页横放、颠倒（内容转了90、270、180度），另有用/Rotate转正的扫描页和数字页", a, "scan")
    case.files = [s.joined(sheets)]
    return case


def _wrong_words(page: Page) -> list[tuple[str, Box]]:
    """What a poor OCR program may have put under a page: every digit one too high, some characters alike."""
    table = str.maketrans("0123456789未日人", "1234567890末曰入")
    return [
        (one.characters.translate(table), (one.boxes[0][0], one.boxes[0][1], one.boxes[-1][2], one.boxes[-1][3]))
        for one in page.lines
        if one.characters.strip() and one.boxes[0][1] == one.boxes[-1][1]
    ]


@application("20-综合-隐藏文字层有错")
def hidden_layer(s: Studio) -> Case:
    a = s.world.applicant("综合")
    parts = s.parts(a, Look("grid4", ticks="filled", dates="han"), (*ESSENTIAL, "opinion"))
    sheets = dict(parts)
    sheets["form"] = [
        scan for page in parts["form"] for scan in s.scans([page], ("slight_skew",), dpi=200, quality=45, hidden=_wrong_words(page))
    ]
    case = s.case("申报表扫描页下面有一层看不见的、认错了的文字，应以看得见的为准（或转人工）", a, "hard_scan")
    case.hard = UNSURE
    for name in case.fields:
        if case.fields[name].value is not None:
            case.change(name, accept=("found", "conflict"))
    case.files = [s.joined(sheets)]
    return case


@application("21-创新-透字折痕深色复印")
def bleed(s: Studio) -> Case:
    a = s.world.applicant("创新", served=50)
    parts = s.parts(a, some_look(s.rng, layout="tall2", digits="plain"), SHORT)
    kinds = {
        "form": ("bleed_through", "fold", "slight_skew"),
        "licence": ("dark_copy", "black_edge"),
        "premises": ("fold", "stain", "skew"),
        "assets": ("marker", "uneven_light"),
        "roster": ("dark_copy", "slight_skew"),
    }
    sheets = {
        part: s.scans(pages, kinds[part], dpi=200 if part == "form" else 140, quality=26, colour=part in ("premises", "assets"))
        if part in kinds
        else pages
        for part, pages in parts.items()
    }
    case = s.case("透字、折痕、茶渍、荧光笔、深色复印；企业50家恰好达标", a, "scan")
    case.files = [s.joined(sheets)]
    return case


@application("22-创业-传真模糊低清", spare=True)
def fax(s: Studio) -> Case:
    a = s.world.applicant("创业")
    parts = s.parts(a, some_look(s.rng, layout="grid4", digits="plain"), SHORT)
    sheets = {
        part: s.scans(pages, ("low_resolution", "noise"), dpi=150, quality=33, colour=False) if part in ("form", "licence") else pages
        for part, pages in parts.items()
    }
    case = s.case("申报表和证照像传真件，低清有噪点，允许认不清", a, "hard_scan")
    case.hard = UNSURE
    case.files = [s.joined(sheets)]
    return case


@application("23-综合-多页扫描.tiff")
def tiff(s: Studio) -> Case:
    a = s.world.applicant("综合", opinion_on=None)
    parts = s.parts(a, some_look(s.rng, layout="grid4", digits="plain"), ("form", "licence", "roster"))
    shots = [in_pixels(one) for pages in parts.values() for one in s.scans(pages, ("slight_skew",), dpi=150, quality=70, colour=False)]
    case = s.case("单个多页TIFF文件：申报表、证照、花名册；缺其余证明", a, "scan", loose=True)
    case.files = [Written("", tiff_bytes(shots, 150), shots, [one.kind for one in shots])]
    return case


@application("24-创新-单张图片.png")
def png(s: Studio) -> Case:
    a = s.world.applicant("创新", opinion_on=None)
    parts = s.parts(a, some_look(s.rng, layout="above", digits="plain", row_height=0), ("form",))
    shot = in_pixels(s.scans(parts["form"], ("slight_skew",), dpi=170, quality=80, colour=False)[0])
    case = s.case("只有一张申报表的PNG图片，缺全部证明", a, "scan", loose=True)
    case.files = [Written("", picture_bytes(shot, ".png"), [shot], ["form"])]
    return case


@application("62-综合-扫描200-印章压住数值")
def seal_over_values(s: Studio) -> Case:
    a = s.world.applicant("综合", area=f"{s.rng.randint(140, 480)}.{s.rng.choice((14, 47, 74))}")
    look = some_look(s.rng, layout="grid4", digits="plain")

    def form(book: Book) -> None:
        draw_form(book, a, look)
        for name, strength in (("premises_area", 200), ("enterprises_served", 240)):
            page = book.pages[0]
            box = next(one.box for one in page.marks if one.field == name)
            seal(page, box[2] + s.rng.uniform(-6, 22), box[3] + s.rng.uniform(-14, 20), a.name, alpha=strength)

    parts = s.parts(a, look, SHORT, draw={"form": form})
    kinds = {"form": ("slight_skew",), "premises": ("light_copy", "slight_skew"), "assets": ("light_copy",)}
    sheets = {
        part: s.scans(pages, kinds[part], dpi=200, quality=33, colour=part == "form") if part in kinds else pages
        for part, pages in parts.items()
    }
    case = s.case("印章压在申报表的面积和企业数上，合同与资产清单是浅淡复印件，允许认不清", a, "hard_scan")
    case.hard = UNSURE
    case.files = [s.joined(sheets)]
    return case
