"""营业执照 and the certificates of legal persons: six fields by their labels, with the QR code as a witness.

Portrait or landscape, one column or two, 正本 or 副本, old registers and new: what stays the same is the label words
and that a value stands to the right of its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.codes import CodeRead, find_codes
from extractors.proofs.amounts import day_of, money_of
from extractors.proofs.certificate_words import (
    BRANCH,
    COMPANY_TYPE,
    HALF_LABELS,
    LABELS,
    MIN_ADDRESS,
    NAME,
    NOT_A_PERSON,
    ORGANISATION_ENDINGS,
    PERSON,
    REGION_WORD,
    TERMS,
    TORN_NAME,
    WRAPPING,
)
from extractors.proofs.labelled import TRIMMED, Labelled, read_labels
from extractors.proofs.licence_qr import is_misreading, of_qr
from extractors.proofs.reading import ASKED, Asked, ProofReading, number_candidate, squash, text_candidate, trouble
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Page, Word, lines_of
from models.facts import Party
from models.fields import (
    ADDRESS,
    CREDIT_CODE,
    ESTABLISHED_ON,
    LEGAL_REPRESENTATIVE,
    ORGANISATION_NAME,
    REGISTERED_CAPITAL,
    Field,
)
from models.problem import Category, Problem
from models.proof import PageKind

KIND = PageKind.LICENCE

# Labels of which one at least must have been read before a single 称 is taken for 名称.
CERTIFICATE_KEYS = frozenset({"person", "owner", "branch_person", "capital", "established"})
TERM_START = re.compile(r"自?(\d{4}年\d{1,2}月\d{1,2}日)(?:至|起|-|—)")
ROW_GAP = 2.0  # of a line's height: rows of a licence stand this close


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:  # noqa: ARG001
    """The licence's fields from its pages; a value that is there and does not look right is a candidate without value."""
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    parties: list[Party] = []
    for page in pages:
        told = of_qr(page)
        read_off = _of_page(page)
        kept = [one for one in read_off if not is_misreading(one, told)]
        candidates += [*told, *kept]
        problems += _trouble(page)
        parties += [
            Party(one.value, "证照持有人", True, one.place)
            for one in (*told, *kept)
            if one.field is ORGANISATION_NAME and isinstance(one.value, str)
        ]
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), _once(parties))


def _of_page(page: Page) -> list[AnyCandidate]:
    labelled = _labelled(page)
    out: list[AnyCandidate] = [*_codes(page)]
    for key, reader in READERS.items():
        of_key = [one for one in labelled if one.key == key and one.text]
        read_here = [candidate for one in of_key[:2] if (candidate := reader(page, one)) is not None]
        # A second 名称 (of a branch, of the 举办单位) never pushes the first one aside.
        out += [one for one in read_here if one.value is not None][:1] or read_here[:1]
    if not any(one.field is ORGANISATION_NAME for one in out):
        out += _name_over_type(page, labelled)
    return out + _begun(page, labelled, out)


def _labelled(page: Page) -> tuple[Labelled, ...]:
    whole = read_labels(page, LABELS, WRAPPING)
    keys = {one.key for one in whole if one.text}
    if not keys & CERTIFICATE_KEYS:
        return whole
    torn = {one.key for one in HALF_LABELS} if "name" not in keys else set()
    torn |= set() if "established" in keys else {"established"}
    halves = read_labels(page, (*LABELS, *HALF_LABELS), WRAPPING) if torn else ()
    begun = {day for day, _ in _terms(whole)}
    return (*whole, *(one for one in halves if one.key in torn - keys and (one.key != "established" or day_of(one.text) in begun)))


def _terms(labelled: Iterable[Labelled]) -> list[tuple[str, Labelled]]:
    """The days on which a 营业期限 begins."""
    found = [(TERM_START.match(one.text), one) for one in labelled if one.label in TERMS]
    return [(day, one) for match, one in found if match is not None and (day := day_of(match.group(1))) is not None]


