"""One number of a sentence: which field it answers, whose it is, and whether it is true already.

Each rule looks at the words that govern the number: those in its own clause before it, the noun right after it,
and, where a clause says nothing itself (2019年末24人), what the number before it answered.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.finders.cues import Says
from extractors.finders.sentences import Cue, Sentence
from models.answer import Caveat
from models.fields import (
    COLLEGE_RATIO,
    ENTERPRISES_SERVED,
    PREMISES_AREA,
    PUBLIC_ACTIVITIES,
    REGISTERED_CAPITAL,
    SERVICE_ASSETS,
    SPECIALISED_ACTIVITIES,
    STAFF_COLLEGE,
    STAFF_TOTAL,
    WELFARE_ACTIVITIES,
    Field,
)
from models.quantity import Quantity

HUNDRED = Decimal(100)
GROWN_FROM = "是增长前的数"
CHANGE_ONLY = "是增减的数，不是现在的数"
OWN_REASONS = (GROWN_FROM, CHANGE_ONLY)
"""Reasons that hold for one number alone, not for the next that goes on from it."""
FREQUENCIES = {"半年": 2, "季": 4, "两月": 6, "两个月": 6, "双月": 6, "月": 12, "周": 52, "星期": 52}
HEAD_REACH = 7
"""Characters after a unit within which the counted noun stands: 36名（兼职）创业导师."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of education as a phrase names it: 本科以上 is ("本科", up)."""

    name: str
    up: bool
    down: bool


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it was found to be. `field` None: nothing an application is asked for.

    `cue` is the word that told; `taken` with its `reason`; `role` marks parts, totals and weak evidence for `weigh`.
    """

    quantity: Quantity
    field: Field[Quantity] | None
    cue: Cue | None
    taken: bool
    reason: str
    caveats: frozenset[Caveat] = frozenset()
    says: Says | None = None
    level: Level | None = None
    is_total: bool = False
    is_part: bool = False
    sentence: Sentence | None = dataclasses.field(default=None, repr=False, compare=False)

    def no(self, reason: str) -> Count:
        return replace(self, taken=False, reason=reason)

    def but(self, caveat: Caveat, reason: str = "") -> Count:
        return replace(self, caveats=self.caveats | {caveat}, reason=reason or self.reason)


AREA_WORDS = (Says.AREA, Says.ROOM, Says.AREA_GENERIC, Says.AREA_DECOY)
MONEY_WORDS = (Says.ASSETS, Says.ASSETS_NEAR, Says.CAPITAL, Says.MONEY_DECOY)
STAFF_WORDS = (Says.STAFF, Says.STAFF_NEAR, Says.STAFF_DECOY, Says.EDUCATION)
FIRM_WORDS = (Says.FIRMS, Says.FIRMS_NEAR, Says.FIRMS_DECOY)
EVENT_WORDS = (Says.WELFARE, Says.SPECIAL, Says.PUBLIC, Says.EVENT, Says.EVENT_DECOY)
RATIO_WORDS = (Says.EDUCATION, Says.TITLE)
WORDS_OF_UNIT = {
    "㎡": AREA_WORDS, "亩": AREA_WORDS, "万元": MONEY_WORDS, "人": STAFF_WORDS, "人次": STAFF_WORDS, "家": FIRM_WORDS, "个": FIRM_WORDS, "家次": FIRM_WORDS,
    "次": EVENT_WORDS, "%": RATIO_WORDS,
}  # fmt: skip
DECOYS = frozenset({Says.AREA_DECOY, Says.MONEY_DECOY, Says.STAFF_DECOY, Says.FIRMS_DECOY, Says.EVENT_DECOY, Says.TITLE})
WEAK = frozenset({Says.AREA_GENERIC, Says.ROOM, Says.FIRMS_NEAR, Says.STAFF_NEAR, Says.ASSETS_NEAR})
COUNTED_AFTER = frozenset({"人", "家", "个", "家次", "次", "万元", "㎡", "%"})
_SHARE_OF = re.compile(r"(?:以上|左右)?的?(?:从业|服务|工作|在职|专职)?(?:员工|人员|职工|人|团队成员|成员)?(?:都|均)?(?:具有|具备|取得|拥有|获得|达到|为|是|的是|有|学历为)?")

GENERAL_EVENTS = ("活动", "服务活动", "各类活动", "各类服务活动", "专题活动", "活动次数", "活动场次", "线下活动")

_EMPTY_GAP = re.compile(
    r"(?:[\s，,、；;：:（）()和及与至\-—]|20\d\d|[二一][〇零○九][〇零一二三四五六七八九]{2}|年末?|年底|年度|分别|实际|组织|开展|举办|主办|完成|实现|服务|则为|为|是|达到|达|有|共计?|又|则|上年|去年|当年|今年|上一?年|前年|末|底|约|由|从|的|增加?|增长|提高|上升|扩大|扩展|发展|提升|扩充|壮大|增|升|如今|现在|目前|最初|年均|平均|每年|均|到|减少|下降|至|累计|合计|\d{1,2}月)*"
)
_LABEL_UNIT = re.compile(r"[（(\[]\s*(千元|万元|亿元|元|人|名|家|户|次|场|期|%|％|㎡|平方米|平米|m2|m²)\s*[)）\]]\s*(?:数)?\s*[:：为]?\s*$")
_VALUE_NEXT = re.compile(r"(?:[:：]|为|是|达到?|有|共|计|占|合计|共计|约|近)\s*$")
_GROWTH = re.compile(r"(?:由|从)[^，。；]{0,14}$")
_GROWN = re.compile(r"^[^，。；]{0,6}?(?:增长|增加|提高|上升|发展|扩大|提升|扩展|增|降|减少|下降|壮大)[^，。；]{0,3}?(?:到|至|为)")
_MEMBER = re.compile(r"^(?:的)?(?:国家级|省级|市级|核心)?(?:之一|中的)")
_FREQUENCY = re.compile(r"每(?:个)?(半年|季|两个?月|双月|月|周|星期)度?")
# Who is named only with his own number: the next clause is about the applicant again.
PASSING = frozenset(["入驻企业", "在孵企业", "会员", "会员单位", "会员企业", "客户", "合作单位", "合作机构", "孵化基地", "市场", "创客中国", "主管部门", "上级单位", "关联公司", "控股股东", "被服务企业", "服务企业所在", "行业"])
_GROWS_TO = re.compile(r"(?:提高|增长|下降|提升|上升)(?:到|至|为)")
_UNION = re.compile(r"学历\s?或|或(?:者)?[^，。；]{0,8}职称|或具有")


def counts_of(sentence: Sentence) -> list[Count]:
    """What each quantity of the sentence is. The order is that of the sentence."""
    out: list[Count] = []
    for at, quantity in enumerate(sentence.quantities):
        before = out[-1] if out else None
        out.append(_count(sentence, at, quantity, before))
    return out


def _count(sentence: Sentence, at: int, quantity: Quantity, before: Count | None) -> Count:
    quantity = _with_label_unit(sentence, quantity)
    unit = quantity.unit
    if (total := _total_of_levels(sentence, quantity, before)) is not None:
        return total
    groups = [WORDS_OF_UNIT[unit]] if unit in WORDS_OF_UNIT else _groups_without_unit(sentence, quantity) if unit is None else []
    for words in groups:
        cue, inherited = _governing(sentence, at, quantity, words, before)
        if cue is None and not inherited:
            continue
        if unit is None and (cue is None or not _value_follows(sentence, cue, quantity)):
            continue
        count = _by_words(sentence, quantity, words, cue, before if inherited else None)
        if count is not None:
            return _checked(sentence, at, count, before if inherited else None)
    if (framed := _framed(sentence, quantity)) is not None:
        return _checked(sentence, at, framed, None)
    return Count(quantity, None, None, False, "未写明是什么数" if unit in WORDS_OF_UNIT else "与申报条件无关", sentence=sentence)


def _groups_without_unit(sentence: Sentence, quantity: Quantity) -> list[tuple[Says, ...]]:
    """A share is asked for as 比例 or 占; everything else is a number of something."""
    start = quantity.span[0]
    share = re.search(r"比例|占比|比重|占|率", sentence.text[max(0, start - 8) : start]) is not None or any(mark in quantity.text for mark in ("/", "／", "分之"))
    return [RATIO_WORDS] if share else [words for words in dict.fromkeys(WORDS_OF_UNIT.values()) if words is not RATIO_WORDS]


def _total_of_levels(sentence: Sentence, quantity: Quantity, before: Count | None) -> Count | None:
    """本科18人，大专6人，共26人: after levels of education a bare total is that of the staff."""
    if before is None or before.level is None or quantity.unit != "人":
        return None
    gap = sentence.text[before.quantity.span[1] : quantity.span[0]]
    if not re.fullmatch(r"[\s，,、；（(]*(?:全部|总)?(?:共计|合计|总计|总共|一共|共有|共)(?:有|为|是)?", gap):
        return None
    cue = Cue(before.quantity.span[1], quantity.span[0], Says.STAFF, gap.strip("，,、（( "))
    return _checked(sentence, 0, _yes(Count(quantity, None, cue, False, "", says=Says.STAFF, sentence=sentence), STAFF_TOTAL), None)


def _with_label_unit(sentence: Sentence, quantity: Quantity) -> Quantity:
    """服务资产（千元）：1,325 has its unit in the label."""
    if quantity.unit is not None:
        return quantity
    found = _LABEL_UNIT.search(sentence.text[max(0, quantity.span[0] - 12) : quantity.span[0]])
    if found is None:
        return quantity
    word = found.group(1)
    factor = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "亿元": Decimal(10000)}.get(word, Decimal(1))
    name = {"元": "万元", "千元": "万元", "亿元": "万元", "名": "人", "户": "家", "场": "次", "期": "次", "％": "%"}.get(word, word)
    return scaled(quantity, factor, "㎡" if name in ("平方米", "平米", "m2", "m²") else name)


def scaled(quantity: Quantity, factor: Decimal, unit: str | None) -> Quantity:
    """The same quantity in another unit."""
    low, high = (bound * factor if bound is not None else None for bound in (quantity.low, quantity.high))
    return replace(quantity, value=quantity.value * factor, low=low, high=high, unit=unit)


# --- the word that governs ------------------------------------------------------------------------------------------


def _governing(
    sentence: Sentence, at: int, quantity: Quantity, words: tuple[Says, ...], before: Count | None
) -> tuple[Cue | None, bool]:
    """The cue that tells what the number counts; or (None, True) where it goes on counting what the last one did."""
    start, _end = quantity.span
    clause = sentence.clause(start)
    floor = max(clause[0], sentence.quantities[at - 1].span[1] if at else 0)
    head = _head_after(sentence, at, quantity, words)
    left = [cue for cue in sentence.between(floor, start, *words) if not _is_aside(sentence, cue, start) and not _GROWS_TO.match(sentence.text, cue.start)]
    nearest = left[-1] if left else None
    if head is not None and (head.says in DECOYS or nearest is None or nearest.says in WEAK or _is_generic(nearest)):
        if not (head.says in DECOYS and _is_object_of(sentence, quantity, head)):
            return head, False
    if nearest is not None:
        return _sharpened(sentence, nearest, left, words), False
    same_unit = before is not None and (before.quantity.unit == quantity.unit or quantity.unit is None)
    if before is not None and same_unit and before.field is not None and _EMPTY_GAP.fullmatch(sentence.text[before.quantity.span[1] : start]):
        return None, True
    if before is not None and same_unit and "、" in sentence.text[before.quantity.span[1] : start] and quantity.unit == "㎡":
        return None, True
    earlier = sentence.between(0, floor, *words)
    if earlier and _may_reach_back(sentence, quantity, earlier[-1], before):
        return earlier[-1], False
    return None, False


def _is_generic(cue: Cue) -> bool:
    return cue.word in ("团队", "队伍", "服务团队", "人员", "人数", "全职", "专职", "在职", "在岗", "专业团队", "活动", "成员")


def _head_after(sentence: Sentence, at: int, quantity: Quantity, words: tuple[Says, ...]) -> Cue | None:
    """The noun counted, right after the number: 36名创业导师."""
    if quantity.unit not in COUNTED_AFTER:
        return None
    end = quantity.span[1]
    stop = sentence.quantities[at + 1].span[0] if at + 1 < len(sentence.quantities) else len(sentence.text)
    gap = re.compile(r"[^，,。；;：:、！？\n（）()]*").match(sentence.text, end, min(stop, end + HEAD_REACH + 12))
    limit = gap.end() if gap else end
    for cue in sentence.between(end, limit, *words):
        between = sentence.text[end : cue.start]
        if quantity.unit == "%":
            return cue if cue.says is Says.EDUCATION and _SHARE_OF.fullmatch(between) else None
        if len(between) > HEAD_REACH or (re.search(r"[均全都皆中占]|以上的?$|其中|参加|为$|提供", between) and cue.says is not Says.EDUCATION):
            return None
        if cue.says is Says.EDUCATION and re.search(r"[均全都皆中占]|其中", between):
            return None
        if quantity.unit in ("万元", "㎡") and (cue.says in DECOYS or between not in ("的", "")):
            continue
        return cue
    return None


def _is_object_of(sentence: Sentence, quantity: Quantity, head: Cue) -> bool:
    """为102家会员企业提供服务 still counts firms served? No: members are not what is asked. Only 客户 and the like are."""
    del sentence, quantity
    return head.word in ("项目", "品牌", "园区", "推荐", "申报", "投资")


def _is_aside(sentence: Sentence, cue: Cue, start: int) -> bool:
    """A word inside brackets that closed before the number."""
    text = sentence.text
    closed = max(text.rfind("）", cue.end, start), text.rfind(")", cue.end, start))
    opened = max(text.rfind("（", 0, cue.start), text.rfind("(", 0, cue.start))
    return closed >= 0 and opened >= 0 and not any(mark in text[opened:cue.start] for mark in "）)")


def _sharpened(sentence: Sentence, nearest: Cue, left: list[Cue], words: tuple[Says, ...]) -> Cue:
    """A decoy that stands right before the word makes it a decoy: 入驻企业使用｜场地面积; 面积 alone takes its name from what is before."""
    del words
    for cue in reversed(left[:-1]):
        gap = sentence.text[cue.end : nearest.start]
        if cue.says in DECOYS and nearest.says not in (Says.FIRMS,) and len(gap.strip("的总 ")) == 0:
            return cue
        if nearest.says is Says.AREA_GENERIC and cue.says in (Says.AREA, Says.ROOM, Says.AREA_DECOY) and "、" not in gap and len(gap) <= 8:
            return cue
        break
    if nearest.says is Says.AREA_GENERIC:
        clause = sentence.clause(nearest.start)
        same = list(sentence.between(clause[0], nearest.start, Says.AREA, Says.AREA_DECOY))
        if same and not _is_location(sentence, same[-1]):
            return same[-1]
    if nearest.says is Says.FIRMS_NEAR and any(cue.says is Says.FIRMS and cue.end == nearest.start for cue in left):
        return left[-2]
    if nearest.says is Says.PUBLIC and nearest.word in GENERAL_EVENTS:
        kinds = [cue for cue in left if cue.says is Says.SPECIAL and nearest.start - cue.end <= 14]
        bracket = re.compile(r"\s*[（(]([^）)]{0,40})[）)]").match(sentence.text, nearest.end)
        inside = sentence.between(bracket.start(), bracket.end(), Says.SPECIAL, Says.EVENT) if bracket else ()
        if inside and all(cue.says is Says.SPECIAL for cue in inside):
            return Cue(nearest.start, nearest.end, Says.SPECIAL, nearest.word)
        if kinds and not any(cue.says is Says.EVENT for cue in left):
            return Cue(kinds[0].start, nearest.end, Says.SPECIAL, sentence.text[kinds[0].start : nearest.end])
    if nearest.says is Says.FIRMS:
        prefix = sentence.between(max(0, nearest.start - 6), nearest.start, Says.FIRMS_PREFIX)
        if prefix and prefix[-1].end == nearest.start and prefix[-1].word not in ("组织", "对接", "注册", "合作", "签约"):
            return Cue(prefix[-1].start, nearest.end, Says.FIRMS_DECOY, prefix[-1].word + nearest.word)
    return nearest


def _is_location(sentence: Sentence, cue: Cue) -> bool:
    return sentence.text[max(0, cue.start - 1) : cue.start] in ("在", "于")


def _may_reach_back(sentence: Sentence, quantity: Quantity, cue: Cue, before: Count | None) -> bool:
    """May a word of an earlier clause name this number, whose own clause names nothing?"""
    clause = sentence.clause(quantity.span[0])
    text = sentence.text[clause[0] : quantity.span[0]]
    if sentence.between(clause[0], quantity.span[0], Says.OTHER, Says.SELF):
        return False
    if before is not None and before.quantity.span[1] > cue.end:
        # Another number has used the word already; only a bare total or share may follow it.
        return quantity.unit in ("%", None) or bool(re.search(r"(?:共|共计|合计|总计|总数|一共|占)[^，。；]{0,6}$", text)) or cue.says in DECOYS
    return len(text) <= 12 or quantity.unit in ("%",)


def _value_follows(sentence: Sentence, cue: Cue, quantity: Quantity) -> bool:
    """Between a label and a number without a unit there is nothing but a colon, 为 or a unit in brackets."""
    gap = sentence.text[cue.end : quantity.span[0]]
    return len(gap) <= 14 and re.fullmatch(r"(?:[人次家户数量总额比例占率面积]|[（(][^）)]{0,8}[）)]|[:：\s]|为|是|达到?|约|计|共计?|合计|近|有|比重|人员|员工)*", gap) is not None


# --- from word to field ---------------------------------------------------------------------------------------------


def _by_words(sentence: Sentence, quantity: Quantity, words: tuple[Says, ...], cue: Cue | None, before: Count | None) -> Count | None:
    if cue is None and before is not None:
        quantity = _asked_unit(quantity, before.field) or quantity
        return replace(before, quantity=quantity, sentence=sentence, taken=True, caveats=_kept(before), is_total=False, is_part=False)
    if cue is None:
        return None
    count = Count(quantity, None, cue, False, "", says=cue.says, sentence=sentence)
    if cue.says in DECOYS:
        return count.no(f"“{cue.word}”{cue.says.value}" if cue.says is not Says.TITLE else f"“{cue.word}”的比例，不是学历比例")
    if words is AREA_WORDS:
        return _area(count)
    if words is MONEY_WORDS:
        return _money(count)
    if words is STAFF_WORDS:
        return _staff(count)
    if words is FIRM_WORDS:
        return _firms(count)
    if words is EVENT_WORDS:
        return _event(count)
    return _ratio(count)


def _kept(before: Count) -> frozenset[Caveat]:
    """What the word itself puts in doubt holds for the next number too; what that one number's words did does not."""
    return before.caveats & {Caveat.BASIS, Caveat.UNIT_MISSING, Caveat.UNIT_OF_COUNT}


