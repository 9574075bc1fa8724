"""The narrative report in many wordings, with the traps that real ones hold: plans, totals, other people's figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .book import Book
from .forms import ratio_text, write_date
from .paper import mark
from .world import Applicant


@dataclass
class Told:
    """What a narrative said beside the truth: figures that are not the applicant's annual ones."""

    decoys: dict[str, list[str]] = field(default_factory=dict)

    def trap(self, field_name: str, *values: str) -> None:
        self.decoys.setdefault(field_name, []).extend(values)


def premises_words(a: Applicant, rng: Random) -> str:
    shown = mark("premises_area", a.area)
    return rng.choice(
        (
            f"现有固定的服务场所{shown}平方米，设有接待大厅、培训教室和洽谈室。",
            f"经营服务场所面积为{shown}㎡，配备前台接待、咨询洽谈、培训等功能区。",
            f"租用办公及服务用房，服务场所面积共{shown}平方米，能够满足日常服务需要。",
            f"服务场地面积{shown}平方米，水电网络齐备，交通便利。",
        )
    )


def assets_words(a: Applicant, rng: Random) -> str:
    shown = mark("service_assets", a.assets)
    return rng.choice(
        (
            f"服务资产达{shown}万元，包括培训设备、信息系统和检测仪器等。",
            f"用于中小企业服务的设备、软件等服务资产共计{shown}万元。",
            f"现有服务资产{shown}万元，其中软硬件系统占比较高。",
        )
    )


def staff_words(a: Applicant, rng: Random) -> str:
    total, college = mark("staff_total", a.staff), mark("staff_college", a.college)
    return rng.choice(
        (
            f"现有服务人员{total}人，其中大专及以上学历{college}人。",
            f"单位拥有一支{total}人的服务队伍，大专及以上学历的有{college}人，占{mark('college_ratio', ratio_text(a.college, a.staff))}%。",
            f"从业人员{total}名，具有大专及以上学历者{college}名。",
        )
    )


def served_words(a: Applicant, rng: Random) -> str:
    shown = mark("enterprises_served", a.served)
    return rng.choice(
        (
            f"2019年，共为{shown}家中小微企业提供了服务。",
            f"2019年度服务企业{shown}家，服务满意度保持在95%以上。",
            f"全年（2019年）服务中小企业{shown}家，其中小微企业占九成。",
        )
    )


def activity_words(a: Applicant, rng: Random) -> str:
    shown = mark(a.acts_field, a.acts)
    return rng.choice(
        {
            "综合": (
                f"2019年组织开展中小企业公共服务活动{shown}次，参训人员{a.acts * 46}人次。",
                f"全年举办各类公共服务活动{shown}场，受到企业好评。",
            ),
            "创新": (
                f"2019年组织开展技术洽谈、质量品牌诊断、技术推广、项目推介和知识产权等服务活动{shown}次。",
                f"全年共开展技术推广、项目推介、知识产权等活动{shown}场次，参会{a.acts * 38}人次。",
            ),
            "创业": (
                f"2019年开展中小企业公益性公共服务活动{shown}次，全部免费。",
                f"全年举办公益性服务活动{shown}场，{a.acts * 41}人次受益。",
            ),
        }[a.category]
    )


