"""The application form in its many layouts. Label variants and decoys are data; a Look says how one form is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from .book import Book, Cell
from .paper import Page, drawn_tick, mark, plain, width_of
from .seals import seal
from .world import Applicant

TITLES = ("湖南省中小微企业核心服务机构申报表", "2020年湖南省中小微企业核心服务机构申报表", "湖南省中小微企业核心服务机构申请表")

LABELS: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "申报单位", "机构名称", "申请单位名称", "平台运营机构"),
    "code": ("统一社会信用代码", "社会信用代码", "统一信用代码"),
    "legal": ("法定代表人", "法人代表"),
    "established": ("成立时间", "成立日期", "组建时间", "工商登记日期", "注册时间"),
    "address": ("单位地址", "办公地址", "通讯地址", "详细地址", "注册地址"),
    "county": ("所属县市区", "所在县（市、区）", "所属区县"),
    "contact": ("联系人", "项目联系人"),
    "phone": ("联系电话", "电话", "联系方式", "手机号码"),
    "category": ("申报类别", "机构类别", "申报类型", "服务机构类别"),
    "capital": ("注册资本", "注册资金", "注册资本金"),
    "area": ("服务场所面积", "服务场地面积", "经营服务场所面积", "公共服务场所面积", "办公场地面积"),
    "assets": ("服务资产", "服务资产总额", "服务设备资产"),
    "staff": ("服务人员", "服务人员数", "服务人员总数", "从业人员数"),
    "college": ("大专及以上学历人数", "大专以上人员", "大专及以上学历员工人数", "大专以上学历"),
    "ratio": ("大专及以上学历人员比例", "大专以上学历占比", "大专及以上占比"),
    "served": ("年服务企业数", "年服务企业", "服务企业数量", "年服务中小企业数量", "2019年服务企业数"),
    "public_activities": ("年组织开展公共服务活动", "公共服务活动次数", "年开展公共服务活动次数", "2019年公共服务活动"),
    "specialised_activities": (
        "年开展技术洽谈、质量品牌诊断、技术推广、项目推介和知识产权等服务活动",
        "年开展技术推广、知识产权等服务活动次数",
        "技术洽谈、诊断、推广等活动次数",
    ),
    "welfare_activities": ("年开展公益性公共服务活动", "公益性服务活动次数", "年公益性公共服务活动次数"),
    "platform": ("是否在省中小企业公共服务平台注册", "省平台注册情况", "是否已注册省中小企业公共服务平台"),
    "previous": ("曾获核心服务机构认定年份", "是否曾被认定为核心服务机构", "原认定年份"),
    "nature": ("单位性质", "机构性质"),
    "services": ("主要服务内容", "服务领域", "主营服务"),
    "declared": ("填报日期", "申报日期", "填表日期"),
}
UNITS = {
    "capital": "万元",
    "area": "㎡",
    "assets": "万元",
    "staff": "人",
    "college": "人",
    "ratio": "%",
    "served": "家",
    "public_activities": "次",
    "specialised_activities": "次",
    "welfare_activities": "次",
}
UNIT_WORDS = {
    "㎡": ("㎡", "平方米", "m²", "平米"),
    "万元": ("万元",),
    "人": ("人", "名"),
    "家": ("家", "户"),
    "次": ("次", "场"),
    "%": ("%",),
}
NATURES = {"company": "有限责任公司", "institution": "事业单位", "association": "社会团体", "private": "民办非企业单位"}
SERVICES = {
    "综合": "政策咨询、融资对接、人才培训、管理诊断、信息化推广等综合性公共服务",
    "创新": "技术转移、知识产权、质量诊断、工业设计、信息化应用等专业服务",
    "创业": "创业培训与辅导、财税会务、管理咨询、信息咨询、法律咨询等服务",
}
CATEGORIES = ("综合", "创新", "创业")
LAYOUTS = ("grid4", "tall2", "open", "above", "nested")
TICKS = ("drawn", "filled", "tick", "paren", "word")
WIDE = {"category", "address", "services", "specialised_activities"}
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Look:
    """How one form is drawn."""

    layout: str = "grid4"
    unit_in_label: bool = False
    spaced: bool = False  # labels with inner spaces
    ticks: str = "drawn"
    dates: str = "han"
    digits: str = "plain"  # plain / wide / money
    ratio: bool = True
    years: bool = False  # served and activities in a table of three years
    years_reversed: bool = False
    row_height: float = 0.0
    decoys: tuple[tuple[str, str], ...] = ()
    seal: bool = True
    only_category_word: bool = False
    drop: frozenset[str] = field(default_factory=frozenset)


def some_look(rng: Random, **given: object) -> Look:
    """A Look at random; what is given stays."""
    choice: dict[str, object] = {
        "layout": rng.choice(LAYOUTS),
        "unit_in_label": rng.random() < 0.5,
        "spaced": rng.random() < 0.2,
        "ticks": rng.choice(TICKS),
        "dates": rng.choice(("han", "dash", "dot", "slash", "blank", "numerals")),
        "digits": rng.choice(("plain", "plain", "money", "wide")),
        "ratio": rng.random() < 0.75,
    }
    return Look(**{**choice, **given})  # type: ignore[arg-type]


def chinese_number(value: int) -> str:
    """1 … 99 in Chinese numerals."""
    ten, one = divmod(value, 10)
    return ("" if ten == 0 else "十" if ten == 1 else _DIGITS[ten] + "十") + (_DIGITS[one] if one or not ten else "")


def write_date(day: date, spelling: str) -> str:
    """A date as people fill it in."""
    if spelling == "dash":
        return day.isoformat()
    if spelling == "dot":
        return f"{day.year}.{day.month}.{day.day}"
    if spelling == "slash":
        return f"{day.year}/{day.month:02d}/{day.day:02d}"
    if spelling == "blank":
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    if spelling == "numerals":
        year = "".join(_DIGITS[int(one)] for one in str(day.year))
        return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"
    if spelling == "month":
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日"


def wide_digits(text: str) -> str:
    return text.translate({ord(a): chr(ord(a) + 0xFEE0) for a in "0123456789."})


def write_number(value: str, digits: str) -> str:
    """A decimal string as people write it."""
    if digits == "wide":
        return wide_digits(value)
    if digits == "money":
        whole, _, part = value.partition(".")
        return f"{int(whole):,}.{(part + '00')[:2]}"
    return value


def ratio_text(college: int, total: int) -> str:
    """Two decimals, half up, no trailing zeros."""
    hundredths = (college * 1000000 // total + 50) // 100
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")


def category_text(chosen: Iterable[str], ticks: str, suffix: str = "") -> str:
    """The row of tick boxes; `drawn` leaves the boxes empty for a tick by hand."""
    chosen = set(chosen)
    if ticks == "word":
        return "、".join(f"{one}{suffix or '服务机构'}" for one in CATEGORIES if one in chosen)
    if ticks == "paren":
        return " ".join(f"{one}{suffix}（{'√' if one in chosen else '  '}）" for one in CATEGORIES)
    signs = {"filled": ("■", "□"), "tick": ("√", "□"), "drawn": ("□", "□")}[ticks]
    return "  ".join(f"{signs[0] if one in chosen else signs[1]}{one}{suffix}" for one in CATEGORIES)


def tick_by_hand(page: Page, chosen: Iterable[str], rng: Random, suffix: str = "") -> None:
    """Ticks over the empty boxes before the chosen categories."""
    for one in chosen:
        for box in page.find(f"□{one}{suffix}")[:1]:
            side = box[3] - box[1]
            drawn_tick(page, (box[0], box[1], box[0] + side, box[3]), rng)


Rows = list[tuple[str, str, str]]  # key, label, value with marks


def claims(
    a: Applicant, look: Look, rng: Random, *, chosen: Sequence[str] | None = None, override: Mapping[str, str | None] | None = None
) -> Rows:
    """What the form says, in its order: key, label, value. `override` replaces a value (None drops its row)."""
    chosen = [a.category] if chosen is None else chosen
    category = category_text(chosen, look.ticks)
    values: dict[str, str | None] = {
        "name": a.name,
        "code": a.credit_code,
        "nature": NATURES[a.body],
        "legal": a.legal,
        "established": mark(
            "established_on", write_date(a.established, look.dates if look.dates != "numerals" else "han"), a.established.isoformat()
        ),
        "address": a.address,
        "county": a.county,
        "contact": a.contact,
        "phone": a.phone,
        "category": mark("category", category, "/".join(chosen)) if chosen else category,
        "capital": a.capital and _measured("capital", "registered_capital", a.capital, look, rng),
        "area": _measured("area", "premises_area", a.area, look, rng),
        "assets": _measured("assets", "service_assets", a.assets, look, rng),
        "staff": _measured("staff", "staff_total", str(a.staff), look, rng),
        "college": _measured("college", "staff_college", str(a.college), look, rng),
        "ratio": _measured("ratio", "college_ratio", ratio_text(a.college, a.staff), look, rng) if look.ratio else None,
        "served": _measured("served", "enterprises_served", str(a.served), look, rng),
        a.acts_field: _measured(a.acts_field, a.acts_field, str(a.acts), look, rng),
        "platform": {
            True: mark("platform_registered", rng.choice(("是", "已注册", "√是 □否", "■是 □否")), "true"),
            False: mark("platform_registered", rng.choice(("否", "尚未注册", "拟注册")), "false"),
            None: None,
        }[a.platform],
        "previous": mark("previous_recognition_year", f"{a.previous}年", a.previous) if a.previous else None,
        "services": SERVICES[a.category],
    }
    values.update(override or {})
    rows: Rows = []
    for key, value in values.items():
        if value is None or key in look.drop:
            continue
        label = rng.choice(LABELS[key])
        if key == "previous" and "是否" in label:
            value = f"是，{value}" if a.previous else value
        if look.unit_in_label and key in UNITS and "次数" not in label:
            label = f"{label}（{UNIT_WORDS[UNITS[key]][0]}）"
        elif look.unit_in_label and key in UNITS:
            label = label.replace("次数", "次数（次）")
        rows.append((key, label, value))
    return _with_decoys(rows, look.decoys, rng)


def _measured(key: str, field_name: str, value: str, look: Look, rng: Random) -> str:
    unit = UNITS[key]
    digits = look.digits if look.digits != "money" or unit in ("万元", "㎡") else "plain"
    shown = write_number(value, digits)
    if look.unit_in_label:
        return mark(field_name, shown, value)
    return mark(field_name, shown, value) + rng.choice(UNIT_WORDS[unit])


def _with_decoys(rows: Rows, decoys: Sequence[tuple[str, str]], rng: Random) -> Rows:
    rows = list(rows)
    for label, value in decoys:
        first = next((i for i, row in enumerate(rows) if row[0] == "capital"), 8)
        rows.insert(rng.randint(min(first, len(rows)), len(rows)), ("decoy", label, value))
    return rows


def space_out(label: str) -> str:
    """「单位名称」→「单 位 名 称」."""
    return label if len(label) > 6 or not label.isalpha() else " ".join(label)


def draw_form(
    book: Book,
    a: Applicant,
    look: Look,
    *,
    chosen: Sequence[str] | None = None,
    override: Mapping[str, str | None] | None = None,
    title: str | None = None,
    declared: date | None = None,
    foot: bool = True,
    new_page: bool = True,
) -> None:
    """The whole form: title, cells, the date and the seal at its foot."""
    rng = book.rng
    if new_page:
        book.new_page("form")
    start = len(book.pages) - 1
    book.title(title or rng.choice(TITLES), size=17, gap=6)
    if look.unit_in_label and rng.random() < 0.4:
        book.paragraph("（金额单位：万元）", align="right", size=9.5)
    rows = claims(a, look, rng, chosen=chosen, override=override)
    if look.spaced:
        rows = [(key, space_out(label), value) for key, label, value in rows]
    years = [row for row in rows if row[0] in ("served", a.acts_field)] if look.years else []
    rows = [row for row in rows if row not in years]
    {"grid4": _grid4, "tall2": _tall2, "open": _open, "above": _above, "nested": _nested}[look.layout](book, rows, look)
    if years:
        _years(book, a, look)
    if look.ticks == "drawn":
        for page in book.pages[start:]:
            tick_by_hand(page, [a.category] if chosen is None else chosen, rng)
    if foot:
        form_foot(book, a, look, declared or a.declared)


def form_foot(book: Book, a: Applicant, look: Look, declared: date | None) -> None:
    """Signature line, date and seal below the form."""
    rng = book.rng
    book.room(92)
    book.gap(10)
    y = book.y
    label = rng.choice(LABELS["declared"])
    book.page.text(book.left, y, f"申报单位（盖章）：{a.name}", face=book.style.face, size=11)
    if declared:
        shown = mark("declared_on", write_date(declared, look.dates), declared.isoformat())
        book.page.text(book.left, y + 26, f"{label}：{shown}", face=book.style.face, size=11)
    if look.seal:
        seal(
            book.page,
            book.left + 210 + rng.uniform(-20, 40),
            y + 18 + rng.uniform(-8, 8),
            a.name,
            size=rng.uniform(98, 118),
            alpha=rng.randint(150, 205),
        )
    book.y = y + 80


def _label(text: str) -> Cell:
    return Cell(text, label=True)


def _grid4(book: Book, rows: Rows, look: Look) -> None:
    table: list[list[Cell]] = []
    half: list[Cell] = []
    for key, label, value in rows:
        wide = key in WIDE or len(plain(value)) > 24
        if wide and half:
            half = [*half, Cell("", span=2)]
            table.append(half)
            half = []
        if wide:
            table.append([_label(label), Cell(value, span=3, align="left")])
            continue
        half += [_label(label), Cell(value)]
        if len(half) == 4:
            table.append(half)
            half = []
    if half:
        table.append([half[0], Cell(half[1].text, span=3)])
    book.table(table, (1.15, 1.6, 1.15, 1.6), size=10.5, min_height=look.row_height or 25)


def _tall2(book: Book, rows: Rows, look: Look) -> None:
    head = [[_label("项目"), _label("内容")]] if look.row_height > 26 else []
    table = head + [[_label(label), Cell(value, align="left")] for _, label, value in rows]
    book.table(table, (1.2, 2.2), size=11, header=len(head), min_height=look.row_height or 23)


def _open(book: Book, rows: Rows, look: Look) -> None:
    style = book.style
    size = 11.5
    column = max(width_of(label, style.face, size) for _, label, _ in rows if len(label) < 16) + 8
    for _, label, value in rows:
        x = book.left
        book.room(look.row_height or 24)
        long = width_of(label, style.face, size) > column
        if long:
            book.page.text(x, book.y, f"{label}：", face=style.face, size=size)
            if width_of(label + "：" + value, style.face, size) > book.inner:
                book.y += 20
            else:
                column_here = width_of(label + "：", style.face, size) + 6
                book.page.text(x + column_here, book.y, value, face=style.face, size=size)
                book.y += look.row_height or 24
                continue
        else:
            book.page.text(x, book.y, f"{label}：", face=style.face, size=size)
        lines = book.lines_of(value, size=size, width=book.inner - column - 24)
        book.page.block(lines, x + column + 20, book.y, face=style.face, size=size)
        book.y += (len(lines) - 1) * size * 1.3
        book.page.line(x + column + 14, book.y + size + 3, book.left + book.inner, book.y + size + 3, width=0.4, grey=0.5, dash=(1, 1.5))
        book.y += look.row_height or 24


def _above(book: Book, rows: Rows, look: Look) -> None:
    row: list[tuple[str, str]] = []
    table: list[list[Cell]] = []

    def flush() -> None:
        nonlocal row
        if row:
            spans = [6 // len(row)] * len(row)
            table.append([Cell(label, span=s, label=True) for (label, _), s in zip(row, spans, strict=True)])
            table.append([Cell(value, span=s) for (_, value), s in zip(row, spans, strict=True)])
        row = []

    for key, label, value in rows:
        if key in WIDE or len(plain(value)) > 22 or len(label) > 18:
            flush()
            row = [(label, value)]
            flush()
            continue
        row.append((label, value))
        if len(row) == 3:
            flush()
    flush()
    book.table(table, (1,) * 6, size=10, min_height=look.row_height or 20)


def _nested(book: Book, rows: Rows, look: Look) -> None:
    """Sections named in a merged first column, 其中 rows below the staff."""
    by_key = {row[0]: row for row in rows}
    sections = (
        (
            "基本情况",
            ("name", "code", "nature", "legal", "established", "address", "county", "contact", "phone", "category", "capital", "decoy"),
        ),
        ("服务条件", ("area", "assets", "staff")),
        ("服务业绩", ("served", "public_activities", "specialised_activities", "welfare_activities", "platform", "previous", "services")),
    )
    table: list[list[Cell]] = []
    for heading, keys in sections:
        body: list[list[Cell]] = []
        for key, label, value in rows:
            if key not in keys:
                continue
            if key == "staff":
                inner = [by_key[one] for one in ("college", "ratio") if one in by_key]
                down = 1 + len(inner)
                body.append([Cell(label, down=down, label=True), Cell("合计", label=True), Cell(value, span=2)])
                body += [[Cell(f"其中：{one[1]}", label=True), Cell(one[2], span=2)] for one in inner]
            else:
                body.append([Cell(label, span=2, label=True), Cell(value, span=2, align="left")])
        if body:
            body[0].insert(0, Cell(heading, down=len(body), label=True))
            table += body
    # a section is one group that cannot break: its heading is merged over it
    book.table(table, (0.35, 1.0, 1.5, 1.5, 1.5), size=10.5, min_height=look.row_height or 25)


def _years(book: Book, a: Applicant, look: Look) -> None:
    """Three years beside each other; only the last full year counts."""
    rng = book.rng
    order = [2019, 2018, 2017] if look.years_reversed else [2017, 2018, 2019]

    def series(name: str, value: int) -> list[Cell]:
        past = {2017: max(1, value * 6 // 10 - rng.randint(0, 2)), 2018: max(1, value * 8 // 10 - rng.randint(0, 1))}
        return [Cell(mark(name, str(value)) if year == 2019 else str(past[year])) for year in order]

    book.gap(8)
    book.paragraph("近三年服务情况", indent=False, bold=True)
    book.table(
        [
            [_label("年度"), *[_label(f"{year}年") for year in order]],
            [_label("服务企业数（家）"), *series("enterprises_served", a.served)],
            [_label(LABELS[a.acts_field][1].replace("次数", "") + "（次）"), *series(a.acts_field, a.acts)],
            [_label("营业收入（万元）"), *[Cell(str(rng.randint(180, 900))) for _ in order]],
        ],
        (1.7, 1, 1, 1),
        size=10.5,
        keep=True,
    )
