"""How surely a word names a number: what stands between them, and what else in the sentence nobody has explained.

The nearest word to the left names a number only as long as nothing but fillers parts them (服务资产合计约为…). Where
content of its own stands between, or a second number of the same unit is left over, the value is for a person.
Measured on 596 readings whose truth is known: of the right ones 1 in 100 has such content between.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from extractors.finders.count import UNEXPLAINED, Count
from extractors.finders.cues import Says
from extractors.finders.restrictions import owner_goes_on, restricted
from extractors.finders.sentences import Sentence
from models.answer import Caveat
from models.fields import STAFF_COLLEGE

MOST_FOREIGN = 1
"""Characters of content between a word and its number that may be an unknown filler."""

MOST_NAME = 4
"""Characters of a name that heads a clause of its own: 线下5次, 副主任2名."""

SIDE_BY_SIDE = ("人", "次", "家", "㎡")
COUNTED = ("人", "家", "次", "㎡", "万元")

_FILLERS = (
    "成立之初 总人数 人民币 不少于 不低于 不超过 情况 开展 目前 现在 如今 最初 原来 年初 上年 去年 本年 当年 "
    "今年 累计 合计 总计 共计 一共 其中 实际 组织 举办 分别 比例 比重 全体 全部 人员 员工 职工 人数 总数 总量 "
    "数量 总额 达到 不足 超过 增长 增加 提高 扩大 发展 提升 壮大 建筑 使用 实用 面积 服务 完成 实现 账面 价值 "
    "净值 净额 原值 单位 万元 突破 以上 中心 公司 包括 规模 连续 能力 自行 实测 评估值 折合 余额 期末 年末 "
    "年底 截至 截止 保持 稳定 维持 已经 共有 拥有 现有 实有 控制 左右 接近 主要 具体 如下 统计 认定 核定 登记 "
    "在册 编制 专职 全职 专业 中小 小微 微型 企业 各类 公共 活动 公益 年度 全年 年均 平均 每年 上半年 下半年 "
    "建设 运营 经营 办公 场所 场地 固定 自有 租赁 租用 承租 购置 及其 以及 大约 大致 大概 将近 至少 起码 最多 "
    "人民 水平 区间 范围 时间 期间 原为 现为 如实填报 如实 关口 首次 准确数字 准确 确切 精确 数字 次数 经测绘 经实测 经丈量 测绘 丈量 添置 原有 现已 现达 增至 报告期 金额 上升 减少 下降 扩展 扩建 略降 略增 略升 回落 持平 独立 自主 单独 证书 翻番 翻一番 折算 现值 产权 季度 分为 区域 部分"
)
_LETTERS = "末底占比率总共各均数额为是有达由从到至已的就仅约近逾增较则将高者家户人次场期个间处我本按计在于了含等量和净全仍类列也又能可应名位与及并或度年月日后前把使让所其中之会校院所司单每超〇零一二三四五六七八九十百千万亿"
_FILLER = re.compile("|".join(sorted(map(re.escape, _FILLERS.split()), key=len, reverse=True)) + f"|[{_LETTERS}]")
_PARTLY = re.compile("其中|包括|含|增|减|比|较|占|离职|新进|新招|入职|退休|调入|调出|流失|新聘|辞职")
_NOT_DONE = re.compile(
    r"(?:目标|计划|任务|指标|取消|停办)[^，。；\d]{0,6}$|^[^，。；\d]{0,2}(?:原有|原来|原先|去年|上年|此前)(?:仅|只)?(?:为|有)?$"
)
_ASIDE = re.compile(r"[（(][^）)]*[）)]?")
_PLACE = re.compile(r"^(?:[^，。；\d]*[\d〇一二三四五六七八九十]*[层楼室号座栋厦园路街巷])?(?:[^，。；]*[层楼室号座栋厦房铺])?")
_MADE_OF = re.compile(r"由[^，。；]{0,24}?(?:构成|组成)")
# 由最初的一间门面扩展为现在的275平方米: what it was before it grew.
_GREW = re.compile(r"(?:由|从)[^，。；\d]{1,14}?(?:扩展|扩大|发展|增加|扩建|壮大|提升|增长)(?:为|到|至)(?:了)?")
_ONLY_ASIDE = re.compile(r"\s*[（(][^）)]{1,10}[）)]\s*")
_NOT_HAN = re.compile(r"[^一-鿿]")


def with_looseness(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """The counts, those that their word does not surely name with a caveat."""
    left_over = [count for count in counts if not count.taken and count.field is None and count.reason == UNEXPLAINED]
    return owner_goes_on(sentence, [_checked(sentence, count, left_over) for count in counts])


def _checked(sentence: Sentence, count: Count, left_over: list[Count]) -> Count:
    if not count.taken or count.cue is None or count.caveats or (count.is_total and _sums_up(sentence, count)):
        return count
    if len(content_between(sentence, count)) > MOST_FOREIGN:
        return count.but(Caveat.CLAIM, f"与“{count.cue.word}”之间隔着别的内容，是否即其数须人工确认")
    if any(_rivals(sentence, count, other) for other in left_over):
        return replace(count, caveats=count.caveats | {Caveat.CLAIM}, reason=f"{count.reason}；同一分句另有一个未写明是什么的数")
    return restricted(sentence, count)


def _sums_up(sentence: Sentence, count: Count) -> bool:
    """Is the number the sum of two or more of its unit that stand right before it?"""
    before = [one.value for one in sentence.quantities if one.unit == count.quantity.unit and one.span[1] <= count.quantity.span[0]]
    return any(sum(before[at:]) == count.quantity.value for at in range(len(before) - 1))


def _rivals(sentence: Sentence, count: Count, other: Count) -> bool:
    """Another number of the same unit in the same clause, outside brackets."""
    one, two = count.quantity, other.quantity
    clause = sentence.clause(one.span[0])
    return (
        one.unit == two.unit
        and one.unit in COUNTED
        and one.value != two.value
        and count.field is not STAFF_COLLEGE
        and (
            clause[0] <= two.span[0] < clause[1]
            or (one.unit in SIDE_BY_SIDE and _beside(sentence, count, other))
            or _ONLY_ASIDE.fullmatch(sentence.text[sentence.clause(two.span[0])[0] : two.span[0]]) is not None
        )
        and not sentence.between(sentence.clause(two.span[0])[0], two.span[0], Says.ATTEND, Says.OTHER)
        and _NOT_DONE.search(sentence.text[sentence.clause(two.span[0])[0] : two.span[0]]) is None
        and not count.is_total
        and not any(start < two.span[0] < end for start, end in (found.span() for found in _ASIDE.finditer(sentence.text)))
    )


def _beside(sentence: Sentence, count: Count, other: Count) -> bool:
    """线上6次，线下5次: the clause next to this one is no more than a short name and its number."""
    clause = sentence.clause(other.quantity.span[0])
    own = sentence.clause(count.quantity.span[0])
    name = _NOT_HAN.sub("", _FILLER.sub("", sentence.text[clause[0] : other.quantity.span[0]]))
    rest = _NOT_HAN.sub("", sentence.text[other.quantity.span[1] : clause[1]])
    told = _PARTLY.search(sentence.text[clause[0] : other.quantity.span[0]])
    return (clause[1] == own[0] or own[1] == clause[0]) and 0 < len(name) <= MOST_NAME and not rest and told is None


def content_between(sentence: Sentence, count: Count) -> str:
    """The characters between word and number that are neither numbers nor fillers."""
    if count.cue is None or count.cue.end > count.quantity.span[0]:
        return ""
    start, end = count.cue.end, count.quantity.span[0]
    kept = [char for at, char in enumerate(sentence.text[start:end], start) if not any(a <= at < b for a, b in _numbers(sentence))]
    between = _GREW.sub("", _MADE_OF.sub("", _ASIDE.sub("", "".join(kept))))
    if count.quantity.unit == "㎡":
        between = _PLACE.sub("", between, count=1)
    return _NOT_HAN.sub("", _FILLER.sub("", between))


def _numbers(sentence: Sentence) -> list[tuple[int, int]]:
    return [one.span for one in sentence.quantities]


def over_semicolons(groups: list[list[Count]]) -> list[Count]:
    """一层，75平方米；二层，75平方米: the counts of all sentences, those with a caveat that a bare number follows after a semicolon."""
    out = [list(group) for group in groups]
    for group, following in itertools.pairwise(out):
        first = following[0] if following else None
        if first is None or first.sentence is None or first.taken or first.reason != UNEXPLAINED:
            continue
        name = _NOT_HAN.sub("", _FILLER.sub("", first.sentence.text[: first.quantity.span[0]]))
        for at, count in enumerate(group):
            ends = count.sentence is not None and count.sentence.text[-1:] in "；;"
            if ends and count.taken and count.quantity.unit == first.quantity.unit and len(name) <= MOST_NAME:
                group[at] = count.but(Caveat.CLAIM, "分号之后另有一个未写明是什么的数")
    return [count for group in out for count in group]
