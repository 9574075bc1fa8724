"""10,000 applications (answers made, not read) judged, related and tabulated; judging alone has ten seconds.

python -m benchmarks.bench_judging [N]
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from models.answer import Application
from models.notice_file import load_notice
from models.regions import COUNTIES
from pipeline.judge import judge_all
from pipeline.recommend import recommend
from pipeline.relate import relate
from pipeline.tabulate import cross_check, fields_frame, verdicts_frame
from tests.factory import UNREADABLE, application

T = TypeVar("T")
LIMIT_SECONDS = 10.0
FULL = 10_000


def made(number: int, chance: random.Random, *, people: int = 4000) -> Application:
    """One application; now and then a value is in doubt, missing or just short. `people`: how many legal representatives there are."""
    area = chance.choice(["168", "99.9", "100", "~100", "≥100", ("98", "103"), ("320", "326"), None, UNREADABLE])
    staff = chance.randint(8, 60)
    return application(
        f"{number:05d}",
        organisation_name=f"岳阳第{number}号服务中心",
        credit_code=f"{number:018d}",
        legal_representative=f"甲{number % people}",
        address=f"岳阳市第{number % 3000}路{number}号",
        contact_phone=f"0730-{8_000_000 + number % 6000}",
        contact_person=f"乙{number % 5000}",
        category=chance.choice(["综合", "创新", "创业", None]),
        county=chance.choice(COUNTIES).name,
        premises_area=area,
        staff_total=str(staff),
        staff_college=str(round(staff * chance.uniform(0.6, 1.0))),
    )


def timed(name: str, work: Callable[[], T]) -> tuple[T, float]:
    started, busy = time.perf_counter(), time.process_time()
    result = work()
    # One thread: the processor's seconds are what the wall clock shows on a machine that does nothing else.
    seconds = time.process_time() - busy
    print(f"{name:24}{seconds:8.2f} s on the processor, {time.perf_counter() - started:6.2f} s by the clock")
    return result, seconds


def main(count: int) -> int:
    chance = random.Random(2020)
    notice = load_notice("hunan-2020")
    batch = [made(number, chance) for number in range(count)]
    relations, _ = timed("relate", lambda: relate(batch))
    assessments, seconds = timed(f"judge {count}", lambda: judge_all(batch, notice, relations=relations))
    timed("recommend", lambda: recommend(assessments, notice, relations))
    fields, _ = timed("fields dataframe", lambda: fields_frame(batch))
    verdicts, _ = timed("verdicts dataframe", lambda: verdicts_frame(assessments))
    flaws, _ = timed("criteria in bulk", lambda: cross_check(fields, verdicts, notice))
    print(
        "decisions", dict(Counter(one.decision.value for one in assessments)), f"relations {len(relations)}", f"disagreements {len(flaws)}"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    allowed = LIMIT_SECONDS * count / FULL
    print(f"judging {'within' if seconds <= allowed else 'OVER'} {allowed:.1f} s")
    return 0 if seconds <= allowed and not flaws else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else FULL))
