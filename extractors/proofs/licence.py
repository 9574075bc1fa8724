"""营业执照 and the certificates of legal persons: six fields by their labels, with the QR code as a witness.

Portrait or landscape, one column or two, 正本 or 副本, old registers and new: what stays the same is the label words
and that a value stands to the right of its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest

from extractors.codes import CodeRead, find_codes
from extractors.proofs.amounts import day_of, money_of
from extractors.proofs.labelled import TRIMMED, Label, Labelled, read_labels
from extractors.proofs.qr import READER, QrEntry, entries
from extractors.proofs.reading import (
    ASKED,
    AnyCandidate,
    Asked,
    Party,
    ProofReading,
    number_candidate,
    squash,
    text_candidate,
    trouble,
)
from models.answer import Candidate, Caveat, FoundBy, Source
from models.document import Page, Word, lines_of
from models.fields import (
    ADDRESS,
    CREDIT_CODE,
    ESTABLISHED_ON,
    LEGAL_REPRESENTATIVE,
    ORGANISATION_NAME,
    REGISTERED_CAPITAL,
    Field,
)
from models.geometry import Box
from models.problem import Category, Problem
from models.proof import PageKind

KIND = PageKind.LICENCE

LABELS = (
    Label("name", ("名称", "单位名称", "企业名称", "机构名称", "法人名称", "字号名称"), weak=True),
    Label("person", ("法定代表人", "法定代表人姓名")),
    Label("branch_person", ("负责人", "单位负责人"), weak=True),
    Label("owner", ("经营者", "经营者姓名", "投资人", "执行事务合伙人"), weak=True),
    Label("capital", ("注册资本(金)", "注册资本", "注册资金", "开办资金", "成员出资总额", "出资总额", "出资额")),
    Label("established", ("成立日期", "成立时间", "注册日期", "设立日期", "成立登记日期")),
    Label("address", ("主要经营场所", "经营场所", "营业场所", "生产经营场所", "住所", "住址", "地址"), weak=True),
    Label("other", (
        "统一社会信用代码", "营业期限", "合伙期限", "经营期限", "经营范围", "登记机关", "发照机关", "发证机关", "有效期限", "有效期", "发证日期", "核准日期", "登记日期", "注册号",
        "证照编号", "宗旨和业务范围", "业务范围", "经费来源", "举办单位", "登记管理机关", "业务主管单位", "主体类型", "公司类型", "企业类型", "组成形式", "活动地域", "活动资金", "实收资本", "扫描二维码",
        "副本编号", "单位类型", "机构类型", "法人类型", "审批机关", "国家企业信用信息公示系统",
    )),
    Label("other", ("类型", "业务", "宗旨", "编号"), weak=True),
)
WRAPPING = frozenset({"name", "address"})
# A line below a whole name is the next field without its label (有限责任公司), unless it names a branch.
BRANCH = re.compile(r"(?:分公司|分店|分中心|分社|分院|分所|办事处|营业部|项目部)$")
COMPANY_TYPE = re.compile(r"^(?:其他)?(?:股份)?有限(?:责任)?公司|^个体工商户|^个人独资企业|^农民专业合作社|^普通合伙|^有限合伙|^台港澳|^外商投资")

ORGANISATION_ENDINGS = (
    "公司", "中心", "厂", "店", "社", "院", "所", "会", "馆", "部", "行", "联盟", "企业", "(有限合伙)", "(普通合伙)", "集团", "学校", "大学", "基地", "站", "局", "办公室", "园", "处", "室", "队",
    "平台", "经营部", "办事处", "管委会", "孵化器", "空间", "工场", "实验室", "台", "司", "城", "库", "场", "合伙)", "坊", "铺", "吧", "庄", "户", "网", "医院", "组", "超市",
)
# What an engine makes of 有限公司 and 有限责任公司 under a seal.
TORN_NAME = re.compile(r"有[^限]公司|[^有]限公司|有限责任公[^司]|有限公[^司]|有限[^责公合]|有限责[^任]|[^有]限责任|(?<!责)任公司|公公司|[?？*#□■]")
NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9()·&\-、〇“”\"《》+.]{3,60}")
PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,12}(?:·[\u3400-\u9fff]{1,12}){1,3}|[A-Za-z][A-Za-z .,\-']{2,40}")
NOT_A_PERSON = ("公司", "中心", "类型", "名称", "住所", "日期", "资本", "资金", "姓名", "地址", "机关", "范围", "证书", "执照", "企业", "长期", "有效", "单位")
REGION_WORD = re.compile(r"[省市县区州镇乡村路街道号园楼栋幢室座层巷里组旗城厦]")
MIN_ADDRESS = 6
# A picture's QR text and the printed name may differ by what an engine misreads, not by a whole name.
MISREAD_SHARE = 0.25
NOWHERE = Box(0, 0, 0, 0)
TEXT_FIELDS: tuple[Field[str], ...] = (ORGANISATION_NAME, CREDIT_CODE, LEGAL_REPRESENTATIVE, ESTABLISHED_ON, ADDRESS)


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:  # noqa: ARG001
    """The licence's fields from its pages; a value that is there and does not look right is a candidate without value."""
    candidates: list[AnyCandidate] = []
    problems: list[Problem] = []
    parties: list[Party] = []
    for page in pages:
        told = _of_qr(page)
        read_off = _of_page(page)
        kept = [one for one in read_off if not _misread(one, told)]
        candidates += [*told, *kept]
        problems += _trouble(page)
        parties += [
            Party(one.value, "证照持有人", True, one.place)
            for one in (*told, *kept)
            if one.field is ORGANISATION_NAME and isinstance(one.value, str)
        ]
    return ProofReading(KIND, tuple(candidates), (), tuple(problems), _once(parties))


