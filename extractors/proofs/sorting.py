"""What each page of a document is, by the words that tell, and by what stands before it.

A page that a cheap look took for a paper that proves nothing (`passing.py`) is that, unless its own words say otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.glance import CENTRED, SeenLine
from extractors.proofs.headers import holds_values, is_excerpt, refers, share_of, titles_apart
from extractors.proofs.page_shapes import FEW_CHARS, counts_on, is_leaf, is_prose, is_record, is_row, numbered, same_columns, same_header
from extractors.proofs.plain_titles import PlainList, plain_lists
from extractors.proofs.reading import bare, squash
from extractors.proofs.rows import is_scanned
from extractors.proofs.rules import CONTINUING, EVIDENCE, LIST_KINDS, RULES, Rule
from extractors.proofs.skipped_papers import OF_THE_TITLE, TITLE_AMONG, Padding, padding_of
from extractors.translations import untranslated
from extractors.variants import simplified
from models.document import Line, Page, Reading
from models.proof import PageKind, PageRef, Sorted

TITLE_POINTS, LATER_TITLE_POINTS, COLUMN_POINTS = 6.0, 3.0, 5.0
TITLE_LINES = 7  # a title stands among the first lines
OPENING_LINES = 2  # what opens a page begins here
TITLE_LENGTH = 34  # and is short
TITLE_SHARE = 0.3  # of its characters must be the words that tell
LONGER = 2  # characters by which another kind's title must reach beyond one that it holds: 资产登记表 is no 登记表
ENOUGH = 4.0  # points below which the words do not tell
STRONG = 7.0  # points from which a page is also a second kind (a form that carries a roster)
TAKEN_FOR = 0.7  # how surely a cheap look tells
BLANK_CHARS = 3
MAX_TOLD = 4
IN_DOUBT = 0.55  # what a person must look at
LEAF = 0.7
PAPERS = LIST_KINDS | {PageKind.LICENCE, PageKind.LEASE, PageKind.AUDIT_REPORT}  # papers that their title alone does not make
WHOLE_KINDS = frozenset({PageKind.ROSTER, PageKind.FIRMS_SERVED})  # lists of which a part is no proof of the whole
# Papers that often stand under the last rows of a form, on its page.
BELOW_A_FORM = frozenset({PageKind.COMMITMENT, PageKind.OPINION})


@dataclass(frozen=True, slots=True)
class Guess:
    """Points for one kind, and the words that gave them. `titled`: a title told, not only words of the body;
    `opens`: it is the first or second line; `part`: by its title the list is not the whole of it."""

    kind: PageKind
    points: float
    told: tuple[str, ...] = ()
    titled: bool = False
    opens: bool = False
    part: bool = False


def sort_pages(pages: tuple[Page, ...]) -> tuple[Sorted, ...]:
    """One Sorted for each page of one document, in order."""
    out: list[Sorted] = []
    before: Guess | None = None
    before_page: Page | None = None
    for page in pages:
        guess, confidence, because = _sort(page, before, before_page)
        if guess.part and guess.kind in WHOLE_KINDS:
            confidence, because = min(confidence, IN_DOUBT), f"{because}；标题自称只列部分"
        kind = guess.kind
        if kind in PAPERS and guess.points <= TITLE_POINTS and guess.titled and is_leaf(page):
            told = "只有标题，像是隔页"
            kind, confidence, because = (kind, IN_DOUBT, told) if is_scanned(page) else (PageKind.OTHER, LEAF, told)
        out.append(Sorted(PageRef(page.file, page.number), kind, round(confidence, 2), because))
        if guess.kind is not PageKind.BLANK:
            before, before_page = guess, page
    return tuple(out)


def kinds_of(page: Page) -> tuple[PageKind, ...]:
    """Every kind that this page plainly also is, best first: an office file is one page that holds all papers."""
    return tuple(guess.kind for guess in guesses(page) if guess.points >= STRONG and (guess.titled or guess.kind in LIST_KINDS))


def guesses(page: Page) -> tuple[Guess, ...]:
    """All kinds with points, best first."""
    lines = [untranslated(simplified(squash(line.text))) for line in page.lines]  # readers see 證書 in the written style
    text = "\n".join(line for line in lines if line)
    rows = _header_rows(page)
    plain = plain_lists(page)
    scored = [_score(rule, lines, text, rows, plain) for rule in RULES]
    return tuple(sorted((guess for guess in scored if guess.points > 0), key=lambda guess: -guess.points))


def guesses_of_lines(lines: list[str]) -> tuple[Guess, ...]:
    """The same from lines alone, spaces taken off: the first lines of a page that was not read."""
    scored = [_score(rule, lines, "\n".join(lines), ()) for rule in RULES]
    return tuple(sorted((guess for guess in scored if guess.points > 0), key=lambda guess: -guess.points))


def _sort(page: Page, before: Guess | None, before_page: Page | None) -> tuple[Guess, float, str]:
    ranked = guesses(page)
    best = ranked[0] if ranked else Guess(PageKind.OTHER, 0)
    if page.taken_for is not None and not _is_evidence(best):
        unread = page.reading is Reading.SKIPPED
        return Guess(page.taken_for, 0), TAKEN_FOR, "；".join(page.notes) if unread else "初看时已认出，与申报事项无关"
    n_chars = sum(len(squash(word.text)) for word in page.words)
    if page.reading is Reading.BLANK or n_chars < BLANK_CHARS:
        sure = page.reading is Reading.BLANK or page.reading is Reading.TEXT_LAYER
        return Guess(PageKind.BLANK, 0), 0.95 if sure else 0.7, "页面没有文字"
    if not _is_evidence(best) and (padding := _padding(page)) is not None:
        return Guess(padding.kind, ENOUGH, titled=True), 0.8, f"{padding.name}，所载为他人或他事的信息"
    if before is not None and before_page is not None and _goes_on(page, best, before, before_page):
        return replace(before, told=()), 0.8 if best.kind is before.kind else 0.65, "没有标题，接前页"
    if best.kind is PageKind.FORM and not best.titled and not page.tables and is_prose(page):
        return Guess(PageKind.NARRATIVE, best.points), 0.7, f"成段文字写申报内容，有{_quoted(best.told)}"
    if best.points >= ENOUGH:
        return best, _confidence(list(ranked)), f"有{_quoted(best.told)}"
    if is_record(page):
        return Guess(PageKind.UNRELATED, 0), 0.6, "逐日登记的表，所载为他人或他事的信息"
    if n_chars < FEW_CHARS:
        return Guess(PageKind.PHOTO, 0), 0.5, "文字很少，像是照片或插页"
    if is_prose(page):
        return Guess(PageKind.NARRATIVE, 0), 0.5, "成段文字，没有可辨认的标题"
    return Guess(PageKind.OTHER, 0), 0.4, "没有可辨认的标题和栏目"


def _padding(page: Page) -> Padding | None:
    """The paper of others that a page's title says it is; None where it speaks of the title applied for, or may be any paper."""
    if page.number is None or OF_THE_TITLE.search(squash(page.text)):
        return None
    padding = _titled(page)
    return padding if padding is not None and padding.of_others else None


