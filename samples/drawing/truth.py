"""What is true of a drawn application, from its construction alone, in the shape the scorer reads.

A small judge of its own (limits and dates of the 2020 notice) works out criteria and outcome, so that the product
is never asked about itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from .files import Scan, Written
from .forms import ratio_text
from .world import Applicant

UNITS: dict[str, str | None] = {
    "organisation_name": None,
    "credit_code": None,
    "legal_representative": None,
    "established_on": None,
    "address": None,
    "county": None,
    "contact_person": None,
    "contact_phone": None,
    "declared_on": None,
    "category": None,
    "premises_area": "㎡",
    "service_assets": "万元",
    "registered_capital": "万元",
    "staff_total": "人",
    "staff_college": "人",
    "college_ratio": "%",
    "enterprises_served": "家",
    "public_activities": "次",
    "specialised_activities": "次",
    "welfare_activities": "次",
    "platform_registered": None,
    "previous_recognition_year": None,
    "recommendation_opinion": None,
    "related_party": None,
}
MEASURED = {name for name, unit in UNITS.items() if unit}
BY_WORDS = ("organisation_name", "credit_code", "legal_representative", "address", "county", "contact_person", "contact_phone")
ACTS = ("public_activities", "specialised_activities", "welfare_activities")
PROOFS = {
    "licence": ("营业执照", "法人证书", "登记证书", "执照"),
    "premises": ("场所", "租赁", "产权", "场地"),
    "assets": ("资产清单", "服务资产", "资产"),
    "staff": ("花名册", "人员"),
    "activities": ("活动",),
    "firms_served": ("服务企业", "企业名单"),
}
PROOF_KINDS = {
    "licence": "licence",
    "lease": "premises",
    "asset_list": "assets",
    "roster": "staff",
    "activity_list": "activities",
    "firms_served": "firms_served",
}
LIMITS: dict[str, dict[str, int]] = {
    "综合": {
        "premises_area": 100,
        "service_assets": 100,
        "staff_total": 10,
        "college_ratio": 80,
        "enterprises_served": 100,
        "public_activities": 8,
    },
    "创新": {
        "premises_area": 100,
        "service_assets": 100,
        "staff_total": 10,
        "college_ratio": 80,
        "enterprises_served": 50,
        "specialised_activities": 3,
    },
    "创业": {
        "premises_area": 50,
        "service_assets": 50,
        "staff_total": 10,
        "college_ratio": 80,
        "enterprises_served": 50,
        "welfare_activities": 2,
    },
}
MANUAL = {"综合": (), "创新": ("organising_capability",), "创业": ("reputation",)}
ALWAYS_MANUAL = ("incorporated_conditions", "platform_service", "category_fit", "applicant_scope")
COUNTY_DUE, PROVINCE_DUE = date(2020, 6, 8), date(2020, 6, 12)


@dataclass(frozen=True, slots=True)
class FieldTruth:
    """One field: the value, the states a careful reader may give it, and what must not be taken."""

    value: str | None = None
    accept: tuple[str, ...] = ("found",)
    qualifier: str | None = None
    low: str | None = None
    high: str | None = None
    qualifier_also: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()
    difficulty: str | None = None
    unscored: bool = False
    basis_in_doubt: bool = False  # 家次 for 家, a cumulative total: no criterion can rest on it


ABSENT = FieldTruth(accept=("absent",))


def exactly(value: object) -> FieldTruth:
    return FieldTruth(str(value), qualifier="exact", low=str(value), high=str(value))


def words(value: object) -> FieldTruth:
    return FieldTruth(str(value))


def at_least(value: str) -> FieldTruth:
    return FieldTruth(value, qualifier="at_least", low=value)


def below(value: str) -> FieldTruth:
    return FieldTruth(value, qualifier="below", high=value)


def about(value: str) -> FieldTruth:
    tenth = Decimal(value) / 10
    return FieldTruth(
        value, qualifier="about", low=f"{(Decimal(value) - tenth).normalize():f}", high=f"{(Decimal(value) + tenth).normalize():f}"
    )


def conflict(value: object, *others: object, numeric: bool = True) -> FieldTruth:
    """Sources differ: `value` of the most trusted, `others` of the rest."""
    one = exactly(value) if numeric else words(value)
    return replace(one, accept=("conflict",), alts=tuple(str(other) for other in others))


def standard(a: Applicant) -> dict[str, FieldTruth]:
    """The truth where every paper says the same and all is legible."""
    fields = dict.fromkeys(UNITS, ABSENT)
    fields |= {
        "organisation_name": words(a.name),
        "credit_code": words(a.credit_code),
        "legal_representative": words(a.legal),
        "established_on": words(a.established.isoformat()),
        "address": words(a.address),
        "county": words(a.county),
        "contact_person": words(a.contact),
        "contact_phone": words(a.phone),
        "declared_on": words(a.declared.isoformat()),
        "category": words(a.category),
        "premises_area": exactly(a.area),
        "service_assets": exactly(a.assets),
        "staff_total": exactly(a.staff),
        "staff_college": exactly(a.college),
        "college_ratio": exactly(ratio_text(a.college, a.staff)),
        "enterprises_served": exactly(a.served),
        a.acts_field: exactly(a.acts),
    }
    if a.capital and a.body == "company":
        fields["registered_capital"] = exactly(a.capital)
    elif a.capital or a.body == "institution":
        fields["registered_capital"] = replace(ABSENT, unscored=True)  # 开办资金: nobody has said which it is
    if a.category == "创业":
        fields["public_activities"] = replace(ABSENT, unscored=True)  # 公益性公共服务活动 are both
    if a.platform is not None:
        fields["platform_registered"] = words("true" if a.platform else "false")
    if a.previous:
        fields["previous_recognition_year"] = exactly(a.previous)
    if a.opinion_on:
        fields["recommendation_opinion"] = words("同意推荐")
    return fields


@dataclass
class Case:
    """One application: its files, and everything that is true of it."""

    name: str
    note: str
    applicant: Applicant | None
    difficulty: str = "plain"
    loose: bool = False
    files: list[Written] = field(default_factory=list)
    fields: dict[str, FieldTruth] = field(default_factory=dict)
    criteria: dict[str, list[str]] = field(default_factory=dict)  # set by hand, wins over what is worked out
    outcome: list[str] | None = None
    problems: list[list[str]] = field(default_factory=list)
    route: str = "county"  # county / province / either
    hard: tuple[str, ...] = ()  # states also fair for what stands only on scanned pages
    no_criteria: bool = False
    gbk: bool = False  # names inside its ZIP are GBK
    medium: str | None = None  # for digital pages that can only be read as pictures

    def set(self, **fields: FieldTruth) -> None:
        unknown = set(fields) - set(UNITS)
        if unknown:
            raise ValueError(f"no such field: {unknown}")
        self.fields.update(fields)

    def change(self, name: str, **changes: object) -> None:
        self.fields[name] = replace(self.fields[name], **changes)  # type: ignore[arg-type]

    def add_decoys(self, decoys: dict[str, list[str]]) -> None:
        for name, values in decoys.items():
            one = self.fields[name]
            own = {one.value, *one.also, *one.alts}
            self.fields[name] = replace(one, decoys=tuple(dict.fromkeys([*one.decoys, *(v for v in values if v not in own)])))

    def path_of(self, written: Written) -> str:
        return self.name if self.loose else f"{self.name}/{written.path}"

    def proofs(self) -> set[str]:
        kinds = {kind for one in self.files for kind in one.kinds}
        return {PROOF_KINDS[kind] for kind in kinds if kind in PROOF_KINDS}


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _same(name: str, shown: str, wanted: Iterable[str | None]) -> bool:
    for one in wanted:
        if one is None:
            continue
        if name in MEASURED:
            a, b = _number(shown), _number(one)
            if a is not None and a == b:
                return True
        elif shown == one:
            return True
    return False


def places(case: Case, name: str) -> tuple[list[dict[str, object]], set[str]]:
    """Every place where the field's value stands, and the media ("scanned" / "digital") of those places."""
    truth = case.fields[name]
    wanted = (truth.value, *truth.also)
    out: list[dict[str, object]] = []
    media: set[str] = set()
    if truth.value is None:
        return out, media
    names = {name} | ({"staff_total", "staff_college"} if name == "college_ratio" else set())
    for written in case.files:
        path = case.path_of(written)
        for mark in written.marks:
            if mark.field in names and (mark.field != name or _same(name, mark.value, wanted)):
                out.append({"file": path, "page": None, "box": None})
                media.add("digital")
                break
        else:
            if name in BY_WORDS and truth.value in written.words:
                out.append({"file": path, "page": None, "box": None})
                media.add("digital")
        for number, sheet in enumerate(written.sheets, 1):
            boxes = []
            for mark in sheet.marks:
                if mark.field == name and _same(name, mark.value, wanted):
                    boxes.append(mark.box)
                elif mark.field in names - {name}:
                    other = case.fields[mark.field]
                    if _same(mark.field, mark.value, (other.value, *other.also)):
                        boxes.append(mark.box)
            if name in BY_WORDS:
                boxes += sheet.find(truth.value)
            for box in boxes:
                entry = {"file": path, "page": number, "box": [round(v, 1) for v in box]}
                if entry not in out:
                    out.append(entry)
                    media.add("scanned" if isinstance(sheet, Scan) else "digital")
    return out, media


