"""One answer a field from all that was seen: agree, disagree, unreadable, absent — and never a silent choice."""

from __future__ import annotations

import pickle
from dataclasses import replace
from decimal import Decimal

import pytest

from models.answer import Answer, AnyCandidate, Candidate, Caveat, Findings, FoundBy, Source, State, Witness
from models.document import Doubt, Place, Word
from models.fields import (
    ADDRESS,
    CATEGORY,
    COLLEGE_RATIO,
    CONTACT_PERSON,
    COUNTY,
    CREDIT_CODE,
    DECLARED_ON,
    ENTERPRISES_SERVED,
    ESTABLISHED_ON,
    ORGANISATION_NAME,
    PREMISES_AREA,
    REGISTERED_CAPITAL,
    SERVICE_ASSETS,
    STAFF_COLLEGE,
    STAFF_TOTAL,
    Field,
)
from models.geometry import Box
from models.problem import Category, Problem, Severity
from models.quantity import Qualifier, Quantity, exactly
from pipeline.settle import settle_fields

OCR = "rapidocr 3"
_places = iter(range(10, 100_000))


def seen(
    field: Field[Quantity] | Field[str],
    value: Quantity | str | None,
    source: Source = Source.FORM,
    *caveats: Caveat,
    reader: str = "text layer",
    confidence: float = 1.0,
    doubts: frozenset[Doubt] = frozenset(),
    page: int = 1,
) -> AnyCandidate:
    top = float(next(_places))
    text = value.text if isinstance(value, Quantity) else str(value)
    box = Box(10, top, 60, top + 10)
    word = Word(text, box, confidence, reader, doubts)
    return Candidate(field, value, Place("表.pdf", page, box, text), (word,), source, FoundBy.TABLE, caveats=frozenset(caveats))  # type: ignore[return-value,arg-type]


def number(text: str, unit: str = "㎡", period: str | None = None) -> Quantity:
    return exactly(Decimal(text), unit, text=text, period=period)


def settled(*candidates: object, witnesses: tuple[Witness, ...] = ()) -> dict[str, Answer[Quantity]]:
    return settle_fields([Findings("表.pdf", (), tuple(candidates))], witnesses)  # type: ignore[arg-type,return-value]


def answer(field: Field[Quantity] | Field[str], *candidates: object, witnesses: tuple[Witness, ...] = ()) -> Answer[Quantity]:
    return settled(*candidates, witnesses=witnesses)[field.name]


def test_nothing_seen_is_absent() -> None:
    assert answer(PREMISES_AREA).state is State.ABSENT


def test_one_clear_value_is_found() -> None:
    got = answer(PREMISES_AREA, seen(PREMISES_AREA, number("168")))
    assert (got.state, got.value) == (State.FOUND, number("168"))


def test_two_places_that_agree_say_so() -> None:
    got = answer(PREMISES_AREA, seen(PREMISES_AREA, number("168")), seen(PREMISES_AREA, number("168"), Source.PROOF, page=7))
    assert got.state is State.FOUND
    assert "一致" in got.because


def test_a_proof_that_differs_from_the_form_is_a_conflict_with_the_proofs_value() -> None:
    got = answer(PREMISES_AREA, seen(PREMISES_AREA, number("168")), seen(PREMISES_AREA, number("98"), Source.PROOF, page=7))
    assert got.state is State.CONFLICT
    assert got.value == number("98")
    assert set(got.possible) == {number("98"), number("168")}
    assert "不一致" in got.because


def test_values_that_agree_to_the_precision_written_are_no_conflict() -> None:
    got = answer(
        SERVICE_ASSETS, seen(SERVICE_ASSETS, number("156", "万元")), seen(SERVICE_ASSETS, number("156.32", "万元"), Source.PROSE, page=3)
    )
    assert got.state is State.FOUND
    assert got.value is not None
    assert got.value.value == Decimal("156.32")


