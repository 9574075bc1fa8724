"""推荐意见: what the recommending office says, who signs, and when."""

from __future__ import annotations

import re
from datetime import date

from extractors.conditions import condition_in
from extractors.proofs.amounts import days_in
from extractors.proofs.reading import ASKED, Asked, ProofReading, Run, is_sure, running_by_cells, text_candidate, trouble
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page
from models.facts import Signed
from models.fields import RECOMMENDATION_OPINION
from models.geometry import around
from models.problem import Category, Problem, Severity
from models.proof import PageKind

KIND = PageKind.OPINION

HEADING = re.compile(
    r"(?:县(?:\(?市、?区\)?|市区|区)?|市州?|省直?|主管|推荐|工信|所在地|初审|审核|归口|申报|专家|评审|上级|市级|县级|省级|部门|单位|机构)[^。；:：]{0,16}?意见|推荐意见|初审意见|审核意见"
)
NOT_THE_OFFICE = re.compile(r"申报单位|申请单位|专家|评审|企业意见|申报机构|申请机构")
REFUSED = re.compile(
    r"不同意(?:推荐|申报|上报)?|不予(?:推荐|上报|同意)|不推荐|(?:不符合|不具备)(?:申报|推荐)?条件|暂不推荐|暂缓(?:推荐|申报)|不宜(?:推荐|申报)|未(?:予|获)?同意"
)
AGREED = re.compile(
    r"(?<![不未])(?<!是否)同意(?:予以|给予|其|该单位|该机构|上述单位)?(?:推荐|申报|上报|报送|参评|参加)|予以推荐|特此?推荐|(?<!不)(?<!不予)推荐(?:其|该单位|该机构).{0,4}(?:申报|参加|为)|(?<!不)同意[。,，;；]?$|(?<!不)(?<!是否)同意(?=[。,，;；(])"
)
TRUE_ONLY = re.compile(r"情况属实|材料属实|内容属实|真实[、]?(?:有效|完整|可靠)|属实")
OFFICE = re.compile(
    r"([\u3400-\u9fff]{2,24}?(?:工业和信息化局|工信局|科工局|科技和工业信息化局|经信局|经发局|发改局|发展和改革局|信息化局|信息化委员会|管理委员会|管委会|工业和信息化厅|产业发展局|经济发展局|经济局|人民政府|局|厅|委))(?=\(|盖|公|签|20\d\d|二|$)"
)
SPEAKS = re.compile(
    r"[\s:：,，。;；]*(?:意见)?([\u3400-\u9fff]{2,24}?(?:局|厅|委员会|管委会|委|人民政府))(?:意见)?[\s:：,，]*(?=经|同意|情况|材料|审核|审查|初审|核查|该|予以|特|\n)"
)
AGREE_VALUE, REFUSE_VALUE, TRUE_VALUE = "同意推荐", "不同意推荐", "情况属实"


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:  # noqa: ARG001
    candidates: list[AnyCandidate] = []
    signed: list[Signed] = []
    problems: list[Problem] = []
    for page in pages:
        run = running_by_cells(page)
        for start, end in _boxes(run.text):
            candidate = _said(page, run, start, end)
            if candidate is None:
                continue
            candidates.append(candidate)
            several = [_signed(page, run, *part) for part in _parts_signed(run.text, start, end)]
            signed += several
            problems += _problems(page, candidate, several[-1])
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), (), (), tuple(signed))


def _boxes(text: str) -> list[tuple[int, int]]:
    """The stretches of text that are an office's opinion: from one heading to the next, the applicant's own left out."""
    heads = list(HEADING.finditer(text))
    if not heads:
        return [(0, len(text))]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [(head.end(), end) for head, end in zip(heads, ends, strict=True) if not NOT_THE_OFFICE.search(head.group())]


def _parts_signed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One stretch for each office that signs with a day of its own: the county's, and below it the city's; else the whole."""
    days = [start + day.span[1] for day in days_in(text[start:end])]
    parts = list(zip([start, *days], days, strict=False))
    offices = [_office(text[first:last]) for first, last in parts]
    return parts if len(parts) > 1 and None not in offices and len(set(offices)) == len(parts) else [(start, end)]


def _office(text: str) -> str | None:
    """The office that signs, or that opens the stretch in which it speaks: 某某区工业和信息化局 | 情况属实，同意推荐."""
    found = OFFICE.findall(text)
    opens = SPEAKS.match(text)
    return found[-1] if found else opens.group(1) if opens is not None else None


def _said(page: Page, run: Run, start: int, end: int) -> AnyCandidate | None:
    text = run.text[start:end]
    refused, agreed, true_only = REFUSED.search(text), AGREED.search(text), TRUE_ONLY.search(text)
    match = refused or agreed or true_only
    if match is None:
        return None
    value = REFUSE_VALUE if refused else AGREE_VALUE if agreed else TRUE_VALUE
    # 情况属实 alone recommends nobody; on a scan the words that do may simply not have been read.
    sentence = _sentence(text, match)
    conditional = match is agreed and condition_in(sentence) is not None
    caveats = {Caveat.CLAIM} if (refused and agreed) or conditional or match is true_only else set()
    told = (
        "同时有同意与不同意的字样" if refused and agreed
        else "所写的同意附有条件" if conditional
        else "只写情况属实，未写同意推荐" if match is true_only
        else ""
    )  # fmt: skip
    detail = "，".join(part for part in ("推荐单位意见", told) if part)
    words = run.words(start + match.start(), start + match.end())
    return text_candidate(
        RECOMMENDATION_OPINION, value, page, words, text=sentence, found_by=FoundBy.LABEL, label="推荐意见", detail=detail, caveats=caveats
    )


def _sentence(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, match.start()) for mark in "。：:；") + 1
    end = text.find("。", match.end())
    return text[start : end + 1 if end >= 0 else match.end() + 20][:120]


def _signed(page: Page, run: Run, start: int, end: int) -> Signed:
    text = run.text[start:end]
    days = days_in(text)
    words = run.words(start + days[-1].span[0], start + days[-1].span[1]) if days else run.words(start, end)[-3:]
    # A day guessed at under a seal would be judged by: no day is better.
    day: date | None = days[-1].day if days and is_sure(words) else None
    return Signed(
        _office(text),
        day,
        page.place(around(word.box for word in words), text[days[-1].span[0] : days[-1].span[1]] if days else ""),
    )


def _problems(page: Page, said: AnyCandidate, signed: Signed) -> list[Problem]:
    out: list[Problem] = []
    if said.value == TRUE_VALUE:
        out.append(
            trouble(
                page,
                "推荐意见只写情况属实，没有写同意推荐",
                "请推荐单位补签明确的推荐意见",
                category=Category.COMPLETENESS,
                name=RECOMMENDATION_OPINION.name,
                words=said.words,
            )
        )
    if said.value == REFUSE_VALUE:
        out.append(
            trouble(
                page,
                f"推荐单位意见为“{said.place.text}”",
                "由审核人核实推荐意见",
                category=Category.VALUE,
                name=RECOMMENDATION_OPINION.name,
                words=said.words,
            )
        )
    if signed.day is None:
        out.append(
            trouble(
                page,
                "推荐意见的日期未能识读" if signed.place.text else "推荐意见没有日期",
                "请对照原件核对日期" if signed.place.text else "请推荐单位补填日期",
                category=Category.COMPLETENESS,
                name=RECOMMENDATION_OPINION.name,
                words=said.words,
                severity=Severity.INFO,
            )
        )
    return out