def _asked_unit(quantity: Quantity, asked: Field[Quantity] | None) -> Quantity | None:
    return replace(quantity, unit=asked.unit) if asked is not None and quantity.unit is None else None


def _yes(count: Count, asked: Field[Quantity], quantity: Quantity | None = None) -> Count:
    word = count.cue.word if count.cue is not None else ""
    return replace(count, field=asked, taken=True, quantity=quantity or count.quantity, reason=f"“{word}”之后的数" if word else "")


def _area(count: Count) -> Count:
    if count.quantity.unit == "亩":
        return count.no("以亩计的是土地，不是服务场所面积")
    return _yes(count, PREMISES_AREA, replace(count.quantity, unit="㎡"))


def _money(count: Count) -> Count:
    quantity, cue = count.quantity, count.cue
    if quantity.unit is None:
        if re.search(r"[万亿]\s*$", quantity.text.rstrip("余多")):
            quantity = scaled(quantity, Decimal("0.0001"), "万元")
        else:
            count = count.but(Caveat.UNIT_MISSING)
            quantity = replace(quantity, unit="万元")
    if cue is not None and cue.says is Says.CAPITAL:
        return _yes(count, REGISTERED_CAPITAL, quantity)
    taken = _yes(count, SERVICE_ASSETS, quantity)
    if Caveat.UNIT_MISSING in count.caveats:
        taken = taken.but(Caveat.UNIT_MISSING, "金额未写单位")
    if cue is not None and cue.says is Says.ASSETS_NEAR:
        return taken.but(Caveat.BASIS, f"写的是“{cue.word}”，与“服务资产”口径是否相同须人工确认")
    return taken


