"""The ledger as reading sees it: plans and pages by content, never by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.glance import Glance
from extractors.ocr import READERS
from models.document import Page, Reading, ReceivedFile
from pipeline.codec import packed, renamed, unpacked
from pipeline.ledger import READING_CODE, Ledger, code_fingerprint, key_of
from pipeline.reading import FilePlan, PagePlan
from pipeline.settings import Settings

PAGE, PLAN, LOOK = "page", "plan", "look"
LOOK_CODE = ("pipeline/glancing.py", "extractors/proofs/*.py", "models/fields.py")  # what a look depends on besides the reading code


@dataclass(frozen=True, slots=True)
class Memory:
    """Nothing is remembered where there is no ledger, nor a page that failed: the next run tries it again."""

    ledger: Ledger | None
    settings: Settings

    def plan(self, file: ReceivedFile) -> FilePlan | None:
        body = self.ledger.get(self._plan_key(file)) if self.ledger is not None else None
        plan = None if body is None else unpacked(FilePlan, body)
        if plan is None or plan.problem is None or plan.problem.file == file.path:
            return plan
        return renamed(FilePlan, plan, plan.problem.file or "", file.path)  # type: ignore[no-any-return]

    def keep_plan(self, file: ReceivedFile, plan: FilePlan) -> None:
        """What a look gave, a file's own faults too; never a password."""
        if self.ledger is not None and plan.password is None:
            self.ledger.saw_file(file.sha256, file.size)
            self.ledger.put(self._plan_key(file), PLAN, packed(FilePlan, plan))

    def pages(self, file: ReceivedFile, plan: FilePlan) -> tuple[tuple[Page, ...], FilePlan]:
        """What is known of a file's pages under the name it has now, and the plan for the rest."""
        if self.ledger is None:
            return (), plan
        known: list[Page] = []
        unknown: list[PagePlan] = []
        for page in plan.pages:
            body = self.ledger.get(self._page_key(file, page))
            held = None if body is None else unpacked(tuple[Page, ...], body)
            if held is None:
                unknown.append(page)
            else:
                known += [_renamed(one, file.path) for one in held]
        return tuple(known), replace(plan, pages=tuple(unknown))

    def keep_pages(self, file: ReceivedFile, plans: Sequence[PagePlan], pages: Sequence[Page]) -> None:
        if self.ledger is None:
            return
        for plan in plans:
            held = tuple(page for page in pages if page.number == plan.number or plan.number is None)
            if held and all(page.reading is not Reading.FAILED for page in held):
                self.ledger.put(self._page_key(file, plan), PAGE, packed(tuple[Page, ...], held))

    def looks(self, file: ReceivedFile, pages: Sequence[PagePlan]) -> dict[int, Glance]:
        """What is known of a cheap look at these pages, by number."""
        known = {page.number: self.ledger.get(self._look_key(file, page)) for page in pages} if self.ledger is not None else {}
        looks = {number: unpacked(Glance, body) for number, body in known.items() if number is not None and body is not None}
        return {number: look for number, look in looks.items() if look is not None}

    def keep_looks(self, file: ReceivedFile, looks: Sequence[tuple[PagePlan, Glance | None]]) -> None:
        for page, look in looks:
            if self.ledger is not None and look is not None:
                self.ledger.put(self._look_key(file, page), LOOK, packed(Glance, look))

    def _plan_key(self, file: ReceivedFile) -> str:
        """Other passwords or limits may open what was closed."""
        return self._key(PLAN, file, key_of(*self.settings.passwords), str(self.settings.limits))

    def _page_key(self, file: ReceivedFile, plan: PagePlan) -> str:
        return self._key(PAGE, file, str(plan.number), plan.advice.value, str(plan.upright), self.settings.engine, engines_here())

    def _look_key(self, file: ReceivedFile, plan: PagePlan) -> str:
        return self._key(LOOK, file, str(plan.number), self.settings.engine, engines_here(), code_fingerprint(LOOK_CODE))

    def _key(self, kind: str, file: ReceivedFile, *more: str) -> str:
        return key_of(kind, file.sha256, file.media.value, code_fingerprint(READING_CODE), *more)


@lru_cache
def engines_here() -> str:
    """Engines, models and runtimes with their versions: another one reads anew."""
    return ";".join(known.info().detail for known in READERS)


def _renamed(page: Page, path: str) -> Page:
    """The same page under the file's name of today, in what it says of itself too."""
    if page.file == path:
        return page
    problems = tuple(
        replace(one, file=path, message=one.message.replace(page.file, path)) if one.file == page.file else one for one in page.problems
    )
    return replace(page, file=path, problems=problems)
