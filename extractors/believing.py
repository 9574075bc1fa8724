"""What the evidence for a reading is worth together: the probability that it is what stands on the paper.

A logistic model whose weights lie in `evidence_model.py`, trained by `benchmarks/calibrate.py`, and a few facts each of which
keeps a reading from being taken whatever else speaks for it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from extractors import evidence_model
from extractors.evidence import BROKEN_WORD, SOUND_GAP, WEAK, Evidence

STEM_OFF = 0.35  # of the way from where a '1' stands on this page to where a '4' does
LOST_PAGE = 0.02  # of pieces too many a character: from here on figures do lose strokes, from BROKEN_PAGE on they may
CLEAR_DISPUTED, CLEAR_FAINT = 0.1, 0.03  # of the page's words: of clear print hardly any are in doubt
UNCAUGHT = 1 / 31  # of the misreadings of a code whose check character holds by chance
RIVAL = 0.1  # of a runner-up: 干 or 千, and a second reader looks at the same ink
GUESS = 0.7  # below which a figure is no better than a guess, whoever says the same
LEFT_OVER = 0.06  # share of ink that may lie outside the characters that were read
USUAL_GAP = 0.15  # of the ink's height, beyond the line's usual gap: what spacing does by itself
CLOSE = 0.3  # the same: no point that is gone had room
TORN_GAP = 0.45  # the same: room for a point or a figure that is gone (12 of 14 such numbers were misread, 2 of 2 names)
SKIPPED = 0.7  # of a character that has room between two: one is gone, or two cells were read as one
SURE_THERE = 0.95  # of a character on a page that loses strokes, where its place speaks for the reading
LOST_MANY = 0.13  # of the page's words in doubt where strokes are lost: there figures vanish without a trace
LOST_SOME, LOST_MUCH = 0.08, 0.05  # the same, where so many pieces are too many on the whole page
SOME_DISPUTED = 0.08  # of the page's words in doubt: where another reader differs too, enough to leave a figure open
DRAWN_SURELY = 0.7  # of 100 nats: figures that the page's own type bears out so clearly have lost nothing that counts
DRAWN_ONE = 0.8  # the same of a number with a '1'
MUCH_DISPUTED = 0.3  # of the page's words in doubt: more tells nothing more


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of a logistic model over the features of Evidence, by name, its intercept, and what its score is worth.

    `curve`: (score, probability) pairs, rising; between them it is straight. `vetoed`: the share that is right where a veto speaks.
    `caps`: features that keep it below what is taken, and let it be weighed.
    """

    intercept: float
    weights: tuple[tuple[str, float], ...]
    curve: tuple[tuple[float, float], ...]
    vetoed: float
    vetoes: tuple[str, ...]
    caps: tuple[str, ...] = ()

    def score(self, features: dict[str, float]) -> float:
        return self.intercept + sum(weight * features[name] for name, weight in self.weights)

    def probability(self, features: dict[str, float]) -> float:
        if any_speaks(features, self.vetoes):
            return self.vetoed
        told = self._told(self.score(features))
        return min(told, CAPPED) if any_speaks(features, self.caps) else told

    def _told(self, score: float) -> float:
        if score <= self.curve[0][0]:
            return self.curve[0][1]
        for (left, low), (right, high) in pairwise(self.curve):
            if score < right:
                return low + (high - low) * (score - left) / (right - left)
        return self.curve[-1][1]


# Each of these alone keeps a reading from being taken, whatever else speaks for it: readers agree where the ink is gone, and
# too few readings that another gainsaid were drawn to say what one engine's word alone is worth.
NUMBER_VETOES = (
    "unrepeated",
    "cut_short",
    "skips",
    "ill_formed",
    "undecided",
    "guessed",
    "unseconded",
    "astray",
    "torn",
    "lost_beside",
    "lost_one",
    "lost_many",
    "broken_many",
    "gainsaid_among",
    "gainsaid_beside",
    "hidden_left",
    "holed",
)
TEXT_VETOES = ("unrepeated", "cut_short", "skips", "lost_beside")
TEXT_CAPS = ("undecided", "unheard", "lost_end", "broken_many", "guessed", "lost_stroke", "ill_formed")
CAPPED = 0.95
PRAISE = frozenset({"sureness", "agrees", "seconded", "clearly", "seated"})  # everything else is a doubt, and can only lower
FEATURES = (
    "sureness", "agrees", "seconded", "clearly", "weak", "differs", "gainsaid", "late", "loose", "left_over", "beside", "broken", "hidden", "red", "coarse", "gap",
    "disputed", "faint", "lost_among", "doubtful_one", "seated", "disputed_seated",
)  # fmt: skip


def any_speaks(features: dict[str, float], names: tuple[str, ...]) -> bool:
    """Is one of these features, vetoes or caps, there?"""
    return any(features[name] for name in names)


