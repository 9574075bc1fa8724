"""Is a list complete and surely read? Numbers in a row, a total sentence, rows that could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractors.numerals import folded, read_numeral
from extractors.proofs.parts import parts_of
from extractors.proofs.reading import squash
from extractors.proofs.rows import NUMBER_KEY, Listing, Row, is_scanned
from models.answer import Caveat

STATED = re.compile(
    r"(?:共计|总计|合计|共有|共|总数为?|总人数[:为]?|人数[:为]?)[:约]?(?:有)?([0-9]{1,5}|[〇零一二三四五六七八九十百千]{1,7})(?:余)?(人|名|位|家|户|次|场|期|个|项)"
)
BARE_SUM = re.compile(r"(?:合计|总计|共计|总数|合共)[:：]?([0-9]{1,5})")
MAX_TOLD = 5
WORD = re.compile(r"[\u3400-\u9fff]{2}|[0-9]{4}|[A-Za-z]{4}")
STEADY = 0.6  # share of a run's numbers that must follow each other
FEW_UNFILLED = 2  # rows without words at the end: more are the spare rows of a printed form, so few may be unread
LOST_ROWS = 5  # a number this little ahead of its place means a row that was not seen


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of a list. `doubts` are Chinese clauses on why a person should count again; none, and none `short`: the count is sure.

    `short`: those after which there can only be more rows than were counted, never fewer.
    """

    rows: tuple[Row, ...]
    doubts: tuple[str, ...]
    told: str
    short: tuple[str, ...] = ()


def count_rows(listing: Listing, *, key: str, noun: str) -> Count:
    """The rows that have something in column `key`, with what speaks for and against their number being all."""
    named = [row for row in listing.rows if row.get(key).text or not row.is_blank]
    empty = [row for row in named if not row.get(key).text]
    # Below a list a seal's strokes may look like one more row: stray characters are told, and not counted.
    rows = _without_halves(tuple(row for row in named if row.get(key).text or _says_something(row)), key)
    doubts: list[str] = []
    short: list[str] = []
    # A last row of stray characters under numbers in step is the seal's: nothing is missing.
    taken = {id(row) for row in rows}
    uncounted = [row for row in empty if id(row) not in taken]
    # On a scan strokes were told apart by their cells already: what is left may be a person whom nobody can read.
    hidden = [row for row in named if is_scanned(row.page) and row.number is None and not _says_something(row)]
    if hidden or len(uncounted) < len(empty) or (uncounted and not _in_step(rows)):
        doubts.append(f"{_which(empty or hidden)}{noun}一栏空白或未能识读")
    torn = [row for row in named if row.is_run_together or (id(row) in taken and row.is_torn and row.number is None)]
    if torn:
        doubts.append(f"{_which(torn)}格线残缺，未能逐格识读")
    if 0 < listing.unfilled <= FEW_UNFILLED and is_scanned(listing.rows[-1].page):
        short.append(f"末尾{listing.unfilled}行是空行还是未能识读，看不出来")
    if listing.lost:
        short.append(f"{'、'.join(listing.lost[:MAX_TOLD])}的行未能读入")
    shared = [
        row for row, before in zip(rows[1:], rows, strict=False) if row.get(key).words and row.get(key).words is before.get(key).words
    ]
    if shared:
        doubts.append(f"{_which(shared)}{noun}一栏与上一行相连")
    told, wrong, only_more = _numbering(rows)
    if wrong:
        (short if only_more else doubts).append(wrong)
    return Count(rows, tuple(doubts), told, tuple(short))


def _numbering(rows: tuple[Row, ...]) -> tuple[str, str, bool]:
    """How the rows are numbered in words, what is wrong with the numbers, and whether it means nothing but rows that were not seen."""
    parts = parts_of(rows)
    told = f"{len(rows)}行" + (f"，分{len(parts)}部分各{'、'.join(str(len(part)) for part in parts)}行" if len(parts) > 1 else "")
    known = [number for row in rows if (number := row.number) is not None]
    if not known or len(known) < len(rows) // 2:
        return told, "", False
    if len(parts) > 1 and all(_in_step(part) for part in parts):
        return f"{told}，序号各自连续", "", False
    wrong, only_more = ("", False) if len(parts) == 1 and _in_step(rows) else _number_doubt(known, len(rows))
    return told + (f"，序号{min(known)}–{max(known)}" if wrong else f"，序号1–{len(rows)}连续"), wrong, only_more


def _without_halves(rows: tuple[Row, ...], key: str) -> tuple[Row, ...]:
    """The rows without those that go on with the entry before them: its name's cell reaches into them, and no number is theirs.

    On a picture a ruling may be lost, so that two names share a cell.
    """

    def is_half(row: Row, before: Row) -> bool:
        name, number = row.get(key).words, row.get(NUMBER_KEY)
        beside = not number.text or number.words is before.get(NUMBER_KEY).words
        return bool(name) and name is before.get(key).words and beside and not is_scanned(row.page)

    return tuple(row for at, row in enumerate(rows) if not at or not is_half(row, rows[at - 1]))


