"""From the word that names a number to the field it answers, with what the word itself puts in doubt."""

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
    STAFF_WORDS,
    UNEXPLAINED,
    Count,
    level_of,
    scaled,
)  # fmt: skip
from extractors.finders.cues import Says
from extractors.finders.part_time import full_timers
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

UNITS = r"千元|万元|亿元|元|人|名|家|户|次|场|期|%|％|㎡|平方米|平米|m2|m²"


_AMONG = re.compile(r"(?:企业|客户|单位)(?:当中|之中|里面|中)[，,]?(?:有|共有)?\s*$")
_PER_TIME = re.compile(r"每(?:个)?(?:月|季|周|天|日|半年)|月均|季均|周均")


_DONE_TO = re.compile(
    r"(?:慰问|走访|培训|资助|帮扶|救助|安置|招聘|推荐|输送|介绍|接待|辅导|指导|帮助|带动|吸纳|组织|动员|发动|引导|扶持|表彰|选派|邀请|代理|减少|裁减)(?:了|过|各类|困难|优秀|企业|下岗|失业|全体|部分|一线|生活){0,3}$"
)


EACH_ONLY = "是每间（每层、每处）的面积，合计须人工确认"


_EACH = re.compile(r"(?:平均|户均|[每各单](?:间|处|层|个|套|家|栋|站|点))(?:面积)?(?:约|近|均|为|各)*\s*$")


# 客服团队, 聘用人员 are parts; 我公司团队, 共有人员 are not.
_PART_OF_STAFF = re.compile(r"[一-鿿]{2}$")


_WHOLE_STAFF = re.compile(
    r"(?:服务|专职|专业|公司|中心|单位|我们|组建|拥有|现有|从业|在职|在岗|全职|工作|运营|平台|机构|核心|全体|全部|目前|有|支|个|名|的|本|该|与|及|和|由|共|所|院|会|，|。)$"
)


_UNION = re.compile(r"学历\s?或|或(?:者)?[^，。；]{0,8}职称|或具有")


def in_unit(quantity: Quantity, word: str) -> Quantity:
    """A number without a unit in the unit `word`."""
    factor = {"元": Decimal("0.0001"), "千元": Decimal("0.1"), "亿元": Decimal(10000)}.get(word, Decimal(1))
    name = {"元": "万元", "千元": "万元", "亿元": "万元", "名": "人", "户": "家", "场": "次", "期": "次", "％": "%"}.get(word, word)
    return scaled(quantity, factor, "㎡" if name in ("平方米", "平米", "m2", "m²") else name)


def by_words(sentence: Sentence, quantity: Quantity, words: tuple[Says, ...], cue: Cue | None, before: Count | None) -> Count | None:
    if cue is None and before is not None:
        quantity = _asked_unit(quantity, before.field) or quantity
        reason = before.reason if before.taken else "接前文所说的数"
        return replace(
            before, quantity=quantity, sentence=sentence, taken=True, reason=reason, caveats=_kept(before), is_total=False, is_part=False
        )
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
        return firms_of(count)
    if words is EVENT_WORDS:
        return event_of(count)
    return _ratio(count)


def _kept(before: Count) -> frozenset[Caveat]:
    """What the word itself puts in doubt holds for the next number too; what that one number's words did does not."""
    return before.caveats & {Caveat.BASIS, Caveat.UNIT_MISSING, Caveat.UNIT_OF_COUNT}


def _asked_unit(quantity: Quantity, asked: Field[Quantity] | None) -> Quantity | None:
    return replace(quantity, unit=asked.unit) if asked is not None and quantity.unit is None else None


def answers(count: Count, asked: Field[Quantity], quantity: Quantity | None = None) -> Count:
    word = count.cue.word if count.cue is not None else ""
    return replace(count, field=asked, taken=True, quantity=quantity or count.quantity, reason=f"“{word}”之后的数" if word else "")


def _area(count: Count) -> Count:
    if count.quantity.unit == "亩":
        return count.no("以亩计的是土地，不是服务场所面积")
    taken = answers(count, PREMISES_AREA, replace(count.quantity, unit="㎡"))
    if (basis := _unknown_area(count)) is not None:
        taken = taken.but(Caveat.BASIS, f"写的是“{basis}”，是否即服务场所面积须人工确认")
    if count.says is Says.AREA_GENERIC and count.quantity.unit is None:
        taken = taken.but(Caveat.UNIT_MISSING, "只写“面积”，未写是何场所，也未写单位")
    sentence, start = count.sentence, count.quantity.span[0]
    if sentence is not None and _EACH.search(sentence.text[max(0, start - 8) : start]):
        return taken.but(Caveat.CLAIM, EACH_ONLY)
    return taken


