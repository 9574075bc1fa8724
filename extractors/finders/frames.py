"""Numbers that a turn of phrase names rather than a word: 为138家企业提供服务, 组织直播课15期."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.finders.answering import event_of, firms_of
from extractors.finders.count import (
    Count,
)  # fmt: skip
from extractors.finders.cues import Says
from extractors.finders.sentences import Cue, Sentence
from models.answer import Caveat
from models.quantity import Quantity


def organised(sentence: Sentence, quantity: Quantity) -> Count | None:
    """组织线上直播课15期: an event of a kind no list holds, but organised and counted as events are."""
    start, _ = quantity.span
    if quantity.unit != "次" or not re.search("[场期]", quantity.text):
        return None
    verbs = sentence.between(sentence.clause(start)[0], start, Says.ORGANISE)
    if not verbs or start - verbs[-1].end > LONGEST_EVENT:
        return None
    word = sentence.text[verbs[-1].end : start]
    cue = Cue(verbs[-1].end, start, Says.EVENT, word)
    return event_of(Count(quantity, None, cue, False, "", says=Says.EVENT, sentence=sentence)).but(
        Caveat.CLAIM, f"“{word}”是否属公共服务活动须人工确认"
    )


LONGEST_EVENT = 16


"""Characters between 组织 and the number within which the event's name stands."""


_SERVES = re.compile(r"^[^，。；]{0,30}?(?:服务|等|支持|、|[解排]忧|问题)")


SERVED_FRAME = re.compile(
    r"(?:(?:为|向|给)(?:其中的?|[^，。；、\d]{0,8})|(?:成功|实际|共|累计|已)服务(?:了|过)?|服务(?:了|过)?其中的?)\s*$"
)


def framed_of(sentence: Sentence, quantity: Quantity) -> Count | None:
    """为 138 家中小微企业提供了服务; 120家企业接受服务; 提供咨询服务 860 家次."""
    if quantity.unit not in ("家", "个", "家次"):
        return None
    start, end = quantity.span
    left, right = sentence.text[max(0, start - 36) : start], sentence.text[end : end + 40]
    served = re.match(
        r"(?:以上|左右|多)?(?:的)?[^，。；、\d]{0,12}?(?:企业|客户|单位|商户|市场主体|工商户|创业者|实体)[^，。；]{0,10}?(?:提供|开展|进行|实施|解决|接受|享受|获得|予以|给予|办理|代理)",
        right,
    )
    framed = re.search(r"(?:为|向|给|对|惠及)[^，。；]{0,30}$", left) and served
    passive = re.match(r"(?:[^，。；、]{0,10}?)(?:企业|客户|单位|商户)[^，。；]{0,4}?(?:接受|享受)", right)
    offered = quantity.unit == "家次" and re.search(r"(?:提供|开展)[^，。；]{0,12}(?:服务|咨询|辅导|诊断)$", left)
    simple = re.search(r"(?:服务|服务了|服务过|已服务|共服务|累计服务)(?:全市|全区|全县|全省|各类|其中的?)?\s*$", left) and re.match(
        r"[^，。；、]{0,12}?(?:企业|客户|单位|商户|市场主体|工商户)", right
    )
    turned = re.match(
        r"(?:[—－-]{1,2}|[，,])?(?:这|此)(?:就|便)?(?:是|即|为)[^，。；]{0,24}?服务过?的?[^，。；]{0,8}?(?:企业|市场主体)的?(?:数量|总数|家数|户数|数)",
        right,
    )
    among = re.search(r"(?:为|向|给)其中的?\s*$", left) and re.match(r"(?:企业|单位)?(?:提供|开展|办理)", right)
    alone = re.search(r"(?:年服务|共服务|累计服务|服务了|服务)(?:其中的?)?\s*$", left) and quantity.unit in ("家", "家次")
    if not (framed or passive or offered or simple or alone or among or turned):
        if re.search(r"与\s*$", left) and re.match(r"[^，。；、\d]{0,6}企业[^，。；]{0,8}(?:建立|签订|签署|达成)[^，。；]{0,8}服务", right):
            cue = Cue(start, end, Says.FIRMS_NEAR, "签约服务的企业")
            return firms_of(Count(quantity, None, cue, False, "", says=Says.FIRMS_NEAR, sentence=sentence))
        return None
    window = sentence.text[end : end + 8]
    if re.match(r"(?:以上)?(?:会员|在孵|入驻|孵化|合作|机构|银行|协会|商会|园区|高校|院校)", window):
        if not (framed or among):
            return Count(quantity, None, None, False, "所数的不是服务企业", sentence=sentence)
        cue = Cue(start, end, Says.FIRMS_NEAR, "会员、入驻或合作的企业")
        return firms_of(Count(quantity, None, cue, False, "", says=Says.FIRMS_NEAR, sentence=sentence))
    if framed and not _SERVES.search(right):
        return firms_of(
            Count(quantity, None, Cue(start, end, Says.FIRMS_NEAR, "某一项服务的企业"), False, "", says=Says.FIRMS_NEAR, sentence=sentence)
        )
    count = Count(quantity, None, Cue(start, end, Says.FIRMS, "服务企业"), False, "", says=Says.FIRMS, sentence=sentence)
    return firms_of(replace(count, quantity=replace(quantity, unit="家") if quantity.unit == "个" else quantity))
