"""Candidates + witnesses → one Answer a field: agree, disagree, unreadable, absent.

Order of trust, declared: a proof over the form, the form over prose; among equals the one without caveats, then the one
read more surely. Settling knows no limit of any notice: a state never depends on what would pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

from extractors.finders.ticks import TICKED
from extractors.proofs.amounts import is_formal_amount
from extractors.proofs.certificate_words import TERMS
from extractors.proofs.completeness import in_own_name, proofs_of
from extractors.proofs.consistency import others_papers
from extractors.proofs.tenants import without_tenants
from extractors.proofs.terms import adds_up
from models.answer import (
    Answer,
    AnyAnswer,
    Application,
    Bound,
    Candidate,
    Caveat,
    Confirmed,
    FileRecord,
    Findings,
    FoundBy,
    Source,
    State,
    Witness,
)
from models.document import Doubt, Place
from models.facts import Facts, together
from models.fields import (
    ADDRESS,
    COLLEGE_RATIO,
    CONTACT_PERSON,
    CONTACT_PHONE,
    COUNTY,
    CREDIT_CODE,
    DECLARED_ON,
    ESTABLISHED_ON,
    FIELDS,
    ORGANISATION_NAME,
    PREMISES_AREA,
    RECOMMENDATION_OPINION,
    REGISTERED_CAPITAL,
    STAFF_COLLEGE,
    STAFF_TOTAL,
    Field,
    Kind,
)
from models.problem import Category, Problem, Severity
from models.proof import Proof, Sorted
from models.quantity import Quantity
from pipeline.added_premises import with_premises_added
from pipeline.agree import agree, more_precise
from pipeline.ascribed import with_rows_of_others
from pipeline.doubts import doubts_of
from pipeline.foreign import with_foreign_certificates_marked
from pipeline.located import located
from pipeline.newest import with_earlier_rosters_marked
from pipeline.others_papers import BORNE_BY_PAPERS, with_papers_of_others_marked
from pipeline.ratio import computed_ratio

T = TypeVar("T", bound=Quantity | str)

TAKEN_AT = 0.999  # a value of a scan stands above this probability only: at most one silent error in a thousand
UNWITNESSED_AT = 0.98  # what is not read twice must be carried by the engine's own confidence, and by nothing speaking against it
FAINT_AT = 0.90  # below this a reading is too faint to speak against another
READ_TWICE_AT = 0.97  # two places that say the same figure, each read this surely, vouch for each other
NAMED_TWICE_AT = 0.90  # as above for names and addresses: a misread character seldom falls the same way twice
CHECKED_AT = 0.98  # a code whose check character holds, which its trust counts already: what is left are several slips that cancel out
SECONDED_AT = 0.98  # where no criterion and no identity hangs on a field, after a second reading
SECONDED_ALIKE_AT = 0.97  # the same, where the second reader says the same
KNOWN_ALIKE_AT = 0.7  # one of a few known words that two readers say alike, and no veto: two slips into the same other word
DATED_ALIKE_AT = 0.95  # a whole day of which two readers say every figure alike: few slips make another day, fewer the same one twice
# An amount in 壹贰叁 against which no veto speaks: letters made so that none is taken for another, read alike at two scales;
# tesseract seldom reads them.
FORMAL_AT = 0.84
# Mean confidence of a line of prose: the number in it is read again, but not 近, 累计 and 计划 beside it; one guessed character shows here.
SENTENCE_AT = 0.975
NEVER = 1.1  # by itself: only another place that says the same bears it out
INK = "ink"  # the reader of boxes judged by what is drawn in them
INKED_AT = 0.85  # a tick that fills a tenth of its box, or a box as good as empty
WHOLE_DAY = len("2020-06-05")  # on a scan a date without its day is more likely a day that was lost
LISTED = 0.9995  # rows counted with unbroken numbering
SHOWN = 120  # characters of how a count was made, where it is told beside another
ALIKE_AT = 0.8  # a blurred name this like a clear one elsewhere is that name

# A number on another basis belongs in front of a person even where a plain one stands beside it; a cumulative total does not.
CLASHING = frozenset({Caveat.BASIS, Caveat.SEVERAL_TICKED, Caveat.AMBIGUOUS, Caveat.CHECK_CHARACTER})
# Fields about which papers may rightly say several things; the most trusted one stands, the rest is kept beside it.
NOT_DECISIVE = frozenset(
    {ADDRESS.name, CONTACT_PERSON.name, CONTACT_PHONE.name, COUNTY.name, REGISTERED_CAPITAL.name, RECOMMENDATION_OPINION.name}
)
DECISIVE = frozenset(field.name for field in FIELDS) - NOT_DECISIVE
MANY_VALUED = frozenset({ADDRESS.name, CONTACT_PHONE.name, CONTACT_PERSON.name})
WITNESSED_KINDS = frozenset({Kind.QUANTITY, Kind.RATIO, Kind.DATE, Kind.YEAR, Kind.NAME, Kind.PERSON, Kind.CATEGORY})
NAMED_KINDS = frozenset({Kind.NAME, Kind.PERSON, Kind.ADDRESS, Kind.COUNTY})
CHOSEN_KINDS = frozenset({Kind.CATEGORY, Kind.TRUTH})
SIMILAR_KINDS = frozenset({Kind.NAME, Kind.ADDRESS})
SOURCE_TITLE = {Source.PROOF: "证明材料", Source.FORM: "申报表", Source.PROSE: "申报报告文字"}
EXACT_READERS = frozenset({"text layer", "office file"})


# What is known of a paper only where all of the package is: whose it is, and which of two is the newer.
MARKS: tuple[Callable[[Sequence[Findings]], tuple[Findings, ...]], ...] = (
    with_rows_of_others,
    with_foreign_certificates_marked,
    with_papers_of_others_marked,
    with_earlier_rosters_marked,
    with_premises_added,
)


@dataclass(frozen=True, slots=True)
class Weighed(Generic[T]):
    """A candidate with how surely its words are what stands on the paper, and why."""

    candidate: Candidate[T]
    trust: float
    sure: bool
    because: str

    @property
    def readable(self) -> bool:
        return self.candidate.value is not None

    @property
    def clean(self) -> bool:
        return not (self.candidate.caveats - {Caveat.REPAIRED})


def settle(confirmed: Confirmed) -> Application:
    """The application with an answer for every field, its proofs, and every problem met on the way."""
    extracted = confirmed.extracted
    received, documents = extracted.opened.received, extracted.opened.documents
    answers = settle_fields(extracted.findings, confirmed.witnesses)
    answers[COUNTY.name] = located(answers)
    kinds = tuple(one for finding in extracted.findings for one in finding.sorted)
    told = together(tuple(finding.facts for finding in extracted.findings))
    facts = _own_facts(answers[ORGANISATION_NAME.name], told)
    problems = (
        *received.problems,
        *(problem for document in documents for problem in document.problems),
        *(problem for document in documents for page in document.pages for problem in page.problems),
        *(problem for finding in extracted.findings for problem in finding.problems),
        *doubts_of(answers.values()),
        *_foreign_papers(answers[ORGANISATION_NAME.name], facts),
    )
    return Application(
        received.application,
        tuple(FileRecord(one.file, one.sha256, len(one.pages), one.status) for one in documents),
        answers,
        proofs=_own_proofs(proofs_of(kinds, tuple(pair for finding in extracted.findings for pair in finding.also)), kinds, answers, told),
        sorted=kinds,
        bounds=tuple(bound for finding in extracted.findings for bound in finding.bounds),
        problems=tuple(dict.fromkeys(problems)),
        county_folder=received.county_folder,
        facts=facts,
    )


def _own_proofs(proofs: tuple[Proof, ...], kinds: tuple[Sorted, ...], answers: Mapping[str, AnyAnswer], facts: Facts) -> tuple[Proof, ...]:
    """The proofs, doubtful where they are another organisation's; as they are where the applicant's own name is unsure."""
    name = answers[ORGANISATION_NAME.name]
    if name.state is not State.FOUND or name.value is None:
        return proofs
    return in_own_name(proofs, kinds, facts.parties, str(name.value), facts.former_names)


def _own_facts(name: AnyAnswer, facts: Facts) -> Facts:
    """The facts without those of firms that the applicant takes into its park; all of them where its own name is unsure."""
    return without_tenants(facts, str(name.value)) if name.state is State.FOUND and name.value is not None else facts


def _foreign_papers(name: AnyAnswer, facts: Facts) -> tuple[Problem, ...]:
    """Papers that speak of another organisation than the applicant; nothing where the applicant's own name is unsure."""
    if name.state is not State.FOUND or name.value is None:
        return ()
    return others_papers(facts.parties, str(name.value), facts.former_names)


