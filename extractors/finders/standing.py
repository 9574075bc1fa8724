"""Whose a number is, and whether it is true already: subject, plan, growth, role, rule and frequency."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from extractors.finders.aims import AIMED_AT, RULE_ONLY, aimed_at, of_a_kind
from extractors.finders.count import Count, scaled
from extractors.finders.cues import Says
from extractors.finders.ownership import other_owner
from extractors.finders.sentences import Sentence
from extractors.finders.supposed import supposed
from extractors.finders.together import together
from models.answer import Caveat
from models.fields import PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, STAFF_COLLEGE, STAFF_TOTAL, WELFARE_ACTIVITIES

FREQUENCIES = {"半年": 2, "季": 4, "两月": 6, "两个月": 6, "双月": 6, "月": 12, "周": 52, "星期": 52}


GROWN_FROM = "是增长前的数"


NOT_OURS = "不是本单位组织的"


CHANGE_ONLY = "是增减的数，不是现在的数"


PLANNED_ONLY = "计划数"


OWN_REASONS = (GROWN_FROM, CHANGE_ONLY, RULE_ONLY, AIMED_AT)


"""Reasons that hold for one number alone, not for the next that goes on from it."""


_GROWTH = re.compile(r"(?:由|从)[^，。；]{0,14}$")


_GROWN = re.compile(r"^[^，。；]{0,6}?(?:增长|增加|提高|上升|发展|扩大|提升|扩展|增|降|减少|下降|壮大)[^，。；]{0,3}?(?:到|至|为|了)")


_COMPARED = re.compile(r"(?:比|较)(?:\s|20\d\d年|上年|去年|年初|同期|上一年|前一年|末|底|度|的|原来|最初|此前|成立之初)*\s*$")


_CHANGED = re.compile(r"^[^，。；]{0,6}?(?:净?增|多|提高|增长|上升|扩大|提升|净减|减少|下降|扩)")


_EACH_HEAD = re.compile(r"(?<![\d多余名])人均|户均|日均|平均每人|平均每家|每(?:名|位|个)?(?:服务|工作|专职)?(?:人员|员工|职工|人)")


_LEFT_ASIDE = re.compile(r"^[^。；，,]{0,6}[，,（(]?(不计入|未计入|不纳入|不计算在内|不含在内|不作为申报|不属于)")


_EACH_TIME = re.compile(r"各(?:自|分别)?(?:举办|组织|开展|召开|主办|承办|有|办)?\s*$")


_NOT_HELD = re.compile(r"取消|停办|推迟|延期|暂停|搁置")


_CALLED_OFF = re.compile(
    r"[^，。；\d]{0,14}[，,]?因[^，。；\d]{0,12}?(?:已|而|被|全部|均)?(取消|停办|未能?(?:举办|开展|举行|组织|召开))(?!了?[^，。；]{0,2}\d)"
)


_FORMERLY = re.compile(
    r"(原来|原先|原有|(?<![还复草平高中])原(?=[为是仅只系])|此前|过去|最初|曾经|曾有|起初|成立之初)(?:仅|只|的)?(?:有|为|是|达)?(?:仅|只)?$"
)


_RESTATED = re.compile(r"[（(](?:实为|实际为?|实有|现为|现有|现实际为?|即|折合|约合|合计|精确为|准确为)$")


_MEMBER = re.compile(r"^(?:的)?(?:国家级|省级|市级|核心)?(?:之一|中的)")


_FREQUENCY = re.compile(r"每(?:个)?(半年|季|两个?月|双月|月|周|星期)度?")


# 应 and 需 inside other words.
_IN_A_WORD = re.compile("应[用急对邀收付届聘变]|[响供对相反适回]应|需[求方]|急需|所需|必需品")


def checked(sentence: Sentence, at: int, count: Count, before: Count | None) -> Count:
    """A number that has a field may still not be the applicant's, not be true yet, or be the notice's."""
    if not count.taken and count.field is None:
        return count
    if before is not None and before.sentence is not sentence:
        before = None
    if (
        before is not None
        and not before.taken
        and before.reason not in OWN_REASONS
        and not _organised_itself(sentence, count, before)
        and not _done_after_plan(sentence, count, before)
    ):
        return count.no(before.reason)
    for check in (
        other_owner,
        _peopled_by_thousands,
        _excluded,
        of_a_kind,
        aimed_at,
        supposed,
        _planned,
        _per_head,
        _cancelled,
        _grown_from,
        _new_only,
        _one_of_many,
        _attended,
        together,
    ):
        count = check(sentence, at, count)
        if not count.taken:
            return count
    count = _rule_copied(sentence, count)
    count = _by_frequency(sentence, count)
    if count.field in (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES) and _EACH_TIME.search(
        sentence.text[sentence.clause(count.quantity.span[0])[0] : count.quantity.span[0]]
    ):
        count = count.but(Caveat.FREQUENCY, "写的是“各”几次，总数须人工确认")
    count = _with_marks(sentence, at, count)
    if re.search("约|左右|上下", count.quantity.text) and re.search("[余多]", count.quantity.text):
        count = count.but(Caveat.CLAIM, "既写“约”又写“余”，范围不明")
    if count.quantity.repaired:
        count = count.but(Caveat.REPAIRED, "有字符经更正（如 O 作 0），须核对原件")
    if count.quantity.ambiguous:
        count = count.but(Caveat.AMBIGUOUS, "数字写法有歧义，须核对原件")
    return count


_BY_TEN_THOUSANDS = re.compile(r"万余?多?\s*(?:人|名|位)")


def _peopled_by_thousands(sentence: Sentence, at: int, count: Count) -> Count:
    """从业人员2.1万人: a place or a trade has them, no body that serves its firms."""
    del sentence, at
    if count.field in (STAFF_TOTAL, STAFF_COLLEGE) and _BY_TEN_THOUSANDS.search(count.quantity.text):
        return count.no("以万人计，是一地或一个行业的人数")
    return count


def _organised_itself(sentence: Sentence, count: Count, before: Count) -> bool:
    """参加4次，自行组织8次: the second number has a verb of its own."""
    return NOT_OURS in before.reason and bool(sentence.between(before.quantity.span[1], count.quantity.span[0], Says.ORGANISE))


def _done_after_plan(sentence: Sentence, count: Count, before: Count) -> bool:
    """目标100家，实际完成124家: what is said of the plan does not hold for what was done."""
    return PLANNED_ONLY in before.reason and bool(sentence.between(before.quantity.span[1], count.quantity.span[0], Says.ACTUAL))


def _per_head(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    start = count.quantity.span[0]
    found = _EACH_HEAD.search(sentence.text[sentence.clause(start)[0] : start])
    return count.no(f"“{found.group()}”的数，不是总数") if found else count


def _excluded(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    found = _LEFT_ASIDE.match(sentence.text[count.quantity.span[1] : count.quantity.span[1] + 20])
    return count.no(f"写明“{found.group(1)}”") if found else count


def _cancelled(sentence: Sentence, at: int, count: Count) -> Count:
    start = count.quantity.span[0]
    floor = max(sentence.clause(start)[0], sentence.quantities[at - 1].span[1] if at else 0)
    found = _NOT_HELD.search(sentence.text[floor:start]) or _CALLED_OFF.match(sentence.text, count.quantity.span[1])
    return count.no(f"“{found[found.lastindex or 0]}”，没有发生") if found else count


def _planned(sentence: Sentence, at: int, count: Count) -> Count:
    del at
    start = count.quantity.span[0]
    clause = sentence.clause(start)
    period = count.quantity.period
    past = period is not None and period.isdigit() and int(period) < 2020
    here = sentence.between(clause[0], count.quantity.span[1], Says.PLAN, Says.ACTUAL, Says.AIM)
    here = tuple(
        cue for cue in here if not (cue.word == "完成" or (cue.word == "拟" and sentence.text[max(0, cue.start - 1)] in "模虚比草"))
    )
    if re.search(r"(?:扩大|增加|提高|增长|扩建|提升|发展|扩|增)(?:到|至)\s*$", sentence.text[clause[0] : start]) and any(
        cue.says is Says.PLAN for cue in here
    ):
        return count.no("是计划达到的数，不是实际数")
    if here:
        last = here[-1]
        if last.says is Says.ACTUAL:
            return count
        if (
            last.says is Says.PLAN
            or last.word.startswith(("目标", "任务", "指标"))
            or re.search(r"规划[^，。；]{0,6}$", sentence.text[clause[0] : start])
        ):
            return count.no(f"“{last.word}”，是计划数，不是实际数")
    if past:
        return count
    for cue in reversed(sentence.between(0, clause[0], Says.PLAN, Says.ACTUAL)):
        if cue.says is Says.ACTUAL:
            return count
        between = sentence.text[cue.end : start]
        if cue.word == "预算":
            continue
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
    if (found := _FORMERLY.search(left)) is not None:
        later = [one for one in sentence.quantities if one.unit == count.quantity.unit and one.span[0] >= end]
        return count.no(GROWN_FROM) if later else count.but(Caveat.PERIOD, f"“{found.group(1)}”的数，现在是否如此须人工确认")
    if _COMPARED.search(left) and _CHANGED.match(sentence.text[end : end + 14]):
        return count.no(GROWN_FROM)
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
            cue
            for cue in sentence.between(floor, start, Says.ORGANISE, Says.ATTEND, Says.ASSIST)
            if not _ROLE_OF.match(sentence.text[cue.end : cue.end + 3])
        ]
        if not roles:
            continue
        if any(cue.says is Says.ATTEND for cue in roles) and roles[-1].says is not Says.ASSIST:
            last_attend = max(cue.start for cue in roles if cue.says is Says.ATTEND)
            if last_attend >= roles[-1].start or roles[-1].start - last_attend < 3 or (floor != 0 and roles[0].says is Says.ATTEND):
                return count.no(f"“{sentence.text[last_attend : last_attend + 2]}”的活动，{NOT_OURS}")
        if roles[-1].says is Says.ASSIST or (any(cue.says is Says.ASSIST for cue in roles) and floor != 0):
            return count.but(Caveat.CO_ORGANISED, "协办的活动，是否计入须人工确认")
        return count
    return count


_ASKED_WHETHER = re.compile(
    r"(?:是否|能否|有否)(?:均|都|已|已经)?(?:达到?|满足|符合|超过|不少于|不低于|具备|具有|拥有|有|为|在|占|够)?[^，。；]{0,6}$"
)


def _rule_copied(sentence: Sentence, count: Count) -> Count:
    start, end = count.quantity.span
    clause = sentence.clause(start)
    if re.match(r"\s*(?:不少于|不低于|不小于|至少|≥|起码|不得)", count.quantity.text) and not _FREQUENCY.search(
        sentence.text[clause[0] : start]
    ):
        return count.but(Caveat.RULE_COPY, "“不少于”之类的话，像是照抄通知条件")
    if _ASKED_WHETHER.search(sentence.text[clause[0] : start]):
        return count.but(Caveat.RULE_COPY, "问的是“是否”达到，是通知的条件")
    rules = [
        cue
        for cue in sentence.between(clause[0], start, Says.RULE)
        if cue.word not in ("需", "应") or not _IN_A_WORD.search(sentence.text[max(0, cue.start - 1) : cue.end + 1])
    ]
    trailing = re.match(r"[^，。；]{0,6}的?(?:申报)?(?:要求|条件|标准|规定)(?![一-鿿]?[化间厂件良优完])", sentence.text[end : end + 12])
    if (rules or trailing) and not re.search(
        r"符合[^，。；]*$|无条件|条件(?:良好|优越)", sentence.text[clause[0] : start] if not trailing else ""
    ):
        return count.but(Caveat.RULE_COPY, "说的是条件要求，像是照抄通知")
    return count


def _by_frequency(sentence: Sentence, count: Count) -> Count:
    if count.field not in (PUBLIC_ACTIVITIES, SPECIALISED_ACTIVITIES, WELFARE_ACTIVITIES):
        return count
    start = count.quantity.span[0]
    every = list(_FREQUENCY.finditer(sentence.text, sentence.clause(start)[0], start))
    if not every:
        return count
    found = every[-1]
    times = Decimal(FREQUENCIES[found.group(1)])
    quantity = replace(scaled(count.quantity, times, "次"), period="annual")
    return replace(count, quantity=quantity).but(Caveat.FREQUENCY, f"由“{found.group()}”推算（×{times}），不是实际发生数")


_TOTAL_BEFORE = re.compile(
    r"(?:合计|共计|总计|总共|一共|合共|总数|总面积|总人数|总量|(?<!公)共(?!同|性|有制|青)(?:有|为|达|组织|开展|服务|举办)?)[^，。；、]{0,8}$|全年(?:共计?|合计|累计)?[\d一二三四五六七八九十]{0,2}$"
)


# 12次活动中有3次: the lesser number is a part of the one before it.
_AMONG = re.compile(r"[中里](?:面|头)?[，,]?有(?:约|近)?$")


def _is_less(sentence: Sentence, at: int) -> bool:
    one, before = sentence.quantities[at], sentence.quantities[at - 1]
    return one.unit == before.unit and one.value < before.value


def _with_marks(sentence: Sentence, at: int, count: Count) -> Count:
    """Is it a total, or a part of one?"""
    start = count.quantity.span[0]
    clause = sentence.clause(start)
    floor = max(clause[0], sentence.quantities[at - 1].span[1] if at else 0)
    before = sentence.text[floor:start] + count.quantity.text[:2]
    part = [cue for cue in sentence.between(clause[0], start, Says.PART) if cue.word not in ("有", "含")]
    opened = sentence.text.rfind("（", 0, start) > sentence.text.rfind("）", 0, start) or sentence.text.rfind(
        "(", 0, start
    ) > sentence.text.rfind(")", 0, start)
    among = at > 0 and _AMONG.search(sentence.text[clause[0] : start]) is not None and _is_less(sentence, at)
    return replace(
        count,
        is_total=bool(_TOTAL_BEFORE.search(before)),
        is_part=bool(part)
        or among
        or (opened and sentence.text[start - 1 : start] not in "（(" and not _RESTATED.search(sentence.text[max(0, start - 8) : start])),
    )