def _candidates(truth: FieldTruth) -> list[tuple[Fraction | None, Fraction | None, bool, bool]]:
    """Intervals (low, high, low is open, high is open) of the value and of what speaks against it."""

    def fraction(text: str | None) -> Fraction | None:
        return None if text is None else Fraction(text)

    own = (fraction(truth.low), fraction(truth.high), truth.qualifier == "more_than", truth.qualifier == "below")
    return [own, *[(Fraction(one), Fraction(one), False, False) for one in truth.alts]]


def judge_number(truth: FieldTruth, limit: int) -> str:
    """met / not_met / cannot_tell of a field against a lower limit that includes itself."""
    if truth.value is None or truth.basis_in_doubt:
        return "cannot_tell"
    verdicts = set()
    for low, high, _, high_open in _candidates(truth):
        if low is not None and low >= limit:
            verdicts.add("met")
        elif high is not None and (high < limit or (high_open and high <= limit)):
            verdicts.add("not_met")
        else:
            verdicts.add("cannot_tell")
    return verdicts.pop() if len(verdicts) == 1 else "cannot_tell"


def judge_ratio(case: Case) -> str:
    """The ratio from the counts, as integers: college × 100 ≥ 80 × total, for every pair that goes together."""
    total, college, ratio = (case.fields[name] for name in ("staff_total", "staff_college", "college_ratio"))
    if total.value and college.value and total.qualifier == college.qualifier == "exact":
        pairs = [(college.value, total.value)]
        if total.alts or college.alts:
            pairs += [(c, t) for c in (college.alts or (college.value,)) for t in (total.alts or (total.value,))]
        verdicts = {"met" if int(c) * 100 >= 80 * int(t) else "not_met" for c, t in pairs}
        return verdicts.pop() if len(verdicts) == 1 else "cannot_tell"
    return judge_number(ratio, 80)