def is_padding(page: Page) -> bool:
    """Did a cheap look, or does its own title, say that this page proves nothing: photos, certificates of staff, rules?"""
    return page.taken_for is not None or _titled(page) is not None


def _titled(page: Page) -> Padding | None:
    first = [(at, line) for at, line in enumerate(page.lines[:TITLE_AMONG]) if not is_row(line, page)]
    return padding_of([SeenLine(line.text, 1.0, at == 0 or _is_centred(line, page)) for at, line in first])


def _is_centred(line: Line, page: Page) -> bool:
    return abs(line.box.center[0] - page.width / 2) < CENTRED * page.width


def _is_evidence(guess: Guess) -> bool:
    return guess.kind in EVIDENCE and (guess.points >= STRONG or (guess.titled and guess.points >= ENOUGH))


def _goes_on(page: Page, best: Guess, before: Guess, before_page: Page) -> bool:
    """Is this the next page of the paper before it? Only without a title of its own, and if it looks the same."""
    if before.kind is PageKind.FORM and page.tables and best.kind in BELOW_A_FORM and not best.opens:
        return True
    if before.kind is PageKind.UNRELATED:
        return best.points < ENOUGH and same_columns(page, before_page) and (is_record(before_page) or same_header(page, before_page))
    if best.titled or before.kind not in CONTINUING or (best.points >= STRONG and best.kind is not before.kind):
        return False
    if before.kind in LIST_KINDS:
        return (
            same_columns(page, before_page)
            or numbered(page)
            or counts_on(page, before_page)
            or (best.kind is before.kind and best.points >= ENOUGH)
        )
    if before.kind is PageKind.FORM:
        return bool(page.tables) and best.kind in (PageKind.FORM, PageKind.OPINION, PageKind.COMMITMENT, PageKind.OTHER, PageKind.NARRATIVE)
    if before.kind is PageKind.NARRATIVE:
        return is_prose(page) and (best.kind is PageKind.NARRATIVE or best.points < ENOUGH)
    if best.kind is not before.kind and best.points >= ENOUGH:
        return False
    if before.kind is PageKind.PHOTO:
        return sum(len(squash(word.text)) for word in page.words) < 4 * FEW_CHARS
    return True


