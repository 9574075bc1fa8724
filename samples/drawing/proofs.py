"""The papers behind a form: licence, lease, balance sheet, lists, commitment, opinion. Each draws into a Book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

import cv2
import numpy as np
from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.lib.utils import ImageReader

from .book import Book, Cell
from .forms import category_text, tick_by_hand, write_date
from .paper import Box, Page, mark, signature
from .seals import seal
from .world import Applicant

_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def capital_words(wan: int) -> str:
    """万元 in capital numerals: 500 → 伍佰万元整."""
    out, units = "", ("", "拾", "佰", "仟")
    text = str(wan)
    for i, one in enumerate(text):
        place = len(text) - 1 - i
        if one != "0":
            out += _CAPITAL_DIGITS[int(one)] + units[place]
        elif out and not out.endswith("零") and text[i:].strip("0"):
            out += "零"
    return f"{out}万元整"


def _pairs(book: Book, rows: Sequence[tuple[str, str]], *, size: float = 12.5, label_width: float = 108, step: float = 32) -> None:
    style = book.style
    for label, value in rows:
        book.page.text(book.left + 18, book.y, label, face=style.title_face, size=size - 0.5)
        lines = book.lines_of(value, size=size, width=book.inner - label_width - 40)
        book.page.block(lines, book.left + 18 + label_width, book.y, face=style.face, size=size)
        book.y += max(step, len(lines) * size * 1.3 + 10)


def _qr(page: Page, box: Box, content: str) -> None:
    widget = QrCodeWidget(content, barLevel="M")
    widget.qr.make()
    count = widget.qr.getModuleCount()
    side = (box[2] - box[0]) / count
    for row in range(count):
        for column in range(count):
            if widget.qr.isDark(row, column):
                x, y = box[0] + column * side, box[1] + row * side
                page.rect((x, y, x + side, y + side), fill=0.0, stroke=None)


def licence(book: Book, a: Applicant) -> None:
    """营业执照, or the certificate of an institution, association or private non-profit body."""
    if a.body == "company":
        _business_licence(book, a)
    else:
        _certificate(book, a)


def _frame(book: Book) -> None:
    page = book.page
    for inset, width in ((26, 3.2), (33, 0.8)):
        page.rect((inset, inset, page.width - inset, page.height - inset), width=width, stroke=(0.55, 0.42, 0.12))


def _business_licence(book: Book, a: Applicant) -> None:
    page = book.new_page("licence", landscape=True)
    _frame(book)
    book.y = 62
    book.title("营 业 执 照", size=32, gap=2)
    book.paragraph("（副  本）", align="center", size=13)
    page.text(book.left, 92, "统一社会信用代码", face=book.style.face, size=11)
    page.text(book.left, 108, a.credit_code, face=book.style.face, size=13, bold=True)
    if book.rng.random() < 0.7:
        _qr(page, (page.width - 150, 62, page.width - 82, 130), f"统一社会信用代码:{a.credit_code};名称:{a.name}".encode().decode())
    book.y = 168
    left = [
        ("名    称", a.name),
        ("类    型", "有限责任公司（自然人投资或控股）"),
        ("法定代表人", a.legal),
        (
            "经营范围",
            "企业管理咨询；技术服务、技术咨询；信息咨询服务；会议及展览服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
        ),
    ]
    start = a.established
    capital = mark("registered_capital", f"{capital_words(int(a.capital))}", a.capital) if a.capital else ""
    right = [
        ("注册资本", f"人民币{capital}"),
        ("成立日期", mark("established_on", f"{start.year}年{start.month:02d}月{start.day:02d}日", start.isoformat())),
        ("营业期限", f"{start.year}年{start.month:02d}月{start.day:02d}日至长期"),
        ("住    所", a.address),
    ]
    half = (page.width - 2 * book.left) / 2
    for column, rows in ((book.left, left), (book.left + half + 10, right)):
        y = 176.0
        for label, value in rows:
            page.text(column, y, label, face=book.style.title_face, size=11.5)
            lines = book.lines_of(value, size=12, width=half - 92)
            page.block(lines, column + 80, y, face=book.style.face, size=12)
            y += max(34, len(lines) * 15.6 + 16)
    issued = start + timedelta(days=400)
    page.text(page.width - 290, page.height - 118, "登记机关", face=book.style.title_face, size=12)
    page.text(page.width - 230, page.height - 96, f"{issued.year} 年 {issued.month} 月 {issued.day} 日", face=book.style.face, size=12)
    seal(page, page.width - 165, page.height - 108, f"{a.county}市场监督管理局", size=104)


def _certificate(book: Book, a: Applicant) -> None:
    page = book.new_page("licence")
    _frame(book)
    book.y = 86
    title = {"institution": "事业单位法人证书", "association": "社会团体法人登记证书", "private": "民办非企业单位登记证书"}[a.body]
    book.title(title, size=25, gap=4)
    book.paragraph("（副  本）", align="center", size=13)
    book.gap(20)
    rows = [
        ("统一社会信用代码", a.credit_code),
        ("名    称", a.name),
        ("法定代表人", a.legal),
        ("住    所", a.address),
        ("宗旨和业务范围" if a.body == "institution" else "业务范围", "为中小企业提供政策、融资、人才、技术、管理等公共服务"),
    ]
    if a.body == "institution":
        rows += [
            ("经费来源", "财政补助"),
            ("开办资金", "¥80万元"),
            ("举办单位", a.office),
            ("有 效 期", "自2018年03月31日至2023年03月31日"),
        ]
    else:
        rows += [
            ("开办资金" if a.body == "private" else "活动资金", f"{mark('opening_fund', a.capital or '10')}万元"),
            ("成立日期", mark("established_on", write_date(a.established, "han"), a.established.isoformat())),
            ("业务主管单位", a.office),
            ("有 效 期", "自2018年06月01日至2022年05月31日"),
        ]
    _pairs(book, rows, label_width=128)
    page.text(book.left + 240, page.height - 150, "登记管理机关", face=book.style.title_face, size=12)
    seal(page, book.left + 330, page.height - 140, "事业单位登记管理局" if a.body == "institution" else f"{a.county}民政局", size=108)


def lease(
    book: Book, a: Applicant, *, area: str | None = None, until: date | None = None, words: str | None = None, kind: str = "lease"
) -> None:
    """租赁合同 (`lease`), 房产证 (`deed`) or 无偿使用协议 (`free`) over `area` ㎡; `words` replaces the area's clause."""
    rng = book.rng
    area = area or a.area
    book.new_page("lease")
    shown = words or f"建筑面积{mark('premises_area', f'{Decimal(area):.2f}', area)}平方米"
    start = date(2019, rng.randint(1, 4), 1)
    until = until or date(2022, start.month, 1) - timedelta(days=1)
    if kind == "deed":
        book.gap(30)
        book.title("不动产权证书", size=24)
        book.gap(14)
        rows = [
            ("权 利 人", a.name),
            ("坐    落", a.address),
            ("权利类型", "国有建设用地使用权/房屋所有权"),
            ("用    途", "办公"),
            ("面    积", f"房屋{shown}"),
            ("使用期限", "至2058年11月06日止"),
        ]
        book.table([[Cell(label, label=True), Cell(value, align="left")] for label, value in rows], (1, 3.2), min_height=34)
        return
    free = kind == "free"
    book.title("场地无偿使用协议" if free else rng.choice(("房屋租赁合同", "办公用房租赁合同")), size=20)
    owner = f"岳阳{rng.choice('穹澈昶')}{rng.choice('隅楚')}物业管理有限公司"
    book.paragraph(f"甲方（{'提供方' if free else '出租方'}）：{owner}", indent=False)
    book.paragraph(f"乙方（{'使用方' if free else '承租方'}）：{a.name}", indent=False)
    book.gap(4)
    clauses = [
        f"第一条  甲方将位于{a.address}的房屋{'无偿提供给乙方使用' if free else '出租给乙方使用'}，{shown}，用途为办公及开展企业服务。",
        f"第二条  {'使用' if free else '租赁'}期限自{write_date(start, 'han')}起至{write_date(until, 'han')}止。",
        "第三条  使用期内不收取租金，水电费由乙方承担。"
        if free
        else f"第三条  月租金为人民币{rng.randint(18, 90) * 100}元，按季度支付；押金{rng.randint(3, 9) * 1000}元。",
        "第四条  乙方应合理使用房屋及其附属设施，不得擅自转租、改变用途。",
        "第五条  本合同一式两份，双方各执一份，自双方签字盖章之日起生效。",
    ]
    for clause in clauses:
        book.paragraph(clause, gap=7)
    book.gap(36)
    y = book.y
    book.page.text(book.left, y, "甲方（盖章）：", face=book.style.face, size=12)
    book.page.text(book.left + 250, y, "乙方（盖章）：", face=book.style.face, size=12)
    seal(book.page, book.left + 120, y + 20, owner, footer="合同专用章", size=104)
    seal(book.page, book.left + 380, y + 20, a.name, size=104)
    day = write_date(start - timedelta(days=7), "han")
    book.page.text(book.left, y + 56, f"签订日期：{day}", face=book.style.face, size=11)