_AREA_OF = re.compile(
    r"(?:^|[，。；、：:（）()的\s\d为共计在即是达有]|建筑|使用|套内|产权|租赁|租用|合同|载明|约定|所载|注明|测绘|实测|实际|自有|自用|办公|服务|经营|营业|场地|场所|总|计租|证载|登记|房产|房屋|用房|大厅|写字楼|购置|承租|其中|现有|楼|室|层|号|址|区|厅|院|证|书|整栋|公共|单位|公司|中心|我们|机构|合计|共享|新增|拥有|固定|综合|空间|窗口|出租|年|扩大后|改造后|后|平台)$"
)


def _unknown_area(count: Count) -> str | None:
    """实训面积, 展销面积: an area of a kind that is not known to be the premises'."""
    cue, sentence = count.cue, count.sentence
    if cue is None or sentence is None or count.says is not Says.AREA_GENERIC or cue.word not in ("面积", "总面积"):
        return None
    before = sentence.text[max(0, cue.start - 4) : cue.start]
    return None if _AREA_OF.search(before) else before[-2:] + cue.word


def _money(count: Count) -> Count:
    quantity, cue = count.quantity, count.cue
    if quantity.unit is None:
        if re.search(r"[万亿]\s*$", quantity.text.rstrip("余多")):
            quantity = scaled(quantity, Decimal("0.0001"), "万元")
        elif count.sentence is not None and count.sentence.unit is not None:
            quantity = in_unit(quantity, count.sentence.unit)
        else:
            count = count.but(Caveat.UNIT_MISSING)
            quantity = replace(quantity, unit="万元")
    if cue is not None and cue.says is Says.CAPITAL:
        return answers(count, REGISTERED_CAPITAL, quantity)
    taken = answers(count, SERVICE_ASSETS, quantity)
    if Caveat.UNIT_MISSING in count.caveats:
        taken = taken.but(Caveat.UNIT_MISSING, "金额未写单位")
    if cue is not None and cue.says is Says.ASSETS_NEAR and not _measures_the_assets(count):
        return taken.but(Caveat.BASIS, f"写的是“{cue.word}”，与“服务资产”口径是否相同须人工确认")
    return taken


_MEASURES = re.compile(r"[^，。；：:一-鿿]*(?:其|账面|合计|总计?|评估|折合|现|净|原)*")
_TELLS_WHAT = re.compile(
    r"[^一-鿿]*$|[^，。；]{0,4}(?:包括|包含|主要为|主要有|主要是)[^。；]*$|[^，。；]{0,4}由[^，。；]{1,40}(?:组成|构成)[，,]$"
)
_WORTH = frozenset(["价值", "总价值", "总值", "净值", "原值"])


def _measures_the_assets(count: Count) -> bool:
    """服务资产齐备，账面价值合计120万元: the clause has only the measure, the one before it names what is measured."""
    cue, sentence = count.cue, count.sentence
    if cue is None or sentence is None or cue.word not in _WORTH:
        return False
    begin = sentence.clause(cue.start)[0]
    if not begin or _MEASURES.fullmatch(sentence.text[begin : cue.start]) is None:
        return False
    named = sentence.between(0, begin, Says.ASSETS, Says.ASSETS_NEAR, Says.MONEY_DECOY, Says.CAPITAL)
    if not named or named[-1].says is not Says.ASSETS or _TELLS_WHAT.match(sentence.text, named[-1].end, begin) is None:
        return False
    return not any(one.unit == "万元" for one in sentence.quantities if named[-1].end <= one.span[0] < begin)


_WITH_OTHERS = re.compile(
    r"(?<!不)(?<!未)(?:含|包括|加上|连同)[^，。；）)\d]{0,6}(?:子公司|分公司|分支|下属|关联|集团|兼职|外聘|派遣|实习|志愿|导师|专家|顾问)"
)


REST_OF_STAFF = "是其余或另外的人员，不是总数"