def _deadline(case: Case) -> str:
    declared = case.fields["declared_on"].value
    if declared is None or len(declared) < 10:
        return "cannot_tell"
    days = [date.fromisoformat(declared)]
    if case.applicant and case.applicant.opinion_on and case.fields["recommendation_opinion"].value:
        days.append(case.applicant.opinion_on)
    last = max(days)
    if case.route == "either":
        return "met" if last <= COUNTY_DUE else "cannot_tell" if last <= PROVINCE_DUE else "not_met"
    return "met" if last <= (PROVINCE_DUE if case.route == "province" else COUNTY_DUE) else "not_met"


def criteria(case: Case) -> dict[str, list[str]]:
    """Accepted outcomes of every criterion of the applicant's category."""
    category = case.fields["category"].value
    if case.no_criteria or category is None or case.fields["category"].accept == ("conflict",):
        return {}
    out: dict[str, list[str]] = {}
    for name, limit in LIMITS[category].items():
        out[name] = [judge_ratio(case) if name == "college_ratio" else judge_number(case.fields[name], limit)]
        _soften(case, name, out[name])
    registered = case.fields["platform_registered"].value
    out["platform_registered"] = [{"true": "met", "false": "not_met", None: "cannot_tell"}[registered]]
    _soften(case, "platform_registered", out["platform_registered"])
    out["completeness"] = ["met" if case.proofs() >= set(PROOFS) else "cannot_tell"]
    if case.hard and out["completeness"] == ["met"]:
        out["completeness"].append("cannot_tell")  # a proof that can hardly be read may be doubted
    out["deadline"] = [_deadline(case)]
    _soften(case, "declared_on", out["deadline"])
    year = case.fields["previous_recognition_year"].value
    out["cohort"] = ["cannot_tell" if year in ("2018", "2019") else "met"]
    out["related_party"] = ["cannot_tell" if case.fields["related_party"].value else "met"]
    for name in (*ALWAYS_MANUAL, *MANUAL[category]):
        out[name] = ["cannot_tell"]
    return {name: case.criteria.get(name, accepted) for name, accepted in out.items()}


