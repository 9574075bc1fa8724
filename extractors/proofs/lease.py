"""Proof of premises: 租赁合同, 房产证, 不动产权证书, 无偿使用协议, 使用证明: area, who holds it, and for how long."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from extractors.numerals import arabic, read_numeral
from extractors.proofs.amounts import days_in
from extractors.proofs.owners import ENDING, PARK_ROLE, full_name
from extractors.proofs.reading import ASKED, Asked, ProofReading, Run, listed, number_candidate, running, running_by_cells, squash, trouble
from extractors.proofs.rooms import rooms_of
from extractors.proofs.rows import is_scanned
from extractors.quantities import read_quantities
from models.answer import AnyCandidate, Caveat, FoundBy
from models.document import Line, Page, Place
from models.facts import Party, Term
from models.fields import PREMISES_AREA
from models.geometry import around
from models.problem import Category, Problem
from models.proof import PageKind
from models.quantity import Quantity, exactly

KIND = PageKind.LEASE

# Words before an area. The first group is the area of what is let; 使用面积 is another basis; the rest is not the premises.
AREA_LABELS = listed(
    "建筑面积 租赁面积 合同面积 出租面积 承租面积 租用面积 房屋面积 总面积 场地面积 办公面积 产权面积 登记面积 "
    "房屋建筑面积 计租面积 场所面积 面积 房产面积 证载面积 实测面积 专有建筑面积"
)
USABLE_LABELS = ("使用面积", "套内面积", "套内建筑面积", "实用面积", "实际使用面积", "净面积")
OTHER_LABELS = listed(
    "占地面积 土地面积 宗地面积 公摊面积 分摊面积 土地使用权面积 共有宗地面积 园区面积 分摊建筑面积 共用面积 "
    "用地面积 公用面积 分摊土地面积 独用土地面积 车位面积 仓库面积 大楼总建筑面积 园区总建筑面积 整栋面积"
)
ALL_LABELS = re.compile("|".join(sorted((*AREA_LABELS, *USABLE_LABELS, *OTHER_LABELS), key=len, reverse=True)))
# What is all of a building or a park, of which the premises are a part.
OF_THE_WHOLE = re.compile(
    r"(?:园|园区|大厦|大楼|主楼|写字楼|办公楼|楼宇|广场|商厦|综合体|项目|基地|市场|小区|片区)的?(?:总|全部|整体|规划总?)$"
    r"|(?:整栋|整幢|整座|全栋|全幢)(?:楼|房屋|建筑)?的?总?$"
    r"|(?<![租用])(?:该|本|此|整个?|全|所在|所属|上述|这)(?:栋|幢|座)?(?:楼|楼房|大楼|楼宇|大厦|建筑|建筑物|园区?|小区|综合楼|办公楼|写字楼|栋|幢|座)的?(?:总|全部|整体)?$"
)
# What of a larger area goes to the tenant: 将其中238平方米转租给乙方.
PART_BEFORE = re.compile(r"其中(?:的|之)?(?:约|一部分|部分)?(?:建筑面积|使用面积|面积)?(?:为|共|计)?$")
PART_AFTER = re.compile(
    r"^[^。；;，,\u4e00-\u9fff]{0,4}(?:的?(?:房屋|场地|房间|办公用房|办公室|用房))?(?:转租|分租|(?:无偿|免费)?(?:出租|租|租赁|提供|借|交付|交|划|安排)给(?:乙方|承租方|你单位|贵单位|该单位|你中心|你公司)|供(?:乙方|你单位))"
)
# 186.4㎡(其中:…): what an area is made up of, in brackets behind it.
PARTS = re.compile(r"(?:m2|㎡|平方米|平米)\s?[(](?:其中|内含|包括|包含|由)[^()]{2,80}[)]")
OWN_PART, SHARED_LABELS = "专有建筑面积", ("分摊建筑面积", "分摊面积", "公摊面积")
WHOLE_LABELS = ("建筑面积", "房屋建筑面积", "总面积", "房屋面积", "产权面积", "登记面积", "证载面积", "面积")
SLACK = Decimal("0.05")
BEFORE_AREA = 14  # characters between the label and its number at most
AREA_UNIT = "㎡"
PART_OF = "其中"
# Squashing makes two characters of ㎡; put back at the same length, so that spans hold.
UNIT_IN_LABEL = re.compile(r"面积\((?:m2|㎡|平方米|平米)\)[:：]?\s?([0-9][0-9,]*(?:\.[0-9]+)?)(?![0-9.,]*(?:亩|公顷))")
SQUARE_METRE = re.compile("[mM]2")

HOLDER_ROLES = listed(
    "承租方 承租人 乙方 权利人 使用方 使用人 使用单位 房屋所有权人 所有权人 受让方 借用方 产权人 房屋使用人 无偿使用方 入驻单位 入驻方"
)
OTHER_ROLES = ("出租方", "出租人", "甲方", "提供方", "出借方", "产权单位", "转租方", "房屋出租人", "委托方", "委托单位")
# Who runs a house for its owner holds it where nobody else does: 受托方 of a 委托运营及场地使用协议.
ENTRUSTED_ROLES = ("受托方", "受托单位", "受托运营方", "运营方", "委托运营方", "承接方")
# A park takes in a firm: whatever room it gives it is the firm's, and never the premises of whoever runs the park.
OF_A_TENANT = re.compile(
    r"^[^。，,;；:：《》]{0,16}(?:入驻|进驻|入孵|入园|孵化|众创|创客|工位|卡座)[^。，,;；:：《》]{0,14}(?:协议|合同|合约)(?:书)?(?:[(（][^()（）]{0,12}[)）])?$"
)
ROLE = re.compile(
    rf"({'|'.join(sorted((*HOLDER_ROLES, *OTHER_ROLES, *ENTRUSTED_ROLES), key=len, reverse=True))})"
    r"(?:\((?P<also>[^()]{1,16})\))?\s*(?:\((?:盖章|签章|公章|全称)\))?\s*(?P<colon>[:：])?\s*(?P<rest>.*)"
)
TORN_ROLE = re.compile(r"权\s*利\s*人|使\s*用\s*人|承\s*租\s*方|承\s*租\s*人|出\s*租\s*方|出\s*租\s*人")
PARTY_NAME = re.compile(
    rf"^([\u3400-\u9fffA-Za-z0-9()·]{{2,40}}?{ENDING})(?=$|[^\u3400-\u9fffA-Za-z0-9])|^([\u3400-\u9fffA-Za-z0-9()·]{{2,40}}?{ENDING})"
)
NAME_ENDS = re.compile(r"[司心会盟院所社厂部馆校平台地体团]$")
PERSON_NAME = re.compile(r"^([\u3400-\u9fff]{2,4})(?=$|[\s,，;；(（])")

TITLE_AMONG = 3
ADDRESSED_AMONG = 6  # lines of a letter among which it says to whom it goes
TO_YOU = re.compile(r"(?:给|由|供|同意|准予)(?:你|贵)(?:单位|会|中心|公司|院|所|协会|商会|机构)")
DEED_OF_LANDLORD = re.compile(
    r"^[(]?(?:附件?[:：]?)?(?:出租方|出租人|出借方|提供方|甲方|房东|业主|产权方|产权单位)(?:的)?(?:单位|公司)?(?:的)?(?:房屋|场地)?"
    r"(?:产权|房产|房产权|不动产|不动产权|所有权|权属)(?:证|证明|证书|证件|登记证|登记证明|证明材料|资料)"
)

TITLE = re.compile(r"^[^。，,;；:：]{0,24}(?:合同|协议|证明|证书|房产证|产权证)(?:书)?(?:[(（][^()（）]{0,12}[)）])?$")
TERM_WORDS = re.compile(r"(?:租赁|使用|租用|合同|租期|期限|有效期|借用|承租|免租|无偿使用|租住)[^。；]{0,30}?")
FROM_TO = re.compile(r"自|从|由|起|至|到|—|–|-|~|～")
OPEN_ENDED = re.compile(r"长期(?:有效|使用)?|无固定期限|永久")


def read(pages: tuple[Page, ...], asked: Asked = ASKED) -> ProofReading:
    candidates: list[AnyCandidate] = []
    of_landlords: list[AnyCandidate] = []
    parties: dict[tuple[str, bool, int | None], Party] = {}
    terms: list[Term] = []
    problems: list[Problem] = []
    of_tenant = False
    for page in pages:
        whole = _is_landlords(page)
        of_tenant = _is_of_a_tenant(page) or (of_tenant and not _is_titled(page))
        (of_landlords if whole else candidates).extend(_areas(page))
        for party in (*_parties(page, of_tenant=of_tenant), *_addressee(page)):
            party = replace(party, is_holder=False) if whole else party
            parties.setdefault((party.name, party.is_holder, page.number if party.role == PARK_ROLE else None), party)
        term = _term(page) if not whole else None
        if term is not None:
            terms.append(term)
            problems += _expiry(page, term, asked) if not of_tenant else []
    # What the landlord owns is more than what is let; where nothing else states an area, a person looks at it.
    candidates = candidates or [
        replace(one, caveats=one.caveats | {Caveat.BASIS}, detail=f"{one.detail}，为出租方产权的面积") for one in of_landlords
    ]
    return ProofReading(KIND, tuple(_once(candidates)), (), tuple(problems), tuple(parties.values()), tuple(terms))


def _is_landlords(page: Page) -> bool:
    """Does the page's title say that this is the deed of whoever lets the premises?"""
    return any(DEED_OF_LANDLORD.search(squash(line.text)) for line in page.lines[:TITLE_AMONG])