def test_counts_have_no_precision_to_hide_in() -> None:
    got = answer(ENTERPRISES_SERVED, seen(ENTERPRISES_SERVED, number("100", "家")), seen(ENTERPRISES_SERVED, number("100.4", "家"), page=2))
    assert got.state is State.CONFLICT


@pytest.mark.parametrize("caveat", [Caveat.UNIT_OF_COUNT, Caveat.CUMULATIVE, Caveat.BASIS, Caveat.SUM, Caveat.AMBIGUOUS])
def test_a_value_on_another_basis_alone_is_a_conflict(caveat: Caveat) -> None:
    assert answer(ENTERPRISES_SERVED, seen(ENTERPRISES_SERVED, number("320", "家"), Source.FORM, caveat)).state is State.CONFLICT


def test_a_cumulative_total_does_not_speak_against_the_year() -> None:
    got = answer(
        ENTERPRISES_SERVED,
        seen(ENTERPRISES_SERVED, number("120", "家")),
        seen(ENTERPRISES_SERVED, number("5000", "家"), Source.PROSE, Caveat.CUMULATIVE),
    )
    assert (got.state, got.value) == (State.FOUND, number("120", "家"))


@pytest.mark.parametrize(
    ("others", "state"),
    [
        ((), State.CONFLICT),
        ((seen(ENTERPRISES_SERVED, number("47", "家"), page=2),), State.FOUND),  # the form says both, each for itself
        ((seen(ENTERPRISES_SERVED, number("47", "家"), Source.PROSE, page=3),), State.FOUND),
    ],
)
def test_a_form_that_claims_only_visits_is_not_borne_out_by_a_list_of_fewer_firms(others: tuple[object, ...], state: State) -> None:
    visits = seen(ENTERPRISES_SERVED, number("62", "家"), Source.FORM, Caveat.UNIT_OF_COUNT)
    got = answer(ENTERPRISES_SERVED, visits, seen(ENTERPRISES_SERVED, number("47", "家"), Source.PROOF, page=9), *others)  # type: ignore[arg-type]
    assert got.state is state
    assert got.value == number("47", "家")


def test_the_latest_year_answers() -> None:
    got = answer(
        ENTERPRISES_SERVED,
        seen(ENTERPRISES_SERVED, number("98", "家", "2018")),
        seen(ENTERPRISES_SERVED, number("126", "家", "2019")),
    )
    assert (got.state, got.value) == (State.FOUND, number("126", "家", "2019"))


def test_an_interval_that_holds_the_exact_number_agrees() -> None:
    about = Quantity(Decimal(500), Decimal(500), None, Qualifier.AT_LEAST, "家", text="500余家")
    got = answer(ENTERPRISES_SERVED, seen(ENTERPRISES_SERVED, number("523", "家")), seen(ENTERPRISES_SERVED, about, Source.PROSE, page=4))
    assert (got.state, got.value) == (State.FOUND, number("523", "家"))


def test_an_interval_that_does_not_hold_it_is_a_conflict() -> None:
    below = Quantity(Decimal(100), None, Decimal(100), Qualifier.BELOW, "㎡", text="近100平方米", high_open=True)
    got = answer(PREMISES_AREA, seen(PREMISES_AREA, number("120")), seen(PREMISES_AREA, below, Source.PROSE, page=4))
    assert got.state is State.CONFLICT


def test_a_scan_that_its_witness_confirms_is_found() -> None:
    one = seen(PREMISES_AREA, number("168"), reader=OCR, confidence=0.99)
    witness = Witness(one.place, "tesseract", "168", True, 0.9995, "tesseract 同样读作 168")
    assert answer(PREMISES_AREA, one, witnesses=(witness,)).state is State.FOUND