def _soften(case: Case, name: str, accepted: list[str]) -> None:
    """Where an honest reader may fail to read the value, the criterion may stay open."""
    names = ("staff_total", "staff_college") if name == "college_ratio" else (name,)
    if "cannot_tell" not in accepted and any({"unreadable", "absent"} & set(case.fields[one].accept) for one in names):
        accepted.append("cannot_tell")


def outcome(case: Case, judged: dict[str, list[str]]) -> list[str]:
    """Accepted outcomes: not met → no (to a person, where the failing value is not sure), open → to a person, else yes."""
    if case.outcome is not None:
        return case.outcome
    if not judged:
        return ["refer"]
    counted = {
        name: accepted
        for name, accepted in judged.items()
        if name not in ALWAYS_MANUAL and name not in ("organising_capability", "reputation")
    }
    failing = [name for name, accepted in counted.items() if accepted[0] == "not_met"]
    if failing:
        rests_on = {"college_ratio": "staff_college", "deadline": "declared_on"}
        unsure = [name for name in failing if "found" not in case.fields.get(rests_on.get(name, name), ABSENT).accept]
        main = "refer" if len(unsure) == len(failing) else "do_not_recommend"
    elif any(accepted[0] == "cannot_tell" for accepted in counted.values()):
        main = "refer"
    else:
        main = "recommend"
    softened = any("cannot_tell" in accepted[1:] for accepted in counted.values())
    return [main, "refer"] if softened and main != "refer" else [main]


def record(case: Case) -> dict[str, object]:
    """The truth as the JSON object that the scorer reads."""
    only_scans = all(isinstance(sheet, Scan) for one in case.files for sheet in one.sheets) and not any(one.words for one in case.files)
    fields: dict[str, object] = {}
    for name, unit in UNITS.items():
        truth = case.fields.setdefault(name, ABSENT)
        where, media = places(case, name)
        scanned = case.medium == "scanned" or media == {"scanned"} or (not media and only_scans and any(one.sheets for one in case.files))
        if scanned and case.hard and truth.value is not None:
            case.fields[name] = truth = replace(truth, accept=tuple(dict.fromkeys([*truth.accept, *case.hard])))
        entry: dict[str, object] = {"value": truth.value, "unit": unit, "qualifier": truth.qualifier}
        if truth.low is not None or truth.high is not None:
            entry |= {"low": truth.low, "high": truth.high}
        entry["accept_states"] = list(truth.accept)
        for key in ("qualifier_also", "also", "alts", "decoys"):
            if getattr(truth, key):
                entry[key] = list(getattr(truth, key))
        entry |= {"places": where, "medium": "scanned" if scanned else "digital", "difficulty": truth.difficulty or case.difficulty}
        if truth.unscored:
            entry["unscored"] = True
        if truth.value is not None and "found" in truth.accept and not where and not truth.unscored:
            raise ValueError(f"{case.name}: {name} = {truth.value} stands nowhere")
        fields[name] = entry
    judged = criteria(case)
    problems = [{"any": one} for one in case.problems]
    if judged:
        problems += [{"any": list(said)} for proof, said in PROOFS.items() if proof not in case.proofs()]
    return {
        "application": case.name,
        "note": case.note,
        "fields": fields,
        "criteria": judged,
        "outcome": outcome(case, judged),
        "problems": problems,
        "kinds": {case.path_of(one): list(one.kinds) for one in case.files},
    }


def other_values(case: Case) -> list[str]:
    """Marks whose value the truth does not know at all: a slip of the construction, listed for the author."""
    slips: list[str] = []
    for written in case.files:
        marks: Sequence[object] = [*written.marks, *(mark for sheet in written.sheets for mark in sheet.marks)]
        for mark in marks:
            name, value = mark.field, mark.value  # type: ignore[attr-defined]
            truth = case.fields.get(name)
            if truth is None or truth.unscored:
                continue
            known = (truth.value, *truth.also, *truth.alts, *truth.decoys)
            if not _same(name, value, known):
                slips.append(f"{case.name}: {name} shown as {value}, truth {truth.value}")
    return slips