def _staff(count: Count) -> Count:
    quantity, cue, sentence = count.quantity, count.cue, count.sentence
    if quantity.unit == "人次":
        return count.no("人次不是人数")
    quantity = replace(quantity, unit="人")
    if cue is None or sentence is None:
        return count.no("未写明是什么数")
    if cue.says is Says.EDUCATION:
        level = level_of(cue.word)
        if _UNION.search(sentence.text):
            return count.no("“学历或职称”是并集，不等于大专及以上学历人数")
        return replace(_yes(count, STAFF_COLLEGE, quantity), level=level)
    if re.search(r"(?:其他|其它|其余|另有|另外|另配)[^，。；]{0,4}$", sentence.text[: cue.start]) and cue.start < quantity.span[0]:
        return count.no("是其余或另外的人员，不是总数")
    taken = _yes(count, STAFF_TOTAL, quantity)
    if cue.says is Says.STAFF_NEAR:
        return taken.but(Caveat.BASIS, "参保人数，与服务人员数口径不同")
    return taken


def _firms(count: Count) -> Count:
    cue, quantity = count.cue, count.quantity
    if quantity.unit == "个" and not re.match(r"(?:[^，。；、\d]{0,6})(?:企业|客户|单位|商户|市场主体|工商户)", (count.sentence.text if count.sentence else "")[quantity.span[1] :]):
        return count.no("以“个”计，未写明是企业")
    taken = _yes(count, ENTERPRISES_SERVED, quantity if quantity.unit == "家次" else replace(quantity, unit="家"))
    if quantity.unit == "家次":
        taken = taken.but(Caveat.UNIT_OF_COUNT, "以家次计，不是家数")
    if cue is not None and cue.says is Says.FIRMS_NEAR:
        taken = taken.but(Caveat.BASIS, f"写的是“{cue.word}”，是否即年服务企业数须人工确认")
    return taken


