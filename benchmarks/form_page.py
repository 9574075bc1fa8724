"""A ruled scanned form: seconds and exact cells, beside plain rapidocr on the same pages in the same run.

    python -m benchmarks.form_page [PAGES]

Warm, page by page in turn, so that a busy machine slows both alike; the ratio is that of the sums of wall time.
The clock stops when a page is read: telling which words lie in which cell of the truth is no part of reading, of either.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial

from benchmarks.evidence_rows import picture_of, value_in, words_at
from benchmarks.hard_pages import HardPage, draw
from benchmarks.plain_rapid import by_cell, lines_of, open_plain
from extractors.ocr import first_engine
from extractors.scan import read_scan

FIRST_SEED = 810_000
PAGES = 4
KINDS = ("clean", "noise", "skew", "jpeg")
MOST_TIME = 0.45
THREADS = os.cpu_count() or 1  # rapidocr takes all of them by itself


def main() -> int:
    pages = [draw(FIRST_SEED + at, KINDS[at % len(KINDS)]) for at in range(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)]
    plain, unturned = open_plain(), open_plain(classifier=False)
    readers: dict[str, Callable[[HardPage], Callable[[], dict[int, str]]]] = {
        "shenhe": _ours,
        "plain rapidocr": lambda page: partial(by_cell, page, lines_of(plain, page.pixels)),
        "plain, classifier off": lambda page: partial(by_cell, page, lines_of(unturned, page.pixels)),
    }
    for reader in readers.values():
        reader(pages[0])
    seconds, exact = dict.fromkeys(readers, 0.0), dict.fromkeys(readers, 0)
    for page in pages:
        for name, reader in readers.items():
            began = time.perf_counter()
            told = reader(page)
            seconds[name] += time.perf_counter() - began
            exact[name] += sum(_is_exact(page, index, text) for index, text in told().items())
    cells = sum(len(page.cells) for page in pages)
    for name in readers:
        print(f"{name:22} {seconds[name] / len(pages):6.2f} s a page   exact {exact[name]} of {cells}")
    ratio = seconds["shenhe"] / seconds["plain rapidocr"]
    no_worse = exact["shenhe"] >= exact["plain, classifier off"]
    print(
        f"time {ratio:.2f} of plain rapidocr (target ≤ {MOST_TIME}); exact cells {'no worse' if no_worse else 'WORSE'} than its classifier off"
    )
    return 0 if ratio <= MOST_TIME and no_worse else 1


def _ours(page: HardPage) -> Callable[[], dict[int, str]]:
    """Reads the page; what is given tells the text of each cell."""
    read = read_scan(picture_of(page), file="drawn", number=1, engine=first_engine(THREADS))
    return lambda: {
        index: "".join(word.text for word in words_at(page, cell, read, 72 / page.dpi)) for index, cell in enumerate(page.cells)
    }


def _is_exact(page: HardPage, index: int, text: str) -> bool:
    cell = page.cells[index]
    return value_in(cell.text, numeric=cell.numeric) == value_in(text, numeric=cell.numeric)


if __name__ == "__main__":
    sys.exit(main())
