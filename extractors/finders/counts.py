"""One number of a sentence: which field it answers, whose it is, and whether it is true already.

Each rule looks at the words that govern the number: those in its own clause before it, the noun right after it,
and, where a clause says nothing itself (2019年末24人), what the number before it answered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.finders.count import (
    AREA_WORDS,
    DECOYS,
    EVENT_WORDS,
    FIRM_WORDS,
    HUNDRED,
    MONEY_WORDS,
    RATIO_WORDS,
    STAFF_WORDS,
    WORDS_OF_UNIT,
    Count,
    level_of,
    scaled,
)  # fmt: skip
from extractors.finders.cues import Says
from extractors.finders.governing import governing, value_follows
from extractors.finders.sentences import Cue, Sentence
from extractors.finders.standing import checked
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

_LABEL_UNIT = re.compile(r"[（(\[]\s*(千元|万元|亿元|元|人|名|家|户|次|场|期|%|％|㎡|平方米|平米|m2|m²)\s*[)）\]]\s*(?:数)?\s*[:：为]?\s*$")
# 客服团队, 聘用人员 are parts; 我公司团队, 共有人员 are not.
_PART_OF_STAFF = re.compile(r"[一-鿿]{2}$")
_WHOLE_STAFF = re.compile(
    r"(?:服务|专职|专业|公司|中心|单位|我们|组建|拥有|现有|从业|在职|在岗|全职|工作|运营|平台|机构|核心|全体|全部|目前|有|支|个|名|的|本|该|与|及|和|由|共|所|院|会|，|。)$"
)
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
        cue, inherited = governing(sentence, at, quantity, words, before)
        if cue is None and not inherited:
            continue
        if unit is None and (cue is None or not value_follows(sentence, cue, quantity)):
            continue
        count = _by_words(sentence, quantity, words, cue, before if inherited else None)
        if count is not None:
            return checked(sentence, at, count, before if inherited else None)
    if (framed := _framed(sentence, quantity)) is not None:
        return checked(sentence, at, framed, None)
    return Count(quantity, None, None, False, "未写明是什么数" if unit in WORDS_OF_UNIT else "与申报条件无关", sentence=sentence)


def _groups_without_unit(sentence: Sentence, quantity: Quantity) -> list[tuple[Says, ...]]:
    """A share is asked for as 比例 or 占; everything else is a number of something."""
    start = quantity.span[0]
    share = re.search(r"比例|占比|比重|占|率", sentence.text[max(0, start - 8) : start]) is not None or any(
        mark in quantity.text for mark in ("/", "／", "分之")
    )
    return [RATIO_WORDS] if share else [words for words in dict.fromkeys(WORDS_OF_UNIT.values()) if words is not RATIO_WORDS]


def _total_of_levels(sentence: Sentence, quantity: Quantity, before: Count | None) -> Count | None:
    """本科18人，大专6人，共26人: after levels of education a bare total is that of the staff."""
    if before is None or before.level is None or quantity.unit != "人":
        return None
    gap = sentence.text[before.quantity.span[1] : quantity.span[0]]
    if not re.fullmatch(r"[\s，,、；（(]*(?:全部|总)?(?:共计|合计|总计|总共|一共|共有|共)(?:有|为|是)?", gap):
        return None
    if before.quantity.unit == "%":
        return checked(sentence, 0, replace(_yes(replace(before, quantity=quantity), STAFF_COLLEGE), level=before.level), None)
    cue = Cue(before.quantity.span[1], quantity.span[0], Says.STAFF, gap.strip("，,、（( "))
    return checked(sentence, 0, _yes(Count(quantity, None, cue, False, "", says=Says.STAFF, sentence=sentence), STAFF_TOTAL), None)


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
    summed = re.search("共|合计|总", sentence.text[cue.end : quantity.span[0]])
    if (
        not summed
        and cue.word in ("团队", "队伍", "人员")
        and _PART_OF_STAFF.search(sentence.text[: cue.start])
        and not _WHOLE_STAFF.search(sentence.text[: cue.start])
    ):
        return count.no("是其中一部分人员，不是总数")
    taken = _yes(count, STAFF_TOTAL, quantity)
    if cue.says is Says.STAFF_NEAR:
        return taken.but(Caveat.BASIS, "参保人数，与服务人员数口径不同")
    return taken


def _firms(count: Count) -> Count:
    cue, quantity = count.cue, count.quantity
    if quantity.unit == "个" and not re.match(
        r"(?:[^，。；、\d]{0,6})(?:企业|客户|单位|商户|市场主体|工商户)",
        (count.sentence.text if count.sentence else "")[quantity.span[1] :],
    ):
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


def _framed(sentence: Sentence, quantity: Quantity) -> Count | None:
    """为 138 家中小微企业提供了服务; 120家企业接受服务; 提供咨询服务 860 家次."""
    if quantity.unit not in ("家", "个", "家次"):
        return None
    start, end = quantity.span
    left, right = sentence.text[max(0, start - 24) : start], sentence.text[end : end + 40]
    served = re.match(
        r"(?:以上|左右|多)?(?:的)?[^，。；、\d]{0,12}?(?:企业|客户|单位|商户|市场主体|工商户|创业者|实体)[^，。；]{0,10}?(?:提供|开展|进行|实施|解决|接受|享受|获得|予以|给予|办理|代理)",
        right,
    )
    framed = re.search(r"(?:为|向|给|对|惠及)[^，。；]{0,14}$", left) and served
    passive = re.match(r"(?:[^，。；、]{0,10}?)(?:企业|客户|单位|商户)[^，。；]{0,4}?(?:接受|享受)", right)
    offered = quantity.unit == "家次" and re.search(r"(?:提供|开展)[^，。；]{0,12}(?:服务|咨询|辅导|诊断)$", left)
    simple = re.search(r"(?:服务|服务了|服务过|已服务|共服务|累计服务)(?:全市|全区|全县|全省|各类)?\s*$", left) and re.match(
        r"[^，。；、]{0,12}?(?:企业|客户|单位|商户|市场主体|工商户)", right
    )
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
