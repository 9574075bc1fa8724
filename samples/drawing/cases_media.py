"""Applications in unusual containers: Word, ZIP, mixed files, fonts without a mapping, broken files."""

from __future__ import annotations

from . import proofs
from .files import Written, pdf_bytes
from .forms import Look, claims, write_date
from .office import word_file
from .paper import mark
from .prose import activity_words, assets_words, premises_words, served_words, staff_words
from .registry import application
from .studio import ESSENTIAL, SHORT, Studio
from .truth import Case
from .world import Applicant


@application("25-创业-混合-表格扫描附件数字")
def mixed(s: Studio) -> Case:
    a = s.world.applicant("创业")
    parts = s.parts(a, Look("nested", ticks="drawn", dates="blank"), ("cover", *SHORT, "commitment", "photos"))
    sheets = {
        part: s.scans(pages, ("slight_skew", "uneven_light"), dpi=200, quality=30, colour=False)
        if part in ("form", "commitment")
        else pages
        for part, pages in parts.items()
    }
    case = s.case("同一个PDF里有扫描页也有数字页", a, "scan")
    case.files = [s.joined(sheets)]
    return case


@application("26-创新-字体无映射.pdf")
def no_mapping(s: Studio) -> Case:
    a = s.world.applicant("创新")
    parts = s.parts(a, Look("grid4", ticks="filled", dates="han"), SHORT)
    case = s.case("数字PDF，但字体没有ToUnicode，取出的文字是乱码，只能当图片读；单个PDF文件", a, "hard_scan", loose=True)
    case.medium, case.hard = "scanned", ("unreadable",)
    case.files = [s.joined(parts, "", no_mapping=True)]
    return case


def _word(path: str, a: Applicant, s: Studio, look: Look) -> Written:
    rows = [(label, value) for _, label, value in claims(a, look, s.rng)]
    day = mark("declared_on", write_date(a.declared, "han"), a.declared.isoformat())
    report = [
        "一、服务条件",
        premises_words(a, s.rng) + assets_words(a, s.rng),
        staff_words(a, s.rng),
        "二、服务业绩",
        served_words(a, s.rng) + activity_words(a, s.rng),
        f"申报单位（盖章）：{a.name}",
        f"填报日期：{day}",
    ]
    return word_file(path, "湖南省中小微企业核心服务机构申报表", rows, report)


@application("27-综合-Word申报表加PDF附件")
def word_and_pdf(s: Studio) -> Case:
    a = s.world.applicant("综合")
    parts = s.parts(a, Look(), tuple(one for one in SHORT if one != "form"))
    case = s.case("申报表是Word文件，附件是PDF；另有办公软件的锁定文件，应跳过", a, "format")
    case.files = [
        _word("申报表.docx", a, s, Look(ticks="filled", dates="dash")),
        s.joined(parts, "附件证明材料.pdf"),
        Written("~$申报表.docx", b"\x05shenhe" + b" " * 47),
    ]
    return case


@application("28-创业-单个Word文件.docx")
def word_only(s: Studio) -> Case:
    a = s.world.applicant("创业", opinion_on=None)
    case = s.case("只有一个Word申报表，缺全部证明", a, "format", loose=True)
    case.files = [_word("", a, s, Look(ticks="tick", dates="han", unit_in_label=True))]
    return case


@application("29-创新-压缩包GBK文件名.zip")
def gbk_zip(s: Studio) -> Case:
    a = s.world.applicant("创新")
    parts = s.parts(a, Look("open", ticks="paren", dates="dot"), (*SHORT, "narrative"))
    case = s.case("ZIP压缩包，里面的中文文件名是GBK编码", a, "format")
    case.gbk = True
    case.files = s.grouped(
        parts,
        {
            "申报材料/申报表与申请报告.pdf": ("form", "narrative", "opinion"),
            "申报材料/营业执照.pdf": ("licence",),
            "申报材料/证明材料.pdf": ("premises", "assets", "roster", "activities", "firms"),
        },
    )
    return case