def _event(count: Count) -> Count:
    cue = count.cue
    quantity = replace(count.quantity, unit="次")
    if cue is None:
        return count.no("未写明是什么活动")
    if cue.says is Says.WELFARE:
        return _yes(count, WELFARE_ACTIVITIES, quantity)
    if cue.says is Says.SPECIAL:
        return _yes(count, SPECIALISED_ACTIVITIES, quantity)
    return _yes(count, PUBLIC_ACTIVITIES, quantity)


def _ratio(count: Count) -> Count:
    quantity, cue, sentence = count.quantity, count.cue, count.sentence
    if cue is None or sentence is None:
        return count.no("未写明是什么比例")
    if quantity.unit is None:
        fraction = "/" in quantity.text or "／" in quantity.text or "分之" in quantity.text or "." in quantity.text or "．" in quantity.text
        if not 0 <= quantity.value <= 1 or not (fraction or quantity.value == 1):
            return count.no("未写明是比例")
        quantity = scaled(quantity, HUNDRED, "%")
    if not 0 <= quantity.value <= HUNDRED:
        return count.no("比例超出 0–100%")
    if _UNION.search(sentence.text):
        return count.no("“学历或职称”是并集，不是学历比例")
    level = level_of(cue.word)
    return replace(_yes(count, COLLEGE_RATIO, quantity), level=level)


