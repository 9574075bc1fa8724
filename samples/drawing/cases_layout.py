"""Born-digital applications, one layout of the form each, values around the limits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from . import forms, proofs
from .book import Book
from .forms import Look
from .paper import mark
from .prose import Told, everything_in_prose
from .registry import application
from .studio import ESSENTIAL, SHORT, WHOLE, Studio, on
from .truth import Case, exactly


@application("01-综合-数字-四栏表")
def grid(s: Studio) -> Case:
    a = s.world.applicant("综合", attended=1)
    told = Told()
    parts = s.parts(a, Look("grid4", ticks="drawn", dates="han"), WHOLE, told=told)
    case = s.case("四栏有框线申报表，一份完整PDF，各项清楚达标", a)
    case.files = [s.joined(parts)]
    case.add_decoys(told.decoys)
    return case


@application("02-创新-数字-两栏长表")
def tall(s: Studio) -> Case:
    a = s.world.applicant("创新", earlier=2)
    told = Told()
    parts = s.parts(a, Look("tall2", ticks="filled", dates="dash", unit_in_label=False, digits="money"), WHOLE, told=told)
    case = s.case("两栏长表，材料分成多个文件，数字带千分位和小数", a)
    case.files = s.grouped(
        parts,
        {
            "1.申报表.pdf": ("cover", "form", "commitment", "opinion"),
            "2.申请报告.pdf": ("narrative",),
            "3.营业执照和场地.pdf": ("licence", "premises"),
            "4.审计报告.pdf": ("audit",),
            "5.资产人员活动企业清单.pdf": ("assets", "roster", "activities", "firms"),
            "6.平台注册截图.pdf": ("platform",),
        },
    )
    case.add_decoys(told.decoys)
    return case


@application("03-创业-数字-字间空格-刚好达标")
def spaced(s: Studio) -> Case:
    a = s.world.applicant("创业", area="50", assets="50", staff=10, college=8, served=50, acts=2)
    parts = s.parts(a, Look("grid4", spaced=True, ticks="paren", dates="blank"), (*ESSENTIAL, "commitment", "opinion"))
    case = s.case("标签字间有空格；场所、资产、人员、比例、企业数、活动次数都恰好等于下限", a, "near")
    case.files = [s.joined(parts)]
    return case


@application("04-综合-数字-单位在标签内-差一点")
def unit_in_label(s: Studio) -> Case:
    a = s.world.applicant("综合", area="99.9", acts=7)
    parts = s.parts(a, Look("tall2", unit_in_label=True, ticks="tick", dates="dot"), SHORT)
    case = s.case("单位写在标签里；场所99.9平方米、活动7次，都差一点", a, "near")
    case.files = [s.joined(parts)]
    return case


@application("05-创新-数字-无框线-49家")
def open_form(s: Studio) -> Case:
    a = s.world.applicant("创新", served=49, staff=15, college=12)
    parts = s.parts(a, Look("open", ticks="drawn", dates="slash"), SHORT)
    case = s.case("申报表没有框线；服务企业49家差一家，学历比例恰好80%", a, "near")
    case.files = s.separate(parts)
    return case


@application("06-创业-数字-标签在上-比例79.59")
def label_above(s: Studio) -> Case:
    a = s.world.applicant("创业", staff=49, college=39)
    parts = s.parts(a, Look("above", ticks="filled", dates="han", unit_in_label=True), SHORT)
    case = s.case("标签在值的上方；49人中39人大专以上，四舍五入成80%也不达标；花名册跨页", a, "near")
    case.files = [s.joined(parts)]
    return case


@application("09-综合-数字-嵌套其中行-跨两页")
def nested(s: Studio) -> Case:
    a = s.world.applicant("综合", served=100, acts=8)

    def form(book: Book) -> None:
        forms.draw_form(book, a, Look("nested", ticks="drawn", dates="blank", row_height=40))
        proofs.commitment(book, a, new_page=False)
        proofs.opinion(book, a, new_page=False)

    parts = s.parts(a, Look(), (*ESSENTIAL, "platform"), draw={"form": form})
    case = s.case("合并单元格、其中行，申报表跨两页，承诺与推荐意见接在表后；企业100家、活动8次恰好达标", a, "layout")
    case.files = [s.joined(parts)]
    return case


@application("10-创新-数字-表头重复跨页")
def repeated_header(s: Studio) -> Case:
    a = s.world.applicant("创新", area="100", assets="100", acts=3)
    parts = s.parts(a, Look("tall2", ticks="tick", dates="numerals", row_height=44, digits="money"), (*SHORT, "commitment"))
    case = s.case("申报表断在两页，第二页重复表头；中文数字日期；场所、资产、活动恰好达标", a, "layout")
    case.files = [s.joined(parts)]
    return case


@application("11-创业-数字-窄格折行")
def wrapped(s: Studio) -> Case:
    a = s.world.applicant("创业")
    parts = s.parts(
        a,
        Look("grid4", ticks="word", dates="dot", digits="wide"),
        SHORT,
        draw={"form": lambda b: forms.draw_form(_narrow(b), a, Look("grid4", ticks="filled", dates="dot", digits="wide"))},
    )
    case = s.case("表格很窄，单元格里折成几行；全角数字", a, "layout")
    case.files = [s.joined(parts)]
    return case


def _narrow(book: Book) -> Book:
    book.style = replace(book.style, margin=128.0)
    return book


@application("12-综合-数字-三年表年份倒序")
def years(s: Studio) -> Case:
    a = s.world.applicant("综合")
    look = Look("above", ticks="paren", dates="dash", unit_in_label=True, years=True, years_reversed=True)
    parts = s.parts(a, look, (*SHORT, "narrative"), told=(told := Told()))
    case = s.case("服务企业和活动写在三年表里，年份倒序，只取2019年", a, "layout")
    case.files = [s.joined(parts)]
    case.add_decoys(told.decoys)
    return case


@application("13-创业-只有文字叙述")
def prose_only(s: Studio) -> Case:
    a = s.world.applicant("创业", body="company")
    parts = s.parts(
        a,
        Look(),
        ("narrative", "licence", "premises", "assets", "roster", "activities", "firms", "opinion"),
        draw={"narrative": lambda b: everything_in_prose(b, a)},
    )
    case = s.case("没有申报表，各项数值只在报告的句子里", a, "prose")
    case.files = [s.joined(parts)]
    return case


@application("14-综合-日期先后与精度不同")
def dates_and_precision(s: Studio) -> Case:
    assets = f"{s.rng.randint(120, 180)}.{s.rng.choice((28, 32, 36, 41))}"
    a = s.world.applicant("综合", assets=assets, area=f"{s.rng.randint(130, 320)}", declared=on(5, 29), opinion_on=on(6, 3), body="company")
    coarse = mark("service_assets", assets[:3]) + "万元"
    established = mark("established_on", forms.write_date(a.established, "month"), a.established.isoformat()[:7])
    look = Look("grid4", ticks="filled", dates="han", unit_in_label=False)
    parts = s.parts(
        a,
        look,
        ("cover", *SHORT, "commitment"),
        form={"override": {"assets": coarse, "established": established}, "declared": on(5, 25)},
        draw={"cover": lambda b: proofs.cover(b, a, day=on(5, 20), ticks="filled"), "assets": lambda b: proofs.asset_list(b, a, unit="元")},
    )
    case = s.case("封面、申报表、承诺书三个日期，取最晚；申报表156万元、清单156.32万元这类精度不同不算矛盾；成立时间只写到月", a, "near")
    case.files = [s.joined(parts)]
    case.set(service_assets=replace(exactly(assets), also=(assets[:3],)))
    case.change("declared_on", decoys=("2020-05-20", "2020-05-25"))
    case.change("established_on", decoys=(a.established.isoformat()[:7],))
    return case


@application("15-综合-比例写80实为79.59", spare=True)
def stated_ratio(s: Studio) -> Case:
    a = s.world.applicant("综合", staff=49, college=39)
    parts = s.parts(a, Look("nested", ticks="paren", dates="han"), SHORT, form={"override": {"ratio": mark("college_ratio", "80") + "%"}})
    case = s.case("申报表写比例80%，按39/49算只有79.59%，不达标；花名册跨页", a, "near")
    case.files = [s.joined(parts)]
    case.change("college_ratio", decoys=("80",))
    return case


@application("16-创新-诱饵满表")
def decoys(s: Studio) -> Case:
    rng = s.rng
    a = s.world.applicant("创新", body="company", attended=2, earlier=2)
    figures = {
        "占地面积": ("premises_area", f"{rng.randint(2000, 6000)}"),
        "园区面积": ("premises_area", f"{rng.randint(11, 48) * 1000}"),
        "营业收入": ("service_assets", f"{rng.randint(300, 900)}.5"),
        "会员企业": ("enterprises_served", f"{rng.randint(200, 500)}"),
        "入驻企业": ("enterprises_served", f"{rng.randint(91, 160)}"),
        "参训人次": ("staff_total", f"{rng.randint(900, 4000)}"),
        "创业导师": ("staff_total", f"{rng.randint(30, 60)}"),
        "检测报告": ("specialised_activities", f"{rng.randint(900, 5000)}"),
        "党员人数": ("staff_college", "4"),
        "合作服务机构": ("enterprises_served", f"{rng.randint(14, 40)}"),
    }
    total = proofs.balance_total(a, rng)
    units = {
        "占地面积": "㎡",
        "园区面积": "㎡",
        "营业收入": "万元",
        "会员企业": "家",
        "入驻企业": "家",
        "参训人次": "人次",
        "创业导师": "人",
        "检测报告": "份",
        "党员人数": "人",
        "合作服务机构": "家",
    }
    rows = tuple((label, value + units[label]) for label, (_, value) in figures.items())
    rows += (("资产总额", f"{total:.2f}万元"), ("平台名称", "岳阳市企汇通中小企业公共服务平台"), ("办公电脑", f"{rng.randint(20, 60)}台"))
    look = Look("grid4", ticks="drawn", dates="slash", decoys=rows)
    parts = s.parts(
        a,
        look,
        WHOLE,
        told=(told := Told()),
        draw={"audit": lambda b: proofs.balance_sheet(b, a, unit="元", total_wan=total, with_cover=True)},
    )
    case = s.case("申报表里满是不该取的数：占地、园区、收入、会员、入驻、人次、导师、资产总额、平台名称", a, "decoy")
    case.files = [s.joined(parts)]
    for field_name, value in figures.values():
        told.trap(field_name, value)
    told.trap("service_assets", f"{Decimal(total):.2f}", str(a.capital))
    told.trap("organisation_name", "岳阳市企汇通中小企业公共服务平台")
    case.add_decoys(told.decoys)
    return case
