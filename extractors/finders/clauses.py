"""Where a unit is, whom to call there and to which county it belongs, told in a sentence of a form: 联系人程莎，联系电话15387300417，隶属岳阳县."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from extractors.finders.entry import Entry
from extractors.finders.glued import clauses_in
from extractors.finders.shape import FOREIGN
from extractors.finders.words import AnyField, Run, squeeze
from models.document import Page
from models.fields import ADDRESS, CONTACT_PERSON, CONTACT_PHONE, COUNTY

TOLD = (ADDRESS, CONTACT_PERSON, CONTACT_PHONE, COUNTY)
LONGEST = 600  # characters of a cell
LONGEST_NAME = 24  # characters of an office's name on a line of its own
_OFFICE = re.compile(r"(?:局|厅|委员会|管委会|人民政府|办公室)(?:[（(](?:盖章|公章|章)[)）])?$")
_LETTER = re.compile(r"^关于(?:同意)?推荐.{0,40}(?:函|报告|意见)$")
_END = re.compile(r"[，,。；;、\s（）()]|$")
_OTHERS = re.compile(r"甲方|乙方|出租|承租|房东|业主|主管|推荐|工信|工业和信息化|局$|举办单位|母公司|总公司|物业")

_ANOTHER_PERSON = re.compile(r"联系人|负责人|代表人|经办人|填表人|经理|主任|客户|企业主|会长|理事长")


def is_an_offices(page: Page) -> bool:
    """Does an office sign the page, or is it its letter? Then whom to call there is not the applicant's."""
    lines = (re.sub(r"\s+", "", line.text) for line in page.lines)
    return any(_LETTER.search(text) is not None or (len(text) <= LONGEST_NAME and _OFFICE.search(text) is not None) for text in lines)


def clause_entries(runs: Iterable[Run], known: Collection[AnyField]) -> Iterator[Entry]:
    """What sentences tell of the fields that no label has answered; nothing from a sentence that speaks of somebody else."""
    if all(field in known for field in TOLD):
        return
    for run in runs:
        if not 0 < len(run.text) <= LONGEST:
            continue
        named = range(0)
        for span in clauses_in(run.text):
            end = _END.search(run.text, span.after)
            last = end.start() if end is not None else len(run.text)
            field = span.label.field
            if field not in TOLD or field in known or _is_of_others(run.text, span.start):
                continue
            if field is CONTACT_PHONE and _is_anothers(run.text, span.start, named):
                continue
            named = range(span.start, last) if field is CONTACT_PERSON else named
            words = run.cut(span.after, last)
            if words:
                yield Entry(span.label, span.label.text, words, None, f"申报表一句中“{squeeze(span.label.text)}”之后")


def _is_of_others(text: str, at: int) -> bool:
    """Does the sentence up to here speak of another body?"""
    before = text[_sentence_start(text, at) : at]
    return FOREIGN.search(before) is not None or _OTHERS.search(before) is not None


def _is_anothers(text: str, at: int, named: range) -> bool:
    """Is another person spoken of in the sentence since the one to call was `named`?"""
    return _ANOTHER_PERSON.search(text, max(_sentence_start(text, at), named.stop), at) is not None


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。；;\n") + 1