def settle_fields(findings: Sequence[Findings], witnesses: Iterable[Witness] = ()) -> dict[str, AnyAnswer]:
    """An answer for every field of the vocabulary, in form order."""
    by_place: dict[Place, list[Witness]] = {}
    for witness in witnesses:
        by_place.setdefault(witness.place, []).append(witness)
    pool: dict[str, list[Weighed[Any]]] = {field.name: [] for field in FIELDS}
    for mark in MARKS:
        findings = mark(findings)
    for finding in findings:
        for candidate in finding.candidates:
            pool[candidate.field.name].append(weigh(candidate, by_place.get(candidate.place, ())))
    answers: dict[str, AnyAnswer] = {field.name: settle_field(field, pool[field.name]) for field in FIELDS}
    if _was_lost(findings):
        answers = {name: _unchecked(answer) for name, answer in answers.items()}
    for bound in (bound for finding in findings for bound in finding.bounds):
        answers[bound.field.name] = _bounded(answers[bound.field.name], bound)  # type: ignore[arg-type]
    stated = [one.candidate for one in pool[COLLEGE_RATIO.name] if one.readable and one.sure and one.clean]
    answers[COLLEGE_RATIO.name] = computed_ratio(
        answers[STAFF_TOTAL.name],  # type: ignore[arg-type]
        answers[STAFF_COLLEGE.name],  # type: ignore[arg-type]
        answers[COLLEGE_RATIO.name],  # type: ignore[arg-type]
        stated,
    )
    return answers