_LEVEL_NAME = re.compile(r"大专|专科|高职|本科|学士|硕士|博士|研究生|中专|高中|中职|技校|职高|初中|中技|其他|其它")


def level_of(word: str) -> Level | None:
    """大专及以上学历人员 → 大专, up."""
    found = _LEVEL_NAME.search(word)
    if found is None:
        return None
    name = {"专科": "大专", "高职": "大专", "学士": "本科", "研究生": "硕士"}.get(found.group(), found.group())
    name = "中专" if name in ("高中", "中职", "技校", "职高", "初中", "中技", "其他", "其它") else name
    return Level(name, "以上" in word or "起点" in word, "以下" in word)


def _framed(sentence: Sentence, quantity: Quantity) -> Count | None:
    """为 138 家中小微企业提供了服务; 120家企业接受服务; 提供咨询服务 860 家次."""
    if quantity.unit not in ("家", "个", "家次"):
        return None
    start, end = quantity.span
    left, right = sentence.text[max(0, start - 24) : start], sentence.text[end : end + 40]
    served = re.match(r"(?:以上|左右|多)?(?:的)?[^，。；、\d]{0,12}?(?:企业|客户|单位|商户|市场主体|工商户|创业者|实体)[^，。；]{0,10}?(?:提供|开展|进行|实施|解决|接受|享受|获得|予以|给予|办理|代理)", right)
    framed = re.search(r"(?:为|向|给|对|惠及)[^，。；]{0,14}$", left) and served
    passive = re.match(r"(?:[^，。；、]{0,10}?)(?:企业|客户|单位|商户)[^，。；]{0,4}?(?:接受|享受)", right)
    offered = quantity.unit == "家次" and re.search(r"(?:提供|开展)[^，。；]{0,12}(?:服务|咨询|辅导|诊断)$", left)
    simple = re.search(r"(?:服务|服务了|服务过|已服务|共服务|累计服务)(?:全市|全区|全县|全省|各类)?\s*$", left) and re.match(r"[^，。；、]{0,12}?(?:企业|客户|单位|商户|市场主体|工商户)", right)
    among = re.search(r"(?:为|向|给)其中的?\s*$", left) and re.match(r"(?:企业|单位)?(?:提供|开展|办理)", right)
    alone = re.search(r"(?:年服务|共服务|累计服务|服务了|服务)\s*$", left) and quantity.unit in ("家", "家次")
    if not (framed or passive or offered or simple or alone or among):
        return None
    window = sentence.text[end : end + 8]
    if re.match(r"(?:以上)?(?:会员|在孵|入驻|孵化|合作|机构|银行|协会|商会|园区|高校|院校)", window):
        return Count(quantity, None, None, False, "所数的不是服务企业", sentence=sentence)
    count = Count(quantity, None, Cue(start, end, Says.FIRMS, "服务企业"), False, "", says=Says.FIRMS, sentence=sentence)
    return _firms(replace(count, quantity=replace(quantity, unit="家") if quantity.unit == "个" else quantity))