def test_a_scan_that_no_witness_vouches_for_is_unreadable_and_states_no_value() -> None:
    one = seen(PREMISES_AREA, number("14.28"), reader=OCR, confidence=0.999)
    witness = Witness(one.place, "tesseract", "", None, 0.95, "笔画断缺")
    got = answer(PREMISES_AREA, one, witnesses=(witness,))
    assert (got.state, got.value) == (State.UNREADABLE, None)
    assert "笔画断缺" in got.because


def test_the_same_number_read_at_two_places_vouches_for_itself() -> None:
    one = seen(PREMISES_AREA, number("168"), reader=OCR, confidence=0.98)
    two = seen(PREMISES_AREA, number("168"), Source.PROOF, reader=OCR, confidence=0.98, page=6)
    witnesses = tuple(Witness(place, "无", "", None, 0.98, "无第二引擎") for place in (one.place, two.place))
    assert answer(PREMISES_AREA, one, two, witnesses=witnesses).state is State.FOUND


def test_an_unsure_proof_is_never_overruled_by_a_clear_claim() -> None:
    claim = seen(PREMISES_AREA, number("168"))
    proof = seen(PREMISES_AREA, number("118"), Source.PROOF, reader=OCR, confidence=0.6, doubts=frozenset({Doubt.BROKEN_STROKES}), page=6)
    assert answer(PREMISES_AREA, claim, proof).state in (State.UNREADABLE, State.CONFLICT)


def test_writing_that_could_not_be_read_is_unreadable_not_absent() -> None:
    assert answer(PREMISES_AREA, seen(PREMISES_AREA, None, reader=OCR)).state is State.UNREADABLE


def test_a_blurred_name_gives_way_to_the_clear_one() -> None:
    got = answer(
        ORGANISATION_NAME,
        seen(ORGANISATION_NAME, "岳阳市青禾企业服务有限公司"),
        seen(ORGANISATION_NAME, "岳阳市青木企业服务有限公司", Source.PROOF, reader=OCR, confidence=0.7, page=5),
    )
    assert (got.state, str(got.value)) == (State.FOUND, "岳阳市青禾企业服务有限公司")


def test_spaces_and_brackets_do_not_make_two_names() -> None:
    got = answer(
        ORGANISATION_NAME,
        seen(ORGANISATION_NAME, "青禾（岳阳）服务有限公司"),
        seen(ORGANISATION_NAME, "青禾(岳阳)服务有限公司", Source.PROOF, page=5),
    )
    assert got.state is State.FOUND


def test_the_latest_date_put_to_the_papers_is_the_declaration() -> None:
    got = answer(DECLARED_ON, seen(DECLARED_ON, "2020-06-01"), seen(DECLARED_ON, "2020-06-05", page=9))
    assert (got.state, str(got.value)) == (State.FOUND, "2020-06-05")


@pytest.mark.parametrize(("later", "state"), [("2030-05-18", State.CONFLICT), ("2020-05-11", State.FOUND)])
def test_a_later_date_read_badly_leaves_the_declaration_open_and_an_earlier_one_does_not(later: str, state: State) -> None:
    blurred = seen(DECLARED_ON, later, reader=OCR, confidence=0.6, page=2)
    got = answer(DECLARED_ON, seen(DECLARED_ON, "2020-05-18"), blurred)
    assert (got.state, str(got.value)) == (state, "2020-05-18")


def test_a_day_is_more_precise_than_its_month() -> None:
    got = answer(ESTABLISHED_ON, seen(ESTABLISHED_ON, "2016-03"), seen(ESTABLISHED_ON, "2016-03-18", Source.PROOF, page=5))
    assert (got.state, str(got.value)) == (State.FOUND, "2016-03-18")


def test_an_address_may_leave_out_the_province() -> None:
    got = answer(ADDRESS, seen(ADDRESS, "岳阳楼区金鹗路8号"), seen(ADDRESS, "湖南省岳阳市岳阳楼区金鹗路8号", Source.PROOF, page=5))
    assert got.state is State.FOUND


