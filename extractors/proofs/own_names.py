"""Is the organisation that a list names the applicant, or surely another? A cell says 本单位, a short name, a former one, or a brand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from extractors.proofs.consistency import name_key
from extractors.proofs.reading import squash

SELF = re.compile(r"[本我](?:单位|中心|公司|协会|商会|学会|联盟|会|院|所|机构|平台|社|校|厂)|申报单位|自主(?:举办|主办)?|自办|独立")
APART = re.compile(r"[、,，;；/|]|和|与|及|暨|联合|共同")
LABELLED = re.compile(r"(主办|承办|举办|组织|协办|支持|指导|参与|参加)(?:单位|方|机构)?[:：]")
BESIDE = frozenset({"协办", "支持", "指导", "参与", "参加"})
TAIL = re.compile(r"(?:联合|共同|独立|具体)?(?:主办|承办|举办|组织|主承办)$|等(?:单位)?$")
HEAD = re.compile(r"^(?:均|全部|一律)?(?:由|系|为)")
COMPANY = re.compile(r"(?:股份|集团)?(?:有限)?(?:责任)?公司$|集团$")
# What an organisation's name ends with; a brand or a place that the applicant may run ends otherwise.
ORGANISATION = re.compile(
    r"(?:公司|集团|中心|协会|商会|学会|促进会|联合会|联盟|总会|妇联|研究院|研究所|设计院|学院|大学|学校|党校|事务所|合作社|委员会|管委会|工商联|办事处"
    r"|政府|银行|分行|支行|保险|证券|[市县区省]委|组织部|宣传部|[\u3400-\u9fff]{2}[局厅委])(?:\(.*\))?$"
)
OWN_DEPARTMENT = re.compile(
    r"[\u3400-\u9fff]{1,3}(?:中心|学院|委员会|事务所)"
)  # 培训中心 is a department of the house as likely as another house
LONG = 6  # characters of a name that may begin another
LEAST, LEAST_LETTERS = 2, 4
SHORTENED = 0.7  # of the whole name: what leaves out less is another name
ALIKE = 0.8  # names this like may be one name, misread
LEVELS = frozenset("省市县区州镇乡")  # of places: nobody misreads one for another


def names_in(text: str) -> tuple[str, ...]:
    """Whom a cell names as holding something, the whole of it and piece by piece; without who only helped."""
    parts = LABELLED.split(squash(text))
    if len(parts) > 1:
        kept = [parts[0], *(body for label, body in zip(parts[1::2], parts[2::2], strict=True) if label not in BESIDE)]
        return tuple(name for part in kept for name in names_in(part))
    whole = squash(text)
    pieces = (TAIL.sub("", HEAD.sub("", piece)).strip("()（）。:：“”\"'") for piece in (whole, *APART.split(whole)))
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def is_anothers(names: Iterable[str], applicant: Iterable[str]) -> bool:
    """Do these name organisations, and none that may be the applicant? `applicant`: its name as the papers give it, earlier ones too."""
    told, own = [name for name in names if name], tuple(applicant)
    named = [name for name in told if is_organisation(name)]
    return bool(named) and bool(own) and not any(may_be(name, mine) for name in told for mine in own)


def is_organisation(name: str) -> bool:
    return ORGANISATION.search(name) is not None and OWN_DEPARTMENT.fullmatch(name) is None


def may_be(name: str, applicant: str) -> bool:
    """Is this 本单位, the name, a piece of it that ends alike, its letters (巴陵知产), or the name misread?"""
    if SELF.search(name):
        return True
    told, own = name_key(name), name_key(applicant)
    if told == own or own in told:
        return True
    short, core = COMPANY.sub("", told), COMPANY.sub("", own)
    if COMPANY.search(told) and not COMPANY.search(own):
        return False
    if not ORGANISATION.search(told) or COMPANY.search(told):
        return _is_shortened(short, core)
    if core.endswith(told):
        return True
    whole = len(told) > SHORTENED * len(core)
    return core[-2:] == told[-2:] and (_misread(told, core) if whole else _is_shortened(told, core))


def _is_shortened(short: str, core: str) -> bool:
    if len(short) >= LEAST and short in core:
        return not (core.startswith(short) and short[-1:] in "省市县区镇乡园")
    letters = iter(core)
    in_order = all(letter in letters for letter in short)
    return (in_order and len(short) >= LEAST_LETTERS) or _misread(short, core)


def _misread(told: str, core: str) -> bool:
    """One name, read wrong: a few characters are others, or one is left out; 长沙市 beside 长沙县 is another place."""
    short, long = sorted((told, core), key=len)
    if len(long) - len(short) == 1:
        return len(short) >= LONG and any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
    if len(told) != len(core) or any(
        mine != theirs and mine in LEVELS and theirs in LEVELS for mine, theirs in zip(told, core, strict=True)
    ):
        return False
    return SequenceMatcher(None, told, core, autojunk=False).ratio() >= ALIKE


def same_body(name: str, applicant: Iterable[str]) -> bool:
    """Is this firm the applicant itself, or a branch of it?"""
    told = name_key(name)
    return any(told == (own := name_key(mine)) or (told.startswith(own) and len(own) > LONG) for mine in applicant)
