"""The words in which every output says the same thing: states, readings, values, places."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

from models.answer import AnyAnswer, AnyCandidate, FoundBy, State
from models.document import FileStatus, Place, Reading
from models.fields import Field, Kind
from models.proof import PageKind, ProofState
from models.quantity import Qualifier, Quantity, plain

AnyField = Field[Quantity] | Field[str]

BEIJING = timezone(timedelta(hours=8))
CENT = Decimal("0.01")
STATE = {State.FOUND: "已取值", State.CONFLICT: "有出入", State.UNREADABLE: "识读不清", State.ABSENT: "未找到", State.CORRECTED: "人工核定"}
READING = {
    Reading.TEXT_LAYER: "文字层", Reading.OCR: "识别（OCR）", Reading.BOTH: "文字层并识别", Reading.OFFICE: "文档文字",
    Reading.BLANK: "空白页", Reading.SKIPPED: "未细读", Reading.FAILED: "未能读取",
}  # fmt: skip
FILE_STATUS = {
    FileStatus.READ: "已读", FileStatus.PARTLY: "部分读取", FileStatus.QUARANTINED: "隔离未读", FileStatus.UNSUPPORTED: "格式不支持",
}  # fmt: skip
PROOF_STATE = {ProofState.PRESENT: "有", ProofState.MISSING: "未见", ProofState.DOUBTFUL: "存疑"}
FOUND_BY = {
    FoundBy.TABLE: "表格", FoundBy.LABEL: "标签", FoundBy.PROSE: "文字叙述", FoundBy.CHECKBOX: "勾选", FoundBy.LIST: "清单",
    FoundBy.LICENCE: "证照", FoundBy.QR: "二维码", FoundBy.COMPUTED: "计算",
}  # fmt: skip
PAGE_KIND = {
    PageKind.COVER: "封面", PageKind.FORM: "申报表", PageKind.NARRATIVE: "申请报告", PageKind.LICENCE: "营业执照或法人证书",
    PageKind.LEASE: "场所证明", PageKind.AUDIT_REPORT: "审计报告", PageKind.ASSET_LIST: "资产清单", PageKind.ROSTER: "人员名册",
    PageKind.ACTIVITY_LIST: "活动清单", PageKind.FIRMS_SERVED: "服务企业名单", PageKind.PLATFORM: "平台注册", PageKind.OPINION: "推荐意见",
    PageKind.COMMITMENT: "承诺书", PageKind.CERTIFICATE: "证书", PageKind.PHOTO: "照片", PageKind.BLANK: "空白", PageKind.UNRELATED: "与申报无关", PageKind.OTHER: "其他",
}  # fmt: skip
AGREES = "与所取值一致，作为印证"
TRUTH = {"true": "是", "false": "否"}


def number_text(value: Decimal, field: AnyField) -> str:
    """A number as results give it: ratios have two decimals, half up."""
    if field.kind is Kind.RATIO:
        return str(value.quantize(CENT, ROUND_HALF_UP))
    return plain(value)


def value_text(value: Quantity | str | None, field: AnyField) -> str:
    """A value for a person, with its unit and what 余, 近 or 约 made of it; "" for none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return TRUTH.get(value, value) if field.kind is Kind.TRUTH else value
    unit = f" {value.unit or field.unit or ''}".rstrip()
    return f"{_amount(value, field)}{unit}"


def _amount(value: Quantity, field: AnyField) -> str:
    number = number_text(value.value, field)
    if value.qualifier is Qualifier.AT_LEAST:
        return f"{number} 以上"
    if value.qualifier is Qualifier.MORE_THAN:
        return f"超过 {number}"
    if value.qualifier is Qualifier.BELOW:
        return f"不足 {number}"
    if value.qualifier is Qualifier.ABOUT:
        return f"约 {number}"
    if value.qualifier is Qualifier.RANGE and value.high is not None:
        return f"{number}～{number_text(value.high, field)}"
    return number


def answer_text(answer: AnyAnswer) -> str:
    return value_text(answer.value, answer.field)


def place_text(place: Place | None, application: str = "") -> str:
    """文件，第几页; "" for none. Within one application its own folder is not said again."""
    return "" if place is None else file_page(place.file, place.page, application)


def file_page(file: str | None, page: int | None, application: str = "") -> str:
    if not file:
        return ""
    inner = file.removeprefix(f"{application}/")
    return f"{inner} 第{page}页" if page is not None else inner


def why_lost(candidate: AnyCandidate, answer: AnyAnswer) -> str:
    """Why this candidate does not stand, in one clause."""
    if candidate.value is None:
        return "有字迹，未能识读"
    if candidate.caveats:
        return "；".join(sorted(caveat.value for caveat in candidate.caveats))
    if answer.value is not None and value_text(candidate.value, candidate.field) == answer_text(answer):
        return AGREES
    if answer.state is State.CORRECTED:
        return "以人工核定为准"
    if answer.chosen is not None and candidate.source.value < answer.chosen.source.value:
        return "来源的可信次序在后"
    return "与所取值不一致"


def reader_text(read_by: str) -> str:
    return read_by.replace("text layer", "文字层").replace("office file", "文档文字")


def beijing_time(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime("%Y年%m月%d日 %H:%M")


def chinese_date(moment: datetime) -> str:
    day = moment.astimezone(BEIJING)
    return f"{day.year}年{day.month}月{day.day}日"


def short_hash(full: str) -> str:
    """The first sixteen characters in fours, easy to compare by eye."""
    return " ".join(full[at : at + 4] for at in range(0, 16, 4))