def _amount(yuan: Decimal, unit: str) -> str:
    factor = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000)}[unit]
    return f"{yuan / factor:,.2f}"


def balance_total(a: Applicant, rng: Random) -> Decimal:
    """A total of all assets in 万元 that leaves room for the service assets."""
    return (Decimal(a.assets) * Decimal(rng.randint(130, 240)) / 100).quantize(Decimal("0.01")) + Decimal(rng.randint(0, 9999)) / 1000000


def balance_sheet(book: Book, a: Applicant, *, unit: str = "元", total_wan: Decimal | None = None, with_cover: bool = False) -> Decimal:
    """资产负债表 (behind an audit report's page where `with_cover`): 资产总计, a bound for 服务资产 and no more. Gives it in 万元."""
    rng = book.rng
    total = ((balance_total(a, rng) if total_wan is None else total_wan) * 10000).quantize(Decimal("0.01"))
    if with_cover:
        book.new_page("audit_report")
        book.title("审 计 报 告", size=24)
        book.paragraph(f"湘穹会审字〔2020〕第{rng.randint(100, 999)}号", align="center")
        book.paragraph(f"{a.name}：", indent=False, gap=6)
        book.paragraph(
            f"我们审计了{a.name}（以下简称贵单位）财务报表，包括2019年12月31日的资产负债表，2019年度的利润表以及相关财务报表附注。"
            f"我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵单位2019年12月31日的财务状况。截至2019年12月31日，"
            f"贵单位资产总额为{_amount(total, '元')}元，2019年度实现营业收入{rng.randint(120, 900) * 10000 + rng.randint(0, 9999):,}.00元。"
        )
        book.gap(60)
        book.paragraph("湖南穹川会计师事务所（普通合伙）", align="right")
        book.paragraph(f"二〇二〇年三月{rng.choice(('五', '十二', '十八', '二十'))}日", align="right")
        seal(book.page, book.left + book.inner - 90, book.y - 24, "湖南穹川会计师事务所", size=108)
    book.new_page("audit_report")
    book.title("资产负债表", size=18, gap=2)
    book.paragraph("2019年12月31日", align="center", size=10)
    book.paragraph(f"编制单位：{a.name}        单位：{unit}", indent=False, size=10)
    cash, owed = total * Decimal("0.31"), total * Decimal("0.17")
    fixed = total - cash - owed
    debt = total * Decimal("0.22")
    rows = [
        ("流动资产：", None, "流动负债：", None),
        ("  货币资金", cash, "  应付账款", debt),
        ("  应收账款", owed, "  负债合计", debt),
        ("流动资产合计", cash + owed, "所有者权益：", None),
        ("固定资产净值", fixed, "  实收资本", Decimal(a.capital or 50) * 10000),
        ("非流动资产合计", fixed, "  所有者权益合计", total - debt),
        ("资产总计", total, "负债和所有者权益总计", total),
    ]

    def show(value: Decimal | None) -> str:
        return "" if value is None else _amount(value, unit)

    book.table(
        [[Cell("资产", label=True), Cell("期末余额", label=True), Cell("负债和所有者权益", label=True), Cell("期末余额", label=True)]]
        + [
            [Cell(x.strip(), align="left"), Cell(show(v), align="right"), Cell(y.strip(), align="left"), Cell(show(w), align="right")]
            for x, v, y, w in rows
        ],
        (1.2, 1.2, 1.4, 1.2),
        size=10,
        min_height=26,
    )
    return total / 10000


