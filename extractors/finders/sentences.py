"""Sentences, clauses and cue words of running text, by spaCy's blank Chinese pipeline over characters.

Characters are the tokens (a word segmenter cuts 1,326.5 in three, MEASURED 2026-11); `cues` and `clauses` are our own
components. spaCy is imported on first use only: it costs seconds. Text comes in bounded pieces, so its limits on length are never met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from extractors.finders.cues import CUES, Says
from extractors.finders.lists import dated
from extractors.quantities import read_quantities
from models.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_SENTENCE = 600
"""Characters; what runs on longer without a full stop is cut at a comma, or at this length."""

CAPTION_REACH = 200
"""Characters below a caption for which its unit holds."""

_LEVEL_NEXT = re.compile(r"\s*(?:博士|硕士|研究生|本科|大专|专科|中专|高中|总计|合计|共计|总数)")
_CAPTION = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*(元|千元|万元|亿元)")
SENTENCE_END = "。！!？?；;\n"
CLAUSE_END = "，,。！!？?；;：\n"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word at `start`…`end` of its sentence and what it says."""

    start: int
    end: int
    says: Says
    word: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start` is where it begins in the text that was read; all spans inside count from there.

    `unit`: the unit of money that a caption before it (单位：万元) gives to numbers without one.
    """

    text: str
    start: int
    cues: tuple[Cue, ...]
    quantities: tuple[Quantity, ...]
    clauses: tuple[tuple[int, int], ...]
    unit: str | None = None

    def clause(self, at: int) -> tuple[int, int]:
        """The clause that holds position `at`."""
        for start, end in self.clauses:
            if start <= at < end:
                return start, end
        return (0, len(self.text)) if not self.clauses else self.clauses[-1]

    def between(self, start: int, end: int, *says: Says) -> tuple[Cue, ...]:
        """Cues of these kinds that lie within `start`…`end`."""
        return tuple(cue for cue in self.cues if cue.says in says and start <= cue.start and cue.end <= end)


# Words with a free middle, which a list cannot hold.
_FIRMS = re.compile(
    r"(?:年均?|全年|年度|累计|共|已|直接)?服务(?!机构|资产|人员|场|收入|活动|团队|队伍|大厅|平台|产品|能力|对象满意|质量|功能|用房|面积|专家|商|业|站|中心|费|网点|窗口|体系|协议|合同)(?:了)?(?:(?!平台|入驻|注册|(?<!非)会员(?!及|和|与)|机构|在孵|合作|带动|培育|活动|收入|系统|体系|产品|站|窗口|园区内)[^，。；：！？、\d〇零一二两三四五六七八九十百千万]){0,12}?(?:企业|市场主体|商户|工商户|客户|创业者|单位|实体)(?!主|家(?!数|次))(?:客户|用户|单位)?(?:家数|户数|总数|数量|数|总量)?"
)
_WELFARE = re.compile(
    r"(?:中小企业)?公益[性类]?(?!捐|慈善|事业|组织|广告|岗|诉讼|林|基金|人士|宣传|短片|海报|机构|项目|创投)(?:[^，。；、：\d〇零一二两三四五六七八九十百千]{0,10}?(?:活动|讲座|培训|沙龙|咨询|讲堂|课堂|辅导|课|宣讲)(?:活动)?)?(?:次数)?"
)
_EDUCATION = re.compile(
    r"(?:具有|取得|获得|拥有)?(?:全日制)?(?:国家承认)?(?:大学)?"
    r"(?P<level>大专|专科|高职|本科|学士|硕士研究生|博士研究生|硕士|博士|研究生|中专|高中|中职|技校|职高|初中|中技)"
    r"(?:生|毕业生?)?(?:文化)?(?:学历|文凭|学位)?(?:\s?[(（]含[)）]|[(（]含(?:大专|专科|本科)[)）])?(?P<up>(?:学历)?(?:及|或|和|含|及其|或者)?(?:其)?(?:大专|本科)?以上|起点)?(?P<down>(?:及|或)?以下)?(?:文化程度|学历|文凭|学位)?"
    r"(?:层次)?(?:的)?(?:服务|从业|专业)?(?:人员|员工|职工|人数)?(?:数量|人数|数)?"
)
_SPECIAL = re.compile(
    r"(?:技术|创新|专业|知识产权|质量|品牌|科技)(?!学院|中心)[^，。；、：\d〇零一二两三四五六七八九十（）()]{0,6}(?:服务)?活动(?:次数)?"
)
_ASSETS = re.compile(r"用于[^，。；、\d]{0,14}服务的?[^，。；、\d]{0,10}资产(?!总)")
_HAVING = re.compile(
    r"(?:实有|现有|共有|在册|实际在岗|在编在岗|实际用工)(?=[约近共逾超过]{0,2}\s?[\d〇零一二两三四五六七八九十百]{1,7}[余多]?[人名位])"
)
_GROUNDS = re.compile(
    r"(?:孵化器|众创空间|产业园区?|科技园区?|创业园区?|工业园区?|园区|[一-鿿]{0,2}基地|专业市场|开发区|集聚区)(?:的|总)?(?:规划|建筑|占地|运营|孵化|实训|培训|生产|经营|总|使用){0,2}面积|(?:出租给|转租给|租给|分租给)(?!乙方|我|本)[^，。；\d]{0,10}面积"
)
_BUILDING = re.compile(
    r"(?<!办公)(?<!服务)(?<!自有)(?<!自建)(?<!自用)(?<!我)(?<!我中心)(?<!我单位)(?<!我公司)(?<!本单位)(?<!本中心)(?<!本公司)"
    r"(?:大楼|大厦|楼宇|主楼|综合体|商厦|写字楼|综合楼|[该本此][栋幢座]?楼|该[栋幢座])的?总(?:建筑)?面积"
)
_ASSETS_SUM = re.compile(r"用于[^，。；、\d]{0,14}服务[^，。；、\d]{0,10}资产(?:总计|合计|总额)")
_EQUIPMENT = re.compile(
    r"用于[^，。；、\d]{0,14}服务的?[^，。；\d]{0,8}(?:设备|设施|系统|软件|仪器)(?:及|和|、)?(?:设备|设施|系统|软件|仪器)?(?:总值|价值|原值)?"
)
_ROOMS = re.compile(
    r"(?:培训|会议|接待|展示|路演|洽谈|办公|咨询|活动|阅览|休闲|档案|检测|实训|实验|共享|多功能|创客|直播|资料|产品展示)(?:区|室|厅|间|大厅|教室|空间)域?"
)
_INTERNAL = re.compile(r"(?:党员|党团|支部|工会|员工|职工|内部|文体)[^，。；、\d]{0,4}活动日?")
_PLANNED = re.compile(
    r"(?<!始终)(?<!一直)(?<!坚持)将(?![近来军其以与同会计])(?![^，。；]{0,20}(?:[层楼间处号]|部分|用房|房屋|房产|办公室|平方米|㎡)[^，。；]{0,10}(?:出租|租给|转租|分租|借给))"
)
# 甲方将房屋交由我中心使用, 我们将服务人员分为三组: what is given, used or parted is there already; 将新增, 将于 are plans.
_AS_OBJECT = re.compile(
    r"(?<![即拟后])(?<!年底)(?<!年末)(?<!年内)(?<!届时)(?<!半年)(?<!近期)(?<!不久)(?<!明年)(?<!下月)(?<!计划)(?<!预计)将(?![于在会要再继进陆全面新扩增建达为有搬购招聘另逐力争以按加设不可从由对与同向给通持大推启]|开展|举办|组织|完成|实现|投入|形成|累计|出台|服务(?!人员|场所|场地|用房|资产|大厅|区|窗口|设备|设施|团队|队伍))"
    r"(?=[^，。；（(]{1,40}?(?:[（(][^（）()]{0,40}[）)][^，。；（(]{0,20}?)?(?:交由|交给|交付|交予|移交|(?:无偿|免费|全部)?(?:提供|出租|租赁|租|转租|出借|借|划拨|拨|调剂|分配|安排)给|供(?:我|本|中心|公司|单位)|用于|用作|作为|改造[成为]|改建[成为]"
    r"|分[为成]|划分|细分|单独|登记|归集|全部(?:用|投)|打造[成为]|装修[成为]|建账|录入|公示|公布))"
)
_TITLE = re.compile(r"《[^《》]{1,40}》")  # 《房屋使用协议》约定: the name of a paper tells of no area
_PATTERNS: tuple[tuple[Says, re.Pattern[str]], ...] = (
    (Says.FIRMS, _FIRMS),
    (Says.WELFARE, _WELFARE),
    (Says.EDUCATION, _EDUCATION),
    (Says.SPECIAL, _SPECIAL),
    (Says.PLAN, _PLANNED),
    (Says.ASSETS, _ASSETS),
    (Says.ASSETS_NEAR, _EQUIPMENT),
    (Says.ASSETS_NEAR, _ASSETS_SUM),
    (Says.STAFF, _HAVING),
    (Says.AREA_DECOY, _GROUNDS),
    (Says.AREA_DECOY, _BUILDING),
    (Says.ROOM, _ROOMS),
    (Says.EVENT_DECOY, _INTERNAL),
)
# Where one word may say two things about numbers of different kinds, both are kept.
_KINDS_APART = (
    {Says.AREA, Says.ROOM, Says.AREA_GENERIC, Says.AREA_DECOY},
    {Says.ASSETS, Says.ASSETS_NEAR, Says.CAPITAL, Says.MONEY_DECOY},
    {Says.STAFF, Says.STAFF_NEAR, Says.STAFF_DECOY, Says.EDUCATION},
    {Says.TITLE},
    {Says.FIRMS, Says.FIRMS_NEAR, Says.FIRMS_DECOY},
    {Says.FIRMS_PREFIX},
    {Says.WELFARE, Says.SPECIAL, Says.PUBLIC, Says.EVENT, Says.EVENT_DECOY},
    {Says.ORGANISE, Says.ATTEND, Says.ASSIST},
    {Says.PLAN, Says.AIM, Says.ACTUAL},
    {Says.SELF, Says.OTHER},
    {Says.TOTAL},
    {Says.PART},
    {Says.RULE},
    {Says.NEWLY},
)


@lru_cache(maxsize=1)
def _pipeline() -> Callable[[str], Any]:
    """spaCy's blank Chinese pipeline with our matcher; built once a process."""
    import spacy
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc, Span

    nlp = spacy.blank("zh")
    matcher = PhraseMatcher(nlp.vocab)
    for says, words in CUES:
        matcher.add(says.name, [nlp.make_doc(word) for word in words.split()])

    def mark_cues(doc: Doc) -> Doc:
        """All cue words, as spans labelled with what they say."""
        doc.spans["cues"] = [Span(doc, start, end, label=key) for key, start, end in matcher(doc)]
        return doc

    if not Language.has_factory("shenhe_cues"):
        Language.component("shenhe_cues", func=mark_cues)
    nlp.add_pipe("shenhe_cues")
    return nlp


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """`text` cut into sentences, each with its cues, clauses and quantities. Never raises."""
    captions = [(found.end(), found.group(1)) for found in _CAPTION.finditer(text)]
    out = []
    for start, end in _cut(text):
        if text[start:end].strip():
            unit = next((word for at, word in reversed(captions) if at <= end <= at + CAPTION_REACH + len(text[start:end])), None)
            out.append(_sentence(text[start:end], start, unit))
    return tuple(out)


def _cut(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for at, char in enumerate(text):
        long = at - start >= MAX_SENTENCE
        if char in "；;" and not long and _LEVEL_NEXT.match(text, at + 1):
            continue
        if char in SENTENCE_END or (long and (char in CLAUSE_END or at - start >= MAX_SENTENCE + 200)):
            out.append((start, at + 1))
            start = at + 1
    out.append((start, len(text)))
    return out


def _sentence(text: str, start: int, unit: str | None) -> Sentence:
    quantities = dated(text, tuple(read_quantities(text)))
    return Sentence(text, start, _cues(text), quantities, _clauses(text, quantities), unit)


def _clauses(text: str, quantities: tuple[Quantity, ...]) -> tuple[tuple[int, int], ...]:
    inside = {at for quantity in quantities for at in range(*quantity.span)}
    out, start = [], 0
    for at, char in enumerate(text):
        if char in CLAUSE_END and at not in inside:
            out.append((start, at + 1))
            start = at + 1
    if start < len(text):
        out.append((start, len(text)))
    return tuple(out)


def _cues(text: str) -> tuple[Cue, ...]:
    doc = _pipeline()(text)
    found = [Cue(span.start_char, span.end_char, Says[span.label_], span.text) for span in doc.spans["cues"]]
    found += [Cue(*match.span(), says, match.group()) for says, pattern in _PATTERNS for match in pattern.finditer(text) if match.group()]
    taken = {one.start() for one in _AS_OBJECT.finditer(text)}
    found = [cue for cue in found if not (cue.says is Says.PLAN and cue.start in taken)]
    titles = [one.span() for one in _TITLE.finditer(text)]
    found = [cue for cue in found if cue.says is not Says.AREA_GENERIC or not any(a <= cue.start < b for a, b in titles)]
    out: list[Cue] = []
    for group in _KINDS_APART:
        out += _longest([cue for cue in found if cue.says in group])
    return tuple(sorted(out, key=lambda cue: (cue.start, cue.end)))


def _longest(cues: list[Cue]) -> list[Cue]:
    """Where two overlap, the longer; at equal length the one that speaks against taking."""
    kept: list[Cue] = []
    taken: set[int] = set()
    for cue in sorted(cues, key=lambda cue: (cue.start - cue.end, "DECOY" not in cue.says.name, cue.start)):
        if not any(at in taken for at in range(cue.start, cue.end)):
            kept.append(cue)
            taken.update(range(cue.start, cue.end))
    return kept