def test_a_code_with_a_wrong_check_character_goes_to_a_person() -> None:
    got = answer(CREDIT_CODE, seen(CREDIT_CODE, "91430600MA4L00000X", Source.FORM, Caveat.CHECK_CHARACTER))
    assert got.state is State.CONFLICT


def staff(total: str, college: str, *more: object) -> Answer[Quantity]:
    people = (seen(STAFF_TOTAL, number(total, "人")), seen(STAFF_COLLEGE, number(college, "人")))
    return answer(COLLEGE_RATIO, *people, *more)


def test_the_ratio_comes_from_the_counts_with_two_decimals_half_up() -> None:
    got = staff("49", "39")
    assert (got.state, got.value and got.value.value) == (State.FOUND, Decimal("79.59"))


def test_a_stated_ratio_rounded_from_the_counts_agrees() -> None:
    got = staff("49", "39", seen(COLLEGE_RATIO, number("80", "%")))
    assert (got.state, got.value and got.value.value) == (State.FOUND, Decimal("79.59"))


def test_a_stated_ratio_that_contradicts_the_counts_is_a_conflict() -> None:
    got = staff("49", "39", seen(COLLEGE_RATIO, number("92", "%")))
    assert (got.state, got.value and got.value.value) == (State.CONFLICT, Decimal("79.59"))


def test_more_graduates_than_people_is_a_conflict() -> None:
    assert staff("10", "12").state is State.CONFLICT


def test_a_stated_ratio_stands_where_a_count_is_missing() -> None:
    got = answer(COLLEGE_RATIO, seen(COLLEGE_RATIO, number("85", "%")))
    assert (got.state, got.value and got.value.value) == (State.FOUND, Decimal(85))


# --- a total, its rows, and the form -------------------------------------------------------------------------------


def assets_of(total: str, made: str, *, trust: float, reader: str = OCR) -> tuple[list[Candidate[Quantity]], tuple[Witness, ...]]:
    """A list's total that was read with `trust`, and what its rows make."""
    stated = seen(SERVICE_ASSETS, number(total, "万元"), Source.PROOF, Caveat.SUM, reader=reader, page=4)
    rows = replace(stated, value=number(made, "万元"), found_by=FoundBy.COMPUTED)
    return [stated, rows], (Witness(stated.place, "tesseract", "", None, trust, "复核"),)  # type: ignore[list-item]


def claimed(value: str, *, trust: float) -> tuple[Candidate[Quantity], Witness]:
    form = seen(SERVICE_ASSETS, number(value, "万元"), reader=OCR)
    return form, Witness(form.place, "tesseract", value, True, trust, "复核一致")  # type: ignore[return-value]


def settled_assets(total: str, made: str, form: str, *, trust: float, form_trust: float) -> Answer[Quantity]:
    stated, witnesses = assets_of(total, made, trust=trust)
    claim, witness = claimed(form, trust=form_trust)
    return answer(SERVICE_ASSETS, *stated, claim, witnesses=(*witnesses, witness))


@pytest.mark.parametrize(
    ("total", "made", "form", "trust", "form_trust", "state", "why"),
    [
        ("69.56", "69.5", "69.5", 0.011, 0.9999, State.FOUND, "the rows make the form's value; their total was read badly"),
        ("69.56", "69.5", "69.5", 0.95, 0.95, State.FOUND, "the same, the form being no surer by itself"),
        ("69.56", "69.5", "69.5", 0.9999, 0.9999, State.CONFLICT, "the total was read surely and differs"),
        ("69.56", "69.5", "69.5", 0.011, 0.5, State.UNREADABLE, "the form was read badly too"),
        ("69.56", "69.7", "69.5", 0.011, 0.9999, State.UNREADABLE, "the rows make neither"),
        ("69.5", "69.7", "69.5", 0.9999, 0.9999, State.CONFLICT, "the total agrees with the form, and the rows make another"),
    ],
)  # fmt: skip
def test_rows_that_make_the_forms_value_settle_a_total_read_badly(
    total: str, made: str, form: str, trust: float, form_trust: float, state: State, why: str
) -> None:
    got = settled_assets(total, made, form, trust=trust, form_trust=form_trust)
    assert got.state is state, (why, got.because)
    assert got.state is not State.FOUND or got.value == number(form, "万元")


