"""A notice in plain words, so that it can be laid beside the paper one, and the report on a file of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.criterion import (
    CohortRule,
    Compare,
    Completeness,
    Condition,
    Count,
    DateLimit,
    DateOrder,
    DeadlineRule,
    Group,
    KOfN,
    Limited,
    Listed,
    Manual,
    Op,
    OperatingYears,
    Ratio,
    RelationRule,
    Subset,
    Truthful,
    UnionRatio,
    When,
)
from models.fields import BY_NAME
from models.notice import Notice, Route
from models.notice_file import check_notice, known_notices, load_notice, read_notice
from models.quantity import plain

OPS = {Op.AT_LEAST: "以上（含本数）", Op.MORE_THAN: "以上（不含本数）", Op.AT_MOST: "以下（含本数）", Op.LESS_THAN: "以下（不含本数）"}


def listing() -> str:
    """One line a notice: id, year, whether it is complete, title."""
    lines = []
    for name in known_notices():
        notice = load_notice(name)
        lines.append(f"{notice.id}\t{notice.year}\t{'完整' if notice.complete else '不完整，不作推荐结论'}\t{notice.title}")
    return "\n".join(lines)


def describe(notice: Notice) -> str:
    """The whole notice in Chinese, in the paper's order: who, what, by when, with which words."""
    return "\n".join(_lines(notice)).rstrip() + "\n"


def report(path: Path) -> tuple[str, bool]:
    """What `shenhe notices --check FILE` prints, and whether the notice can be used."""
    mistakes = check_notice(path)
    if not mistakes:
        notice = read_notice(path)[0]
        lines = 0 if notice is None else len(notice.criterion)
        return f"{path.name}：没有错误，共 {lines} 条条件。用 shenhe notices {path} 对照原文再读一遍。", True
    return "\n".join([f"{path.name}：{len(mistakes)} 处须改正。", *(f"  {number}. {one}" for number, one in enumerate(mistakes, 1))]), False


def _lines(notice: Notice) -> Iterator[str]:
    yield f"{notice.title}（{notice.id}，{notice.year} 年）"
    yield f"发文机关：{notice.issuer}"
    for issued in notice.issued:
        yield f"  {issued.by}{f'，{issued.on} 印发' if issued.on else ''}{f'：{issued.title}' if issued.title else ''}{_noted(issued.note)}"
    yield f"依据：{'；'.join(notice.basis)}"
    if not notice.complete:
        yield "【不完整】只判断已知的条件，不作推荐结论。"
    yield from (f"  尚缺：{one}" for one in notice.missing)
    yield f"年度口径：{notice.period.default} 年{'' if notice.period.stated else '（通知未写明）'}{_noted(notice.period.note)}"
    yield ""
    yield "一、类别"
    for rule in notice.category:
        yield f"  {rule.title}（{rule.clause}）{'（推定）' if rule.assumed else ''}：{rule.definition}"
    for number, title, category in _sections(notice):
        yield ""
        yield f"{number}、{title}"
        yield from tuple(_criteria(notice, category)) or ("  （没有，或尚不知道）",)
    yield ""
    yield "报送路线与期限"
    for route in notice.route:
        yield from _route(route)
    yield from _tables(notice)


def _sections(notice: Notice) -> Iterator[tuple[str, str, str | None]]:
    yield "二", "各类都要满足的条件", None
    for number, rule in zip("三四五六七八九", notice.category, strict=False):
        yield number, f"{rule.title}另须满足的条件", rule.name


def _criteria(notice: Notice, category: str | None) -> Iterator[str]:
    for one in notice.criterion:
        mine = not one.when.category if category is None else category in one.when.category
        if mine:
            yield f"  □ {one.title}：{words_of(one.condition, notice)}{'（推定）' if one.assumed else ''}"
            yield (
                f"      {one.clause}：“{one.source}”{_noted(one.note)}"
                if one.quote
                else f"      {one.clause}：{one.source}{_noted(one.note)}"
            )
            unread = [notice.title_of(name) for name in one.condition.fields if name not in BY_NAME]
            if unread:
                yield f"      程序还不读取：{'、'.join(unread)}，此条一律转人工"


def _route(route: Route) -> Iterator[str]:
    who = "其余单位" if route.otherwise else ""
    named = "、".join((*route.marks, *route.counties))
    unverified = "（名单未经核实）" if route.unverified else ""
    yield f"  {route.title}：{'；'.join(part for part in (who, named) if part)}{unverified}{_noted(route.note)}"
    for hop in route.hops:
        due = f"{hop.due} {f'{hop.at:%H:%M} ' if hop.at else ''}前" if hop.due else "期限未知"
        yield f"    {hop.sender} → {hop.receiver}：{due}{f'　“{hop.quote}”' if hop.quote else ''}"