def _areas(page: Page) -> list[AnyCandidate]:
    """Each area of the premises with its label, from lines joined over their breaks."""
    by_cells = not is_scanned(page) and any(table.ruled for table in page.tables)
    run = running_by_cells(page) if by_cells else running(page)
    text = run.text
    quantities = [one for one in read_quantities(SQUARE_METRE.sub("㎡ ", text)) if one.unit == AREA_UNIT]
    made_up = _made_up_of(text, quantities)
    out: list[AnyCandidate] = []
    parts = [one for one in quantities if _is_part_let(text, one.span)]
    for quantity in parts or (*quantities, *_unit_in_label(text, quantities)):
        label = PART_OF if parts else _label_before(text, quantity.span[0])
        if label is None or label in OTHER_LABELS or quantity.span in made_up:
            continue
        words = run.words(*quantity.span)
        caveats: set[Caveat] = {Caveat.BASIS} if label in USABLE_LABELS else set()
        caveats |= {Caveat.REPAIRED} if quantity.repaired else set()
        caveats |= {Caveat.AMBIGUOUS} if quantity.ambiguous else set()
        out.append(
            number_candidate(
                PREMISES_AREA,
                quantity,
                page,
                words,
                text=_as_written(text, label, quantity.span),
                found_by=FoundBy.LABEL,
                label=label,
                detail=f"场地证明写明的{label}",
                caveats=caveats,
            )
        )
    return [*out, *rooms_of(page)]