def test_a_text_layers_total_that_its_rows_do_not_make_stays_a_conflict() -> None:
    stated, _ = assets_of("69.56", "69.5", trust=1.0, reader="text layer")
    got = answer(SERVICE_ASSETS, *stated, seen(SERVICE_ASSETS, number("69.5", "万元")))
    assert got.state is State.CONFLICT


def test_a_sum_alone_is_never_found() -> None:
    _, rows = assets_of("69.56", "69.5", trust=1.0)[0]
    assert answer(SERVICE_ASSETS, rows).state is not State.FOUND
    assert answer(SERVICE_ASSETS, rows, seen(SERVICE_ASSETS, None, Source.PROOF, reader=OCR, page=4)).state is not State.FOUND


def test_what_this_program_lost_leaves_no_claim_sure() -> None:
    lost = Problem(Category.MACHINE, Severity.ERROR, "第 3 页读取证明材料时程序出错", "请人工查看")
    finding = Findings("表.pdf", (), (seen(PREMISES_AREA, number("168")),), problems=(lost,))  # type: ignore[arg-type]
    got = settle_fields([finding])[PREMISES_AREA.name]
    assert got.state is State.CONFLICT
    assert "未与证明核对" in got.because


@pytest.mark.parametrize(("value", "state"), [("2020-05", State.UNREADABLE), ("2020-05-27", State.FOUND)])
def test_on_a_scan_a_date_without_its_day_may_have_lost_it(value: str, state: State) -> None:
    one = seen(DECLARED_ON, value, reader=OCR, confidence=0.99)
    witness = Witness(one.place, "tesseract", value, True, 0.9999, "tesseract 复核一致")
    assert answer(DECLARED_ON, one, witnesses=(witness,)).state is state


def test_a_long_address_on_a_scan_needs_a_second_reading_that_agrees() -> None:
    one = seen(ADDRESS, "岳阳县桥湖路178号服务大楼座14楼", reader=OCR, confidence=0.99)
    witness = Witness(one.place, "tesseract", "岳阳县桥湖路178号服务大楼B座14楼", False, 0.99, "tesseract 复核读作另一样")
    assert answer(ADDRESS, one, witnesses=(witness,)).state is State.UNREADABLE


def test_a_candidate_that_came_from_another_process_is_weighed_alike() -> None:
    """Pickled fields are equal, never identical: nothing here may ask whether they are the same object."""
    one = seen(COUNTY, "岳阳县", reader=OCR, confidence=0.95, doubts=frozenset({Doubt.BROKEN_STROKES}))
    travelled = pickle.loads(pickle.dumps(one))
    assert answer(COUNTY, one).state is State.FOUND
    assert answer(COUNTY, travelled).state is State.FOUND


@pytest.mark.parametrize(("doubts", "state"), [(frozenset(), State.FOUND), (frozenset({Doubt.BROKEN_STROKES}), State.UNREADABLE)])
def test_a_tick_judged_by_ink_is_not_believed_where_strokes_are_lost(doubts: frozenset[Doubt], state: State) -> None:
    box = Box(10, 10, 20, 20)
    words = (Word("☑", box, 0.99, "ink"), Word("综合", Box(22, 10, 50, 20), 1.0, OCR, doubts))
    one = Candidate(CATEGORY, "综合", Place("表.pdf", 1, box, "☑综合"), words, Source.FORM, FoundBy.CHECKBOX)
    assert answer(CATEGORY, one).state is state