def _begun(page: Page, labelled: Iterable[Labelled], found: list[AnyCandidate]) -> list[AnyCandidate]:
    """A term that begins on the day of establishment bears it out; one that begins on another day says nothing of it."""
    days = {one.value for one in found if one.field is ESTABLISHED_ON}
    return [_stated(ESTABLISHED_ON, day, page, one, f"证照上的{one.label}自同日起") for day, one in _terms(labelled) if day in days]


def _name_over_type(page: Page, labelled: Iterable[Labelled]) -> list[AnyCandidate]:
    """A name whose label was lost: an organisation's name right above the kind of company, beginning where that begins."""
    if len({one.key for one in labelled} & CERTIFICATE_KEYS) < 2:
        return []
    kinds = [word for word in page.words if COMPANY_TYPE.match(squash(word.text))]
    found: list[AnyCandidate] = [
        text_candidate(
            ORGANISATION_NAME, text, page, (word,), text=text, found_by=FoundBy.LICENCE, label="名称", detail="证照上类型一行之上的名称"
        )
        for word in page.words
        if NAME.fullmatch(text := squash(word.text))
        and text.endswith(ORGANISATION_ENDINGS)
        and not COMPANY_TYPE.match(text)
        and not TORN_NAME.search(text)
        and any(_is_right_above(word, kind) for kind in kinds)
        and not any(_is_right_above(other, word) for other in page.words)  # else it may be the rest of a name of two lines
    ]
    return found[:1]


def _is_right_above(upper: Word, lower: Word) -> bool:
    height = min(upper.box.height, lower.box.height)
    apart = lower.box.top - upper.box.bottom
    return abs(upper.box.x0 - lower.box.x0) <= height and -0.3 * height <= apart <= ROW_GAP * height


def _codes(page: Page) -> Iterable[AnyCandidate]:
    """The code wherever it stands: beside its label, below it, or torn from it."""
    seen: dict[str, tuple[CodeRead, tuple[Word, ...]]] = {}
    for line in page.lines:
        for read_code in find_codes(line.text):
            whole = tuple(word for word in line.words if any(one.value == read_code.value for one in find_codes(word.text)))
            words = whole[:1] or tuple(word for word in line.words if any(char.isdigit() for char in word.text)) or line.words
            seen.setdefault(read_code.value, (read_code, words))
    if not any(read_code.valid for read_code, _ in seen.values()):
        seen = dict(list(seen.items())[:1])
    else:
        seen = {value: both for value, both in seen.items() if both[0].valid}
    for value, (read_code, words) in seen.items():
        caveats = [Caveat.CHECK_CHARACTER] if not read_code.valid else [Caveat.REPAIRED] if read_code.swapped else []
        detail = "证照上的统一社会信用代码，" + ("校验码相符" if read_code.valid else "校验码不符")
        if read_code.repaired:
            detail += "（字母与数字形近，已按编码规则更正）"
        yield text_candidate(
            CREDIT_CODE, value, page, words, text=value, found_by=FoundBy.LICENCE, label="统一社会信用代码", detail=detail, caveats=caveats
        )


def _name(page: Page, one: Labelled) -> AnyCandidate | None:
    one = _first_line(one)
    text = one.text
    if not NAME.fullmatch(text) or text.startswith(("类型", "住所")):
        return _unreadable_text(page, one, ORGANISATION_NAME)
    odd = not text.endswith(ORGANISATION_ENDINGS) or TORN_NAME.search(text) is not None
    return _stated(ORGANISATION_NAME, None if odd else text, page, one, "证照上的名称" + ("，字样不完整" if odd else ""))


def _first_line(one: Labelled) -> Labelled:
    """A name that is whole on its first line is not continued by what stands below it."""
    lines = lines_of(one.words)
    if len(lines) < 2:
        return one
    first, rest = squash(lines[0].text), squash("".join(line.text for line in lines[1:]))
    if COMPANY_TYPE.match(rest) or (first.endswith(ORGANISATION_ENDINGS) and not BRANCH.search(rest)):
        return replace(one, text=first.strip(TRIMMED), words=lines[0].words)
    return one


