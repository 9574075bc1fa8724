"""In which category a unit says that it applies: 我单位申报创业服务机构, 以创新服务机构类别申报. 申报创新券 and 申报创业大赛 are no category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.finders.words import SENTENCE, run_on
from models.answer import AnyCandidate, Candidate, Caveat, FoundBy, Source
from models.document import Page, lines_of
from models.fields import CATEGORY
from models.geometry import around

_NAME = r"(?P<kind>综合|创新|创业)(?:(?:性|型|类)*(?:(?:中小微企业|核心)*服务机构|机构)(?:类|类别|类型)?|(?:类|型)(?![\u4e00-\u9fff]{0,3}(?:企业|人才|团队|项目|基地|平台|活动|培训|服务(?!机构)))(?:核心服务机构)?)"
_BARE = r"(?P<bare>综合|创新|创业)(?:服务)?(?=[”\"’）)\]】]?\s*(?:[。，,；;\n]|$))"
_BETWEEN = r"(?:为|是|的|属于?|中|选定|确定|拟定|选择|选|定|类别|类型|种类|认定|评定|湖南省|全?省|中小微企业|核心服务机构|20\d\d\s?年(?:度)?|第[一二三四五]批|本次|本年度|[“\"‘（(《：:]|\s){0,12}"
_APPLIES = r"(?:申报|申请|参评)"
_FORWARD = re.compile(rf"(?<!分别)(?<!不){_APPLIES}{_BETWEEN}{_NAME}")
_TOLD = re.compile(rf"{_APPLIES}(?:的)?(?:类别|类型|种类)(?:为|是|属于?)?[“\"‘：:\s]*{_BARE}")
_ASIDE = re.compile(
    rf"{_APPLIES}[^。；;]{{0,24}}核心服务机构\s*[（(]\s*(?P<kind>综合|创新|创业)(?:性|型|类)*(?:服务)?(?:机构)?(?:类|型)?\s*[）)]"
)
_BACKWARD = re.compile(
    rf"(?:以|按照?|对照|作为)[“\"‘]?{_NAME}(?:的)?(?:类别|类型|条件|标准|要求|身份)?[”\"’]?[^。；;，,]{{0,10}}{_APPLIES}"
)
_BEING = re.compile(rf"(?:我|本)(?:单位|公司|中心|机构|协会|司|院|所|会)(?:应|应当)?(?:属于?|系|定位为|归类为)[“\"‘]?{_NAME}")
_FOR_OTHERS = re.compile(
    r"(?:协助|帮助|指导|支持|辅导|引导|组织|推动|培育|扶持|代理|帮扶|鼓励)[^，,。；;]{0,16}$|为[^，,。；;]{0,10}企业[^，,。；;]{0,6}$|\d+\s*[余多]?[家户个][^，,。；;]{0,10}$"
)
_TELLS_ALL = re.compile(
    r"分别申报|不申报|或(?:创新|创业|综合)|(?:服务机构|类|型)的(?:服务)?(?:单位|机构|企业)?(?:应|须|需|可|请|必须)|应具备|申报条件(?:如下|为|：|:)"
)
LONGEST, NEAR = 600, 40  # characters of a sentence; around what it says
_LABELLED = re.compile(r"(?:类别|类型|种类)\s{0,4}[:：]")  # a form's own label, which the readers of labels and boxes answer
_OPTION = re.compile(r"(综合|创新|创业)(?:性|型|类)*(?:服务机构|机构|类)")
_NO_APPLICATION = re.compile(
    r"补助|补贴|资金|奖励|贴息|未获|未通过|没有通过|落选|的(?:申报)?单位|另附|附件|条件[:：]|还应|须|高新技术|专精特新"
)
_ANOTHER_TIME = re.compile(r"20(?!20)\d\d\s?年[^，,。；;]{0,14}$")
_A_NAME = re.compile(r"(?:中心|公司|协会|商会|联盟|研究院|促进会|学会)$")
_SELF = re.compile(r"[与和同跟][我本](?:单位|公司|中心|机构|协会|司|院|所|会)")
_MARKED = re.compile(r"[□☑☐√■✓☒]")
_BESIDE = re.compile(r"[、和及](?:创新|创业|综合)(?:类|型|服务机构)")


@dataclass(frozen=True, slots=True)
class Declared:
    """`surely`: said of the application itself, and no other category beside it."""

    kind: str
    span: tuple[int, int]
    surely: bool


def declared_category(sentence: str) -> Declared | None:
    """The one category that the sentence says the unit applies in; None where it names several, or speaks of others."""
    if len(sentence) > LONGEST or _MARKED.search(sentence) or _TELLS_ALL.search(sentence) or _LABELLED.search(sentence):
        return None
    if len({one.group(1) for one in _OPTION.finditer(sentence)}) > 1:
        return None
    found = [(one, True) for pattern in (_FORWARD, _TOLD, _ASIDE, _BACKWARD) for one in pattern.finditer(sentence)]
    found = found or [(one, False) for one in _BEING.finditer(sentence)]
    own = [(one, surely) for one, surely in found if _is_own(sentence, one)]
    kinds = {_kind(one) for one, _ in own}
    if len(kinds) != 1:
        return None
    first, surely = own[0]
    return Declared(kinds.pop(), first.span(), surely and _BESIDE.search(sentence) is None)


def _is_own(sentence: str, found: re.Match[str]) -> bool:
    """Is it this unit that applies, now, and for the title?"""
    before, near = sentence[max(0, found.start() - NEAR) : found.start()], sentence[max(0, found.start() - NEAR) : found.end() + NEAR]
    if _FOR_OTHERS.search(before) or _ANOTHER_TIME.search(before) or _NO_APPLICATION.search(near):
        return False
    return not (_A_NAME.search(before) and _SELF.search(sentence, found.end()))


def _kind(found: re.Match[str]) -> str:
    return str(found.groupdict().get("kind") or found.groupdict().get("bare"))


def find_declared_category(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:  # noqa: ARG001
    """Where a page that nobody reads as prose says it: a commitment, an opinion (同意推荐该单位申报创业服务机构)."""
    return tuple(_candidates(page))


def _candidates(page: Page) -> Iterator[AnyCandidate]:
    free = page.words_outside(page.tables)
    for sentence in SENTENCE.finditer(run_on(free)):
        told = declared_category(sentence.group())
        if told is None:
            continue
        cut = sentence.group()[slice(*told.span)]
        words = tuple(
            word for line in lines_of(free) for word in line.words if told.kind in word.text and cut[-4:] in re.sub(r"\s", "", line.text)
        )
        words = words or tuple(word for word in free if told.kind in word.text)
        place = page.place(around(word.box for word in words), sentence.group().strip()[:120])
        caveats = frozenset() if told.surely else frozenset({Caveat.CLAIM})
        yield Candidate(CATEGORY, told.kind, place, words, Source.PROSE, FoundBy.PROSE, "", f"材料写有“{cut}”", caveats)