def _was_lost(findings: Sequence[Findings]) -> bool:
    """Did this program fail on a page? Then a proof that would speak against a claim may be what was lost."""
    problems = (problem for finding in findings for problem in finding.problems)
    return any(one.category is Category.MACHINE and one.severity is Severity.ERROR for one in problems)


def _unchecked(answer: AnyAnswer) -> AnyAnswer:
    if answer.state is not State.FOUND or answer.chosen is None or answer.chosen.source is Source.PROOF:
        return answer
    return replace(answer, state=State.CONFLICT, because=f"{answer.because}；有材料未能处理，未与证明核对")


def _bounded(answer: Answer[Quantity], bound: Bound) -> Answer[Quantity]:
    """A claim above what another paper allows at most cannot stand as sure; the bound itself is never a value."""
    high = bound.at_most.high
    if answer.state is not State.FOUND or answer.value is None or high is None or answer.value.low is None or answer.value.low <= high:
        return answer
    return replace(answer, state=State.CONFLICT, because=f"{answer.because}；大于{bound.detail}")


def weigh(candidate: Candidate[T], witnesses: Sequence[Witness]) -> Weighed[T]:
    """How far a candidate's words are believed: a text layer by itself, a scan by what its witnesses say."""
    doubts = candidate.doubts - {Doubt.REPAIRED}
    told = "、".join(sorted(doubt.value for doubt in doubts))
    if candidate.value is None:
        return Weighed(candidate, 0.0, False, told or "有字迹，未能识读")
    if candidate.found_by is FoundBy.CHECKBOX and any(word.reader == INK for word in candidate.words):
        trust = min(word.confidence for word in candidate.words if word.reader == INK)
        lost = frozenset({Doubt.RED_OVERLAP}) if _is_read_as_tick(candidate) else frozenset({Doubt.RED_OVERLAP, Doubt.BROKEN_STROKES})
        sure = trust >= INKED_AT and not doubts & lost
        return Weighed(candidate, trust, sure, f"勾选框内墨迹{'清楚' if sure else '不清'}（把握 {trust:.2f}）")
    if all(word.reader in EXACT_READERS for word in candidate.words):
        against = [one for one in witnesses if one.agrees is False]
        if against:
            return Weighed(candidate, against[0].trust, False, against[0].because)
        return Weighed(candidate, 0.5, False, told) if doubts else Weighed(candidate, 1.0, True, "")
    if candidate.field.name == COUNTY.name and candidate.confidence >= FAINT_AT and Doubt.RED_OVERLAP not in doubts:
        # A county is taken only where the words are one of the known names: the list of names is the witness.
        return Weighed(candidate, max(candidate.confidence, SECONDED_AT), True, "")
    if candidate.found_by is FoundBy.QR:
        return Weighed(candidate, 1.0, True, "二维码内容")
    if candidate.found_by is FoundBy.LIST:
        # A count stands on the list's structure, not on the words of any one row; its reader says by caveats where rows were unsure.
        return Weighed(candidate, LISTED if not candidate.caveats else 0.5, not candidate.caveats, "")
    if witnesses:
        trust = min(witness.trust for witness in witnesses)
        told = "；".join(dict.fromkeys(one.because for one in witnesses))
        if candidate.field.kind is Kind.DATE and len(str(candidate.value)) < WHOLE_DAY:
            return Weighed(candidate, min(trust, FAINT_AT), False, f"{told}；日期可能未读全")
        if candidate.source is Source.PROSE and candidate.confidence < SENTENCE_AT:
            return Weighed(candidate, min(trust, FAINT_AT), False, f"{told}；句子未能全部读清")
        return Weighed(candidate, trust, trust >= _threshold(candidate, witnesses), told)
    trust = min(0.5, candidate.confidence) if doubts else candidate.confidence
    why = told or f"识别把握 {trust:.2f}"
    if candidate.field.kind in WITNESSED_KINDS:
        return Weighed(candidate, trust, False, f"{why}，没有独立复核")
    return Weighed(candidate, trust, trust >= UNWITNESSED_AT, why)


