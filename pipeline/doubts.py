"""Answers that a person must settle → Problems with both places and a remedy: what the letters and the lists are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.answer import AnyAnswer, Caveat, State
from models.document import Place
from models.fields import CREDIT_CODE
from models.problem import Category, Problem, Severity
from models.quantity import Quantity, plain

ASK = "请对照原件核实，在《审核明细》的“人工结论”栏填写；材料本身有出入的，请申报单位更正或说明。"
READ = "请看原件（或审核页面上的截图）确认，在《审核明细》的“人工结论”栏填写；原件不清的，请申报单位重新提交。"
SHOWN = 40


def doubts_of(answers: Iterable[AnyAnswer]) -> tuple[Problem, ...]:
    """One Problem for each conflict and each value that could not be read."""
    return tuple(_doubt(answer) for answer in answers if answer.state in (State.CONFLICT, State.UNREADABLE))


def _doubt(answer: AnyAnswer) -> Problem:
    place = answer.chosen.place if answer.chosen is not None else None
    if answer.state is State.UNREADABLE:
        message = f"{answer.field.title}：{_at(place)}有字迹，未能确认（{answer.because}）。"
        return _problem(Category.VALUE, message, READ, answer, place)
    caveats = answer.chosen.caveats if answer.chosen is not None else frozenset()
    if answer.field.name == CREDIT_CODE.name and Caveat.CHECK_CHARACTER in caveats:
        message = f"{answer.field.title}“{answer.value}”的校验码不符（{_at(place)}）。"
        return _problem(Category.IDENTITY, message, "请对照营业执照或法人证书原件，请申报单位更正代码。", answer, place)
    category = Category.CONSISTENCY if answer.others else Category.VALUE
    return _problem(category, f"{answer.field.title}：{_told(answer, place)}。", ASK, answer, place)


def _told(answer: AnyAnswer, place: Place | None) -> str:
    first = f"{_at(place)}为“{_value(answer)}”"
    elsewhere = [f"{_at(one.place)}为“{one.place.text[:SHOWN]}”" for one in answer.others[:3]]
    return "，".join([first, *elsewhere]) + f"；{answer.because}"


def _value(answer: AnyAnswer) -> str:
    if isinstance(answer.value, Quantity):
        return plain(answer.value.value) + (answer.value.unit or "")
    return str(answer.value)


def _at(place: Place | None) -> str:
    if place is None:
        return "材料"
    return f"“{place.file}”第 {place.page} 页" if place.page is not None else f"“{place.file}”"


def _problem(category: Category, message: str, remedy: str, answer: AnyAnswer, place: Place | None) -> Problem:
    told = Problem(category, Severity.WARNING, message, remedy, field=answer.field.name)
    return told if place is None else replace(told, file=place.file, page=place.page, box=place.box)