def _of_page(page: Page) -> list[AnyCandidate]:
    labelled = read_labels(page, LABELS, WRAPPING)
    out: list[AnyCandidate] = [*_codes(page)]
    for key, reader in READERS.items():
        of_key = [one for one in labelled if one.key == key and one.text]
        read_here = [candidate for one in of_key[:2] if (candidate := reader(page, one)) is not None]
        # A second 名称 (of a branch, of the 举办单位) never pushes the first one aside.
        out += [one for one in read_here if one.value is not None][:1] or read_here[:1]
    return out


def _codes(page: Page) -> Iterable[AnyCandidate]:
    """The code wherever it stands: beside its label, below it, or torn from it."""
    seen: dict[str, tuple[CodeRead, tuple[Word, ...]]] = {}
    for line in page.lines:
        for read_code in find_codes(line.text):
            words = tuple(word for word in line.words if any(char.isdigit() for char in word.text)) or line.words
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
        yield text_candidate(CREDIT_CODE, value, page, words, text=value, found_by=FoundBy.LICENCE, label="统一社会信用代码",
                             detail=detail, caveats=caveats)


def _name(page: Page, one: Labelled) -> AnyCandidate | None:
    one = _first_line(one)
    text = one.text
    if not NAME.fullmatch(text) or text.startswith(("类型", "住所")):
        return _unreadable_text(page, one, ORGANISATION_NAME)
    odd = not text.endswith(ORGANISATION_ENDINGS) or TORN_NAME.search(text) is not None
    return text_candidate(
        ORGANISATION_NAME, None if odd else text, page, one.words, text=one.text, found_by=FoundBy.LICENCE, label=one.label,
        detail="证照上的名称" + ("，字样不完整" if odd else ""),
    )


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
    return text_candidate(LEGAL_REPRESENTATIVE, text, page, one.words, text=one.text, found_by=FoundBy.LICENCE,
                          label=one.label, detail="证照上的法定代表人")


def _stand_in(page: Page, one: Labelled) -> AnyCandidate | None:
    """经营者 and 负责人 stand where a legal person has a 法定代表人: taken, for a person to see."""
    if not PERSON.fullmatch(one.text) or any(word in one.text for word in NOT_A_PERSON):
        return None
    return text_candidate(LEGAL_REPRESENTATIVE, one.text, page, one.words, text=one.text, found_by=FoundBy.LICENCE, label=one.label,
                          detail=f"证照上写的是“{one.label}”，不是法定代表人", caveats=[Caveat.BASIS])


def _capital(page: Page, one: Labelled) -> AnyCandidate | None:
    money = money_of(one.text)
    if money.amount is None:
        return number_candidate(REGISTERED_CAPITAL, None, page, one.words, text=one.text, found_by=FoundBy.LICENCE, label=one.label,
                                detail=f"证照上的{one.label}未能读准")
    return number_candidate(
        REGISTERED_CAPITAL, money.amount, page, one.words, text=one.text, found_by=FoundBy.LICENCE, label=one.label,
        detail=f"证照上的{one.label}" + (f"，{money.note}" if money.note else ""), caveats=money.caveats,
    )


