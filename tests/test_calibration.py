"""Calibrating: doubts only lower, thresholds hold what they promise, bounds are the textbook's, pages draw the same twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from benchmarks import hard_pages, training_pages
from benchmarks.evidence_rows import Row, value_in
from benchmarks.fitting import TARGET, curve_of, fit, threshold_of
from benchmarks.reliability import upper_bound
from extractors.believing import FEATURES, NUMBER_VETOES, PRAISE, features_of, trust
from extractors.evidence import Evidence
from samples.drawing import fonts

SURE = Evidence(weakest=0.9999, second=1.0)


def row(page: int, *, right: bool, evidence: Evidence) -> Row:
    return Row(page, "clean", True, "168", "168" if right else "163", evidence)


def rows() -> list[Row]:
    """Many sure and right; where the page is in dispute every second one is wrong."""
    good = [row(page, right=True, evidence=SURE) for page in range(40) for _ in range(60)]
    doubtful = Evidence(weakest=0.97, second=0.0, disputed=0.4, unseconded=0.03)
    return good + [row(page, right=at % 2 == 0, evidence=doubtful) for page in range(40) for at in range(6)]


def test_no_doubt_ever_becomes_praise() -> None:
    weights = dict(fit(rows()).weights)
    assert all((weights[name] >= 0) if name in PRAISE else (weights[name] <= 0) for name in FEATURES)


def test_what_is_sure_is_taken_and_what_is_in_dispute_is_not() -> None:
    fitted = fit(rows())
    assert (fitted.taken, fitted.wrong) == (2400, 0)


def test_the_threshold_lets_no_more_wrong_ones_pass_than_it_may() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=5000)
    right = (rng.random(5000) < 1 / (1 + np.exp(-6 * scores - 4))).astype(np.float64)
    above = scores >= threshold_of(scores, right)
    assert above.any()
    assert (1 - right[above]).mean() <= TARGET


def test_equal_scores_are_taken_together_or_not_at_all() -> None:
    scores, right = np.ones(100), np.ones(100)
    right[50] = 0
    assert threshold_of(scores, right) > 1


def test_the_curve_rises() -> None:
    rng = np.random.default_rng(2)
    scores = rng.normal(size=800)
    right = (rng.random(800) < 1 / (1 + np.exp(-3 * scores))).astype(np.float64)
    curve = curve_of(scores, right, 2.0)
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(curve))


# Exact values: 1 - 0.05 ** (1/n) for none wrong; the others from tables of the binomial distribution.
@pytest.mark.parametrize(("wrong", "count", "bound"), [(0, 3000, 0.000998), (0, 10, 0.2589), (1, 10, 0.3942), (2, 20, 0.2826)])
def test_the_bound_is_clopper_and_pearsons(wrong: int, count: int, bound: float) -> None:
    assert upper_bound(wrong, count) == pytest.approx(bound, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "numeric", "value"),
    [
        ("1,326.5万元", True, "1326.5"),
        ("2016年3月18日", True, "2016-3-18"),
        ("约 168㎡", True, "168"),
        ("云帆（岳阳）", False, "云帆岳阳"),
    ],
)
def test_what_counts_of_a_cell(text: str, numeric: bool, value: str) -> None:
    assert value_in(text, numeric=numeric) == value


def test_training_and_test_share_no_face() -> None:
    tested = {face.path.name for face in fonts.FACES}
    assert not tested & {*training_pages.CHINESE, *(name for name in training_pages.FIGURES if name)}


def test_a_page_is_the_same_whenever_it_is_drawn() -> None:
    one, other = hard_pages.draw(5), hard_pages.draw(5)
    assert np.array_equal(one.pixels, other.pixels)
    assert one.cells == other.cells


LOSING = Evidence(weakest=0.9999, second=1.0, third=1.0, page_pieces=0.2, disputed=0.2)


def test_on_a_page_that_loses_strokes_only_a_word_whose_seat_tells_is_weighed() -> None:
    kept_open = [name for name in NUMBER_VETOES if features_of(LOSING)[name]]
    seated = features_of(replace(LOSING, placed=1.0))
    assert kept_open == ["lost_many", "broken_many"]
    assert not any(seated[name] for name in NUMBER_VETOES)
    assert any(features_of(replace(LOSING, placed=1.0, weakest=0.9))[name] for name in NUMBER_VETOES)


def test_on_such_a_page_figures_that_its_own_type_bears_out_are_weighed_but_not_under_a_seal_that_hides() -> None:
    borne = replace(LOSING, drawn=0.8, ones=1.0, stem=0.1)
    assert not any(features_of(borne)[name] for name in NUMBER_VETOES)
    assert any(features_of(replace(borne, drawn=0.75))[name] for name in NUMBER_VETOES)
    assert any(features_of(replace(borne, hidden=1.0))[name] for name in NUMBER_VETOES)
    for doubt in (
        {"repeated": 0.0},
        {"stem": 0.5},
        {"second": 0.0, "third": 0.0},
        {"beside": 1.0},
        {"cut_short": 1.0},
        {"skipped": 0.9},
        {"unexplained": 1.0},
        {"grammar": 0.0},
    ):
        assert any(features_of(replace(borne, **doubt))[name] for name in NUMBER_VETOES), doubt


def test_under_a_seal_that_hides_nothing_may_be_left_unread_nor_read_otherwise() -> None:
    under = Evidence(weakest=0.9999, second=1.0, third=1.0, red=1.0, hidden=1.0)
    assert not any(features_of(under)[name] for name in NUMBER_VETOES)
    assert features_of(replace(under, third=0.0))["hidden_left"]
    assert features_of(replace(under, unexplained=0.13))["hidden_left"]


def test_a_name_that_may_lack_a_stroke_is_open_where_strokes_are_lost() -> None:
    name = Evidence(weakest=0.9999, second=1.0, third=1.0, length=0.3, lacking=1.0)
    assert trust(name, numeric=False) >= 0.999
    assert trust(replace(name, page_pieces=0.05, disputed=0.2), numeric=False) < 0.999


@pytest.mark.parametrize("numeric", [True, False])
def test_a_step_too_wide_keeps_a_reading_open_whoever_agrees(numeric: bool) -> None:
    evidence = Evidence(weakest=0.99999, second=1.0, third=1.0)
    assert trust(evidence, numeric=numeric) >= 0.999
    assert trust(replace(evidence, skipped=0.9), numeric=numeric) < 0.95