def _tables(notice: Notice) -> Iterator[str]:
    if notice.cohort:
        yield "认定批次"
        yield from (
            f"  {one.recognised} 年认定：有效期至 {one.valid_to}{'（推定）' if one.assumed else ''}{_noted(one.note)}"
            for one in notice.cohort
        )
    if notice.proof:
        yield "所需证明"
        yield from (f"  {one.title}{'（推定）' if one.assumed else ''}{_noted(one.note)}" for one in notice.proof)
    if notice.copies:
        yield "份数"
        yield from (f"  {one.document}：{f'{one.count} 份' if one.count else '未写明'}{_noted(one.note)}" for one in notice.copies)
    yield from (f"名额：{one.region}不超过 {one.at_most} 家（{one.clause}）" for one in notice.quota)
    if notice.ban_years:
        yield f"弄虚作假的，{notice.ban_years} 年内不得申报（由人工掌握）"
    yield from (f"名单“{one.title}”：{len(one.entries)} 项{'' if one.complete else '（不全）'}" for one in notice.list)
    yield f"推荐汇总表：{notice.table.title}{'（各列为推定）' if notice.table.reconstructed else ''}"
    yield f"  {' | '.join(column.title for column in notice.table.columns)}"


def _noted(note: str) -> str:
    return f"（{note}）" if note else ""


def words_of(condition: Condition, notice: Notice) -> str:
    """A condition as an office would say it."""
    return f"{_when(condition.when)}{_plain_words(condition, notice)}"


def _when(when: When) -> str:
    words = [*when.region, *when.level]
    return f"（限{'、'.join(words)}）" if words else ""


def _title(name: str, notice: Notice) -> str:
    return BY_NAME[name].title if name in BY_NAME else notice.title_of(name)


def _limit(condition: Limited, unit: str) -> str:
    limit = condition.limit
    return f"{plain(limit.value)}{'' if unit == '%' else ' '}{unit}{OPS[limit.op]}"


def _plain_words(condition: Condition, notice: Notice) -> str:
    def name(field: str) -> str:
        return _title(field, notice)

    match condition:
        case Count():
            kinds = f"（只计{'、'.join(condition.counted)}）" if condition.counted else ""
            return f"{name(condition.field)}{kinds}（按 {condition.period or notice.period.default} 年）{_limit(condition, condition.unit)}"
        case Compare():
            return f"{name(condition.field)} {_limit(condition, condition.unit)}"
        case Ratio():
            return f"{name(condition.numerator)} 占 {name(condition.denominator)} {_limit(condition, '%')}，按人数整数比较，不四舍五入"
        case UnionRatio():
            either = "或".join(name(one) for one in condition.either)
            return f"{either} 占 {name(condition.denominator)} {_limit(condition, '%')}，两样都有的只计一次"
        case Subset():
            return f"{name(condition.whole)}中，{name(condition.field)} {_limit(condition, condition.unit)}"
        case DateLimit():
            limits = [f"不早于 {condition.not_before}"] * bool(condition.not_before) + [f"不晚于 {condition.not_after}"] * bool(
                condition.not_after
            )
            return f"{name(condition.field)}{'、'.join(limits)}"
        case DateOrder():
            return f"{name(condition.earlier)}不晚于{name(condition.later)}"
        case OperatingYears():
            return f"自{name(condition.field)}至 {condition.as_of} 满 {condition.years} 年"
        case Truthful():
            return f"{name(condition.field)}：{'是' if condition.expected else '否'}"
        case Listed():
            listed = next((one.title for one in notice.list if one.id == condition.list), condition.list)
            return f"{name(condition.field)}{'在' if condition.inside else '不在'}“{listed}”上"
        case CohortRule():
            return f"没有在 {condition.as_of} 以后仍有效的认定"
        case RelationRule():
            return "与本批其他单位、与有效期内的机构没有关联关系（程序只列线索，由人工认定）"
        case DeadlineRule():
            return f"{name(condition.field)}、推荐意见日期或收件日期不晚于本路线第一程的期限"
        case Completeness():
            return f"有：{'、'.join(one.title for one in notice.proof)}"
        case Manual():
            return f"人工核对——{condition.ask}"
        case Group():
            needed = f"满足其中 {condition.k} 项" if isinstance(condition, KOfN) else condition.words
            return f"{needed}：{'；'.join(words_of(part, notice) for part in condition.parts)}"
        case _:
            return condition.words