def asset_list(book: Book, a: Applicant, *, unit: str = "元") -> None:
    """服务资产清单 with its sum."""
    book.new_page("asset_list")
    book.title(book.rng.choice(("服务资产清单", "服务资产（设备、软件）明细表", "服务设备设施清单")), size=17, gap=4)
    book.paragraph(f"单位名称：{a.name}（盖章）    截止日期：2019年12月31日", indent=False, size=10)
    rows = [[Cell(text, label=True) for text in ("序号", "资产名称", "数量（台/套）", f"金额（{unit}）", "用途")]]
    total = sum((item.amount for item in a.items), Decimal(0))
    for number, item in enumerate(a.items, 1):
        rows.append(
            [
                Cell(str(number)),
                Cell(item.name),
                Cell(str(item.count)),
                Cell(_amount(item.amount, unit), align="right"),
                Cell(book.rng.choice(("企业服务", "培训", "信息服务", "对外服务"))),
            ]
        )
    value = f"{(total / 10000).normalize():f}"
    rows.append(
        [
            Cell("服务资产合计", span=2),
            Cell(str(sum(item.count for item in a.items))),
            Cell(mark("service_assets", _amount(total, unit), value), align="right"),
            Cell(""),
        ]
    )
    book.table(rows, (0.5, 2.2, 1, 1.4, 1), size=10.5, header=1)
    seal(book.page, book.left + book.inner - 70, book.y - 6, a.name, size=100)


