"""An agreement with a firm that a park takes in says nothing of the premises of whoever runs the park; of the firm that is taken in it says all."""

from __future__ import annotations

import pytest
from proof_pages import page

from extractors.proofs import lease
from extractors.proofs.owners import PARK_ROLE
from extractors.proofs.tenants import sheets_of_tenants, without_tenants
from models.answer import Answer, Candidate, Findings, FoundBy, Source, State
from models.document import Page, Place, Word
from models.facts import Facts
from models.fields import ORGANISATION_NAME, PREMISES_AREA
from models.geometry import Box
from models.proof import PageKind, PageRef, Sorted
from models.quantity import Quantity
from pipeline.settle import settle_fields

PARK, FIRM, OWNER = "岳阳市青桐创业园管理有限公司", "岳阳白露网络科技有限公司", "岳阳市城陵产业投资有限公司"
TITLES = ("入驻企业孵化协议", "企业入孵协议书", "众创空间入驻协议", "创客工位使用协议", "入园企业场地使用合同", "孵化场地使用协议（样本）")
ENTRUSTED = f"园区委托运营及场地使用协议\n委托方：{OWNER}\n受托方：{PARK}\n委托方将综合楼一、二楼（建筑面积680平方米）无偿提供给受托方作为公共服务场所。"


def agreement(title: str, *, park: str = PARK, firm: str = FIRM, number: int = 5) -> Page:
    clause = "甲方将园区B栋302室（面积86平方米）提供给乙方使用，孵化期自2018年3月1日至2022年2月28日。"
    return page(f"{title}\n甲方：{park}\n乙方：{firm}（法定代表人：何一舟，注册资本50万元）\n{clause}", number=number)


def facts(*pages: Page) -> Facts:
    reading = lease.read(pages)
    return Facts(parties=reading.parties, terms=reading.terms)


@pytest.mark.parametrize("title", TITLES)
def test_the_applicant_as_the_park_hands_over_no_premises_of_its_own(title: str) -> None:
    told = facts(agreement(title))
    assert sheets_of_tenants(told.parties, (PARK,)) == {("材料.pdf", 5)}
    assert without_tenants(told, PARK) == Facts()


@pytest.mark.parametrize("title", ["房屋租赁合同", "房屋转租协议", "办公用房无偿使用协议"])
def test_letting_or_passing_on_rooms_may_be_out_of_its_own(title: str) -> None:
    told = facts(agreement(title))
    assert sheets_of_tenants(told.parties, (PARK,)) == frozenset()
    assert without_tenants(told, PARK) == told


@pytest.mark.parametrize("title", TITLES)
def test_the_applicant_as_the_firm_taken_in_has_its_premises_by_it(title: str) -> None:
    told = facts(agreement(title))
    assert sheets_of_tenants(told.parties, (FIRM,)) == frozenset()
    assert [one.name for one in without_tenants(told, FIRM).parties if one.is_holder] == [FIRM]
    assert without_tenants(told, FIRM).terms


def test_each_of_several_agreements_is_one() -> None:
    told = facts(*(agreement("入驻协议", firm=f"岳阳白露{name}科技有限公司", number=at) for at, name in enumerate(("网络", "食品"), 5)))
    assert sheets_of_tenants(told.parties, (PARK,)) == {("材料.pdf", 5), ("材料.pdf", 6)}


def test_the_next_page_goes_on_until_another_paper_begins() -> None:
    end = page(f"第五条  双方各执一份。\n甲方：{PARK}\n乙方：{FIRM}", number=6)
    other = page(f"房屋租赁合同\n甲方：{OWNER}\n乙方：{PARK}\n租赁面积320平方米。", number=7)
    roles = {(one.place.page, one.role) for one in facts(agreement("企业入孵协议书"), end, other).parties if not one.is_holder}
    assert (6, PARK_ROLE) in roles
    assert (7, "甲方") in roles


def test_who_runs_a_house_for_its_owner_holds_it() -> None:
    assert {(one.name, one.is_holder) for one in facts(page(ENTRUSTED)).parties} == {(OWNER, False), (PARK, True)}


def test_an_agent_beside_the_tenant_holds_nothing() -> None:
    lines = f"房屋租赁合同\n出租方：{OWNER}\n受托方：岳阳白露物业有限公司\n承租方：{PARK}\n建筑面积120平方米。"
    assert {(one.name, one.is_holder) for one in facts(page(lines)).parties} == {(OWNER, False), (PARK, True)}


def test_a_clause_about_who_runs_the_house_names_nobody() -> None:
    assert (
        facts(page(f"场地使用协议\n委托方：{OWNER}\n受托方负责本平台的日常管理。")).parties
        == facts(page(f"场地使用协议\n委托方：{OWNER}")).parties
    )


def area_of(*pages: Page) -> Answer[Quantity]:
    reading = lease.read(pages)
    kinds = tuple(Sorted(PageRef(one.file, one.number), PageKind.LEASE, 0.9, "") for one in pages)
    box = Box(10, 10, 90, 20)
    place = Place("材料.pdf", 1, box, PARK)
    name = Candidate(ORGANISATION_NAME, PARK, place, (Word(PARK, box),), Source.FORM, FoundBy.TABLE)
    known = Facts(parties=reading.parties)
    found = Findings("材料.pdf", kinds, (name, *reading.candidates), facts=known)  # type: ignore[arg-type]
    return settle_fields([found])[PREMISES_AREA.name]  # type: ignore[return-value]


def test_the_room_of_a_firm_speaks_not_against_the_premises() -> None:
    other = page("会议纪要", number=3)
    got = area_of(page(ENTRUSTED, number=2), other, agreement("入驻企业孵化协议"))
    assert (got.state, got.value and str(got.value.value)) == (State.FOUND, "680")


@pytest.mark.parametrize("pages", [(agreement("入驻企业孵化协议"),), (page(ENTRUSTED, number=2), agreement("房屋转租协议"))])
def test_alone_or_as_a_room_let_on_it_is_for_a_person(pages: tuple[Page, ...]) -> None:
    assert area_of(*pages).state is State.CONFLICT