def caveats_of(doubts: Sequence[str], short: Sequence[str]) -> list[Caveat]:
    """What stands against a count: rows that are missing make it a lower bound, anything else leaves it open."""
    return [Caveat.CLAIM] if doubts else [Caveat.PARTIAL] if short else []


def untitled_doubts(listing: Listing, *keys: str) -> list[str]:
    """A column that nobody can name may be one of these, if the list shows none of them by name."""
    missing = any(not listing.has(key) for key in keys)
    return ["有一栏的标题未能识读"] if listing.untitled and missing else []


def _says_something(row: Row) -> bool:
    """A word, or figures, in the cells beside the number; not stray characters."""
    return any(WORD.search(squash(entry.text)) for key, entry in zip(row.keys, row.entries, strict=True) if key != NUMBER_KEY)


def _in_step(rows: Sequence[Row]) -> bool:
    """Do the numbers count the rows, but for some that were misread?

    Told run by run (a page, a block on it): numbers that follow each other say where the run begins, and all runs together
    must be 1 to the number of rows. A row that was lost would put those after it out of step by one.
    """
    counted: list[int] = []
    for _, group in groupby(rows, key=lambda row: (row.page.file, row.page.number, row.block)):
        run = list(group)
        starts = Counter(row.number - at for at, row in enumerate(run) if row.number is not None)
        start, hits = starts.most_common(1)[0] if starts else (0, 0)
        slipped = any(0 < abs(other - start) <= LOST_ROWS for other in starts)
        if hits < STEADY * len(run) or slipped or any(_begins_anew(run, other, times) for other, times in starts.items() if other != start):
            return False
        counted += range(start, start + len(run))
    return bool(counted) and sorted(counted) == list(range(1, len(rows) + 1))


def _begins_anew(run: Sequence[Row], start: int, times: int) -> bool:
    """Do rows of a run count from 1 again? One 1 on a picture may be misread, what is written in a file is not."""
    return (times > 1 or not is_scanned(run[0].page)) and any(row.number == 1 and 1 - at == start for at, row in enumerate(run))


def _number_doubt(known: list[int], n_rows: int) -> tuple[str, bool]:
    """What is wrong with the numbers, and whether it means nothing but rows that were not seen."""
    first, last = min(known), max(known)
    missing = sorted(set(range(first, last + 1)) - set(known))
    twice = sorted({number for number in known if known.count(number) > 1})
    rising = known == sorted(known) and len(known) == n_rows and not twice
    if first > 1:
        return f"序号从{first}开始，前面可能缺页", rising
    if missing and len(known) == n_rows:
        return f"序号缺{_numbers(missing)}", rising
    if twice:
        return f"序号{_numbers(twice)}重复", False
    if last != n_rows:
        return f"序号到{last}，实有{n_rows}行", False
    return "", False


def _numbers(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:MAX_TOLD])) + ("等" if len(numbers) > MAX_TOLD else "")


def _which(rows: list[Row]) -> str:
    known = [row.number for row in rows if row.number is not None]
    return f"第{_numbers(known)}行" if known else f"有{len(rows)}行"


def stated_total(listing: Listing, units: tuple[str, ...]) -> int | None:
    """The number that the caption or a total row states (共24人); None where none, or more than one."""
    texts = [*listing.captions, *(squash(row.text + row.rest).replace(" ", "") for row in listing.totals)]
    found = set()
    for text in texts:
        for match in STATED.finditer(folded(squash(text))):
            numeral = read_numeral(match.group(1))
            if match.group(2) in units and numeral is not None and numeral.high is None:
                found.add(int(numeral.value))
    # A sum without its unit bears a count out, and speaks against none: it may be of another column.
    bare_sums = {int(bare_sum.group(1)) for text in texts if (bare_sum := BARE_SUM.fullmatch(folded(squash(text))))}
    found |= bare_sums & {len(listing.rows)}
    parts = parts_of(listing.rows)
    if len(parts) > 1:  # each part may state its own
        found = {len(listing.rows)} if len(listing.rows) in found else found - {len(part) for part in parts}
    return found.pop() if len(found) == 1 else None


def parts_doubt(listing: Listing, stated: int | None, *counts: int) -> str:
    """Why what the parts of a list make together is not sure by itself; "" of a list in one piece, or whose total is stated beside it."""
    n_parts = len(parts_of(listing.rows))
    return f"分{n_parts}部分列出，未写总数，由各部分相加" if n_parts > 1 and stated not in counts else ""


def names(rows: list[Row], key: str, *, limit: int = MAX_TOLD) -> str:
    texts = [squash(row.get(key).text) for row in rows if row.get(key).text]
    return "、".join(texts[:limit]) + ("等" if len(texts) > limit else "")
