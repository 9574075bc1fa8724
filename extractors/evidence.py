"""What speaks for and against a reading besides the engine that made it, and what all of it is worth together.

Readers look at the same ink and err alike where the ink is gone; so what is asked here is also: how many strokes
are broken on this page, where stems stand, what the ink does not explain (MEASURED.md). The probability comes
from a logistic model whose weights lie in `evidence_model.py`, trained by `benchmarks/calibrate.py`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields, replace

from extractors import evidence_model
from extractors.strokes import BROKEN_PAGE

NUMBER = re.compile(r"[0-9][0-9,，.．]*[0-9]|[0-9]")
WELL_FORMED = re.compile(r"(0|[1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)(\.[0-9]{1,2})?")
STEM_OFF = 0.5  # of the way from where a '1' stands on this page to where a '4' does
TRUST_FLOOR, TRUST_CEILING = 0.001, 0.9999


def well_formed(number: str) -> bool:
    """Commas in threes, at most two decimals, no leading zero."""
    return WELL_FORMED.fullmatch(number.replace("，", ",").replace("．", ".")) is not None


def numbers_in(text: str) -> tuple[str, ...]:
    return tuple(NUMBER.findall(text))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that is known about one reading, each feature 0…1 unless said otherwise.

    `weakest`: the engine's confidence in its least sure character; `rival`: the runner-up's there. `repeated`: the same
    engine at another scale says the same. `second` 1 agrees, 0 differs, 0.5 could not read. `pieces`: ink pieces per
    character of the word above one; `page_pieces`: the same over the numbers of the page. `ones`: holds a '1'; `stem`: how
    much its worst '1' stands like a '4' (stems.py). `red`, `coarse`: a seal over it, low resolution. `unexplained`: share of the ink that
    belongs to no character that was read. `checked`: a check character bears it out.
    """

    weakest: float
    rival: float = 0.0
    repeated: float = 1.0
    second: float = 0.5
    second_tries: float = 0.0
    grammar: float = 1.0
    pieces: float = 0.0
    page_pieces: float = 0.0
    ones: float = 0.0
    stem: float = 0.0
    red: float = 0.0
    coarse: float = 0.0
    unexplained: float = 0.0
    checked: float = 0.0
    length: float = 0.0

    @property
    def is_broken(self) -> bool:
        return self.page_pieces > BROKEN_PAGE or self.pieces > 0

    def with_check(self) -> Evidence:
        """The same with a check character that bears it out."""
        return replace(self, checked=1.0)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a logistic model over the features of Evidence, by name, and its intercept."""

    intercept: float
    weights: tuple[tuple[str, float], ...]

    def probability(self, features: dict[str, float]) -> float:
        score = self.intercept + sum(weight * features[name] for name, weight in self.weights)
        return min(TRUST_CEILING, max(TRUST_FLOOR, 1 / (1 + math.exp(-max(-40.0, min(40.0, score))))))


def features_of(evidence: Evidence) -> dict[str, float]:
    """The features the model weighs: those of Evidence, and how they work together."""
    plain = {field.name: float(getattr(evidence, field.name)) for field in fields(evidence)}
    doubt = -math.log10(max(1e-4, 1 - min(evidence.weakest, 0.9999)))
    agrees, differs = float(evidence.second == 1), float(evidence.second == 0)
    broken = min(1.0, max(0.0, evidence.page_pieces) * 5)
    return plain | {
        "few_pieces": min(1.0, evidence.pieces),
        "sureness": doubt / 4,
        "agrees": agrees,
        "differs": differs,
        "broken": broken,
        "broken_one": broken * float(evidence.ones > 0 and evidence.stem > STEM_OFF),
        "ill_formed": 1 - evidence.grammar,
        "left_over": min(1.0, max(0.0, evidence.unexplained - 0.03) * 10),
        "agrees_broken": agrees * broken,
        "agrees_red": agrees * evidence.red,
    }


def trust(evidence: Evidence, *, numeric: bool) -> float:
    """The calibrated probability that the reading is what stands on the paper."""
    return (NUMBER_MODEL if numeric else TEXT_MODEL).probability(features_of(evidence))


NUMBER_MODEL = Model(evidence_model.NUMBER_INTERCEPT, tuple(evidence_model.NUMBER_WEIGHTS.items()))
TEXT_MODEL = Model(evidence_model.TEXT_INTERCEPT, tuple(evidence_model.TEXT_WEIGHTS.items()))