# --- whose, when, planned, organised --------------------------------------------------------------------------------


def _checked(sentence: Sentence, at: int, count: Count, before: Count | None) -> Count:
    """A number that has a field may still not be the applicant's, not be true yet, or be the notice's."""
    if not count.taken and count.field is None:
        return count
    if before is not None and not before.taken and before.reason not in OWN_REASONS:
        return count.no(before.reason)
    for check in (_other_owner, _planned, _grown_from, _new_only, _one_of_many, _attended):
        count = check(sentence, at, count)
        if not count.taken:
            return count
    count = _rule_copied(sentence, count)
    count = _by_frequency(sentence, count)
    count = _with_marks(sentence, at, count)
    if count.quantity.repaired:
        count = count.but(Caveat.REPAIRED, "有字符经更正（如 O 作 0），须核对原件")
    if count.quantity.ambiguous:
        count = count.but(Caveat.AMBIGUOUS, "数字写法有歧义，须核对原件")
    return count


def _subject(sentence: Sentence, at: int) -> Cue | None:
    """The last word before `at` that opens a clause and says whose what follows is."""
    for start, end in reversed([clause for clause in sentence.clauses if clause[0] <= at]):
        for cue in sentence.between(start, min(end, at), Says.SELF, Says.OTHER):
            opening = sentence.text[start : cue.start]
            if re.search(r"[在于由为向对给与和及同将使助受经从]$|属于|位于|全部|参加|参与", opening) or len(opening) > 12:
                continue
            if re.fullmatch(
                r"(?:[\s（(“]|其中|目前|现|现有|截至|截止|截止到|\d{4}年?(?:度|末|底)?|\d{1,2}月\d{0,2}日?|二[〇零○一二三四五六七八九]+年|上年|去年|全年|近年来|几年来|据统计|经统计|同时|另外|另|此外|而|但|且|，|现阶段|自.{0,8}以来|该|整个|据|目前为止)*", opening
            ):
                return cue
    return None