def roster(book: Book, a: Applicant, *, rows_high: float = 0.0, new_page: bool = True, size: float = 10.0) -> None:
    """服务人员花名册 with the 学历 column; the rows are the evidence for both counts."""
    if new_page:
        book.new_page("roster")
    book.title(book.rng.choice(("服务人员花名册", "服务人员名单", "从业人员花名册")), size=17, gap=4)
    book.paragraph(f"单位：{a.name}    截至2019年12月31日", indent=False, size=10)
    people = list(a.people)
    table = [[Cell(text, label=True) for text in ("序号", "姓名", "性别", "出生年份", "学历", "职务", "是否专职")]]
    table += [
        [
            Cell(str(i)),
            Cell(p.name),
            Cell(p.gender),
            Cell(str(p.born)),
            Cell(p.schooling),
            Cell(p.post),
            Cell("是" if p.full_time else "否"),
        ]
        for i, p in enumerate(people, 1)
    ]
    for page, box in book.table(table, (0.6, 1, 0.6, 1, 0.8, 1.2, 0.9), size=size, header=1, min_height=rows_high):
        page.tag("staff_total", len(people), box)
        page.tag("staff_college", sum(p.college for p in people), box)
    seal(book.page, book.left + book.inner - 80, min(book.y + 6, book.page.height - 62), a.name, size=96)


def counted_activities(a: Applicant, year: int = 2019) -> int:
    """Activities of that year that the applicant held itself."""
    return sum(one.held_on.year == year and one.role in ("主办", "承办") for one in a.activities)


def activity_list(book: Book, a: Applicant, *, title: str | None = None) -> None:
    """服务活动一览表: date, title, kind, role, heads. Only one's own of 2019 count."""
    book.new_page("activity_list")
    book.title(title or book.rng.choice(("2019年度服务活动一览表", "开展服务活动情况表", "服务活动清单")), size=17, gap=4)
    book.paragraph(f"单位：{a.name}", indent=False, size=10)
    table = [[Cell(text, label=True) for text in ("序号", "活动时间", "活动名称", "活动类别", "组织方式", "参训人次")]]
    spelling = book.rng.choice(("dash", "dot", "han"))
    table += [
        [Cell(str(i)), Cell(write_date(one.held_on, spelling)), Cell(one.title), Cell(one.kind), Cell(one.role), Cell(str(one.people))]
        for i, one in enumerate(a.activities, 1)
    ]
    count = counted_activities(a)
    for page, box in book.table(table, (0.5, 1.2, 2.4, 1.5, 0.9, 0.9), size=9.5, header=1):
        page.tag(a.acts_field, count, box)
    seal(book.page, book.left + book.inner - 80, min(book.y + 4, book.page.height - 62), a.name, size=96)


def firms_list(book: Book, a: Applicant, *, two_columns: bool = True, size: float = 9.5, row_height: float = 0.0) -> None:
    """服务企业名单; double entries are drawn as given."""
    book.new_page("firms_served")
    book.title(book.rng.choice(("2019年度服务企业名单", "服务企业名单（2019年）", "2019年服务企业一览表")), size=17, gap=4)
    book.paragraph(f"服务机构：{a.name}", indent=False, size=10)
    cells = [
        (str(i), name, book.rng.choice(("政策咨询", "融资对接", "培训", "财税", "技术服务", "法律咨询", "管理诊断")))
        for i, name in enumerate(a.firms, 1)
    ]
    count = distinct_firms(a.firms)
    if two_columns:
        half = (len(cells) + 1) // 2
        table = [[Cell(text, label=True) for text in ("序号", "企业名称", "序号", "企业名称")]]
        for i in range(half):
            right = cells[half + i] if half + i < len(cells) else ("", "", "")
            table.append([Cell(cells[i][0]), Cell(cells[i][1], align="left"), Cell(right[0]), Cell(right[1], align="left")])
        placed = book.table(table, (0.45, 2.3, 0.45, 2.3), size=size, header=1, min_height=row_height)
    else:
        table = [[Cell(text, label=True) for text in ("序号", "企业名称", "服务内容")]]
        table += [[Cell(n), Cell(name, align="left"), Cell(what)] for n, name, what in cells]
        placed = book.table(table, (0.5, 3, 1.3), size=size, header=1, min_height=row_height)
    for page, box in placed:
        page.tag("enterprises_served", count, box)