def _as_written(text: str, label: str, span: tuple[int, int]) -> str:
    """The words from an area's label to its unit, as they stand: 建筑面积为74.2㎡."""
    start = max(text.rfind(label, 0, span[0]), span[0] - BEFORE_AREA - len(label), 0)
    end = span[1] + (SQUARE_METRE.fullmatch(text[span[1] - 1 : span[1] + 1]) is not None)
    return SQUARE_METRE.sub("㎡", text[start:end]).strip()


def _made_up_of(text: str, quantities: list[Quantity]) -> frozenset[tuple[int, int]]:
    """The parts of an area that stand beside it: 186.4㎡（其中：专有建筑面积160.3㎡，分摊建筑面积26.1㎡）, in brackets, or where they add up to it."""
    spans = {one.span for bracket in PARTS.finditer(text) for one in quantities if bracket.start() < one.span[0] < bracket.end()}
    told = {one.span: _label_before(text, one.span[0]) for one in quantities}
    known = [one.value for one in quantities if told[one.span] in WHOLE_LABELS]
    shared = [one.value for one in quantities if told[one.span] in SHARED_LABELS]
    for one in quantities:
        if told[one.span] == OWN_PART and any(abs(one.value + rest - whole) <= SLACK for rest in shared for whole in known):
            spans.add(one.span)
    return frozenset(span for span in spans if told[span] not in USABLE_LABELS)


