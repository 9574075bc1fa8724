"""What may stand around a label's known words, and the units a label may name: data of `labels`."""

from __future__ import annotations

import re
import unicodedata

from models.fields import Kind

BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">"}
ORDINAL = re.compile(r"^(?:[(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[、)]|\.(?![0-9]))|[①-⑳⑴-⒇])+")
DROPPED = re.compile(r"[\s:：、,，.。;；/\\\-—–_~*＊★☆●•·…“”\"'|│]+")
YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9])(?![0-9])")
HEAD = re.compile(
    r"^(?:其中|(?:截至|截止)?(?:20[0-4]\d年?度?|上一?年度?|去年|本年度?|当年|近一年|最近一年|年)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?末|年?底|全年|度)?(?:前|止)?|"
    r"(?:截至|截止)(?:目前)?|本单位|本机构|我单位|本企业|申报单位|申请单位|申报机构|机构|单位|企业|平台|现有|目前|当前|实有|实际|固定|拥有|自有或租赁|期末|年末|年底|年度|全年|年均|"
    r"自?(?:成立|组建|运营|建立)以来|累计|历年来?|近[三两二]年|三年|请填写|填写|需|须)"
)
ANNUAL = re.compile(r"(?:其中)?(?:上|本|全|每)?(?:一)?年(?!末|底|份)")
CUMULATIVE = re.compile(r"累计|历年|近[二两三四五]年|自成立以来|[二两三]年(?:共|合计)")
PARTIAL = re.compile(r"\d{1,2}\s*[-—~～至]\s*\d{1,2}\s*月|上半年|下半年|季度")
PLANNED = re.compile(r"计划|预计|拟|目标|预期|规划")
HEADS_OF = {
    "staff_college": (
        "服务人员中",
        "服务人员",
        "从业人员中",
        "从业人员",
        "员工中",
        "员工",
        "职工",
        "人员",
        "人员中",
        "具有",
        "专职人员",
        "专职服务人员",
        "服务团队",
    ),
    "college_ratio": ("服务人员中", "服务人员", "从业人员", "员工", "职工", "人员", "具有"),
    "staff_total": ("专职", "在岗", "在职", "全职"),
    "enterprises_served": ("服务", "为", "开展"),
    "contact_phone": ("联系人", "单位联系人", "固定"),
    "public_activities": ("组织", "开展", "组织开展", "举办", "面向中小企业"),
    "specialised_activities": ("组织", "开展", "组织开展", "举办", "面向中小企业"),
    "welfare_activities": ("组织", "开展", "组织开展", "举办", "面向中小企业"),
    "premises_area": ("自有", "公共"),
}
TAILS_OF_UNIT = {
    "㎡": ("面积", "总面积", "面积合计", "合计面积", "大小", "情况", "合计", "总计"),
    "万元": ("总额", "金额", "合计", "总计", "总值", "数额", "情况", "额", "规模", "价值"),
    "人": (
        "数",
        "人数",
        "总数",
        "总人数",
        "数量",
        "合计",
        "总计",
        "情况",
        "员",
        "人员",
        "人员数",
        "员数",
        "人员数量",
        "员工",
        "共",
        "共计",
        "小计",
    ),
    "家": ("数", "家数", "户数", "数量", "总数", "合计", "总计", "总量", "情况", "共计"),
    "次": ("数", "次数", "场次", "场数", "数量", "总数", "合计", "总计", "情况", "总次数", "共计", "期数"),
    "%": ("情况",),
}
TAILS_OF_KIND = {
    Kind.NAME: ("全称", "名称"),
    Kind.PERSON: ("姓名", "签名", "签字", "名字"),
    Kind.PHONE: ("号码", "号"),
    Kind.CODE: ("号", "号码", "证号"),
    Kind.DATE: ("日期", "时间"),
    Kind.TRUTH: ("情况", "状况", "状态"),
    Kind.CATEGORY: ("选择",),
    Kind.OPINION: ("栏",),
}
RATIO_TAIL = re.compile(
    r"(?:人数|人员)?(?:(?:所)?占(?:总人数|服务人员总数|服务人员总人数|服务人员|从业人员|全体[人职员][员工]|员工总数|职工总数|员工|职工|全部人员|人员总数|总数)?的?(?:比例|比重|百分比|比率|比)|比例|比重|百分比|比率)$"
)
# A slip of the OCR gives a character foreign to forms; a character that forms do use is another word (中专 for 大专).
NEVER_A_SLIP = frozenset("非未无前旧原曾拟预近各每首末初次双单多少新再他她其某甲乙丙丁零一二三四五六七八九十百千万亿男女")

UNIT_WORDS = {
    "㎡": ("㎡", "平方米", "m2", "m²", "平米", "平方", "平", "m^2", "㎡)"),
    "万元": ("万元", "人民币万元", "万元人民币", "万", "万元整"),
    "千元": ("千元", "人民币千元"),
    "元": ("元", "人民币元"),
    "亿元": ("亿元",),
    "人": ("人", "名", "位", "人数"),
    "家": ("家", "户", "家数"),
    "个": ("个",),
    "次": ("次", "场", "期", "场次", "次数", "次/年", "场/年", "次/场", "场(次)"),
    "家次": ("家次", "户次", "家(次)", "户(次)", "家/次"),
    "人次": ("人次",),
    "%": ("%", "百分比", "百分数"),
    "亩": ("亩",),
}
UNIT_OF_WORD = {unicodedata.normalize("NFKC", word).lower(): unit for unit, words in UNIT_WORDS.items() for word in words}
FITTING = {
    "㎡": {"㎡"},
    "万元": {"万元", "千元", "元", "亿元"},
    "人": {"人", "个"},
    "家": {"家", "个", "家次", "次"},
    "次": {"次", "个"},
    "%": {"%"},
}
PER_YEAR = re.compile(r"/年$|每年$|/年度$")


def unit_of(word: str) -> str | None:
    """The canonical unit that a word names: 平方米 → ㎡, 单位：千元 → 千元; None for anything else."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", word)).lower()
    text = re.sub(r"^(?:计量|金额|货币)?单位[::]?", "", text)
    return UNIT_OF_WORD.get(text) or UNIT_OF_WORD.get(PER_YEAR.sub("", text))