def _person(page: Page, one: Labelled) -> AnyCandidate | None:
    text = re.sub(r"\(.*\)?$", "", one.text)
    if not PERSON.fullmatch(text) or any(word in text for word in NOT_A_PERSON):
        return _unreadable_text(page, one, LEGAL_REPRESENTATIVE)
    return _stated(LEGAL_REPRESENTATIVE, text, page, one, "证照上的法定代表人")


def _stand_in(page: Page, one: Labelled) -> AnyCandidate | None:
    """经营者 and 负责人 stand where a legal person has a 法定代表人: taken, for a person to see."""
    if not PERSON.fullmatch(one.text) or any(word in one.text for word in NOT_A_PERSON):
        return None
    return _stated(LEGAL_REPRESENTATIVE, one.text, page, one, f"证照上写的是“{one.label}”，不是法定代表人", caveats=[Caveat.BASIS])


def _capital(page: Page, one: Labelled) -> AnyCandidate | None:
    money = money_of(one.text)
    if money.amount is None:
        return number_candidate(
            REGISTERED_CAPITAL,
            None,
            page,
            one.words,
            text=one.text,
            found_by=FoundBy.LICENCE,
            label=one.label,
            detail=f"证照上的{one.label}未能读准",
        )
    return number_candidate(
        REGISTERED_CAPITAL,
        money.amount,
        page,
        one.words,
        text=one.text,
        found_by=FoundBy.LICENCE,
        label=one.label,
        detail=f"证照上的{one.label}" + (f"，{money.note}" if money.note else ""),
        caveats=money.caveats,
    )


def _established(page: Page, one: Labelled) -> AnyCandidate | None:
    day = day_of(one.text)
    return _stated(ESTABLISHED_ON, day, page, one, f"证照上的{one.label}" + ("" if day else "未能读准"))


def _address(page: Page, one: Labelled) -> AnyCandidate | None:
    text = one.text
    if len(text) < MIN_ADDRESS or not REGION_WORD.search(text):
        return _unreadable_text(page, one, ADDRESS) if text else None
    return _stated(ADDRESS, text, page, one, f"证照上的{one.label}")


READERS = {
    "name": _name,
    "person": _person,
    "branch_person": _stand_in,
    "owner": _stand_in,
    "capital": _capital,
    "established": _established,
    "address": _address,
}


def _stated(
    field: Field[str], value: str | None, page: Page, one: Labelled, detail: str, *, caveats: Iterable[Caveat] = ()
) -> AnyCandidate:
    """What stands behind one label of the certificate, as it stands."""
    return text_candidate(
        field, value, page, one.words, text=one.text, found_by=FoundBy.LICENCE, label=one.label, detail=detail, caveats=caveats
    )


def _unreadable_text(page: Page, one: Labelled, field: Field[str]) -> AnyCandidate:
    return _stated(field, None, page, one, f"证照上“{one.label}”后的字样未能读准")


def _trouble(page: Page) -> list[Problem]:
    title = next((title for title in ("个体工商户", "分公司", "分支机构") if title in squash(page.text)), None)
    if title is None:
        return []
    labelled = read_labels(page, LABELS, WRAPPING)
    if any(one.key == "person" for one in labelled) or not any(one.key in ("owner", "branch_person") for one in labelled):
        return []
    return [
        trouble(
            page,
            f"证照上写有“{title}”，没有法定代表人：可能不是独立法人",
            "核对申报单位是否具有独立法人资格",
            category=Category.IDENTITY,
            name=LEGAL_REPRESENTATIVE.name,
        )
    ]


def _once(parties: list[Party]) -> tuple[Party, ...]:
    return tuple({party.name: party for party in reversed(parties)}.values())