def distinct_firms(firms: Sequence[str]) -> int:
    """Firms after taking out those that differ in spaces, brackets or the ending only."""

    def key(name: str) -> str:
        for ending in ("有限责任公司", "有限公司"):
            name = name.removesuffix(ending)
        return name.replace(" ", "").replace("（", "").replace("）", "")

    return len({key(one) for one in firms})


def platform_page(book: Book, a: Applicant) -> None:
    """A page that looks like the provincial platform's screen after registration."""
    page = book.new_page("platform")
    book.title("省中小企业公共服务平台注册截图", size=16)
    top = book.y
    page.rect((book.left, top, book.left + book.inner, top + 34), fill=(0.12, 0.35, 0.65), stroke=None)
    page.text(
        book.left + 12, top + 10, "湖南省中小企业公共服务平台 · 服务机构管理中心", face=book.style.title_face, size=13, colour=(1, 1, 1)
    )
    page.rect((book.left, top, book.left + book.inner, top + 330), width=0.8, stroke=0.5)
    y = top + 56
    for label, value in (
        ("机构名称", a.name),
        ("统一社会信用代码", a.credit_code),
        ("注册状态", mark("platform_registered", "已注册（审核通过）", "true")),
        ("注册时间", "2018-09-12"),
        ("已发布服务产品", f"{book.rng.randint(4, 20)} 个"),
        ("服务对接", f"{book.rng.randint(12, 60)} 条"),
        ("信息报送", "按月报送"),
    ):
        page.text(book.left + 24, y, f"{label}：", face=book.style.title_face, size=11, colour=(0.3, 0.3, 0.3))
        page.text(book.left + 140, y, value, face=book.style.title_face, size=11)
        y += 36
    page.tag("platform_registered", "true", (book.left, top, book.left + book.inner, top + 330))
    book.y = top + 350


def commitment(book: Book, a: Applicant, *, day: date | None = None, new_page: bool = True) -> None:
    """真实性承诺书 with signature, seal and date."""
    day = day or a.declared
    if new_page:
        book.new_page("commitment")
    book.title("申报材料真实性承诺书", size=19)
    book.paragraph(
        f"本单位（{a.name}）申报2020年湖南省中小微企业核心服务机构，郑重承诺：所提交的申报材料真实、完整、有效，无弄虚作假行为；"
        "近三年无重大违法违规和失信记录。如有不实，愿承担由此产生的一切后果。",
        gap=8,
    )
    book.gap(30)
    book.room(120)
    y = book.y
    book.page.text(book.left + 200, y, "法定代表人（签字）：", face=book.style.face, size=12)
    signature(book.page, book.left + 322, y - 4, a.legal, book.rng)
    book.page.text(book.left + 200, y + 34, "申报单位（盖章）：", face=book.style.face, size=12)
    book.page.text(book.left + 200, y + 68, mark("declared_on", write_date(day, "blank"), day.isoformat()), face=book.style.face, size=12)
    seal(book.page, book.left + 340, y + 62, a.name, size=108)
    book.y = y + 110