def _established(page: Page, one: Labelled) -> AnyCandidate | None:
    day = day_of(one.text)
    return text_candidate(ESTABLISHED_ON, day, page, one.words, text=one.text, found_by=FoundBy.LICENCE, label=one.label,
                          detail=f"证照上的{one.label}" + ("" if day else "未能读准"))


def _address(page: Page, one: Labelled) -> AnyCandidate | None:
    text = one.text
    if len(text) < MIN_ADDRESS or not REGION_WORD.search(text):
        return _unreadable_text(page, one, ADDRESS) if text else None
    return text_candidate(ADDRESS, text, page, one.words, text=text, found_by=FoundBy.LICENCE, label=one.label, detail=f"证照上的{one.label}")


READERS = {
    "name": _name,
    "person": _person,
    "branch_person": _stand_in,
    "owner": _stand_in,
    "capital": _capital,
    "established": _established,
    "address": _address,
}


def _unreadable_text(page: Page, one: Labelled, field: Field[str]) -> AnyCandidate:
    return text_candidate(field, None, page, one.words, text=one.text, found_by=FoundBy.LICENCE, label=one.label,
                          detail=f"证照上“{one.label}”后的字样未能读准")


def _of_qr(page: Page) -> list[AnyCandidate]:
    told: dict[str, AnyCandidate] = {}
    for text in page.qr_texts:
        for entry in entries(text):
            candidate = _qr_candidate(page, entry)
            if candidate is not None:
                told.setdefault(entry.field.name, candidate)
    return list(told.values())


def _qr_candidate(page: Page, entry: QrEntry) -> AnyCandidate | None:
    words = (Word(entry.text, NOWHERE, 1.0, READER),)
    place = page.place(None, entry.text)
    detail = "证照二维码明文"
    text = squash(entry.text)
    if entry.field is REGISTERED_CAPITAL:
        money = money_of(text)
        return None if money.amount is None else Candidate(
            REGISTERED_CAPITAL, money.amount, place, words, Source.PROOF, FoundBy.QR, "注册资本", detail, money.caveats)
    field = next(one for one in TEXT_FIELDS if one is entry.field)
    value = day_of(text) if field is ESTABLISHED_ON else text
    if value is None or (field is LEGAL_REPRESENTATIVE and not PERSON.fullmatch(value)):
        return None
    if field is ORGANISATION_NAME and not (NAME.fullmatch(value) and value.endswith(ORGANISATION_ENDINGS)):
        return None
    return Candidate(field, value, place, words, Source.PROOF, FoundBy.QR, field.title, detail)


def _misread(one: AnyCandidate, told: list[AnyCandidate]) -> bool:
    """Is this the engine's misreading of what the QR code says in clear? Only a few characters apart, and read by OCR."""
    if one.value is None or not any(word.reader != "text layer" for word in one.words):
        return False
    twin = next((other for other in told if other.field is one.field), None)
    if twin is None or twin.value == one.value or not (isinstance(one.value, str) and isinstance(twin.value, str)):
        return False
    return _apart(one.value, twin.value) <= MISREAD_SHARE * len(twin.value)


def _apart(left: str, right: str) -> int:
    """Characters that differ, place by place, from both ends: cheap, and enough for misread strings."""
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True))
    head = next((at for at, (a, b) in enumerate(zip_longest(left, right)) if a != b), 0)
    tail = next((at for at, (a, b) in enumerate(zip_longest(left[::-1], right[::-1])) if a != b), 0)
    return max(len(left), len(right)) - head - tail


def _trouble(page: Page) -> list[Problem]:
    title = next((title for title in ("个体工商户", "分公司", "分支机构") if title in squash(page.text)), None)
    if title is None:
        return []
    labelled = read_labels(page, LABELS, WRAPPING)
    if any(one.key == "person" for one in labelled) or not any(one.key in ("owner", "branch_person") for one in labelled):
        return []
    return [trouble(page, f"证照上写有“{title}”，没有法定代表人：可能不是独立法人", "核对申报单位是否具有独立法人资格", category=Category.IDENTITY,
                    name=LEGAL_REPRESENTATIVE.name)]


def _once(parties: list[Party]) -> tuple[Party, ...]:
    return tuple({party.name: party for party in reversed(parties)}.values())