def test_a_tick_that_ink_and_engine_both_see_stands_on_broken_strokes_too() -> None:
    box = Box(10, 10, 20, 20)
    doubts = frozenset({Doubt.BROKEN_STROKES})
    words = (Word("☑", box, 0.9, "ink"), Word("创业", Box(22, 10, 50, 20), 1.0, OCR, doubts), Word("□综合√创业", box, 1.0, OCR, doubts))
    one = Candidate(CATEGORY, "创业", Place("表.pdf", 1, box, "☑创业"), words, Source.FORM, FoundBy.CHECKBOX)
    assert answer(CATEGORY, one).state is State.FOUND
    red = replace(one, words=tuple(replace(word, doubts=frozenset({Doubt.RED_OVERLAP})) for word in words))
    assert answer(CATEGORY, red).state is State.UNREADABLE


def test_any_day_that_nobody_can_read_may_be_the_latest() -> None:
    got = answer(DECLARED_ON, seen(DECLARED_ON, "2020-05-25"), seen(DECLARED_ON, None, reader=OCR, page=9))
    assert (got.state, got.value) == (State.CONFLICT, "2020-05-25")
    assert "字迹未能识读" in got.because


def counted(number_of: int, *caveats: Caveat) -> Candidate[Quantity]:
    place = Place("名册.pdf", 3, Box(10, 10, 60, 20), f"{number_of}人")
    return Candidate(STAFF_TOTAL, number(str(number_of), "人"), place, (), Source.PROOF, FoundBy.LIST, caveats=frozenset(caveats))


def test_a_count_that_is_not_sure_is_shown_beside_what_another_paper_states() -> None:
    doubtful = replace(counted(18, Caveat.CLAIM), words=(Word("姓名", Box(0, 0, 9, 9), 1.0, OCR),))
    got = answer(STAFF_TOTAL, doubtful, seen(STAFF_TOTAL, number("19", "人")))
    assert (got.state, got.value, len(got.others)) == (State.CONFLICT, number("18", "人"), 1)
    assert answer(STAFF_TOTAL, doubtful).state is State.UNREADABLE


def test_a_count_to_which_rows_can_only_be_added_is_shown_with_its_number() -> None:
    short = replace(counted(18, Caveat.PARTIAL), words=(Word("姓名", Box(0, 0, 9, 9), 1.0, OCR),))
    assert answer(STAFF_TOTAL, short).state is State.CONFLICT
    assert answer(STAFF_TOTAL, short, seen(STAFF_TOTAL, number("18", "人"))).state is State.FOUND


@pytest.mark.parametrize(
    ("agrees", "trust", "state"), [(True, 0.995, State.FOUND), (False, 0.995, State.UNREADABLE), (True, 0.85, State.UNREADABLE)]
)
def test_a_day_that_two_readers_say_alike_stands(agrees: bool, trust: float, state: State) -> None:
    one = seen(DECLARED_ON, "2020-05-27", reader=OCR, confidence=0.99)
    assert answer(DECLARED_ON, one, witnesses=(Witness(one.place, "tesseract", "", agrees, trust, ""),)).state is state


@pytest.mark.parametrize(("source", "confidence", "state"), [
    (Source.PROSE, 0.99, State.FOUND), (Source.PROSE, 0.96, State.UNREADABLE), (Source.FORM, 0.96, State.FOUND),
])  # fmt: skip
def test_a_claim_in_prose_alone_stands_only_where_its_whole_line_was_read_clearly(source: Source, confidence: float, state: State) -> None:
    one = seen(ENTERPRISES_SERVED, number("118", "家"), source, reader=OCR, confidence=confidence)
    assert answer(ENTERPRISES_SERVED, one, witnesses=(Witness(one.place, "tesseract", "118", True, 0.9999, ""),)).state is state
    assert answer(ENTERPRISES_SERVED, one, seen(ENTERPRISES_SERVED, number("118", "家"))).state is State.FOUND


def test_two_ticks_are_a_question_though_one_page_shows_one_tick_only() -> None:
    clear, both = seen(CATEGORY, "创新"), seen(CATEGORY, "创新", Source.FORM, Caveat.SEVERAL_TICKED, page=2)
    assert answer(CATEGORY, clear, both).state is State.CONFLICT