def _is_read_as_tick(candidate: Candidate[T]) -> bool:
    """Did an engine read the same tick as writing? Broken strokes do not make two looks see one."""
    return any(word.reader != INK and any(char in TICKED for char in word.text) for word in candidate.words)


def _threshold(candidate: Candidate[T], witnesses: Sequence[Witness]) -> float:
    """How sure a second reading must be: strict for what decides a verdict or says whose papers these are."""
    if candidate.field.name == CREDIT_CODE.name and Caveat.CHECK_CHARACTER not in candidate.caveats:
        return CHECKED_AT
    if candidate.field.kind in CHOSEN_KINDS and all(one.agrees for one in witnesses):
        return KNOWN_ALIKE_AT
    if candidate.field.kind is Kind.DATE and all(one.agrees for one in witnesses):
        return DATED_ALIKE_AT
    if candidate.field.name == REGISTERED_CAPITAL.name and _is_formal(candidate, witnesses):
        return FORMAL_AT
    if candidate.field.name == ADDRESS.name and not all(one.agrees for one in witnesses):
        return NEVER  # an address is long: one letter misread in it shows in nothing but another reading
    if candidate.field.name in DECISIVE:
        return TAKEN_AT
    return SECONDED_ALIKE_AT if all(one.agrees for one in witnesses) else SECONDED_AT


def _is_formal(candidate: Candidate[T], witnesses: Sequence[Witness]) -> bool:
    """An amount in formal numerals that the second reader could not make out; one that it reads as another amount is in dispute."""
    return is_formal_amount(candidate.place.text) and not any(one.agrees is False and is_formal_amount(one.text) for one in witnesses)


def settle_field(field: Field[T], pool: Sequence[Weighed[T]]) -> Answer[T]:
    """One field from all its candidates."""
    if not pool:
        return Answer(field, State.ABSENT, because="材料中未找到")
    ranked = _latest_period(sorted(pool, key=_rank, reverse=True))
    if field is DECLARED_ON:
        ranked = _latest_first(ranked)
    readable = [one for one in ranked if one.readable]
    if not readable:
        return _unreadable(field, ranked)
    return _weigh_up(field, _promoted(field, readable), ranked)


