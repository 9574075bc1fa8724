"""Which unit an application is: its code and name, compared as a clerk would, and its own entries on the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from models.answer import Application
from models.fields import CREDIT_CODE, ORGANISATION_NAME, Field
from pipeline.judging.told import SETTLED, Agency

SPELLING = re.compile(r"[\s()（）\[\]【】〔〕《》“”\"'·,，、。.:：;；—_-]")
MOST_ALIKE = 12
"""A telephone or address that more applications share than this is a form's own (the office's), not theirs."""


def spelled(text: str) -> str:
    """A name or address without spaces, marks and width."""
    return SPELLING.sub("", unicodedata.normalize("NFKC", text)).upper()


def sure_text(application: Application, field: Field[str]) -> str:
    """What a field says where nobody has to ask; else empty."""
    answer = application[field]
    return answer.value if answer.state in SETTLED and answer.value is not None else ""


def is_same_unit(left: Application, right: Application) -> bool:
    """The same code, or the same name up to spelling."""
    codes = sure_text(left, CREDIT_CODE), sure_text(right, CREDIT_CODE)
    names = spelled(sure_text(left, ORGANISATION_NAME)), spelled(sure_text(right, ORGANISATION_NAME))
    return bool(codes[0] and codes[0] == codes[1]) or bool(names[0] and names[0] == names[1])


def is_entry_of(one: Application, agency: Agency) -> bool:
    """The register's entry is the applicant itself."""
    code, name = sure_text(one, CREDIT_CODE), spelled(sure_text(one, ORGANISATION_NAME))
    return bool(agency.code and code == agency.code) or bool(name and name == spelled(agency.name))


def same_unit(applications: Sequence[Application], registry: Sequence[Agency]) -> dict[str, tuple[Agency, ...]]:
    """The register's entries of each applicant itself, by application."""
    by_code = {agency.code: agency for agency in registry if agency.code}
    by_name = {spelled(agency.name): agency for agency in registry if agency.name}
    found: dict[str, tuple[Agency, ...]] = {}
    for one in applications if registry else ():
        entries = (by_code.get(sure_text(one, CREDIT_CODE)), by_name.get(spelled(sure_text(one, ORGANISATION_NAME))))
        known = tuple(dict.fromkeys(entry for entry in entries if entry is not None))
        if known:
            found[one.name] = known
    return found