def test_the_day_of_establishment_is_shown_where_it_stands_not_where_a_term_begins() -> None:
    day = replace(seen(ESTABLISHED_ON, "2016-12-27", Source.PROOF, page=2), label="成立日期")
    term = replace(seen(ESTABLISHED_ON, "2016-12-27", Source.PROOF, page=2), label="营业期限")
    for pool in ((day, term), (term, day)):
        got = answer(ESTABLISHED_ON, *pool)
        assert (got.state, got.chosen) == (State.FOUND, day)


@pytest.mark.parametrize(
    ("term", "confidence", "state"),
    [
        ("2012年12月21日至2032年12月20日", 0.97, State.FOUND),
        ("2012年12月21日至2030年11月30日", 0.97, State.UNREADABLE),
        ("2012年12月21日至长期", 0.97, State.UNREADABLE),
        ("2012年12月21日至2032年12月20日", 0.6, State.UNREADABLE),
    ],
)
def test_a_term_that_adds_up_bears_out_a_day_read_unsurely(term: str, confidence: float, state: State) -> None:
    day = replace(seen(ESTABLISHED_ON, "2012-12-21", Source.PROOF, reader=OCR, confidence=0.99, page=2), label="成立日期")
    other = seen(ESTABLISHED_ON, "2012-12-21", Source.PROOF, reader=OCR, confidence=confidence, page=2)
    other = replace(other, label="营业期限", place=replace(other.place, text=term))
    witnesses = tuple(Witness(one.place, "tesseract", "", None, 0.6, "笔画断缺") for one in (day, other))
    got = answer(ESTABLISHED_ON, day, other, witnesses=witnesses)
    assert (got.state, got.chosen) == (state, day)


@pytest.mark.parametrize(
    ("text", "trust", "state"),
    [
        ("叁佰壹拾贰万肆仟圆整", 0.85, State.FOUND),
        ("(人民币)伍仟万元", 0.85, State.FOUND),
        ("伍佰万元整中国制造网", 0.85, State.FOUND),  # a watermark behind it
        ("伍佰万元整其中实缴壹佰万元", 0.85, State.UNREADABLE),
        ("伍仟万元整", 0.68, State.UNREADABLE),  # the same engine at another scale says something else
        ("3124000元", 0.85, State.UNREADABLE),
    ],
)
def test_a_capital_in_formal_numerals_needs_no_second_engine(text: str, trust: float, state: State) -> None:
    value = exactly(Decimal("312.4"), "万元", text=text)
    one = seen(REGISTERED_CAPITAL, value, Source.PROOF, reader=OCR)
    got = answer(REGISTERED_CAPITAL, one, witnesses=(Witness(one.place, "tesseract", "", False, trust, "另一引擎未能读出"),))
    assert got.state is state


def test_a_capital_in_formal_numerals_that_the_second_reader_takes_for_another_is_in_dispute() -> None:
    one = seen(REGISTERED_CAPITAL, exactly(Decimal(300), "万元", text="叁佰万元整"), Source.PROOF, reader=OCR)
    got = answer(REGISTERED_CAPITAL, one, witnesses=(Witness(one.place, "tesseract", "伍佰万元整", False, 0.85, "另一引擎读作别的数"),))
    assert got.state is State.UNREADABLE


@pytest.mark.parametrize(
    ("field", "value", "agrees", "trust", "state"),
    [
        (ADDRESS, "岳阳县桥湖路178号服务大楼座14楼", False, 0.9995, State.UNREADABLE),  # however sure: a letter of many may be another
        (ADDRESS, "岳阳县桥湖路178号服务大楼座14楼", True, 0.98, State.FOUND),
        (CONTACT_PERSON, "周望山", True, 0.96, State.UNREADABLE),  # two readers alike on weak print
        (CONTACT_PERSON, "周望山", True, 0.98, State.FOUND),
        (CONTACT_PERSON, "周望山", False, 0.975, State.UNREADABLE),
    ],
)
def test_how_sure_what_no_criterion_hangs_on_must_be(field: Field[str], value: str, agrees: bool, trust: float, state: State) -> None:
    one = seen(field, value, reader=OCR, confidence=0.99)
    assert answer(field, one, witnesses=(Witness(one.place, "tesseract", "", agrees, trust, "复核"),)).state is state