def _other_owner(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    subject = _subject(sentence, count.quantity.span[0])
    if subject is None or subject.says is not Says.OTHER:
        return count
    clause = sentence.clause(count.quantity.span[0])
    owner_here = clause[0] <= subject.start
    after = sentence.text[subject.end : subject.end + 4]
    if subject.word in ("岳阳", "岳阳市", "湖南", "湖南省", "开发区", "高新区", "经开区", "客户", "市场", "协会") and not re.match(r"(?:现?有|共有|拥有|中小|企业|共|全|的?总)", after):
        return count
    if any(cue.word[0] in "我本该" for cue in sentence.between(max(subject.end, clause[0]), count.quantity.span[0], Says.SELF)) or re.search(r"我|本(?:公司|单位|中心|所|院)", sentence.text[subject.end : count.quantity.span[0]]):
        return count
    if not owner_here and subject.word in PASSING:
        return count
    if subject.word in ("总部", "总公司"):
        return count.but(Caveat.CLAIM, f"说的是“{subject.word}”，是否即申报单位须人工确认")
    part = sentence.between(clause[0], count.quantity.span[0], Says.PART)
    if part and count.cue is not None and count.says in (Says.AREA, Says.STAFF, Says.ASSETS, Says.FIRMS):
        if count.says is Says.AREA:
            return count
        return count.but(Caveat.CLAIM, f"前文说的是“{subject.word}”，此数是否属本单位须人工确认")
    if not owner_here and count.cue is not None and count.cue.start >= clause[0] and sentence.text[subject.end : count.quantity.span[0]].count("，") > 2:
        return count.but(Caveat.CLAIM, f"前文说的是“{subject.word}”，此数是否属本单位须人工确认")
    return count.no(f"说的是“{subject.word}”，不是申报单位")


def _planned(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    start = count.quantity.span[0]
    clause = sentence.clause(start)
    period = count.quantity.period
    past = period is not None and period.isdigit() and int(period) < 2020
    here = sentence.between(clause[0], count.quantity.span[1], Says.PLAN, Says.ACTUAL, Says.AIM)
    here = tuple(cue for cue in here if not (cue.word == "完成" or (cue.word == "拟" and sentence.text[max(0, cue.start - 1)] in "模虚比草")))
    if re.search(r"(?:扩大|增加|提高|增长|扩建|提升|发展|扩|增)(?:到|至)\s*$", sentence.text[clause[0] : start]) and any(cue.says is Says.PLAN for cue in here):
        return count.no("是计划达到的数，不是实际数")
    if here:
        last = here[-1]
        if last.says is Says.ACTUAL:
            return count
        if last.says is Says.PLAN or last.word.startswith(("目标", "任务", "指标")) or re.search(r"规划[^，。；]{0,6}$", sentence.text[clause[0] : start]):
            return count.no(f"“{last.word}”，是计划数，不是实际数")
    if past:
        return count
    for cue in reversed(sentence.between(0, clause[0], Says.PLAN, Says.ACTUAL)):
        if cue.says is Says.ACTUAL:
            return count
        between = sentence.text[cue.end : start]
        if re.search(r"我|本(?:公司|单位|中心|所)", between) or "；" in between:
            return count
        return count.no(f"接前文“{cue.word}”，是计划数")
    return count


def _grown_from(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    start, end = count.quantity.span
    left = sentence.text[sentence.clause(start)[0] : start]
    if re.search(r"(?:目前|现有|现在)的?$", left) and re.search(r"将|计划|拟|预计", left):
        return count
    if _GROWTH.search(sentence.text[max(0, start - 16) : start]) and _GROWN.match(sentence.text[end : end + 14]):
        return count.no(GROWN_FROM)
    return count


def _new_only(sentence: Sentence, at: int, count: Count) -> Count:
    start = count.quantity.span[0]
    floor = max(sentence.clause(start)[0], sentence.quantities[at - 1].span[1] if at else 0)
    newly = sentence.between(floor, start, Says.NEWLY)
    if re.search(r"(?:增加|扩大|增长|提高|减少|下降|上升|净增|增多|扩建|较[^，。；]{0,6}多)了?\s*$", sentence.text[floor:start]):
        return count.no(CHANGE_ONLY)
    if newly and not re.match(r"[^，。；]{0,4}?(?:到|至|为)", sentence.text[newly[-1].end : start]) and newly[-1].word != "增加":
        return count.no(f"“{newly[-1].word}”，只是新增部分")
    return count


def _one_of_many(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    after = sentence.text[count.quantity.span[1] : count.quantity.span[1] + 16]
    if re.match(r"[^，。；]{0,10}之一", after) or _MEMBER.match(after):
        return count.no("是同类机构的总数，不是本单位的数")
    return count


_ROLE_OF = re.compile(r"^(?:单位)?的")


def _attended(sentence: Sentence, at: int, count: Count) -> Count:
    """Only what the applicant organised counts; 协办 is for a person."""
    if count.field not in (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES):
        return count
    start = count.quantity.span[0]
    floors = [max(sentence.clause(start)[0], sentence.quantities[at - 1].span[1] if at else 0), 0]
    for floor in floors:
        roles = [
            cue for cue in sentence.between(floor, start, Says.ORGANISE, Says.ATTEND, Says.ASSIST) if not _ROLE_OF.match(sentence.text[cue.end : cue.end + 3])
        ]
        if not roles:
            continue
        if any(cue.says is Says.ATTEND for cue in roles) and roles[-1].says is not Says.ASSIST:
            last_attend = max(cue.start for cue in roles if cue.says is Says.ATTEND)
            if last_attend >= roles[-1].start or roles[-1].start - last_attend < 3 or (floor != 0 and roles[0].says is Says.ATTEND):
                return count.no(f"“{sentence.text[last_attend : last_attend + 2]}”的活动，不是本单位组织的")
        if roles[-1].says is Says.ASSIST or (any(cue.says is Says.ASSIST for cue in roles) and floor != 0):
            return count.but(Caveat.CO_ORGANISED, "协办的活动，是否计入须人工确认")
        return count
    return count


def _rule_copied(sentence: Sentence, count: Count) -> Count:
    start, end = count.quantity.span
    clause = sentence.clause(start)
    if re.match(r"\s*(?:不少于|不低于|不小于|至少|≥|起码|不得)", count.quantity.text) and not _FREQUENCY.search(sentence.text[clause[0] : start]):
        return count.but(Caveat.RULE_COPY, "“不少于”之类的话，像是照抄通知条件")
    rules = [cue for cue in sentence.between(clause[0], start, Says.RULE) if cue.word not in ("需", "应", "须") or re.match(r"(?:达|在|具|有|为|不)", sentence.text[cue.end : cue.end + 1])]
    trailing = re.match(r"[^，。；]{0,6}的?(?:申报)?(?:要求|条件|标准|规定)(?![一-鿿]?[化间厂件良优完])", sentence.text[end : end + 12])
    if (rules or trailing) and not re.search(r"符合[^，。；]*$|无条件|条件(?:良好|优越)", sentence.text[clause[0] : start] if not trailing else ""):
        return count.but(Caveat.RULE_COPY, "说的是条件要求，像是照抄通知")
    return count


def _by_frequency(sentence: Sentence, count: Count) -> Count:
    if count.field not in (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES):
        return count
    start = count.quantity.span[0]
    found = None
    for found in _FREQUENCY.finditer(sentence.text, sentence.clause(start)[0], start):
        pass
    if found is None:
        return count
    times = Decimal(FREQUENCIES[found.group(1)])
    quantity = replace(scaled(count.quantity, times, "次"), period="annual")
    return replace(count, quantity=quantity).but(Caveat.FREQUENCY, f"由“{found.group()}”推算（×{times}），不是实际发生数")


_TOTAL_BEFORE = re.compile(r"(?:合计|共计|总计|总共|一共|合共|总数|总面积|总人数|总量|(?<!公)共(?!同|性|有制|青)(?:有|为|达|组织|开展|服务|举办)?)[^，。；、]{0,8}$")


def _with_marks(sentence: Sentence, at: int, count: Count) -> Count:
    """Is it a total, or a part of one?"""
    start = count.quantity.span[0]
    clause = sentence.clause(start)
    floor = max(clause[0], sentence.quantities[at - 1].span[1] if at else 0)
    before = sentence.text[floor:start] + count.quantity.text[:2]
    part = [cue for cue in sentence.between(clause[0], start, Says.PART) if cue.word not in ("有", "含")]
    opened = sentence.text.rfind("（", 0, start) > sentence.text.rfind("）", 0, start) or sentence.text.rfind("(", 0, start) > sentence.text.rfind(")", 0, start)
    return replace(count, is_total=bool(_TOTAL_BEFORE.search(before)), is_part=bool(part) or opened)