def features_of(evidence: Evidence) -> dict[str, float]:
    """What the model weighs, each 0…1: `lost` ink may be gone (broken strokes, a seal that hides), `unseconded` the second
    reader does not agree, `unheard` nor does the third, `lost_end` ink is left over where a character may be gone, `clearly` the
    third agrees on clear paper, `seated` strokes are lost, and no character can be where it stands, `skips` one is missing inside,
    `lost_one` it holds a '1' that may be a '4', `lost_stroke` a 妹 that may be a 姝, `lost_among` others of its page are in doubt too, `holed` the third differs and a
    point may have stood in a gap, `gainsaid_beside` it differs where a character may be gone, `hidden_left` a seal hides and something does not fit; `late` the second reader agreed only after another try; `loose` how unsure the first one is
    where the second does not bear it out."""
    borne = evidence.drawn >= (DRAWN_ONE if evidence.ones else DRAWN_SURELY) and not (evidence.hidden or evidence.beside)
    # Two readers and the page's own type are enough: broken strokes keep the second from right readings more than from wrong ones.
    heard = borne and evidence.third == 1
    agrees, differs = float(evidence.second == 1 or heard), float(evidence.second == 0 and not heard)
    losing = float(evidence.page_breaks > LOST_PAGE or evidence.breaks > BROKEN_WORD or evidence.hidden > 0)
    lost = losing * (1 - borne)
    broken = float(not borne and evidence.is_broken)
    disputed = 0.0 if borne else evidence.disputed
    one = float(evidence.ones > 0 and evidence.stem > STEM_OFF)
    placed = evidence.placed * float(evidence.weakest >= SURE_THERE and evidence.gap <= CLOSE)
    seated, unplaced = lost * placed, 1 - placed
    return {
        "sureness": _surely(1 - evidence.weakest),
        "agrees": agrees,
        "seconded": float(evidence.third == 1),
        "clearly": float(evidence.third == 1 and _is_clear(evidence)),
        "weak": float(evidence.weakest < WEAK),
        "guessed": float(evidence.weakest < GUESS),
        "undecided": float(evidence.rival >= RIVAL),
        "unrepeated": 1 - evidence.repeated,
        "cut_short": evidence.cut_short,
        "differs": differs,
        "gainsaid": float(evidence.third == 0),
        "late": agrees * float(evidence.second_tries > 0.4),
        "loose": (1 - agrees) * (1 - _surely(evidence.unseconded)),
        "ill_formed": 1 - evidence.grammar,
        "left_over": float(evidence.unexplained > LEFT_OVER),
        "astray": float(evidence.unexplained >= 1),
        "torn": float(evidence.gap > TORN_GAP),
        "beside": evidence.beside,
        "lost_beside": lost * evidence.beside,
        "broken": broken,
        "hidden": evidence.hidden,
        "red": evidence.red,
        "unseconded": 1 - agrees,
        "unheard": (1 - agrees) * float(evidence.third != 1),
        "lost_end": float(evidence.unexplained > LEFT_OVER) * max(evidence.beside, 1 - agrees),
        "lost_one": losing * one,  # where most '4's are gone, what is left of them is taken for the type of a '1'
        "lost_stroke": lost * evidence.lacking,
        "doubtful_one": broken * one,
        "coarse": evidence.coarse,
        "gap": min(1.0, max(0.0, evidence.gap - USUAL_GAP)),
        "disputed": (1 - seated) * min(1.0, disputed / MUCH_DISPUTED),
        "disputed_seated": seated * min(1.0, disputed / MUCH_DISPUTED),
        "faint": min(1.0, evidence.faint / MUCH_DISPUTED),
        "lost_among": lost * (1 - seated) * min(1.0, disputed / MUCH_DISPUTED),
        "lost_many": lost * unplaced * float(evidence.disputed > (LOST_SOME if evidence.page_breaks > LOST_MUCH else LOST_MANY)),
        "holed": float(evidence.third == 0 and evidence.gap > SOUND_GAP),
        "gainsaid_beside": float(evidence.third == 0) * evidence.beside,
        "hidden_left": evidence.hidden * float(evidence.third == 0 or evidence.unexplained > LEFT_OVER),
        "gainsaid_among": float(evidence.third == 0 and disputed > SOME_DISPUTED),
        "broken_many": unplaced * float(broken or evidence.hidden > 0) * float(disputed > LOST_MANY),
        "skips": float(evidence.skipped > SKIPPED),
        "seated": seated,
    }


def _is_clear(evidence: Evidence) -> bool:
    """Nothing on the page or about the word speaks of poor paper."""
    page = evidence.disputed <= CLEAR_DISPUTED and evidence.faint <= CLEAR_FAINT and not evidence.is_broken
    return (
        page
        and evidence.unexplained <= LEFT_OVER
        and evidence.gap <= USUAL_GAP
        and not (evidence.beside or evidence.red or evidence.hidden)
    )


def _surely(doubt: float) -> float:
    """Nought for a guess, 1 for a doubt of one in ten thousand or less."""
    return -math.log10(min(1.0, max(1e-4, doubt))) / 4


def trust(evidence: Evidence, *, numeric: bool) -> float:
    """The calibrated probability that the reading is what stands on the paper.

    A check character catches every single slip and all but one in 31 of several: it leaves that share of the doubt.
    """
    told = (NUMBER_MODEL if numeric else TEXT_MODEL).probability(features_of(evidence))
    return 1 - (1 - told) * UNCAUGHT if evidence.checked and evidence.repeated else told


NUMBER_MODEL = Model(
    evidence_model.NUMBER_INTERCEPT, evidence_model.NUMBER_WEIGHTS, evidence_model.NUMBER_CURVE, evidence_model.NUMBER_VETOED, NUMBER_VETOES
)
TEXT_MODEL = Model(
    evidence_model.TEXT_INTERCEPT,
    evidence_model.TEXT_WEIGHTS,
    evidence_model.TEXT_CURVE,
    evidence_model.TEXT_VETOED,
    TEXT_VETOES,
    TEXT_CAPS,
)