def narrative(
    book: Book,
    a: Applicant,
    *,
    traps: bool = True,
    told: Told | None = None,
    identity: bool = True,
    values: bool = True,
    related: str | None = None,
) -> Told:
    """申请报告 in five sections. `values` off leaves the applicant's figures out (they stand elsewhere)."""
    rng, told = book.rng, told or Told()
    book.new_page("narrative")
    book.title("申 请 报 告", size=20)

    def heading(text: str) -> None:
        book.gap(4)
        book.paragraph(text, indent=False, bold=True, face=book.style.title_face, size=book.style.size + 1)

    heading("一、单位基本情况")
    day = mark("established_on", write_date(a.established, "han"), a.established.isoformat())
    capital = f"，注册资本{mark('registered_capital', a.capital)}万元" if a.capital and a.body == "company" else ""
    if identity:
        book.paragraph(
            f"{a.name}（以下简称“本单位”）成立于{day}，法定代表人{a.legal}{capital}，办公地址位于{a.address}，"
            f"是一家面向中小微企业的{mark('category', a.category)}服务机构。"
        )
    else:
        book.paragraph("本单位长期致力于为中小微企业提供专业、规范、便捷的服务，坚持以企业需求为导向，不断完善服务功能。")
    if related:
        book.paragraph(mark("related_party", related, "true"))
    heading("二、服务条件")
    if values:
        book.paragraph(premises_words(a, rng) + assets_words(a, rng))
        book.paragraph(staff_words(a, rng) + "建立了服务管理、收费公示、投诉处理等制度。")
    else:
        book.paragraph("服务场所、设备与人员情况详见申报表及附件。建立了服务管理、收费公示、投诉处理等制度。")
    if traps:
        experts = rng.randint(28, 60)
        book.paragraph(
            f"另聘请服务专家和创业导师{experts}人，合作服务机构{experts // 3}家。所在园区占地{rng.randint(20, 60)}亩，"
            f"园区总建筑面积{experts * 310}平方米，入驻企业{experts + 9}家。"
        )
        told.trap("staff_total", str(experts))
        told.trap("premises_area", str(experts * 310))
        told.trap("enterprises_served", str(experts // 3), str(experts + 9))
    heading("三、服务开展情况及业绩")
    if values:
        book.paragraph(served_words(a, rng) + activity_words(a, rng))
    if traps:
        total = a.served * rng.randint(4, 9)
        past = max(3, a.served * 7 // 10)
        book.paragraph(
            f"成立以来累计服务企业{total}余家，累计培训{total * 5}人次；2018年服务企业{past}家。"
            f"2019年受邀参加省内外展会{rng.randint(3, 7)}次，协助企业融资{rng.randint(2, 9) * 500}万元。"
        )
        told.trap("enterprises_served", str(total), str(past))
        told.trap("service_assets", "500", "1000", "1500", "2000", "2500", "3000", "3500", "4000", "4500")
    heading("四、服务特色与成效")
    book.paragraph("坚持公益性与市场化相结合，形成了“线上受理、线下服务、跟踪反馈”的工作机制，服务成效明显。")
    if traps:
        book.paragraph(
            f"据统计，全市现有中小微企业{rng.randint(2, 6)}.{rng.randint(1, 9)}万家，全市服务机构从业人员{rng.randint(11, 40) * 100}人，"
            f"公共服务活动年均{rng.randint(60, 200)}场次。员工中40岁以下占80%。"
        )
        told.trap("college_ratio", "80")
    heading("五、下一步发展规划")
    if traps:
        plan = a.served * 2
        book.paragraph(
            f"2020年计划服务企业{plan}家以上，拟开展各类活动{a.acts + 11}次，服务场所预计扩大到{int(float(a.area)) + 300}平方米，"
            f"服务人员力争增加到{a.staff + 15}人，拟投入{rng.randint(3, 9) * 100}万元用于平台建设。"
        )
        told.trap("enterprises_served", str(plan))
        told.trap(a.acts_field, str(a.acts + 11))
        told.trap("premises_area", str(int(float(a.area)) + 300))
        told.trap("staff_total", str(a.staff + 15))
    else:
        book.paragraph("继续加强队伍建设，拓展服务领域，提升服务质量，更好地服务中小微企业发展。")
    return told


def everything_in_prose(book: Book, a: Applicant) -> None:
    """An application that is one letter: every value stands in a sentence, none in a table."""
    rng = book.rng
    book.new_page("narrative")
    book.title("关于申报2020年湖南省中小微企业核心服务机构的报告", size=17)
    book.paragraph(f"{a.office}：", indent=False)
    day = mark("established_on", write_date(a.established, "han"), a.established.isoformat())
    capital = f"，注册资本{mark('registered_capital', a.capital)}万元" if a.capital and a.body == "company" else ""
    kind = mark("category", f"{a.category}服务机构", a.category)
    book.paragraph(
        f"{a.name}成立于{day}{capital}，法定代表人{a.legal}，统一社会信用代码{a.credit_code}，地址为{a.address}。现申报{kind}，有关情况报告如下。"
    )
    book.paragraph("场所与资产方面，" + premises_words(a, rng) + assets_words(a, rng))
    book.paragraph("队伍方面，" + staff_words(a, rng))
    book.paragraph("业绩方面，" + served_words(a, rng) + activity_words(a, rng))
    book.paragraph(
        f"本单位{mark('platform_registered', '已在湖南省中小企业公共服务平台注册', 'true')}并发布服务产品，按月报送服务信息，接受监督评价。"
    )
    book.paragraph(f"联系人：{a.contact}，联系电话：{a.phone}。")
    book.paragraph("特此报告。")
    book.gap(30)
    book.paragraph(a.name, align="right")
    book.paragraph(mark("declared_on", write_date(a.declared, "numerals"), a.declared.isoformat()), align="right")
