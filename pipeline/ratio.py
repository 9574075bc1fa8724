"""大专及以上比例: computed from the two counts where both are known, else as stated; a statement that contradicts them is a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from models.answer import Answer, Candidate, FoundBy, Source, State
from models.fields import COLLEGE_RATIO
from models.quantity import Quantity, exactly, plain
from pipeline.agree import agree

CENT = Decimal("0.01")
MOST_COMBINATIONS = 12
Sheet = tuple[str, int | None, Source]
KNOWN = frozenset({State.FOUND, State.CONFLICT, State.CORRECTED})


def computed_ratio(
    total: Answer[Quantity], college: Answer[Quantity], claimed: Answer[Quantity], stated: Sequence[Candidate[Quantity]]
) -> Answer[Quantity]:
    """The answer for college_ratio in per cent, two decimals, half up. `stated` are the ratios that the papers write."""
    if claimed.state is State.CORRECTED or not (_exact(total) and _exact(college)):
        return claimed
    values = _combinations(total, college)
    if not values or total.chosen is None or college.chosen is None or total.value is None or college.value is None:
        return claimed
    words = f"{plain(college.value.value)} ÷ {plain(total.value.value)}"
    chosen = Candidate(
        COLLEGE_RATIO,
        values[0],
        college.chosen.place,
        (*college.chosen.words, *total.chosen.words),
        max(college.chosen.source, total.chosen.source, key=lambda source: source.value),
        FoundBy.COMPUTED,
        label=college.chosen.label,
        detail=f"由人数计算：{words} = {plain(values[0].value)}%",
    )
    against = [one for one in stated if one.value is not None and not agree(COLLEGE_RATIO, values[0], one.value)]
    alike = _alike_on_every_paper(total, college)
    values = values[:1] if alike else values
    sure = (alike or State.CONFLICT not in (total.state, college.state)) and values[0].value <= 100
    others = (*stated,)
    reasons = [chosen.detail]
    if against:
        reasons.append(f"与所填比例“{against[0].place.text[:30]}”不一致")
    elif stated:
        reasons.append("与所填比例一致")
    if alike:
        reasons.append("人数虽有出入，各处人数算得的比例相同")
    if not sure:
        reasons.append("大专及以上人数多于总人数" if values[0].value > 100 else "人数本身有出入")
    possible = tuple(dict.fromkeys([*values, *(one.value for one in against if one.value is not None)]))
    state = State.FOUND if sure and not against else State.CONFLICT
    return Answer(
        COLLEGE_RATIO,
        state,
        value=values[0],
        chosen=chosen,
        others=others,
        possible=possible,
        because="；".join(reasons),
        confidence=min(total.confidence or 1.0, college.confidence or 1.0),
        found_by=FoundBy.COMPUTED,
    )


def _alike_on_every_paper(total: Answer[Quantity], college: Answer[Quantity]) -> bool:
    """12 of 12 on the form, 9 of 9 on the roster: papers that disagree on both counts, each with a pair of its own, and on the share not at all."""
    if not (total.state is State.CONFLICT and college.state is State.CONFLICT):
        return False
    wholes, parts = _rivals(total), _rivals(college)
    if wholes is None or parts is None or set(wholes) != set(parts):
        return False
    return len({_per_cent(parts[sheet], wholes[sheet]).value for sheet in wholes}) == 1


def _rivals(answer: Answer[Quantity]) -> dict[Sheet, Decimal] | None:
    """What each paper counts, where a paper says one exact number without a doubt; None where one says several, or is in doubt."""
    found: dict[Sheet, Decimal] = {}
    for one in (*((answer.chosen,) if answer.chosen else ()), *answer.others):
        if one.value is None:
            return None
        if one.value not in answer.possible:
            continue
        sheet = (one.place.file, one.place.page, one.source)
        if one.caveats or not one.value.is_exact or one.value.value <= 0 or found.setdefault(sheet, one.value.value) != one.value.value:
            return None
    return found


def _exact(answer: Answer[Quantity]) -> bool:
    value = answer.value
    return answer.state in KNOWN and value is not None and value.is_exact and value.value > 0


def _combinations(total: Answer[Quantity], college: Answer[Quantity]) -> list[Quantity]:
    """Ratios of all counts that may be true; the chosen pair first."""
    found: list[Quantity] = []
    for whole in total.possible:
        for part in college.possible:
            if whole.is_exact and part.is_exact and whole.value > 0:
                found.append(_per_cent(part.value, whole.value))
    return list(dict.fromkeys(found))[:MOST_COMBINATIONS]


def _per_cent(part: Decimal, whole: Decimal) -> Quantity:
    return exactly((part * 100 / whole).quantize(CENT, ROUND_HALF_UP), "%", text=f"{plain(part)}/{plain(whole)}")
