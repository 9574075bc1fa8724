"""What prose states that is no number: founding, recognition, registration, relation, opinion, category, and labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.conditions import condition_in
from extractors.dates import DateRead, read_dates
from extractors.finders.breath import changed_person, run_on
from extractors.finders.categories import declared_category
from extractors.finders.certified import certificate_line
from extractors.finders.labels import Role
from extractors.finders.offices import is_of_an_office
from extractors.finders.readings import ProseReading
from extractors.finders.recognition import recognised_in
from extractors.finders.registration import is_dated, is_elsewhere
from extractors.finders.relations import tie_of, told
from extractors.finders.spans import labels_in
from extractors.finders.values import value_of
from extractors.finders.withdrawn import REACH
from extractors.finders.words import SENTENCE
from models.answer import Caveat
from models.fields import (
    CATEGORY,
    DECLARED_ON,
    ESTABLISHED_ON,
    ORGANISATION_NAME,
    PLATFORM_REGISTERED,
    PREVIOUS_RECOGNITION_YEAR,
    RECOMMENDATION_OPINION,
    RELATED_PARTY,
    Field,
)

YES, NO = "true", "false"
_BODIES = r"支部|工会|专家|委员会|分公司|部门|孵化器|实验室|基金|联络|小组|专班|服务站|子公司|党委|总支|事业部|基地|园区|协会分会|团委"
_FOUNDED_BEFORE = re.compile(
    r"(?:注册成立|登记成立|成立|创立|创办|组建|设立|创建|始建|开业|(?<!平台)注册|登记)(?:日期|时间)?\s*(?:于|在|为|是|：|:)?\s*$"
)
_FOUNDED_AFTER = re.compile(
    r"^\s*(?:[，,]?(?:经|由|在|正式|依法)?[^。；;\d]{0,24}?)(?:注册成立|登记成立|批准成立|批准设立|登记设立|正式成立|成立|创立|设立|组建|创办|创建|改制登记)(?!于|日期|时间|后|以来|之初|之日|了?[^，。；]{0,8}(?:"
    + _BODIES
    + "))"
)
_SHORT_NAME = re.compile(
    r"[（(]\s*(?:(?:以下)?[简下]称|原名|曾用名|原[^）)]{2,}|[^）)]{0,6}(?:法人|性质|单位|企业|机构)[）)]\s*(?:[。，；\n]|$))"
)
_ACCOUNT = re.compile(r"(?:平台|账号|账户|用户|会员|商标|专利|网站|域名)[^。；\n]{0,24}$")
_FORERUNNER = re.compile(r"前身|原名|原为")
_OF_THE_PRESENT = re.compile(
    r"(?:现|本|我|该)(?:法人|单位|公司|中心|机构|协会|企业|院|所|会|校){0,2}[^，。；]{0,6}(?:成立|设立|组建|登记)|(?:证书|执照)[^，。；]{0,8}(?:成立|设立)"
)
_RECAST = re.compile(r"^[^，。；]{0,6}(?:改制|转制|改组|变更|更名|重组)")
_NOT_FOUNDED = re.compile(r"营业期限|有效期|经营期限|起至|自\s*$")
_DECLARED_BEFORE = re.compile(r"(?:填报|填表|申报|报送|申请|提交|上报)(?:日期|时间)?\s*[:：]?\s*(?:于|为)?\s*$")
_DECLARED_AFTER = re.compile(r"^\s*(?:填报|报送|填表|上报|提交|递交|呈报)(?!截止|要求)")
_PLATFORM = re.compile(r"(?:省|湖南省)[^，。；]{0,12}(?:公共服务平台|服务平台|平台)|中小企业公共服务平台")
_REGISTERED = re.compile(r"注册|入驻|登记")
_NOT_YET = re.compile(
    r"尚未|尚在|手续|还未|暂未|未在|未能|没有|未曾|未[^，。；来]{0,14}(?:注册|入驻|登记)|拟[^，。；]{0,30}(?:注册|入驻|登记)|正在|计划|准备|申请(?:注册|入驻)|将(?:于|在|尽快)|待注册|即将|办理中|审核中"
)
_ALREADY = re.compile(r"已经?|完成|成功|均在|现已|于\s?20\d\d年|注册并|注册成为|注册用户|注册编号|注册会员|按时|我|本单位|本公司|本中心")
# Asked for and not said to be granted, over again, or another body's: a person looks.
_ONLY_ASKED = re.compile(
    r"(?:提交|递交|报送)了?(?:入驻|注册|登记)申请|(?:注册|入驻|登记)(?:申请|资料|材料|信息)的?(?:填报|提交|报送|递交)|(?:注册|入驻|登记)申请已(?:提交|递交|报送)"
)
_GRANTED = re.compile(r"(?<!未)(?<!尚未)(?:通过|获批|批准|成功|完成注册|审核合格)")
_OVER_AGAIN = re.compile(r"平台[^。；]{0,24}(?:注销|停用|冻结|失效)")
_ANOTHERS_ACCOUNT = re.compile(
    r"(?<![及和与、])(?:子公司|分公司|母公司|总公司|股东|合作单位|兄弟单位)[^，。；及和与、]{0,12}(?:已|均|也|于)?[在于]"
)
_DUTY = re.compile(r"应当|应在|须|必须|要求|不得")
_OPINION = re.compile(
    r"同意[^，。；]{0,16}?(?:推荐|上报|申报)|不予推荐|不同意|不推荐|情况属实|材料属实|特此推荐|予以推荐|建议推荐|请[^，。；]{0,8}(?:审批|审核|审定|批准)"
)


def statements_of(text: str) -> list[ProseReading]:
    """All that `text` states in words; spans count in `text`. Never raises."""
    out = list(_labelled(text))
    for tell in (certificate_line, run_on, changed_person, _signed_on):
        out += [one for one in tell(text) if all(one.field is not other.field for other in out)]
    out = [one for one in out if not is_of_an_office(text, one)]
    behind_labels = [reading.span for reading in out]
    for found in SENTENCE.finditer(text):
        for one in _of_sentence(found.group(), found.start(), text[found.end() : found.end() + REACH]):
            taken_by_label = any(
                one.field is other.field and one.span[0] < span[1] + 1 and span[0] < one.span[1] + 1
                for other, span in zip(out, behind_labels, strict=False)
            )
            if not taken_by_label:
                out.append(one)
    return _present_over_forerunner(out, text)


_SIGNED = re.compile(
    r"(?:承诺|声明|填报|所填|所报)[^\f]{0,400}?(?:公章|盖章|签字|签章|签名)[^\n\f]{0,60}\n\s*(?P<day>20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)\s*$"
)


def _signed_on(text: str) -> Iterator[ProseReading]:
    """The day alone on the last line, under what the applicant declares and signs."""
    found = _SIGNED.search(text[-SIGNED_REACH:])
    day = next(iter(read_dates(found["day"])), None) if found is not None else None
    if found is None or day is None or len(day.value) < len("2020-06-05"):
        return
    start, end = (max(0, len(text) - SIGNED_REACH) + at for at in found.span("day"))
    caveats = frozenset({Caveat.REPAIRED}) if day.repaired else frozenset()
    yield ProseReading(DECLARED_ON, day.value, (start, end), found["day"], caveats, True, "申报单位签章之下的日期", labelled=True)


SIGNED_REACH = 600  # characters at the end of a text


def _present_over_forerunner(out: list[ProseReading], text: str) -> list[ProseReading]:
    """前身…2006年3月组建；现法人单位成立日期为2017年9月12日: the day of the present body is told, the other one is not its own."""
    days = [one for one in out if one.field is ESTABLISHED_ON and one.taken]
    present = [one for one in days if not one.caveats and _OF_THE_PRESENT.search(text[max(0, one.span[0] - 20) : one.span[0]])]
    if not present:
        return out
    once = [one for one in days if one not in present and _FORERUNNER.search(_up_to(text, one.span[0]))]
    return [replace(one, taken=False, reason="是前身的成立日期，另写明现单位的成立日期") if one in once else one for one in out]


def _up_to(text: str, at: int) -> str:
    """The sentence that holds `at`, up to it."""
    return re.split("[。；;\\n]", text[max(0, at - 60) : at])[-1]


def _labelled(text: str) -> Iterator[ProseReading]:
    """单位名称：…, 申报类别：…: the words behind a label that a colon follows."""
    spans = labels_in(text)
    for at, span in enumerate(spans):
        field = span.label.field
        if field is None or field.is_number or span.label.role is Role.DECOY:
            continue
        stop = spans[at + 1].start if at + 1 < len(spans) else len(text)
        line = text.find("\n", span.after + 1)
        stop = min(stop, line if line >= 0 else stop)
        if field is ESTABLISHED_ON and _ACCOUNT.search(text[max(0, span.start - 30) : span.start]):
            continue
        named = _SHORT_NAME.search(text, span.after, stop) if field is ORGANISATION_NAME else None
        stop = named.start() if named else stop
        reading = value_of(field, text[span.after : stop], label=span.label)
        if reading.blank:
            continue
        start, end = span.after + reading.span[0], span.after + reading.span[1]
        words = text[span.start : end].strip()
        caveats = reading.caveats | (frozenset({Caveat.CLAIM}) if reading.value is None and not reading.caveats else frozenset())
        yield ProseReading(
            field,
            reading.value,
            (start, end),
            words,
            caveats,
            True,
            reading.because or f"“{span.label.text}”之后",
            labelled=True,
            label=span.label.text,
        )


def _of_sentence(sentence: str, start: int, following: str) -> Iterator[ProseReading]:
    yield from _dates(sentence, start)
    if (recognised := _recognition(sentence, start, following)) is not None:
        yield recognised
    for find in (_platform, _relation, _category, _opinion):
        reading = find(sentence, start)
        if reading is not None:
            yield reading


def _reading(
    field: Field[str],
    value: str | None,
    sentence: str,
    start: int,
    span: tuple[int, int],
    reason: str,
    *caveats: Caveat,
    taken: bool = True,
) -> ProseReading:
    return ProseReading(field, value, (start + span[0], start + span[1]), sentence.strip()[:120], frozenset(caveats), taken, reason)


def _dates(sentence: str, start: int) -> Iterator[ProseReading]:
    for one in read_dates(sentence):
        before, after = sentence[max(0, one.span[0] - 24) : one.span[0]], sentence[one.span[1] : one.span[1] + 34]
        slip = (Caveat.REPAIRED,) if one.repaired else ()
        if _founded(before, after):
            if _FORERUNNER.search(re.split("[，,；;。]", before)[-1]):
                yield _reading(ESTABLISHED_ON, one.value, sentence, start, one.span, "是前身的成立日期", taken=False)
                continue
            changed = (Caveat.CLAIM,) if _RECAST.search(after) or _FORERUNNER.search(sentence) else ()
            reason = "改制或更名后的登记日期，是否即成立日期须人工确认" if changed else "“成立”的日期"
            yield _reading(ESTABLISHED_ON, one.value, sentence, start, one.span, reason, *slip, *changed)
        elif _DECLARED_BEFORE.search(before) or _DECLARED_AFTER.match(after):
            yield from _declared(one, sentence, start, slip)
        elif _NOT_FOUNDED.search(before):
            yield _reading(ESTABLISHED_ON, one.value, sentence, start, one.span, "营业期限的起日，不是成立日期", taken=False)


_SINCE = re.compile(r"^\s*(?:注册|登记|正式)?成立以来")


def _founded(before: str, after: str) -> bool:
    if _SINCE.match(after) and re.search(r"自\s*$", before):
        return True
    near = before if re.search(r"(?:注册|登记)(?:日期|时间)?[^，。；]{0,3}$", before) else re.split("[，,]", before)[-1]
    if _ACCOUNT.search(near):
        return False
    if re.search(rf"(?:{_BODIES})[^，。；]{{0,6}}$", _FOUNDED_BEFORE.sub("", before)) or re.search(r"营业期限|经营期限", before):
        return False
    return _FOUNDED_BEFORE.search(before) is not None or (
        _FOUNDED_AFTER.match(after) is not None and not re.search(rf"(?:{_BODIES})[^，。；]{{0,4}}$", before)
    )


def _declared(one: DateRead, sentence: str, start: int, slip: tuple[Caveat, ...]) -> Iterator[ProseReading]:
    if len(one.value) < len("2020-06-05"):
        return
    if re.search(r"之?前|以前|截止", sentence[one.span[1] : one.span[1] + 3]):
        return
    yield _reading(DECLARED_ON, one.value, sentence, start, one.span, "填报或报送的日期", *slip)


def _platform(sentence: str, start: int) -> ProseReading | None:
    found = _PLATFORM.search(sentence)
    if found is None or _DUTY.search(sentence) or not _REGISTERED.search(sentence):
        return None
    clause_start = max(sentence.rfind("，", 0, found.start()), sentence.rfind(",", 0, found.start())) + 1
    stop = sentence.find("，", found.end())
    clause = sentence[clause_start : stop if stop >= 0 else len(sentence)]
    if not _REGISTERED.search(clause):
        clause = sentence
    if re.search(
        r"(?:企业|用户|会员|家)[^，。；]{0,6}在[^，。；]{0,16}平台[^，。；]{0,4}(?:注册|入驻)|(?:组织|引导|推动|指导|帮助|协助)[^，。；]{0,12}企业",
        clause,
    ):
        return None
    span = (sentence.find(clause), sentence.find(clause) + len(clause))
    if _NOT_YET.search(clause):
        return _reading(PLATFORM_REGISTERED, NO, sentence, start, span, "尚未完成注册")
    if other := is_elsewhere(sentence):
        return _reading(PLATFORM_REGISTERED, YES, sentence, start, span, f"写的是“{other}”，不是省平台", Caveat.BASIS)
    if (_ONLY_ASKED.search(clause) and not _GRANTED.search(sentence)) or _OVER_AGAIN.search(sentence) or _ANOTHERS_ACCOUNT.search(clause):
        return _reading(PLATFORM_REGISTERED, YES, sentence, start, span, "本单位现在是否已注册须人工确认", Caveat.CLAIM)
    if _ALREADY.search(clause) or is_dated(clause):
        return _reading(PLATFORM_REGISTERED, YES, sentence, start, span, "写明已在省平台注册")
    return _reading(PLATFORM_REGISTERED, YES, sentence, start, span, "没有写明是否已完成注册", Caveat.CLAIM)


def _recognition(sentence: str, start: int, following: str) -> ProseReading | None:
    told_of = recognised_in(sentence, following=following)
    if told_of is None:
        return None
    caveats = () if told_of.surely else (Caveat.CLAIM,)
    return _reading(PREVIOUS_RECOGNITION_YEAR, told_of.year, sentence, start, told_of.span, told_of.because, *caveats)


def _relation(sentence: str, start: int) -> ProseReading | None:
    tie = tie_of(sentence)
    if tie is None:
        return None
    caveats = () if tie.plain else (Caveat.CLAIM,)
    return _reading(RELATED_PARTY, YES, sentence, start, tie.span, told(tie), *caveats)


def _category(sentence: str, start: int) -> ProseReading | None:
    boxed = re.search(r"(?:类别|类型|种类)\s*(?=[^，。；]*[□☑☐√■✓☒☆★●○◯])", sentence)
    if boxed is None and len(set(re.findall("(综合|创新|创业)(?:类|型)?服务机构", sentence))) > 1:
        boxed = re.match(r"\s*(?=[^，。；]*[□☑☐√■✓☒])", sentence)
    if boxed is not None:
        ticked = value_of(CATEGORY, sentence[boxed.end() :])
        if ticked.value is not None:
            span = (boxed.end() + ticked.span[0], boxed.end() + ticked.span[1])
            return _reading(CATEGORY, str(ticked.value), sentence, start, span, ticked.because or "勾选的类别", *ticked.caveats)
    declared = declared_category(sentence)
    if declared is None:
        return None
    caveats = () if declared.surely else (Caveat.CLAIM,)
    return _reading(CATEGORY, declared.kind, sentence, start, declared.span, "写明申报的类别", *caveats)


def _opinion(sentence: str, start: int) -> ProseReading | None:
    found = _OPINION.search(sentence)
    if found is None or len(sentence) > 160 or re.search(r"签署|填写|包括|须|应当|拟", sentence):
        return None
    reading = value_of(RECOMMENDATION_OPINION, sentence)
    if re.search(r"不予推荐|不同意|不推荐", sentence):
        return _reading(RECOMMENDATION_OPINION, "不同意推荐", sentence, start, found.span(), "不是同意的意见", Caveat.CLAIM)
    if condition_in(sentence) is not None:
        return _reading(RECOMMENDATION_OPINION, "同意推荐", sentence, start, found.span(), "所写的同意附有条件", Caveat.CLAIM)
    if reading.value is not None and not reading.caveats and re.search(r"同意[^，。；]{0,16}?推荐", sentence):
        return _reading(RECOMMENDATION_OPINION, str(reading.value), sentence, start, found.span(), "写明同意推荐")
    return _reading(RECOMMENDATION_OPINION, None, sentence, start, found.span(), "没有写明“同意推荐”", Caveat.CLAIM)