def _rank(one: Weighed[T]) -> tuple[bool, bool, int, bool, float]:
    return one.readable, not _is_of_another(one), one.candidate.source.value, one.clean, one.trust


def _is_of_another(one: Weighed[T]) -> bool:
    """Is it what another organisation's list, lease or deed says: a paper that proves nothing for the applicant?"""
    return one.candidate.field.name in BORNE_BY_PAPERS and Caveat.OTHER_ORGANISATION in one.candidate.caveats


def _latest_first(ranked: list[Weighed[T]]) -> list[Weighed[T]]:
    """declared_on is the latest date that the applicant put to the papers, of those that are read surely if any is."""
    latest = sorted((one for one in ranked if one.readable), key=lambda one: str(one.candidate.value), reverse=True)
    sure = [
        one
        for one in latest
        if one.clean and (one.sure or _read_alike(one, [other for other in latest if other.candidate.value == one.candidate.value]))
    ]
    rest = [one for one in ranked if all(one is not other for other in sure)]
    return sure + sorted(rest, key=lambda one: (one.readable, str(one.candidate.value)), reverse=True)


def _latest_period(ranked: list[Weighed[T]]) -> list[Weighed[T]]:
    """Where years are told apart, only the latest year's values answer; earlier years are no disagreement."""
    years = {year for one in ranked if (year := _year(one)) is not None}
    latest = max(years, default=None)
    return [one for one in ranked if _year(one) in (None, latest)]


def _year(one: Weighed[T]) -> str | None:
    value = one.candidate.value
    if isinstance(value, Quantity) and value.period is not None and value.period.isdigit():
        return value.period
    return None


def _promoted(field: Field[T], readable: list[Weighed[T]]) -> list[Weighed[T]]:
    """A blurred name gives way to a clear one elsewhere that is plainly the same name; a total that was read badly and
    does not fit its rows, to the sum of the rows, if that is what stands elsewhere."""
    best = readable[0]
    if not best.sure and Caveat.SUM in best.candidate.caveats:
        made = next((one for one in readable if _is_made_elsewhere(field, one, readable)), best)
        return [made, *(one for one in readable if one is not made)]
    if _is_excerpt(best):
        whole = next((one for one in readable if one.sure and one.clean and _is_above(one, best)), best)
        return [whole, *(one for one in readable if one is not whole)]
    if best.sure or field.kind not in SIMILAR_KINDS:
        return readable
    for one in readable[1:]:
        if one.sure and one.clean and _likeness(best, one) >= ALIKE_AT:
            return [one, *(other for other in readable if other is not one)]
    return readable


def _is_excerpt(one: Weighed[T]) -> bool:
    """A list that calls itself a part: it bears out what it shows, and says nothing of the whole."""
    return one.candidate.found_by is FoundBy.LIST and Caveat.EXCERPT in one.candidate.caveats


def _is_above(one: Weighed[T], part: Weighed[T]) -> bool:
    whole, shown = one.candidate.value, part.candidate.value
    return isinstance(whole, Quantity) and isinstance(shown, Quantity) and whole.low is not None and whole.low >= shown.value


