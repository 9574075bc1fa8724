"""The word that governs a number: the noun right after it, the word before it in its clause, or what the last number counted."""

from __future__ import annotations

import re

from extractors.finders.count import DECOYS, WEAK, Count
from extractors.finders.cues import Says
from extractors.finders.sentences import Cue, Sentence
from models.quantity import Quantity

HEAD_REACH = 7
"""Characters after a unit within which the counted noun stands: 36名（兼职）创业导师."""
COUNTED_AFTER = frozenset({"人", "家", "个", "家次", "次", "万元", "㎡", "%"})
_SHARE_OF = re.compile(
    r"(?:以上|左右)?的?(?:从业|服务|工作|在职|专职)?(?:员工|人员|职工|人|团队成员|成员)?(?:都|均)?(?:具有|具备|取得|拥有|获得|达到|为|是|的是|有|学历(?:为|在|达到|均在|都在)?)?"
)
SPANS = frozenset({"年", "个月", "天", "小时", "周", "级", "倍"})
"""Units of time and the like: 已连续两年超过100家 is still about what stands before 两年."""
ROOMS = frozenset({"间", "处", "套", "层", "栋", "幢", "个", "工位"})
GENERAL_EVENTS = ("活动", "服务活动", "各类活动", "各类服务活动", "专题活动", "活动次数", "活动场次", "线下活动")
_STATE_NOW = re.compile(
    r"(?:截至[^，。；\d]{0,8}|20\d\d年|年末|年底|期末|现|目前|如今|现在|当前|已|总额|总量|合计|增至)*(?:达到?|为|计|有|共计?|增至|至)"
)
# Words that put a number into the present after a tale of how it grew.
HAVING = ("实有", "在册", "现有", "共有", "实际在岗", "在编在岗", "实际用工")
_EMPTY_GAP = re.compile(
    r"(?:(?:中小微?|小微|民营|各类)?(?:企业|客户|商户|人员|员工|职工|(?:公共)?(?:服务)?活动)(?=[，,、；]))?(?:[\s，,、；;：:（）()和及与至\-—]|20\d\d|[二一][〇零○九][〇零一二三四五六七八九]{2}|年末?|年底|年度|分别|自行|独立|单独|自主|牵头|本级|其中(?=20\d\d年)|实际|组织|开展|举办|主办|完成|实现|服务|则为|为|是|达到|达|有|共计?|又|则|上年|去年|当年|今年|上一?年|前年|末|底|约|由|从|的|增加?|增长|提高|上升|扩大|扩展|发展|提升|扩充|壮大|增|升|如今|现在|目前|最初|年均|平均|每年|均|到|减少|下降|至|累计|合计|\d{1,2}月"
    r"|(?:其中)?我(?:公司|单位|中心|司|所|院|会|校)|我们|本(?:公司|单位|中心|所|院|会|校)|实有|实为|实际为|现有|现|已|第?[一二三四1-4]季度|[上下]半年|全年|计划|拟|预计|力争|净|仅|只|当前|现阶段|即|较[^，。；\d]{0,6}|(?:剔除|扣除|去除|除去|核减|核实|去)[^，。；\d]{0,8}后)*"
)
_ADJECTIVE = re.compile(r"的?(?:免费|固定|独立|标准化?|自有|自用|专用|专门|现代化?|综合|开放式?|公共|免租|无偿)?的?")
# 22人具有大专以上学历: what is said of the persons names their number.
_HOLDS = re.compile(r"^(?:[（(][^）)]{0,6}[）)])?(?:具有|具备|拥有|取得|获得|持有|达到|为|系|是)")
_GROWS_TO = re.compile(r"(?:提高|增长|下降|提升|上升)(?:到|至|为)")
# 围绕专利、商标办了4场技术推广会: what the events were about.
TOPICS = frozenset(["专利", "审计", "检测", "检验", "考核", "投诉"])
# After 126家 these name what is done for the firms, not what is counted.
NOT_COUNTED = ("项目", "品牌", "园区", "推荐", "申报", "投资")


def governing(sentence: Sentence, at: int, quantity: Quantity, words: tuple[Says, ...], before: Count | None) -> tuple[Cue | None, bool]:
    """The cue that tells what the number counts; or (None, True) where it goes on counting what the last one did."""
    start, _end = quantity.span
    clause = sentence.clause(start)
    bounds = (
        one.span[1]
        for one in reversed(sentence.quantities[:at])
        if one.unit not in SPANS and not (quantity.unit == "㎡" and one.unit in ROOMS) and not _closed(sentence, one, start)
    )
    floor = max(clause[0], next(bounds, 0))
    head = _head_after(sentence, at, quantity, words)
    left = [
        cue
        for cue in sentence.between(floor, start, *words)
        if not _is_aside(sentence, cue, start) and not _GROWS_TO.match(sentence.text, cue.start)
    ]
    nearest = left[-1] if left else None
    if head is not None and nearest is not None and nearest.word in TOPICS and sentence.between(nearest.end, start, Says.ORGANISE):
        return head, False
    if head is not None and head.says is Says.EDUCATION and _HOLDS.search(sentence.text[quantity.span[1] : head.start + 2]):
        return head, False
    if (
        head is not None
        and head.word not in NOT_COUNTED
        and (head.says in DECOYS or nearest is None or nearest.says in WEAK or _is_generic(nearest))
    ):
        return head, False
    if nearest is not None:
        return _sharpened(sentence, nearest, left, words), False
    same_unit = before is not None and (before.quantity.unit == quantity.unit or quantity.unit is None)
    if before is not None and same_unit and before.field is not None and _goes_on(sentence, before, start):
        return None, True
    if before is not None and before.sentence is not sentence:
        before = None
    if before is not None and same_unit and "、" in sentence.text[before.quantity.span[1] : start] and quantity.unit == "㎡":
        return None, True
    earlier = tuple(cue for cue in sentence.between(0, floor, *words) if "占" not in sentence.text[max(0, cue.start - 4) : cue.start])
    if earlier and _may_reach_back(sentence, quantity, earlier[-1], before):
        return _sharpened(sentence, earlier[-1], list(earlier), words), False
    return None, False


