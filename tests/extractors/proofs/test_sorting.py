"""What a page is: told by its own words, by what stands before it, and not by words that only mention a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_pages import page

from extractors.proofs import ASKED, PROOFS, read_proofs
from extractors.proofs.completeness import proofs_of, second_kinds
from extractors.proofs.consistency import facts_of, fingerprint, others_papers, same_name, shared_pages
from extractors.proofs.owners import owner_of
from extractors.proofs.reading import Party
from extractors.proofs.sections import sections
from extractors.proofs.sorting import sort_pages
from models.document import Page, Place, Reading
from models.proof import PageKind, PageRef, ProofKind, ProofState, Sorted

K = PageKind
FORM = "湖南省中小微企业核心服务机构申报表"
FORM_TABLE = """申报单位|岳阳市青桐中小企业服务中心|统一社会信用代码|52430600MJK0000010
申报类别|综合|注册资本|200万元
服务场所面积|168平方米|服务资产|156万元
服务人员|20人|大专及以上|18人
联系人|陈雨舟|联系电话|0730-8000001
年服务企业|320家|公共服务活动|12次
证明材料|营业执照、租赁合同、审计报告、花名册、服务企业名单|推荐意见|"""


@pytest.mark.parametrize(
    ("text", "table", "kind"),
    [
        (FORM, FORM_TABLE, K.FORM),
        ("申请表", FORM_TABLE, K.FORM),
        (
            "湖南省中小微企业核心服务机构\n申 报 材 料\n（2020年度）\n申报单位：岳阳市青桐中小企业服务中心（盖章）\n推荐单位：岳阳楼区工业和信息化局\n填报日期：2020年5月25日",
            "",
            K.COVER,
        ),
        (
            "申请报告\n一、单位基本情况\n本中心成立于2012年，是一家面向中小微企业的综合服务机构，有营业执照、审计报告备查，具备固定场所。\n二、服务条件\n现有服务场所168平方米。\n三、服务业绩\n全年服务企业320家。",
            "",
            K.NARRATIVE,
        ),
        ("营 业 执 照\n（副 本）\n统一社会信用代码  52430600MJK0000010\n名称  岳阳青桐有限公司\n经营范围  咨询\n登记机关", "", K.LICENCE),
        ("事业单位法人证书\n名称  岳阳市青桐中心\n宗旨和业务范围  服务\n举办单位  某局\n登记管理机关", "", K.LICENCE),
        ("房屋租赁合同\n甲方（出租方）：某公司\n乙方（承租方）：岳阳青桐中心\n租赁期限自2019年1月1日起\n月租金5000元", "", K.LEASE),
        ("不动产权证书\n权利人  岳阳青桐中心\n坐落  青桐路18号\n面积  建筑面积168㎡", "", K.LEASE),
        ("场地使用证明\n兹证明岳阳青桐中心无偿使用我单位房屋，建筑面积168平方米", "", K.LEASE),
        ("审 计 报 告\n湘会审字〔2020〕第8号\n岳阳青桐中心：\n我们审计了后附的财务报表\n某会计师事务所", "", K.AUDIT_REPORT),
        (
            "资产负债表\n编制单位：某中心  单位：元",
            "资产|期末余额|负债和所有者权益|期末余额\n货币资金|1|应付账款|1\n资产总计|2|负债和所有者权益总计|2",
            K.AUDIT_REPORT,
        ),
        ("服务资产清单", "序号|资产名称|数量|金额（元）\n1|服务器|2|500\n合计|||500", K.ASSET_LIST),
        ("", "序号|设备名称|规格型号|数量|原值（元）\n1|服务器|X|2|500", K.ASSET_LIST),
        ("服务人员花名册", "序号|姓名|性别|学历|职务\n1|周一舟|男|本科|主任", K.ROSTER),
        ("", "姓名|性别|出生年月|学历|职称\n周一舟|男|1980.1|本科|工程师", K.ROSTER),
        ("2019年度服务活动一览表", "序号|活动时间|活动名称|参加人数\n1|2019.1.2|宣讲会|30", K.ACTIVITY_LIST),
        ("服务企业名单", "序号|企业名称|服务内容\n1|岳阳甲子有限公司|培训", K.FIRMS_SERVED),
        ("省中小企业公共服务平台注册截图\n注册状态：已注册", "", K.PLATFORM),
        ("真实性承诺书\n本单位郑重承诺：所提交的申报材料真实、完整，如有弄虚作假，愿承担责任。", "", K.COMMITMENT),
        ("初审单位意见：\n同意推荐。\n汨罗市科技和工业信息化局（公章）\n2020年6月1日", "", K.OPINION),
        ("推 荐 意 见\n县市区工信主管部门意见：\n经初审，情况属实，同意推荐。", "", K.OPINION),
        (
            "关于推荐申报核心服务机构的意见\n某市工业和信息化局：\n经我局对申报材料的真实性、完整性进行审核，同意推荐某某公司申报。",
            "",
            K.OPINION,
        ),
        ("毕业证书\n学生周一舟，在本校修业期满，准予毕业。", "", K.CERTIFICATE),
        ("服务活动照片\n图1 宣讲会现场\n图2 培训现场", "", K.PHOTO),
        ("目  录\n一、申报表……1\n二、申请报告……5\n三、营业执照……9\n四、租赁合同……10\n五、审计报告……15\n六、人员花名册……20", "", K.OTHER),
        (
            "填 报 说 明\n一、申报单位须如实填写，内容真实、完整。\n二、申报材料用A4纸打印，一式二份。\n三、营业执照、租赁合同为复印件。",
            "",
            K.OTHER,
        ),
        ("活动签到表", "序号|姓名|单位|联系电话|签名\n1|周一舟|某公司|138|", K.UNRELATED),
        ("外聘专家名单", "序号|姓名|学历|职称|工作单位\n1|周一舟|本科|教授|某学院", K.UNRELATED),
        ("创业导师团成员一览表", "序号|姓名|学历|职称|工作单位\n1|周一舟|本科|教授|某学院", K.UNRELATED),
        ("专职服务人员花名册", "序号|姓名|学历|职称|岗位\n1|周一舟|本科|工程师|部长", K.ROSTER),
        ("", "", K.BLANK),
    ],
)
def test_kinds(text: str, table: str, kind: PageKind) -> None:
    assert [one.kind for one in sort_pages((page(text, table=table),))] == [kind]


@pytest.mark.parametrize(
    ("pages", "kinds"),
    [
        (
            (
                page("服务人员花名册", table="序号|姓名|性别|学历\n1|周一舟|男|本科"),
                page(table="2|吴若水|女|大专\n3|郑望山|男|硕士", number=2),
            ),
            [K.ROSTER, K.ROSTER],
        ),
        (
            (
                page("服务人员花名册", table="序号|姓名|学历|职称\n1|周一舟|本科|工程师\n2|吴若水|大专|无"),
                page("外聘专家名单", table="序号|姓名|学历|职称|工作单位\n1|郑望山|硕士|教授|某学院", number=2),
            ),
            [K.ROSTER, K.UNRELATED],
        ),
        (
            (
                page("房屋租赁合同\n甲方（出租方）：某公司\n乙方（承租方）：某中心"),
                page(
                    "第七条  本合同一式两份，双方各执一份，自双方签字盖章之日起生效，未尽事宜协商解决。\n甲方（盖章）：  乙方（盖章）：",
                    number=2,
                ),
            ),
            [K.LEASE, K.LEASE],
        ),
        (
            (
                page("申请报告\n一、单位基本情况\n二、服务条件"),
                page(
                    "本年度在全市范围内开展了多层次的服务，受到企业普遍好评，今后将继续努力做好各项工作。\n全年为中小企业提供各类咨询服务，成效明显，得到主管部门的充分肯定。",
                    number=2,
                ),
            ),
            [K.NARRATIVE, K.NARRATIVE],
        ),
        (
            (page("服务人员花名册", table="序号|姓名|性别|学历\n1|周一舟|男|本科"), page("房屋租赁合同\n出租方：甲  承租方：乙", number=2)),
            [K.ROSTER, K.LEASE],
        ),
        (
            (
                page(FORM, table=FORM_TABLE),
                page(
                    table="主要服务内容|政策咨询\n服务业绩|年服务企业320家",
                    below="真实性承诺\n本单位郑重承诺：材料真实。\n推荐意见\n同意推荐。",
                    number=2,
                ),
            ),
            [K.FORM, K.FORM],
        ),
        (
            (
                page("营业执照\n名称  某公司\n登记机关"),
                page("", number=2),
                page("服务企业名单", table="序号|企业名称|服务内容\n1|某公司|培训", number=3),
            ),
            [K.LICENCE, K.BLANK, K.FIRMS_SERVED],
        ),
    ],
    ids=["roster", "experts behind the roster", "lease", "report", "a new title ends it", "the form's foot", "blank between"],
)
def test_a_page_without_title_belongs_to_what_stands_before_it(pages: tuple[Page, ...], kinds: list[PageKind]) -> None:
    assert [one.kind for one in sort_pages(pages)] == kinds


def test_it_says_which_words_told() -> None:
    assert "花名册" in sort_pages((page("服务人员花名册", table="序号|姓名|性别|学历\n1|周一舟|男|本科"),))[0].because


@pytest.mark.parametrize(
    ("own", "kind"),
    [("培训班的通知\n各有关企业：", K.OTHER), ("", K.OTHER), ("花名册", K.ROSTER), ("房屋租赁合同\n甲方（出租方）：某公司", K.LEASE)],
)
def test_what_a_cheap_look_took_a_page_for_holds_unless_its_words_say_evidence(own: str, kind: PageKind) -> None:
    roster = page("服务人员花名册", table="序号|姓名|性别|学历\n1|周一舟|男|本科")
    assert sort_pages((roster, replace(page(own, number=2), taken_for=K.OTHER)))[1].kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("技术服务合同\n甲方（委托方）：岳阳筠川有限公司\n统一社会信用代码：91430600MA4L1234XU\n法定代表人：易知远", K.UNRELATED),
        ("湖南增值税电子普通发票\n购买方名称：岳阳恒昶有限公司\n统一社会信用代码/纳税人识别号：91430600MA4L1234XU", K.UNRELATED),
        ("关于举办培训班的通知\n各企业：\n联系人：易知远  联系电话：0730-8123456", K.UNRELATED),
        ("办公用房租赁合同\n甲方（出租方）：某公司\n乙方（承租方）：岳阳青桐中心\n租赁期限三年", K.LEASE),
    ],
)
def test_papers_of_others_are_no_source_of_values(text: str, kind: PageKind) -> None:
    assert sort_pages((page(text),))[0].kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "关于推荐核心服务机构的通知\n经研究，同意推荐岳阳青桐中心。",
        "三、发放通知\n我中心向企业发放通知，现有服务人员20人，年服务企业320家。",
    ],
)
def test_what_speaks_of_the_applicant_is_none_of_them(text: str) -> None:
    assert sort_pages((page(text),))[0].kind is not K.UNRELATED


def test_an_unread_page_is_what_it_was_taken_for_and_says_why() -> None:
    unread = Page("a.pdf", 2, 595, 842, Reading.SKIPPED, notes=("照片，图像占版面 60%，文字 0 行",), taken_for=K.PHOTO)
    (told,) = sort_pages((unread,))
    assert (told.kind, told.because) == (K.PHOTO, "照片，图像占版面 60%，文字 0 行")


# --- completeness and consistency ----------------------------------------------------------------------------------


def test_every_kind_of_proof_is_present_missing_or_doubtful() -> None:
    told = (Sorted(PageRef("a.pdf", 1), K.LICENCE, 0.9, "有“营业执照”"), Sorted(PageRef("a.pdf", 2), K.LEASE, 0.4, "有“租金”"))
    states = {proof.kind: proof.state for proof in proofs_of(told)}
    assert set(states) == set(ProofKind)
    assert states[ProofKind.LICENCE] is ProofState.PRESENT
    assert states[ProofKind.PREMISES] is ProofState.DOUBTFUL
    assert states[ProofKind.STAFF] is ProofState.MISSING


def test_an_opinion_at_the_foot_of_a_form_is_found() -> None:
    foot = page(FORM, table=FORM_TABLE.rsplit("\n", 1)[0], below="推荐意见\n县市区工信主管部门意见：\n经初审，情况属实，同意推荐。")
    told = sort_pages((foot,))
    assert told[0].kind is K.FORM
    assert {proof.kind: proof.state for proof in proofs_of(told, second_kinds((foot,), told))}[ProofKind.STAFF] is ProofState.MISSING


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("单位名称：岳阳市青桐中小企业服务中心（盖章）    截止日期：2019年12月31日", "岳阳市青桐中小企业服务中心"),
        ("编制单位：岳阳青桐有限公司        单位：元", "岳阳青桐有限公司"),
        ("单位：元", None),
        ("服务机构：湖南青桐工业设计研究院有限公司", "湖南青桐工业设计研究院有限公司"),
    ],
)
def test_whose_paper_a_page_is(line: str, owner: str | None) -> None:
    assert [party.name for party in owner_of((page(line),))] == ([owner] if owner else [])


def test_papers_of_another_organisation_are_a_problem_unless_it_is_the_former_name() -> None:
    place = Place("a.pdf", 3, None, "")
    parties = (Party("岳阳白露有限公司", "承租方", True, place), Party("岳阳物业有限公司", "出租方", False, place))
    assert [problem.page for problem in others_papers(parties, "岳阳青桐有限公司")] == [3]
    former = facts_of((page("曾用名：岳阳白露有限公司"),), (Sorted(PageRef("材料.pdf", 1), K.OTHER, 1, ""),))[0].former_names
    assert not others_papers(parties, "岳阳青桐有限公司", former)
    assert same_name("岳阳青桐（集团）有限公司", "岳阳青桐(集团) 有限公司")


def test_the_same_proof_in_two_applications_is_found_by_its_text() -> None:
    roster = page("服务人员花名册", table="序号|姓名|性别|学历\n" + "\n".join(f"{at}|周一舟{at}|男|本科" for at in range(1, 20)))
    told = sort_pages((roster,))
    facts = facts_of((roster,), told)
    assert fingerprint("照片") is None
    assert shared_pages([("甲", facts), ("乙", facts), ("乙", facts)])[0][:3] == ("甲", facts[0].ref, "乙")


# --- nothing raises ------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["序号", "姓名", "学历", "企业名称", "金额（元）", "合计", "1", "２", "营业执照", "名称", "注册资本", "壹佰万元整", "2019年", "自", "至", "平方米", "建筑面积", "同意推荐", "|", "\n", "  ", "：", "（", "资产总计", "单位：元", "甲方", "乙方", "年",
     "活动名称", "主办", "零", "亿", "０", "\u200b", "𠀀", "%", "-", "共", "人"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60), st.lists(WORDS, max_size=40), st.text(max_size=40))
def test_no_page_whatever_raises(text: list[str], cells: list[str], noise: str) -> None:
    one = page(
        "".join(text) + noise.replace("\r", ""), table="".join(cells).strip() and "x|y\n" + "".join(cells), reading=Reading.OCR, qr=(noise,)
    )
    told = sort_pages((one, one))
    read_proofs((one, one), told)
    facts_of((one, one), told)
    for reader in PROOFS:
        reader.read((one, one), ASKED)


def test_an_office_file_is_cut_into_its_papers() -> None:
    text = f"{FORM}\n机构名称：岳阳青桐中心\n申报类别：综合\n服务场所面积：168平方米\n服务资产：156万元\n申请报告\n一、单位基本情况\n二、服务条件\n服务人员花名册"
    one = replace(page(text, table="序号|姓名|性别|学历\n1|周一舟|男|本科", below="推荐意见\n经初审，情况属实，同意推荐。"), number=None)
    parts = sections(one)
    assert [told.kind for told in sort_pages(parts)] == [K.FORM, K.NARRATIVE, K.ROSTER, K.OPINION]
    assert sum(len(part.words) for part in parts) == len(one.words)
    assert sections(page(text)) == (page(text),)


# --- lists by whatever name, beside and behind one another --------------------------------------------------------

EVENTS = "2019.2.22|银企对接会|主办|56家\n2019.4.15|员工培训班|承办|57家"


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("2019年公益性公共服务活动", "编号|活动主题|举办日期|佐证材料"),
        ("2019年公共服务活动统计", "时间|主题|组织形式|参与企业"),
        ("岳阳青桐中心2019年度公益性公共服务活动明细表", "时间|内容|方式|规模"),
    ],
)
def test_an_activity_list_is_told_by_its_title_or_its_columns(title: str, header: str) -> None:
    assert sort_pages((page(title, table=f"{header}\n{EVENTS}"),))[0].kind is K.ACTIVITY_LIST


@pytest.mark.parametrize(
    ("title", "kind"),
    [("服务资产登记表", K.ASSET_LIST), ("核心服务机构申报表", K.FORM), ("服务人员情况表", K.ROSTER), ("单位基本情况表", K.FORM)],
)
def test_the_longer_title_tells(title: str, kind: PageKind) -> None:
    assert sort_pages((page(title, table="名称|数量|备注\n某|1|自有"),))[0].kind is kind


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        ((page("附件六\n服务企业名单"),), K.OTHER),
        ((page("2019年服务企业  82家（名单另附）\n详见服务企业名单"),), K.PHOTO),
        ((page("服务企业名单", table="序号|企业名称|服务内容\n1|某公司|培训"),), K.FIRMS_SERVED),
        ((page("企业回访", table="企业名称|岳阳某某有限公司|法定代表人|石某\n厂房|三层|联系电话|1"),), K.PHOTO),
    ],
    ids=["a leaf", "a mention", "the list", "a client's form"],
)
def test_a_list_is_more_than_its_name(pages: tuple[Page, ...], kind: PageKind) -> None:
    assert sort_pages(pages)[0].kind is kind


def test_a_list_that_calls_itself_a_part_leaves_the_proof_in_doubt() -> None:
    rows = "序号|企业名称|服务内容\n1|某公司|培训"
    assert sort_pages((page("2019年部分服务企业名单", table=rows),))[0].confidence < 0.6
    assert sort_pages((page("2019年服务企业名单", table=rows),))[0].confidence >= 0.6


def test_a_record_kept_day_by_day_is_no_form() -> None:
    days = "\n".join(f"2019.{at}.11|某公司|管理咨询|马某" for at in range(1, 8))
    record = page("服务台账", table=f"登记日期|对象|事项|经办人\n{days}")
    rest = page(table="登记日期|对象|事项|经办人\n2019.9.1|某公司|培训|马某", number=2)
    assert [one.kind for one in sort_pages((record, rest))] == [K.UNRELATED, K.UNRELATED]


def test_an_office_file_is_cut_where_another_list_opens_whatever_it_is_called() -> None:
    one = page("单位人员名册", table="姓名|岗位|文化程度\n周一舟|主任|本科")
    two = page("\n" * 9 + "一年来的工作", table=f"时间|活动主题|组织形式|企业\n{EVENTS}")
    whole = replace(one, number=None, words=(*one.words, *two.words), tables=(*one.tables, *two.tables))
    parts = sections(whole)
    assert [len(part.tables) for part in parts] == [1, 1]
    assert "一年来的工作" in parts[1].text


@pytest.mark.parametrize("answered", ["省平台          已注册", "省平台：已注册", "是否在省平台注册          是"])
def test_a_label_with_its_answer_is_no_papers_title(answered: str) -> None:
    text = f"{FORM}\n机构名称：岳阳青桐中心\n申报类别：综合\n服务场所面积：168平方米\n{answered}\n联系人：陈雨舟\n填表日期：2020年5月15日"
    one = replace(page(text), number=None)
    assert sections(one) == (one,)


DATED = "（1）2019年1月25日，在临湘市举办政策宣讲会，39人参加。\n（2）2019年5月1日，在临湘市举办融资对接会，47人参加。"


@pytest.mark.parametrize("title", ["证明材料之三：2019年活动情况", "附件5 2019年活动情况", "2019年活动情况"])
def test_a_title_counts_without_its_number_and_its_year_where_its_list_follows(title: str) -> None:
    one = replace(page("服务人员名单", table="序号|姓名|性别|学历\n1|周一舟|男|本科", below=f"{title}\n{DATED}"), number=None)
    assert [told.kind for told in sort_pages(sections(one))] == [K.ROSTER, K.ACTIVITY_LIST]


def test_the_heading_of_a_reports_paragraph_is_no_papers_title() -> None:
    report = "申请报告\n一、基本情况\n我单位现有服务人员26人，服务场所面积168平方米，服务资产156万元。\n2019年活动情况\n全年组织公共服务活动9次。"
    one = replace(page(report), number=None)
    assert sections(one) == (one,)


def test_lists_in_two_languages_are_told_by_their_chinese() -> None:
    head = "Hunan Core Service Agency · Application 2020\n"
    pages = (
        page(
            f"{head}附录4 服务人员名册 Staff List",
            table="No.|姓名 Name|性别 Sex|学历 Education\n1|周一舟|男|本科\n2|吴若水|女|大专",
            number=1,
        ),
        page(
            f"{head}附录5 2019年技术服务活动 Events in 2019",
            table="No.|日期 Date|活动 Event|人数 Participants\n1|2019/02/04|技术洽谈会|93\n2|2019/05/05|质量诊断|53",
            number=2,
        ),
        page(
            f"{head}附录6 2019年服务企业名单 Clients Served in 2019",
            table="No.|企业名称 Company|服务内容 Service\n1|岳阳甲子食品有限公司|检测\n2|岳阳乙丑食品有限公司|检测",
            number=3,
        ),
    )
    assert [told.kind for told in sort_pages(pages)] == [K.ROSTER, K.ACTIVITY_LIST, K.FIRMS_SERVED]


@pytest.mark.parametrize("title", ["社會團體法人登记证书", "民办非企業单位登記证书", "民办非企业单位登记证书"])
def test_a_certificate_in_the_written_style_is_one_whatever_a_reader_makes_of_its_title(title: str) -> None:
    text = f"{title}\n统一社会信用代码：52430903779451189D\n名称  某某服务中心\n业务范围  创业培训\n发证机关"
    assert sort_pages((page(text, reading=Reading.OCR),))[0].kind is PageKind.LICENCE


def test_the_rows_at_the_head_of_a_page_are_no_title() -> None:
    header = "序号|企业名称|所属行业|服务内容|佐证"
    rows = [f"{at}|岳阳{chr(0x4E00 + at)}字食品有限公司|食品|法律咨询|合同" for at in range(1, 9)]
    first = page("2019年度服务企业名单", table="\n".join([header, *rows[:4]]))
    second = page(table="\n".join([header, *rows[4:]]), number=2)
    assert [told.kind for told in sort_pages((first, second))] == [K.FIRMS_SERVED, K.FIRMS_SERVED]