def _weigh_up(field: Field[T], readable: list[Weighed[T]], ranked: list[Weighed[T]]) -> Answer[T]:
    best = readable[0]
    agreeing = [one for one in readable[1:] if _agrees(field, best, one)]
    differing = [one for one in readable[1:] if not _agrees(field, best, one)]
    vouched = any(one.sure and one.clean for one in agreeing) or _read_alike(best, agreeing) or _is_made_elsewhere(field, best, agreeing)
    vouched = vouched or _is_borne_by_term(best, agreeing)
    told_otherwise = _is_doubtful_count(best) and (
        any(one.sure and one.clean for one in differing) or Caveat.PARTIAL in best.candidate.caveats
    )
    if not (best.sure or vouched or told_otherwise) or (not vouched and _is_blurred(field, best, differing)):
        return _unreadable(field, [best, *(one for one in ranked if one is not best)])
    clash = [
        one
        for one in differing
        if _clashes(field, best, one) or _claims_other_count(one, agreeing) or _may_be_the_rest(best, one, agreeing)
    ]
    clash += [
        one for one in agreeing if Caveat.SEVERAL_TICKED in one.candidate.caveats
    ]  # the first of them agrees, and the second was meant too
    if not any(one.candidate.source is Source.PROOF and not _is_of_another(one) for one in readable):
        clash += [one for one in readable[1:] if _is_of_another(one) and all(one is not other for other in clash)]
    unread = [one for one in ranked if not one.readable and _may_tell_more(field, one, best)]
    unread += [one for one in differing if field is DECLARED_ON and str(one.candidate.value) > str(best.candidate.value)]
    backed = any(one.clean and _elsewhere(one, best) for one in agreeing)
    questioned = bool(best.candidate.caveats) and not backed
    chosen = best if field is DECLARED_ON else _as_written(_most_precise(best, agreeing), agreeing)
    chosen = _under_its_own_label(chosen, agreeing)
    if questioned or clash or unread:
        return _conflict(field, chosen, readable, clash, unread, questioned=questioned)
    return _found(field, chosen, best, agreeing, differing)


def _is_doubtful_count(one: Weighed[T]) -> bool:
    """Rows were counted, and some could not be told: what another paper states surely stands against it, both are shown."""
    return one.candidate.found_by is FoundBy.LIST and not one.sure


def _may_tell_more(field: Field[T], unread: Weighed[T], best: Weighed[T]) -> bool:
    """Could what nobody can read say otherwise? A more trusted paper could; of several days any may be the latest."""
    return field is DECLARED_ON or unread.candidate.source.value > best.candidate.source.value


def _is_made_elsewhere(field: Field[T], one: Weighed[T], others: Sequence[Weighed[T]]) -> bool:
    """Is this a sum of rows, and what they make written at another place and read there? Misread rows would not make it."""
    return _is_sum(one) and any(
        other.clean and other.trust >= FAINT_AT and _elsewhere(one, other) and _agrees(field, one, other) for other in others
    )


def _is_sum(one: Weighed[T]) -> bool:
    return one.candidate.found_by is FoundBy.COMPUTED and one.candidate.caveats == {Caveat.SUM}


def _is_sum_of_papers(one: Weighed[T]) -> bool:
    """Is it what several papers make together? How, is told beside the place where the whole is written."""
    return one.candidate.found_by is FoundBy.COMPUTED and one.candidate.field.name == PREMISES_AREA.name and not one.candidate.caveats


def _agrees(field: Field[T], best: Weighed[T], one: Weighed[T]) -> bool:
    left, right = best.candidate.value, one.candidate.value
    return left is not None and right is not None and agree(field, left, right)


def _is_blurred(field: Field[T], best: Weighed[T], differing: Sequence[Weighed[T]]) -> bool:
    """Two scans that say nearly the same name or address: one of them was misread, and nobody knows which."""
    if field.kind not in SIMILAR_KINDS or _is_exact(best):
        return False
    rivals = (one for one in differing if best.trust < TAKEN_AT or one.trust >= SECONDED_AT)
    return any(_likeness(best, one) >= ALIKE_AT and not one.candidate.caveats for one in rivals)


def _is_exact(one: Weighed[T]) -> bool:
    return one.candidate.found_by is FoundBy.QR or all(word.reader in EXACT_READERS for word in one.candidate.words)


def _likeness(left: Weighed[T], right: Weighed[T]) -> float:
    return SequenceMatcher(None, str(left.candidate.value), str(right.candidate.value)).ratio()


def _elsewhere(one: Weighed[T], other: Weighed[T]) -> bool:
    a, b = one.candidate.place, other.candidate.place
    if a.box is None and b.box is None and one.candidate.source is not other.candidate.source:
        return True  # an office file has no pages: its list and its report are two places all the same
    return (a.file, a.page, a.box) != (b.file, b.page, b.box)


def _read_alike(best: Weighed[T], agreeing: Sequence[Weighed[T]]) -> bool:
    """The same value at another place of the package, read there by itself, is a witness."""
    least = NAMED_TWICE_AT if best.candidate.field.kind in NAMED_KINDS else READ_TWICE_AT
    return best.trust >= least and any(one.trust >= least and _elsewhere(one, best) for one in agreeing)