def _staff(count: Count) -> Count:
    quantity, cue, sentence = count.quantity, count.cue, count.sentence
    if quantity.unit == "人次":
        return count.no("人次不是人数")
    quantity = replace(quantity, unit="人")
    if cue is None or sentence is None:
        return count.no(UNEXPLAINED)
    if cue.says is Says.EDUCATION:
        level = level_of(cue.word)
        if (whose := _of_others(sentence, cue)) is not None:
            return count.no(f"说的是“{whose}”的学历，不是服务人员的")
        if _UNION.search(sentence.text):
            return count.no("“学历或职称”是并集，不等于大专及以上学历人数")
        return replace(answers(count, STAFF_COLLEGE, quantity), level=level)
    if re.search(r"(?:其他|其它|其余|另有|另外|另配)[^，。；\d]{0,4}$", sentence.text[: min(cue.start, quantity.span[0])]):
        return answers(count, STAFF_TOTAL, quantity).but(Caveat.CLAIM, REST_OF_STAFF)
    if _DONE_TO.search(sentence.text[sentence.clause(cue.start)[0] : cue.start]) and cue.start < quantity.span[0]:
        return count.no("是活动或服务的对象，不是本单位人员总数")
    summed = re.search("共|合计|总", sentence.text[cue.end : quantity.span[0]])
    if (
        not summed
        and cue.word in ("团队", "队伍", "人员")
        and _PART_OF_STAFF.search(sentence.text[: cue.start])
        and not _WHOLE_STAFF.search(sentence.text[: cue.start])
    ):
        return count.no("是其中一部分人员，不是总数")
    taken = answers(count, STAFF_TOTAL, quantity)
    if _WITH_OTHERS.search(sentence.text[sentence.clause(quantity.span[0])[0] : quantity.span[1] + 12]):
        taken = taken.but(Caveat.BASIS, "含子公司、分公司或编外人员，是否即申报单位服务人员须人工确认")
    if full_timers(sentence.text[quantity.span[0] :]) is not None:
        taken = taken.but(Caveat.BASIS, "其中有兼职或外聘人员，是否计入服务人员须人工确认")
    if cue.says is Says.STAFF_NEAR:
        return taken.but(Caveat.BASIS, f"写的是“{cue.word}”，与服务人员数口径不同")
    return taken


# 受访企业家里，大专以上占七成: the clause before tells among whom.
_AMONG_THEM = re.compile(r"(?:里面?|当中|之中|中)[，,]$")


def _of_others(sentence: Sentence, cue: Cue) -> str | None:
    """参训学员中大专以上占63%: the people whose education it is, where they are not the staff."""
    begin = sentence.clause(cue.start)[0]
    if begin == cue.start and _AMONG_THEM.search(sentence.text[:begin]):
        begin = sentence.clause(begin - 1)[0]
    numbers = [one.span[1] for one in sentence.quantities if begin <= one.span[0] < cue.start]
    named = list(sentence.between(max([begin, *numbers]), cue.start, Says.STAFF, Says.STAFF_DECOY))
    while len(named) > 1 and named[-1].says is Says.STAFF and named[-1].start == named[-2].end:
        named.pop()
    return named[-1].word if named and named[-1].says is Says.STAFF_DECOY else None


def firms_of(count: Count) -> Count:
    cue, quantity = count.cue, count.quantity
    if quantity.unit == "个" and not re.match(
        r"(?:[^，。；、\d]{0,6})(?:企业|客户|单位|商户|市场主体|工商户)",
        (count.sentence.text if count.sentence else "")[quantity.span[1] :],
    ):
        return count.no("以“个”计，未写明是企业")
    taken = answers(count, ENTERPRISES_SERVED, quantity if quantity.unit == "家次" else replace(quantity, unit="家"))
    if quantity.unit == "家次":
        taken = taken.but(Caveat.UNIT_OF_COUNT, "以家次计，不是家数")
    if count.sentence is not None and _AMONG.search(count.sentence.text[: quantity.span[0]]):
        return count.no("是服务企业中的一部分")
    if count.sentence is not None and _PER_TIME.search(count.sentence.text[count.sentence.clause(quantity.span[0])[0] : quantity.span[0]]):
        taken = taken.but(Caveat.FREQUENCY, "是每月（季、周）的数，不是全年的数")
    if cue is not None and cue.says is Says.FIRMS_NEAR:
        taken = taken.but(Caveat.BASIS, f"写的是“{cue.word}”，是否即年服务企业数须人工确认")
    return taken


def event_of(count: Count) -> Count:
    cue = count.cue
    quantity = replace(count.quantity, unit="次")
    if cue is None:
        return count.no("未写明是什么活动")
    if cue.says is Says.WELFARE:
        return answers(count, WELFARE_ACTIVITIES, quantity)
    if cue.says is Says.SPECIAL:
        return answers(count, SPECIALISED_ACTIVITIES, quantity)
    return answers(count, PUBLIC_ACTIVITIES, quantity)


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
    if level is not None and (whose := _of_others(sentence, cue)) is not None:
        return count.no(f"说的是“{whose}”的学历，不是服务人员的")
    return replace(answers(count, COLLEGE_RATIO, quantity), level=level)