@application("30-综合-文件夹内含压缩包")
def zip_inside(s: Studio) -> Case:
    a = s.world.applicant("综合")
    parts = s.parts(a, Look("tall2", ticks="filled", dates="blank"), (*SHORT, "platform"))
    case = s.case("文件夹里是申报表和一个附件压缩包，包内文件属于同一申报", a, "format")
    case.files = s.grouped(
        parts,
        {
            "申报表.pdf": ("form",),
            "附件.zip/证照与场地.pdf": ("licence", "premises", "platform"),
            "附件.zip/清单/资产人员活动企业.pdf": ("assets", "roster", "activities", "firms"),
            "推荐意见.pdf": ("opinion",),
        },
    )
    return case


@application("31-创新-好材料里夹坏文件", spare=True)
def one_bad(s: Studio) -> Case:
    a = s.world.applicant("创新")
    parts = s.parts(a, Look("grid4", ticks="tick", dates="han"), SHORT)
    case = s.case("材料完整，另夹一个截断的PDF和一个.wps文件：好的照常读，坏的各报一个问题", a, "format")
    case.files = [
        s.joined(parts),
        Written("补充说明.pdf", pdf_bytes(parts["form"])[:1500]),
        Written("获奖情况.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)),
    ]
    case.outcome = ["recommend", "refer"]
    case.problems = [["截断", "损坏", "打不开", "无法打开", "不完整", "不能打开"], ["不支持", "wps", "WPS"]]
    return case


@application("32-坏文件-全都打不开")
def hopeless(s: Studio) -> Case:
    a = s.world.applicant("综合")
    book = s.book()
    proofs.commitment(book, a)
    whole = pdf_bytes(book.pages)
    case = s.case("0字节、加密、截断、假PDF、旧版.doc：一项也读不到，但必须有一行结果，每个文件都有处理办法", None, "hopeless")
    case.files = [
        Written("申报表.pdf", b""),
        Written("申请报告.pdf", pdf_bytes(book.pages, password="2020")),
        Written("营业执照.pdf", whole[:1400]),
        Written("花名册.pdf", "这不是PDF，只是改了扩展名的文本。\n".encode()),
        Written("活动清单.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)),
    ]
    case.problems = [
        ["密码", "加密"],
        ["空", "0字节", "0 字节", "没有内容"],
        ["损坏", "截断", "打不开", "无法打开", "不能打开"],
        ["不支持", ".doc", "旧版"],
    ]
    return case


@application("33-仅有营业执照.pdf")
def licence_only(s: Studio) -> Case:
    a = s.world.applicant("创业", body="company", platform=None, opinion_on=None)
    parts = s.parts(a, Look(), ("licence",))
    case = s.case("只交了一张营业执照", a, "incomplete", loose=True)
    for name in (
        "contact_person",
        "contact_phone",
        "declared_on",
        "category",
        "premises_area",
        "service_assets",
        "staff_total",
        "staff_college",
        "college_ratio",
        "enterprises_served",
        "public_activities",
        "welfare_activities",
    ):
        case.change(name, value=None, accept=("absent",), qualifier=None, low=None, high=None, unscored=False)
    case.change("county", accept=("found", "absent"))
    case.files = [s.joined(parts, "")]
    return case


@application("34-综合-分散多个文件夹")
def scattered(s: Studio) -> Case:
    a = s.world.applicant("综合", earlier=3, attended=1)
    parts = s.parts(
        a,
        Look("above", ticks="filled", dates="slash"),
        (*ESSENTIAL, "audit", "platform", "commitment", "opinion", "photos", "instructions"),
    )
    blank = s.book()
    proofs.blank(blank)
    case = s.case("材料分在几层子文件夹里，有空白页、照片页、填报说明（其中的条件不是申报数值）", a, "layout")
    case.files = s.grouped(
        parts,
        {
            "一、申报表/申报表.pdf": ("instructions", "form", "commitment", "opinion"),
            "二、证明材料/1.证照场地平台.pdf": ("licence", "premises", "platform"),
            "二、证明材料/2.审计报告.pdf": ("audit",),
            "二、证明材料/3.清单/人员资产企业.pdf": ("assets", "roster", "firms"),
            "二、证明材料/4.活动/活动清单及照片.pdf": ("activities", "photos"),
        },
    )
    case.files.append(s.pdf("二、证明材料/空白页.pdf", blank.pages))
    return case