def _is_borne_by_term(best: Weighed[T], agreeing: Sequence[Weighed[T]]) -> bool:
    """The day of establishment, and a term of operation that begins on it and ends when such a term must: a misread day would not add up."""
    if best.candidate.field is not ESTABLISHED_ON:
        return False
    terms = (one.candidate for one in (best, *agreeing) if one.clean and one.candidate.label in TERMS)
    days = [one for one in (best, *agreeing) if one.clean and one.candidate.label not in TERMS]
    return bool(days) and any(one.confidence >= FAINT_AT and adds_up(one.place.text) for one in terms)


def _clashes(field: Field[T], best: Weighed[T], one: Weighed[T]) -> bool:
    """Does a differing candidate speak against the best one?"""
    if field is DECLARED_ON:
        return False
    lower = one.candidate.source.value < best.candidate.source.value
    if field.name in MANY_VALUED and lower:
        return False
    if not one.sure and one.trust < FAINT_AT and one.candidate.source.value <= best.candidate.source.value:
        return False
    if _is_sum(best) and Caveat.SUM in one.candidate.caveats and not one.sure:
        return False  # the total of the very rows, read badly
    if field.kind in SIMILAR_KINDS and not one.sure:
        return _likeness(best, one) < ALIKE_AT
    caveats = one.candidate.caveats - {Caveat.REPAIRED}
    if caveats and not (caveats & CLASHING):
        return bool(best.candidate.caveats - {Caveat.REPEATED})  # names twice on a list: the question is of those few only
    return not (caveats and lower and one.candidate.source is Source.PROSE)


def _claims_other_count(one: Weighed[T], agreeing: Sequence[Weighed[T]]) -> bool:
    """The form claims so many 家次 and nowhere so many 家: what was counted elsewhere may not be what it means."""
    if one.candidate.source is not Source.FORM or Caveat.UNIT_OF_COUNT not in one.candidate.caveats:
        return False
    return not _is_borne_out(agreeing)


def _is_borne_out(agreeing: Sequence[Weighed[T]]) -> bool:
    """Does the form or the text say the same as a proof, without a doubt of its own?"""
    return any(one.clean and one.candidate.source is not Source.PROOF for one in agreeing)


def _may_be_the_rest(best: Weighed[T], one: Weighed[T], agreeing: Sequence[Weighed[T]]) -> bool:
    """Rows of another list that nobody could count surely: where no form and no text bears the first list out, it may be but a part."""
    if best.candidate.found_by is not FoundBy.LIST or one.candidate.found_by is not FoundBy.LIST or _is_excerpt(one):
        return False
    return not _is_borne_out(agreeing)


def _most_precise(best: Weighed[T], agreeing: Sequence[Weighed[T]]) -> Weighed[T]:
    """Of values that agree the more precise one stands, if it was read surely and nothing hangs on it."""
    for one in agreeing:
        left, right = one.candidate.value, best.candidate.value
        if one.sure and one.clean and left is not None and right is not None and more_precise(left, right):
            best = one
    return best


def _as_written(chosen: Weighed[T], agreeing: Sequence[Weighed[T]]) -> Weighed[T]:
    """A number that was counted is shown where the same number is written, if it is: there a person can see it."""
    if chosen.candidate.found_by not in (FoundBy.LIST, FoundBy.COMPUTED):
        return chosen
    written = (one for one in agreeing if one.clean and one.readable and one.candidate.found_by not in (FoundBy.LIST, FoundBy.COMPUTED))
    return next((one for one in written if _says_no_less(one, chosen)), chosen)


def _says_no_less(one: Weighed[T], chosen: Weighed[T]) -> bool:
    """10 人以上 agrees with a roster of 26 and is not where the 26 is written."""
    left, right = one.candidate.value, chosen.candidate.value
    return left is not None and right is not None and not more_precise(right, left)