def _is_part_let(text: str, span: tuple[int, int]) -> bool:
    return bool(PART_BEFORE.search(text[max(0, span[0] - BEFORE_AREA) : span[0]]) and PART_AFTER.match(text[span[1] : span[1] + 30]))


def _unit_in_label(text: str, known: list[Quantity]) -> list[Quantity]:
    """建筑面积（㎡） 142.77: the unit stands before its number."""
    out: list[Quantity] = []
    for match in UNIT_IN_LABEL.finditer(text):
        value = arabic(match.group(1))
        start, end = match.span(1)
        if value is not None and not any(one.span[0] < end and start < one.span[1] for one in known):
            out.append(replace(exactly(value, AREA_UNIT, text=match.group(1)), span=(start, end)))
    return out


def _label_before(text: str, start: int) -> str | None:
    """The area word nearest before a number, within a few characters and the same clause."""
    before = text[max(0, start - BEFORE_AREA - 8) : start]
    hits = list(ALL_LABELS.finditer(before))
    if not hits:
        return None
    between = before[hits[-1].end() :]
    if OF_THE_WHOLE.search(before[: hits[-1].start()]) or OF_THE_WHOLE.search(before[: hits[-1].start()] + hits[-1].group()[:1]):
        return None
    return hits[-1].group() if len(between) <= BEFORE_AREA and not re.search(r"[。；;]|\d", between) else None


def _once(candidates: list[AnyCandidate]) -> list[AnyCandidate]:
    """The same area told twice by the same word (clause and annex) is one candidate."""
    seen: dict[tuple[Decimal, str], AnyCandidate] = {}
    for one in candidates:
        value = one.value
        key = (value.value, "usable" if Caveat.BASIS in one.caveats else "") if isinstance(value, Quantity) else (Decimal(-1), one.label)
        seen.setdefault(key, one)
    return list(seen.values())


def _parties(page: Page, *, of_tenant: bool = False) -> list[Party]:
    """Who stands on a page, in which role. `of_tenant`: it is an agreement with a firm that a park takes in; the other side is the park."""
    out: list[Party] = []
    lines = page.lines
    for at, line in enumerate(lines):
        text = TORN_ROLE.sub(lambda match: re.sub(r"\s", "", match.group()), squash(line.text))
        for part in re.split(r"(?<=[^:：])(?=(?:乙方|承租方|承租人|使用方)[(:：])", text):
            match = ROLE.match(part)
            if match is None or (match.group(1) in ENTRUSTED_ROLES and match.group("colon") is None):
                continue  # 受托方负责平台的日常运营 names nobody
            role, also = match.group(1), match.group("also") or ""
            rest = match.group("rest")
            if text.endswith(rest) and at + 1 < len(lines):
                rest += _broken_off(line, lines[at + 1], page)
            name = _party_name(rest, named=match.group("colon") is not None)
            if name is None and not match.group("rest") and at + 1 < len(lines):
                name = full_name(lines[at + 1].text)
            if name is not None:
                out.append(
                    Party(
                        name,
                        also if also in (*HOLDER_ROLES, *OTHER_ROLES) else role,
                        _is_holder(role, also),
                        page.place(line.box, line.text),
                    )
                )
    told = _entrusted(out)
    return [one if one.is_holder or not of_tenant else replace(one, role=PARK_ROLE) for one in told]


def _entrusted(parties: list[Party]) -> list[Party]:
    """Who runs a house for its owner holds it, unless a tenant stands beside it."""
    if any(one.is_holder and one.role not in ENTRUSTED_ROLES for one in parties):
        return [one for one in parties if one.role not in ENTRUSTED_ROLES]
    return parties


def _is_of_a_tenant(page: Page) -> bool:
    return any(OF_A_TENANT.search(squash(line.text)) for line in page.lines)