@pytest.mark.parametrize(
    ("claim", "state", "value"), [("120", State.FOUND, "120"), (None, State.CONFLICT, "24"), ("20", State.CONFLICT, "24")]
)
def test_a_list_that_calls_itself_a_part_does_not_overrule_a_larger_claim(claim: str | None, state: State, value: str) -> None:
    part = seen(ENTERPRISES_SERVED, number("24", "家"), Source.PROOF, Caveat.PARTIAL, Caveat.EXCERPT, page=9)
    stated = [seen(ENTERPRISES_SERVED, number(claim, "家"))] if claim is not None else []
    got = answer(ENTERPRISES_SERVED, replace(part, found_by=FoundBy.LIST), *stated)
    assert (got.state, got.value and got.value.value) == (state, Decimal(value))


def test_a_limit_that_the_roster_passes_is_not_where_its_number_is_written() -> None:
    least = Quantity(Decimal(10), Decimal(10), None, Qualifier.AT_LEAST, "人", text="10人以上")
    counted = replace(seen(STAFF_TOTAL, number("26", "人"), Source.PROOF, page=4), found_by=FoundBy.LIST)
    got = answer(STAFF_TOTAL, seen(STAFF_TOTAL, least), counted)
    assert (got.state, got.value) == (State.FOUND, number("26", "人"))


def test_a_list_and_a_report_of_one_office_file_bear_each_other_out() -> None:
    listed = replace(seen(ENTERPRISES_SERVED, number("63", "家"), Source.PROOF, Caveat.CLAIM), place=Place("材料.docx", None, None, "63家"))
    told = replace(seen(ENTERPRISES_SERVED, number("63", "家"), Source.PROSE), place=Place("材料.docx", None, None, "服务企业63家"))
    assert answer(ENTERPRISES_SERVED, listed, told).state is State.FOUND
    assert answer(ENTERPRISES_SERVED, listed).state is State.CONFLICT


def test_names_twice_on_a_list_give_no_hearing_to_a_sum_of_years() -> None:
    listed = seen(ENTERPRISES_SERVED, number("73", "家"), Source.PROOF, Caveat.REPEATED)
    years = seen(ENTERPRISES_SERVED, number("183", "家"), Source.PROSE, Caveat.CUMULATIVE, page=2)
    got = answer(ENTERPRISES_SERVED, listed, seen(ENTERPRISES_SERVED, number("74", "家")), years)
    assert (got.state, got.possible) == (State.CONFLICT, (number("73", "家"), number("74", "家")))


@pytest.mark.parametrize("caveat", [Caveat.CLAIM, Caveat.PARTIAL, Caveat.SUM])
def test_a_list_is_not_all_there_is_beside_another_that_nobody_could_count_surely(caveat: Caveat) -> None:
    sure = replace(seen(ENTERPRISES_SERVED, number("43", "家"), Source.PROOF), found_by=FoundBy.LIST)
    other = replace(seen(ENTERPRISES_SERVED, number("28", "家"), Source.PROOF, caveat, page=8), found_by=FoundBy.LIST)
    alone = answer(ENTERPRISES_SERVED, sure, other)
    assert alone.state is State.CONFLICT
    assert {value.value for value in alone.possible} == {43, 28}
    borne_out = answer(ENTERPRISES_SERVED, sure, other, seen(ENTERPRISES_SERVED, number("43", "家")))
    assert borne_out.state is State.FOUND