def _goes_on(sentence: Sentence, before: Count, start: int) -> bool:
    """Nothing between the two numbers but fillers; over a semicolon only with a year (2018年98家；2019年126家)."""
    if before.sentence is sentence:
        return _EMPTY_GAP.fullmatch(sentence.text[before.quantity.span[1] : start]) is not None
    text = sentence.text[:start]
    return re.match(r"\s*20\d\d年", text) is not None and _EMPTY_GAP.fullmatch(text) is not None


def _is_generic(cue: Cue) -> bool:
    return cue.word in ("团队", "队伍", "服务团队", "人员", "人数", "全职", "专职", "在职", "在岗", "专业团队", "活动", "成员", *HAVING)


def _head_after(sentence: Sentence, at: int, quantity: Quantity, words: tuple[Says, ...]) -> Cue | None:
    """The noun counted, right after the number: 36名创业导师."""
    if quantity.unit not in COUNTED_AFTER or sentence.quantities[at].unit is None:
        return None  # 服务人员数（人）：18 大专及以上…: what is behind is the next label
    end = quantity.span[1]
    stop = sentence.quantities[at + 1].span[0] if at + 1 < len(sentence.quantities) else len(sentence.text)
    gap = re.compile(r"[^，,。；;：:、！？\n（）()]*").match(sentence.text, end, min(stop, end + HEAD_REACH + 12))
    limit = gap.end() if gap else end
    for cue in sentence.between(end, limit, *words):
        between = sentence.text[end : cue.start]
        if quantity.unit == "%":
            return cue if _SHARE_OF.fullmatch(between) else None
        if len(between) > HEAD_REACH or (
            re.search(r"[均全都皆占]|中(?!小)|以上的?$|参加|为$|提供", between) and cue.says is not Says.EDUCATION
        ):
            return None
        if cue.says is Says.EDUCATION and re.search(r"[均全都皆占]|中(?!小)", between):
            return None
        if quantity.unit in ("万元", "㎡") and (cue.says in DECOYS or not _ADJECTIVE.fullmatch(between)):
            continue
        return cue
    return None


def _closed(sentence: Sentence, one: Quantity, start: int) -> bool:
    """Does `one` stand in brackets that close before `start`?"""
    text = sentence.text
    opened = max(text.rfind("（", 0, one.span[0]), text.rfind("(", 0, one.span[0]))
    shut = max(text.rfind("）", 0, one.span[0]), text.rfind(")", 0, one.span[0]))
    ends = [at for at in (text.find("）", one.span[1], start), text.find(")", one.span[1], start)) if at >= 0]
    return opened > shut and bool(ends)


def _is_aside(sentence: Sentence, cue: Cue, start: int) -> bool:
    """A word inside brackets that closed before the number."""
    text = sentence.text
    closed = max(text.rfind("）", cue.end, start), text.rfind(")", cue.end, start))
    opened = max(text.rfind("（", 0, cue.start), text.rfind("(", 0, cue.start))
    return closed >= 0 and opened >= 0 and not any(mark in text[opened : cue.start] for mark in "）)")


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
    if nearest.word in ("价值", "总值", "总价值") and len(left) > 1 and left[-2].says is Says.ASSETS and nearest.start - left[-2].end <= 2:
        return left[-2]
    if nearest.says is Says.FIRMS_NEAR and any(cue.says is Says.FIRMS and cue.end == nearest.start for cue in left):
        return left[-2]
    if nearest.says is Says.EVENT and len(left) > 1 and left[-2].says is Says.SPECIAL and nearest.start - left[-2].end <= 4:
        return Cue(left[-2].start, nearest.end, Says.SPECIAL, sentence.text[left[-2].start : nearest.end])
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
    if _STATE_NOW.fullmatch(text) and cue.says not in DECOYS:
        return True
    if before is not None and before.quantity.span[1] > cue.end:
        # Another number has used the word already; only a bare total or share may follow it.
        return (
            quantity.unit in ("%", None)
            or bool(re.search(r"(?:共|共计|合计|总计|总数|一共|占)[^，。；]{0,6}$", text))
            or cue.says in DECOYS
        )
    return len(text) <= 12 or quantity.unit in ("%",)


def value_follows(sentence: Sentence, cue: Cue, quantity: Quantity) -> bool:
    """Between a label and a number without a unit there is nothing but a colon, 为 or a unit in brackets."""
    gap = sentence.text[cue.end : quantity.span[0]]
    return (
        len(gap) <= 14
        and re.fullmatch(
            r"(?:[人者次家户场期数量总额比例占率面积]|[（(][^）)]{0,8}[）)]|[:：\s]|为|是|达到?|约|计|共计?|合计|近|有|比重|人员|员工|从业|服务|在职|全部|全体|的|20\d\d|年度?)*",
            gap,
        )
        is not None
    )
