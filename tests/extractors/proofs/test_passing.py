"""A scanned page is left unread only where it surely proves nothing; whatever speaks of a field or of evidence is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.glance import Glance, SeenLine
from extractors.proofs.passing import is_evidence, pages_to_pass
from models.proof import PageKind

K = PageKind


def seen(*top: str, rest: tuple[str, ...] = (), legible: float = 0.99, rules: int = 0, centred: bool = True) -> Glance:
    """A page of writing: `top` its first lines (the title, in the middle, first), `rest` some further down."""
    lines = tuple(SeenLine(text, 1.4 if at == 0 else 1.0, at == 0 and centred) for at, text in enumerate(top))
    n_lines = len(top) + len(rest)
    return Glance(lines, rest, n_lines, n_lines, 0.0, rules, legible, whole=False)


def photo(*texts: str, picture: float = 0.6, legible: float = 0.99) -> Glance:
    lines = tuple(SeenLine(text, 1.0, centred=True) for text in texts)
    return Glance(lines, (), len(texts), len(texts), picture, 0, legible, whole=True)


RULES = seen("财务管理制度", "第一条  各部门应当严格遵守本规定。", rest=("第三条 报销须逐级审批。", "不得擅自挪用。"))


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        (RULES, K.UNRELATED),
        (seen("湖南增值税普通发票", "No 68376950", "购买方名称：岳阳恒昶机械有限公司"), K.UNRELATED),
        (seen("企业管理咨询合同", "甲方（委托方）：岳阳筠川新材料有限公司", rest=("第二条 服务费用为人民币三万元",)), K.UNRELATED),
        (seen("关于举办质量管理专题培训班的通知", "各有关企业："), K.UNRELATED),
        (seen("知识产权保护培训签到表", "序号姓名单位联系电话"), K.UNRELATED),
        (seen("增值税纳税申报实务培训讲义", "一、课程目标：了解基本概念"), K.UNRELATED),
        (seen("毕 业 证 书", "学生舒疏安，在本校修业期满，准予毕业"), K.CERTIFICATE),
        (seen("学士学位证书", "业已毕业，授予管理学学士学位"), K.CERTIFICATE),
        (seen("荣誉证书", "被评为先进个人，特发此证"), K.CERTIFICATE),
        (seen("中华人民共和国", "居民身份证", "签发机关 岳阳市公安局", rest=("姓名 龙砚秋",), centred=False), K.CERTIFICATE),
        (seen("洞庭晚报", "春风送暖入企来", rest=("记者近日在城区走访时看到",)), K.UNRELATED),
        (seen("洞庭晚报2019年2月6日 星期三", "春风送暖入企来", rest=("园区道路两旁的樱花次第开放",)), K.UNRELATED),
        (seen("湖南日报 2020年05月08日 第12版", "春风送暖入企来"), K.UNRELATED),
        (photo(), K.PHOTO),
        (photo("服务活动照片", "图1 政策宣讲会现场"), K.PHOTO),
        (photo("办公场所照片", "图1 接待大厅"), K.PHOTO),
    ],
)
def test_what_proves_nothing_is_passed_over_with_its_reason(look: Glance, kind: PageKind) -> None:
    (told,) = pages_to_pass((look,))
    assert told is not None
    assert told.kind is kind
    assert told.because


@pytest.mark.parametrize(
    "look",
    [
        seen("湖南省中小微企业核心服务机构申报表", "申报单位：岳阳青桐中心"),
        seen("房屋租赁合同", "甲方（出租方）：某物业公司"),
        seen("技术服务场地租赁合同", "甲方：某公司"),
        seen("入驻协议", "甲方：某产业园"),
        seen("场地无偿使用协议", "甲方（提供方）：某公司"),
        seen("民办非企业单位登记证书", "统一社会信用代码"),
        seen("中小微企业核心服务机构荣誉证书", "二〇一七年"),
        seen("荣誉证书", "认定你单位为核心服务机构"),
        seen("关于公布2017年核心服务机构名单的通知", "各市州："),
        seen("关于同意使用办公场地的通知", "某某中心："),
        seen("服务企业名单", "序号 企业名称"),
        seen("法定代表人身份证明", "居民身份证号码：", centred=False),
        seen("签到制度", "一、服务场所面积168平方米"),
        seen("技术服务合同", "甲方：某公司", rest=("法定代表人：易知远",)),
        seen("洞庭晚报", "春风送暖", rest=("记者获悉，该中心全年服务企业320余家",)),
        seen("洞庭晚报2019年2月6日报道我中心", "春风送暖"),
        seen("洞庭晚报2019年2月6日", "服务企业320余家"),
        seen("管理制度", "第一条", legible=0.7),
        seen("三、管理制度", "我中心建立了完善的制度"),
        seen("建立健全各项管理制度", "我中心建立了完善的制度", centred=False),
        seen("我中心先后被洞庭晚报、湖南日报等报道，", "记者到现场采访"),
        seen("第七条 本合同一式两份", "双方各执一份"),
        seen(),
        photo("营业执照"),
        photo("服务机构管理中心", "注册时间 2018-09-12"),
        photo("姓名", "学历", "性别"),
        photo("某某中心欢迎您", "地址：岳阳市青禾路8号", "电话：0730-8000001"),
        photo("看不清的字", "看不清的字", "看不清的字", "看不清的字", legible=0.6),
        photo("一段话" * 50),
        replace(photo(), whole=False, n_lines=40),
        replace(photo(), picture=0.1),
    ],
)
def test_in_doubt_a_page_is_read(look: Glance) -> None:
    assert pages_to_pass((look,)) == (None,)


def test_the_last_page_of_a_contract_may_hold_little_more_than_the_places_to_sign() -> None:
    contract = seen("企业管理咨询合同", "甲方（委托方）：岳阳筠川新材料有限公司", rest=("第二条 服务费用为人民币三万元",))
    last = seen("双方应本着诚实信用的原则履行各自的义务", "甲方（盖章）：乙方（盖章）", centred=False)
    assert all(pages_to_pass((contract, last)))


def test_a_paper_of_several_pages_is_passed_over_to_its_end_and_no_further() -> None:
    second = seen("第十九条 对违反本规定的，应当给予批评", "不得推诿。", centred=False)
    told = pages_to_pass((RULES, second, seen("申请报告", "一、单位基本情况"), second))
    assert [one is not None for one in told] == [True, True, False, False]


@pytest.mark.parametrize(
    "after",
    [
        seen("32  彭予青  女  1986  大学", "33  阳云树  女  1975", centred=False, rules=20),
        seen("现有办公场所一处，位于城区，应当说明的是", "不得不提", centred=False),
        seen("今年以来，单位发展良好", "受到普遍好评", centred=False),
        seen("第十九条 应当遵守", "不得推诿", centred=False, legible=0.5),
    ],
)
def test_what_does_not_plainly_go_on_is_read(after: Glance) -> None:
    assert pages_to_pass((RULES, after))[1] is None


def test_a_page_that_was_not_looked_at_is_read_and_ends_the_paper() -> None:
    second = seen("第十九条 应当遵守", "不得推诿", centred=False)
    assert [one is not None for one in pages_to_pass((RULES, None, second))] == [True, False, False]


def test_the_top_alone_tells_evidence() -> None:
    assert is_evidence((SeenLine("审计报告", 2.0, centred=True),))
    assert not is_evidence((SeenLine("财务管理制度", 2.0, centred=True),))


@given(st.lists(st.text(max_size=40), max_size=6), st.floats(0, 1), st.booleans())
def test_no_text_whatever_raises(texts: list[str], share: float, whole: bool) -> None:
    lines = tuple(SeenLine(text, share, centred=True) for text in texts)
    look = Glance(lines, tuple(texts), len(texts), len(texts), share, 0, share, whole)
    assert len(pages_to_pass((look, look))) == 2