def opinion(
    book: Book, a: Applicant, *, office: str | None = None, words: str | None = None, day: date | None = None, new_page: bool = True
) -> None:
    """推荐意见 of the county's office, with its date."""
    day = day or a.opinion_on
    if new_page:
        book.new_page("opinion")
    office = office or a.office
    book.title("推 荐 意 见", size=19)
    said = mark("recommendation_opinion", "同意推荐")
    clause = words or book.rng.choice(
        (
            f"经初审，该单位申报材料真实、完整，{said}。",
            f"经核实，情况属实，{said}。",
            f"经现场核查，申报材料真实完整，符合申报条件，{said}申报2020年湖南省中小微企业核心服务机构。",
        )
    )
    top = book.y
    book.page.rect((book.left, top, book.left + book.inner, top + 190), width=0.8)
    book.page.text(book.left + 12, top + 12, "县市区工信主管部门意见：", face=book.style.face, size=12)
    lines = book.lines_of(clause, size=13, width=book.inner - 60)
    book.page.block(lines, book.left + 34, top + 44, face=book.style.face, size=13, leading=1.5)
    book.page.text(book.left + 240, top + 128, f"{office}（盖章）", face=book.style.face, size=12)
    if day:
        book.page.text(book.left + 270, top + 156, write_date(day, "blank"), face=book.style.face, size=12)
    seal(book.page, book.left + 330, top + 138, office, size=104)
    book.y = top + 205


def cover(book: Book, a: Applicant, *, day: date | None = None, ticks: str = "drawn") -> None:
    """封面."""
    day = day or a.declared
    page = book.new_page("cover")
    book.y = 130
    book.title("湖南省中小微企业核心服务机构", size=24, gap=2)
    book.title("申 报 材 料", size=30, gap=4)
    book.paragraph("（2020年度）", align="center", size=15)
    book.gap(70)
    rows = (
        ("申报类别", mark("category", category_text([a.category], ticks), a.category)),
        ("申报单位", f"{a.name}（盖章）"),
        ("推荐单位", f"{a.office}（盖章）"),
        ("填报日期", mark("declared_on", write_date(day, "blank"), day.isoformat())),
    )
    for label, value in rows:
        page.text(book.left + 26, book.y, f"{label}：", face=book.style.title_face, size=15)
        page.text(book.left + 112, book.y, value, face=book.style.face, size=14)
        book.y += 42
    if ticks == "drawn":
        tick_by_hand(page, [a.category], book.rng)
    seal(page, book.left + 210, book.y - 110, a.name, size=112)


def instructions(book: Book) -> None:
    """填报说明: rules copied, no values of the applicant."""
    book.new_page("other")
    book.title("填 报 说 明", size=20)
    for text in (
        "一、申报单位须如实填写，内容真实、完整，并加盖公章。",
        "二、申报材料用A4纸打印，一式二份，同时报送电子版。",
        "三、表中数据除注明外，均填写2019年度（截至2019年12月31日）数据，使用阿拉伯数字。",
        "四、综合服务机构须服务场所100平方米以上、服务资产100万元以上、服务人员10人以上、年服务企业100家以上、年组织开展公共服务活动8次以上。",
        "五、所附证明材料为复印件的，须加盖公章。",
    ):
        book.paragraph(text, gap=6)


@cache
def _photo_picture(seed: int) -> Image.Image:
    """A made-up room: people at tables before a screen. Nothing but coloured shapes."""
    rng = np.random.default_rng(seed)
    height, width = 300, 420
    base = np.linspace(210, 150, height)[:, None, None] * np.array([1.0, 0.97, 0.9])
    image = np.ascontiguousarray(np.broadcast_to(base, (height, width, 3)).astype(np.uint8))
    cv2.rectangle(image, (120, 30), (300, 120), (235, 240, 245), -1)
    cv2.rectangle(image, (120, 30), (300, 52), (60, 60, 190), -1)
    for _ in range(24):
        x, y = int(rng.integers(10, 410)), int(rng.integers(150, 280))
        colour = tuple(int(v) for v in rng.integers(30, 150, 3))
        cv2.ellipse(image, (x, y + 26), (17, 24), 0, 180, 360, colour, -1)
        cv2.circle(image, (x, y), 10, (150, 175, 205), -1)
    image = cv2.GaussianBlur(image, (0, 0), 1.2)
    image = np.clip(image + rng.normal(0, 6, image.shape), 0, 255).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(image[:, :, ::-1])).quantize(48).convert("RGB")


def photos(book: Book, a: Applicant) -> None:
    """活动照片: two pictures with captions."""
    page = book.new_page("photo")
    book.title("服务活动照片", size=17)
    for i, one in enumerate(a.activities[:2]):
        picture = ImageReader(_photo_picture(i + 1))
        page.picture(picture, (book.left + 60, book.y, book.left + book.inner - 60, book.y + 240), mask=None)
        book.y += 248
        book.paragraph(f"图{i + 1}  {one.title}现场", align="center", size=10)


def blank(book: Book) -> None:
    """An empty page, as duplex scanning leaves it."""
    book.new_page("blank")