def _is_titled(page: Page) -> bool:
    return any(TITLE.search(squash(line.text)) for line in page.lines[:TITLE_AMONG])


def _broken_off(line: Line, under: Line, page: Page) -> str:
    """The end of a name that a full line broke: 乙方：某某配套产业联盟服务中 | 心."""
    edge = max(one.box.x1 for one in page.lines)
    tail = squash(under.text)
    is_close = under.box.top - line.box.bottom < line.box.height
    full = line.box.x1 > edge - line.box.height and is_close
    return tail if full and re.fullmatch(r"[\u3400-\u9fff]{1,6}", tail) and NAME_ENDS.search(tail) else ""


def _addressee(page: Page) -> list[Party]:
    """To whom a letter gives premises: 某某中心：经研究，同意将…安排给你单位."""
    if not TO_YOU.search(running(page).text):
        return []
    named = ((line, full_name(line.text)) for line in page.lines[:ADDRESSED_AMONG] if squash(line.text).endswith(":"))
    return [Party(name, "收函单位", True, page.place(line.box, line.text)) for line, name in named if name is not None][:1]


def _party_name(rest: str, *, named: bool) -> str | None:
    """`named`: a colon stands before it. Without one the line may be the run of a sentence (乙方使用，…): no person's name then."""
    match = PARTY_NAME.match(rest)
    if match is not None:
        return match.group(1) or match.group(2)
    person = PERSON_NAME.match(rest) if named else None
    return person.group(1) if person is not None and "方" not in rest[:5] else None


def _is_holder(role: str, also: str) -> bool:
    if also in HOLDER_ROLES or also in OTHER_ROLES:
        return also in HOLDER_ROLES
    return role in HOLDER_ROLES or role in ENTRUSTED_ROLES


def _term(page: Page) -> Term | None:
    """The stretch of two days after a word for the term; or the one day before 止."""
    run = running(page)
    text = run.text
    for match in TERM_WORDS.finditer(text):
        clause = re.split(r"[。;；]", text[match.start() : match.start() + 90])[0]
        days = days_in(clause)
        if len(days) >= 2 and FROM_TO.search(clause[days[0].span[1] : days[1].span[0]]) and days[0].day < days[1].day:
            return Term(days[0].day, days[1].day, False, _term_place(page, run, match.start(), clause))
        if len(days) == 1 and re.match(r"止|为止", clause[days[0].span[1] :]):
            return Term(None, days[0].day, False, _term_place(page, run, match.start(), clause))
        if days and OPEN_ENDED.search(clause):
            return Term(days[0].day, None, True, _term_place(page, run, match.start(), clause))
        end = _end_by_years(days[0].day, clause) if len(days) == 1 else None
        if end is not None:
            return Term(days[0].day, end, False, _term_place(page, run, match.start(), clause))
    return None


YEARS = re.compile(r"(?:期限|租期|共|为)?(?:为)?(?:期)?([1-9]\d?|[一二两三四五六七八九十])年(?!\d|[0-9]*月)")


def _end_by_years(start: date, clause: str) -> date | None:
    """自2019年1月1日起，租期三年."""
    matches = [match for match in YEARS.finditer(clause) if not re.search(r"\d$|[〇零一二三四五六七八九十]$", clause[: match.start()])]
    numeral = read_numeral(matches[0].group(1)) if matches else None
    if numeral is None:
        return None
    try:
        return start.replace(year=start.year + int(numeral.value))
    except ValueError:
        return None


def _term_place(page: Page, run: Run, start: int, clause: str) -> Place:
    return page.place(around(word.box for word in run.words(start, start + len(clause))), clause)


def _expiry(page: Page, term: Term, asked: Asked) -> list[Problem]:
    if term.ends is None or asked.deadline is None or term.ends >= asked.deadline:
        return []
    problem = trouble(
        page,
        f"场地证明的期限到{term.ends.isoformat()}为止，早于申报截止日{asked.deadline.isoformat()}",
        "请申报单位补交仍然有效的场地证明",
        category=Category.CONSISTENCY,
        name=PREMISES_AREA.name,
    )
    return [problem]