def _score(rule: Rule, lines: list[str], text: str, rows: tuple[tuple[str, ...], ...], plain: tuple[PlainList, ...] = ()) -> Guess:
    points, told, titled, opens, part = 0.0, [], False, False, False
    for at, line in enumerate(_title_lines(lines)):
        match = None if refers(line) else rule.title.search(line)
        if match is not None and share_of(match) >= TITLE_SHARE and not _is_part_of_another(match, rule):
            points += TITLE_POINTS if at < TITLE_LINES else LATER_TITLE_POINTS
            told.append(match.group())
            titled = at < TITLE_LINES
            opens = line in lines[:OPENING_LINES]
            part = titled and is_excerpt(line)
            break
    for row in rows:
        hits = tuple(dict.fromkeys(title for title in row if title in rule.columns))
        if rule.columns and len(hits) >= rule.columns_needed:
            points += COLUMN_POINTS + 0.5 * (len(hits) - rule.columns_needed)
            told.extend(hits[:2])
            break
    for pattern, worth in rule.body:
        match = pattern.search(text)
        if match is not None:
            points += worth
            told.append(match.group()[:12])
    less = sum(worth for pattern, worth in rule.against if pattern.search(text))
    named = next((one for one in plain if one.kind is rule.kind), None) if not titled and not less else None
    if named is not None:
        points += TITLE_POINTS
        told.append(named.title)
        titled, opens = named.title in lines[:TITLE_LINES], named.title in lines[:OPENING_LINES]
    points -= less
    return Guess(rule.kind, points, tuple(dict.fromkeys(told)), titled, opens, part)


def _is_part_of_another(match: re.Match[str], rule: Rule) -> bool:
    """Are these words the tail of a longer title, of a paper of another kind?"""
    others = (other.title.search(match.string) for other in RULES if other is not rule)
    return any(
        other is not None
        and other.start() <= match.start()
        and match.end() <= other.end()
        and len(other.group()) >= len(match.group()) + LONGER
        for other in others
    )


def _title_lines(lines: list[str]) -> list[str]:
    """Lines that could be titles, in order; a title set over two lines is also given joined."""
    head = [line for line in lines[: TITLE_LINES + 2] if line]
    joined = [a + b for a, b in pairwise(head[:5]) if len(a) + len(b) <= TITLE_LENGTH]
    short = [line for line in lines if 2 <= len(line) <= TITLE_LENGTH]
    highest = set(head[:TITLE_LINES])
    top = [line for line in short if line in highest]
    # The last of many short lines gives way to a title that the page's first line breaks.
    broken = joined[:1] if len(head) > 1 and joined[:1] == [head[0] + head[1]] else []
    return [*(top + joined)[: TITLE_LINES - len(broken)], *broken, *(line for line in short if line not in highest)]


def _header_rows(page: Page) -> tuple[tuple[str, ...], ...]:
    """Candidates for a list's header: the first rows of each table, and lines of several short words."""
    rows: list[tuple[str, ...]] = []
    for table in page.tables:
        rows += [tuple(simplified(bare(cell.text)) for cell in table.row(at)) for at in range(min(4, table.n_rows))]
    rows += [titles for line in page.lines[:14] if len(titles := _as_titles(line)) >= 3]
    return tuple(titles_apart(row) for row in rows if not holds_values(row))


def _as_titles(line: Line) -> tuple[str, ...]:
    return tuple(bare(word.text) for word in line.words if len(word.text) <= 14)


def _confidence(ranked: list[Guess]) -> float:
    """0.5 where the next kind has as many points, towards 1 with the lead and the points."""
    best = ranked[0].points
    second = max(0.0, ranked[1].points) if len(ranked) > 1 else 0.0
    lead = (best - second) / best if best > 0 else 0.0
    return round(min(0.99, 0.5 + 0.3 * lead + 0.2 * min(1.0, best / 12)), 2)


def _quoted(told: tuple[str, ...]) -> str:
    return "、".join(f"“{words}”" for words in told[:MAX_TOLD])