def _under_its_own_label(chosen: Weighed[T], agreeing: Sequence[Weighed[T]]) -> Weighed[T]:
    """A term of operation only bears out the day of establishment: the place to show is where that day itself stands."""
    if chosen.candidate.label not in TERMS:
        return chosen
    own = (one for one in agreeing if one.clean and one.candidate.source is chosen.candidate.source and one.candidate.label not in TERMS)
    return next(own, chosen)


def _unreadable(field: Field[T], pool: Sequence[Weighed[T]]) -> Answer[T]:
    first = pool[0]
    return Answer(
        field,
        State.UNREADABLE,
        value=None,
        chosen=first.candidate,
        others=tuple(one.candidate for one in pool[1:]),
        possible=tuple(one.candidate.value for one in pool if one.candidate.value is not None),
        because=f"{_told(first.candidate)}，未能确认：{first.because or '识读不清'}",
        confidence=round(first.trust, 4),
        found_by=first.candidate.found_by,
    )


def _conflict(
    field: Field[T],
    chosen: Weighed[T],
    readable: Sequence[Weighed[T]],
    clash: Sequence[Weighed[T]],
    unread: Sequence[Weighed[T]],
    *,
    questioned: bool,
) -> Answer[T]:
    reasons = [_told(chosen.candidate)]
    if questioned:
        reasons += sorted(caveat.value for caveat in readable[0].candidate.caveats | chosen.candidate.caveats)
    reasons += [_said_against(one) for one in clash[:3]]
    reasons += [f"{_where(one.candidate)}的字迹未能识读" for one in unread[:2]]
    values = (chosen.candidate.value, *(one.candidate.value for one in clash))
    return Answer(
        field,
        State.CONFLICT,
        value=chosen.candidate.value,
        chosen=chosen.candidate,
        others=tuple(one.candidate for one in (*readable, *unread) if one is not chosen),
        possible=tuple(dict.fromkeys(value for value in values if value is not None)),
        because="；".join(reasons),
        confidence=round(chosen.trust, 4),
        found_by=chosen.candidate.found_by,
    )


def _said_against(one: Weighed[T]) -> str:
    where, text = _where(one.candidate), one.candidate.place.text[:40]
    if _is_of_another(one):
        return f"{where}所写的单位不是申报单位（{text}）"
    counted = one.candidate.found_by is FoundBy.LIST and Caveat.BASIS in one.candidate.caveats
    return f"与{where}不一致（{text}{f'：{one.candidate.detail[:SHOWN]}' if counted and one.candidate.detail else ''}）"


def _found(
    field: Field[T], chosen: Weighed[T], best: Weighed[T], agreeing: Sequence[Weighed[T]], differing: Sequence[Weighed[T]]
) -> Answer[T]:
    reasons = [_told(chosen.candidate)]
    partners = list(dict.fromkeys(_where(one.candidate) for one in (*agreeing, best) if _elsewhere(one, chosen)))
    if partners:
        reasons.append(f"与{'、'.join(partners[:3])}一致")
    reasons += [one.candidate.detail for one in (best, *agreeing) if one is not chosen and _is_sum_of_papers(one)][:1]
    if chosen.because:
        reasons.append(chosen.because)
    reasons += [f"未采用{_where(one.candidate)}的“{one.candidate.place.text[:20]}”：{_why_not(one)}" for one in differing[:3]]
    value = chosen.candidate.value
    return Answer(
        field,
        State.FOUND,
        value=value,
        chosen=chosen.candidate,
        others=tuple(one.candidate for one in (best, *agreeing, *differing) if one is not chosen),
        possible=() if value is None else (value,),
        because="；".join(reasons),
        confidence=round(max(chosen.trust, best.trust), 4),
        found_by=chosen.candidate.found_by,
    )


def _why_not(one: Weighed[T]) -> str:
    return "、".join(sorted(caveat.value for caveat in one.candidate.caveats)) or "可信次序在后"


def _told(candidate: Candidate[T]) -> str:
    return candidate.detail or f"{SOURCE_TITLE[candidate.source]}“{candidate.label}”"


def _where(candidate: Candidate[T]) -> str:
    title = SOURCE_TITLE[candidate.source]
    return f"{title}第 {candidate.place.page} 页" if candidate.place.page is not None else title
