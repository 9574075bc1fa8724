"""Applications whose papers disagree, or whose answer is no or open: conflicts, bases of count, dates, relations."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from . import proofs
from .book import Book
from .forms import Look, draw_form, form_foot, ratio_text, some_look
from .paper import mark
from .prose import Told, narrative
from .registry import application
from .studio import ESSENTIAL, SHORT, WHOLE, Studio, on
from .truth import Case, FieldTruth, about, at_least, below, conflict, words
from .world import Applicant, check_character

GIVEN_TWICE = ("recommend", "refer")


@application("35-综合-租赁面积小于申报")
def lease_smaller(s: Studio) -> Case:
    a = s.world.applicant("综合", area="168")
    real = f"{s.rng.randint(86, 97)}.4"
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT, draw={"premises": lambda b: proofs.lease(b, a, area=real)})
    case = s.case("申报表168平方米，租赁合同不足100平方米：一真一假，交人核", a, "conflict")
    case.files = [s.joined(parts)]
    case.set(premises_area=conflict(real, "168"))
    case.problems = [["租赁", "合同", "面积", "场所"]]
    return case


@application("36-综合-两处面积不同都达标", spare=True)
def both_pass(s: Studio) -> Case:
    claimed, real = f"{s.rng.randint(300, 340)}", f"{s.rng.randint(260, 290)}.5"
    a = s.world.applicant("综合", area=claimed)
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT, draw={"premises": lambda b: proofs.lease(b, a, area=real, kind="deed")})
    case = s.case("申报表与产权证面积不同，但都超过100平方米：字段算矛盾，条件仍成立", a, "conflict")
    case.files = [s.joined(parts)]
    case.set(premises_area=conflict(real, claimed))
    case.problems = [["面积", "场所", "产权"]]
    return case


@application("37-创新-花名册人数不符")
def roster_differs(s: Studio) -> Case:
    a = s.world.applicant("创新", staff=16, college=14)
    fewer = replace(a, people=a.people[:2] + s.world.people(11, 7, ()))
    listed, college = len(fewer.people), sum(one.college for one in fewer.people)
    parts = s.parts(a, some_look(s.rng, ratio=True, digits="plain"), SHORT, draw={"roster": lambda b: proofs.roster(b, fewer)})
    case = s.case("申报表16人、大专以上14人；花名册只有13人，比例不同", a, "conflict")
    case.files = [s.joined(parts)]
    ratio = case.fields["college_ratio"].value
    case.set(
        staff_total=conflict(listed, 16),
        staff_college=conflict(college, 14),
        college_ratio=conflict(ratio_text(college, listed), ratio),
    )
    case.problems = [["花名册", "人数", "人员"]]
    return case


@application("38-综合-活动清单含参加与往年")
def attended_counted(s: Studio) -> Case:
    a = s.world.applicant("综合", acts=9)
    held = replace(a, acts=7, activities=s.world.activities("综合", 7, attended=2, earlier=3))
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT, draw={"activities": lambda b: proofs.activity_list(b, held)})
    case = s.case("申报表称9次；清单里2019年自己举办的只有7次，其余是参加的或2018年的", a, "conflict")
    case.files = [s.joined(parts)]
    case.set(public_activities=replace(conflict(7, 9), decoys=("12", "10")))
    case.problems = [["活动"]]
    return case


@application("39-综合-企业名单有重复")
def repeated_firms(s: Studio) -> Case:
    a = s.world.applicant("综合", served=103)
    unique = list(a.firms[:96])
    again = [one.replace("有限责任公司", "有限公司") if i % 2 else one for i, one in enumerate(s.rng.sample(unique, 7))]
    mixed = unique[:50] + again[:3] + unique[50:] + again[3:]
    listed = replace(a, firms=tuple(mixed))
    if proofs.distinct_firms(mixed) != 96:
        raise ValueError("the list must have 96 different firms")
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT, draw={"firms": lambda b: proofs.firms_list(b, listed, two_columns=False)})
    case = s.case("名单103行，去掉重复只有96家，跨页", a, "conflict")
    case.files = [s.joined(parts)]
    case.set(enterprises_served=conflict(96, 103))
    case.problems = [["重复", "名单", "服务企业"]]
    return case


@application("40-创业-家次冒充家数")
def visits(s: Studio) -> Case:
    a = s.world.applicant("创业")
    count = str(s.rng.randint(120, 260))
    shown = mark("enterprises_served", count) + "家次"
    parts = s.parts(
        a, Look("grid4", ticks="filled", dates="han"), tuple(one for one in SHORT if one != "firms"), form={"override": {"served": shown}}
    )
    case = s.case("年服务企业只写了家次，没有企业名单，不能当家数", a, "basis")
    case.files = [s.joined(parts)]
    case.set(enterprises_served=replace(conflict(count), basis_in_doubt=True))
    case.problems = [["家次"]]
    return case


@application("41-综合-累计数与计划数")
def cumulative(s: Studio) -> Case:
    a = s.world.applicant("综合")
    total = str(s.rng.randint(18, 45) * 100)
    look = Look(
        "tall2",
        ticks="tick",
        dates="dash",
        drop=frozenset({"served"}),
        decoys=(("成立以来累计服务企业", mark("enterprises_served", f"{total}余家", total)), ("2020年计划服务企业", f"{a.served}家")),
    )
    parts = s.parts(a, look, tuple(one for one in SHORT if one != "firms"))
    case = s.case("服务企业只有成立以来的累计数和来年计划数", a, "basis")
    case.files = [s.joined(parts)]
    case.set(enterprises_served=replace(at_least(total), accept=("conflict",), decoys=(str(a.served),), basis_in_doubt=True))
    case.problems = [["累计"]]
    return case


@application("42-综合-使用面积与建筑面积")
def two_bases(s: Studio) -> Case:
    a = s.world.applicant("综合", area="131")
    look = Look("grid4", ticks="filled", dates="dot")
    shown = f"建筑面积{mark('premises_area', '131')}㎡，使用面积{mark('premises_area', '96')}㎡"
    lease_words = f"建筑面积{mark('premises_area', '131.00', '131')}平方米，套内使用面积{mark('premises_area', '96.00', '96')}平方米"
    parts = s.parts(a, look, SHORT, form={"override": {"area": shown}}, draw={"premises": lambda b: proofs.lease(b, a, words=lease_words)})
    case = s.case("建筑面积131、使用面积96，通知没说口径，一个达标一个不达标", a, "basis")
    case.files = [s.joined(parts)]
    case.set(premises_area=conflict("131", "96"))
    case.problems = [["使用面积", "建筑面积"]]
    return case


@application("43-创业-余近约")
def vague(s: Studio) -> Case:
    a = s.world.applicant("创业")
    shown = {
        "area": mark("premises_area", "约80㎡", "80"),
        "assets": mark("service_assets", "近60万元", "60"),
        "served": mark("enterprises_served", "120余家", "120"),
    }
    parts = s.parts(
        a, Look("tall2", ticks="paren", dates="blank"), ("form", "licence", "roster", "activities", "opinion"), form={"override": shown}
    )
    case = s.case("约80平方米、近60万元、120余家：按区间判断，近60万元可能低于50万元，转人工", a, "vague")
    case.files = [s.joined(parts)]
    case.set(premises_area=about("80"), service_assets=below("60"), enterprises_served=at_least("120"))
    return case


@application("44-综合-近100与不足", spare=True)
def just_vague(s: Studio) -> Case:
    a = s.world.applicant("综合")
    shown = {
        "area": mark("premises_area", "近100平方米", "100"),
        "served": mark("enterprises_served", "超过100家", "100"),
        a.acts_field: mark(a.acts_field, "8次以上", "8"),
    }
    parts = s.parts(
        a, Look("grid4", ticks="tick", dates="han"), ("form", "licence", "assets", "roster", "opinion"), form={"override": shown}
    )
    case = s.case("近100平方米就是不到100，不达标；超过100家、8次以上达标", a, "vague")
    case.files = [s.joined(parts)]
    case.set(
        premises_area=below("100"),
        public_activities=at_least("8"),
        enterprises_served=replace(at_least("100"), qualifier="more_than", qualifier_also=("at_least",)),
    )
    return case


@application("45-两类都勾选")
def two_ticks(s: Studio) -> Case:
    a = s.world.applicant("综合")
    parts = s.parts(a, Look("grid4", ticks="filled", dates="han"), SHORT, form={"chosen": ["综合", "创新"]})
    case = s.case("类别勾了综合和创新两个", a, "conflict")
    case.files = [s.joined(parts)]
    case.set(category=replace(conflict("综合", "创新", numeric=False), also=("综合/创新",)))
    case.problems = [["类别", "两个", "两类"]]
    return case


@application("46-未选类别")
def no_category(s: Studio) -> Case:
    a = s.world.applicant("创业", platform=None)
    parts = s.parts(a, Look("tall2", ticks="drawn", dates="dash"), SHORT, form={"chosen": []})
    case = s.case("类别一个也没有勾，也没提省平台注册", a, "incomplete")
    case.files = [s.joined(parts)]
    case.set(category=FieldTruth(accept=("absent",)))
    case.problems = [["类别"]]
    return case


@application("47-综合-逾期6月10日")
def late(s: Studio) -> Case:
    a = s.world.applicant("综合", declared=on(6, 10), opinion_on=on(6, 11))
    parts = s.parts(a, some_look(s.rng, digits="plain"), (*SHORT, "commitment"))
    case = s.case("6月10日才填报，县市区到市的期限是6月8日", a, "date")
    case.files = [s.joined(parts)]
    case.problems = [["期限", "截止", "逾期", "6月8日", "06-08", "时限"]]
    return case


@application("48-综合-省直单位6月10日")
def provincial(s: Studio) -> Case:
    a = s.world.applicant("综合", county="芙蓉区", body="company", declared=on(6, 10), opinion_on=on(6, 11))
    office = "湖南省中小企业服务促进局"
    a = replace(a, name=f"湖南{s.world.pools.brands[3]}中小企业公共服务有限公司")
    look = Look("grid4", ticks="filled", dates="han", decoys=(("主管部门", f"{office}（省直）"),))
    parts = s.parts(
        a,
        look,
        SHORT,
        form={"override": {"county": "省直单位"}},
        draw={
            "opinion": lambda b: proofs.opinion(
                b, a, office=office, words=f"该单位为省直单位，申报材料真实、完整，{mark('recommendation_opinion', '同意推荐')}。"
            )
        },
    )
    case = s.case("省直单位经主管部门直接报省，期限6月12日，6月10日填报不算逾期", a, "date")
    case.route = "province"
    case.files = [s.joined(parts)]
    case.change("county", unscored=True)
    return case


@application("49-创业-平江县6月10日")
def pingjiang(s: Studio) -> Case:
    a = s.world.applicant("创业", county="平江县", declared=on(6, 10), opinion_on=on(6, 11))
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT)
    case = s.case("平江县可能直接报省也可能经市，6月10日在两个期限之间，不能自动判", a, "date")
    case.route = "either"
    case.files = [s.joined(parts)]
    return case


@application("50-综合-2017年已认定")
def recognised_2017(s: Studio) -> Case:
    a = s.world.applicant("综合", previous=2017)
    parts = s.parts(a, some_look(s.rng, digits="plain"), WHOLE, told=(told := Told()))
    case = s.case("2017年认定的，2020年底到期，可以重新申报", a)
    case.files = [s.joined(parts)]
    case.add_decoys(told.decoys)
    return case


@application("51-创新-2018年已认定")
def recognised_2018(s: Studio) -> Case:
    a = s.world.applicant("创新", previous=2018)
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT)
    case = s.case("2018年认定的仍在有效期内，转人工", a, "date")
    case.files = [s.joined(parts)]
    case.problems = [["2018", "有效期", "认定"]]
    return case


@application("52-创业-信用代码校验错")
def bad_code(s: Studio) -> Case:
    a = s.world.applicant("创业", body="company")
    good = a.credit_code
    bad = good[:17] + next(one for one in "372849516" if one != check_character(good[:17]))
    a = replace(a, credit_code=bad)
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT)
    case = s.case("统一社会信用代码末位校验不对，表和执照都这样写", a, "identity")
    case.files = [s.joined(parts)]
    case.change("credit_code", accept=("conflict",))
    case.outcome = list(GIVEN_TWICE)
    case.problems = [["校验", "信用代码"]]
    return case


@application("53-创新-信用代码表照不一", spare=True)
def code_differs(s: Studio) -> Case:
    a = s.world.applicant("创新", body="company")
    digit = "7" if a.credit_code[12] != "7" else "4"
    typed = a.credit_code[:12] + digit + a.credit_code[13:]
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT, form={"override": {"code": mark("credit_code", typed)}})
    case = s.case("申报表的信用代码错了一位，执照是对的", a, "identity")
    case.files = [s.joined(parts)]
    case.set(credit_code=conflict(a.credit_code, typed, numeric=False))
    case.outcome = list(GIVEN_TWICE)
    case.problems = [["信用代码"]]
    return case


def _the_same(s: Studio) -> Applicant:
    """One applicant for the two applications of the same organisation."""
    return Studio(s.seed, 68, "同一单位").world.applicant("综合", body="company", county="汨罗市")


def _twice(s: Studio, note: str, look: Look) -> Case:
    a = _the_same(s)
    parts = s.parts(a, look, SHORT)
    case = s.case(note, a, "relation")
    case.files = [s.joined(parts)]
    case.criteria = {"related_party": ["met", "cannot_tell"]}
    case.outcome = list(GIVEN_TWICE)
    case.problems = [["重复", "同一单位", "两次"]]
    return case


@application("54-综合-同一单位第一份")
def twice_one(s: Studio) -> Case:
    return _twice(s, "同一单位交了两份（这是第一份）", Look("grid4", ticks="filled", dates="han"))


@application("55-综合-同一单位第二份")
def twice_two(s: Studio) -> Case:
    return _twice(s, "同一单位交了两份（这是第二份，版式不同）", Look("tall2", ticks="paren", dates="dash"))


def _related(s: Studio) -> tuple[Applicant, Applicant]:
    """Two applicants with the same legal representative."""
    pair = Studio(s.seed, 69, "同一法定代表人").world
    one = pair.applicant("创新", body="company", county="云溪区")
    lead = (one.legal,)
    other = pair.applicant("创业", body="company", county="云溪区", legal=one.legal, staff=14, college=13)
    return one, replace(other, people=other.people if other.people[0].name == lead[0] else ())


@application("56-创新-同一法定代表人甲")
def related_one(s: Studio) -> Case:
    a, other = _related(s)
    said = f"本公司与{other.name}法定代表人同为{a.legal}，两家公司分别申报创新服务机构和创业服务机构。"
    parts = s.parts(
        a,
        Look("grid4", ticks="tick", dates="han"),
        (*SHORT, "narrative"),
        draw={"narrative": lambda b: narrative(b, a, traps=False, related=said)},
    )
    case = s.case("两家申报单位法定代表人相同，本份材料自己写明了", a, "relation")
    case.files = [s.joined(parts)]
    case.set(related_party=replace(words("true"), accept=("found", "conflict")))
    case.criteria = {"related_party": ["cannot_tell", "not_met"]}
    case.outcome = ["refer", "do_not_recommend"]
    case.problems = [["关联", "法定代表人"]]
    return case


@application("57-创业-同一法定代表人乙")
def related_two(s: Studio) -> Case:
    _, a = _related(s)
    parts = s.parts(a, Look("nested", ticks="filled", dates="dot"), SHORT)
    case = s.case("法定代表人与另一家申报单位相同，本份材料没有说", a, "relation")
    case.files = [s.joined(parts)]
    case.criteria = {"related_party": ["cannot_tell", "not_met"]}
    case.outcome = ["refer", "do_not_recommend"]
    case.problems = [["关联", "法定代表人"]]
    return case


@application("58-创新-缺证明材料", spare=True)
def proofs_missing(s: Studio) -> Case:
    a = s.world.applicant("创新", opinion_on=None)
    parts = s.parts(a, some_look(s.rng, digits="plain"), ("form", "licence", "premises", "commitment"))
    case = s.case("表内数值都达标，但缺资产、人员、活动、企业的证明", a, "incomplete")
    case.files = [s.joined(parts)]
    return case


@application("59-综合-服务资产大于资产总计")
def more_than_all(s: Studio) -> Case:
    a = s.world.applicant("综合", assets="168.5", area="210")
    total = Decimal("120.34") + Decimal(s.rng.randint(1, 99)) / 100
    parts = s.parts(
        a,
        some_look(s.rng, digits="plain"),
        ("form", "licence", "premises", "audit", "roster", "activities", "firms", "opinion"),
        draw={"audit": lambda b: proofs.balance_sheet(b, a, unit="元", total_wan=total, with_cover=True)},
    )
    case = s.case("申报服务资产168.5万元，审计报告资产总计只有120余万元；没有资产清单", a, "conflict")
    case.files = [s.joined(parts)]
    case.set(service_assets=replace(conflict("168.5"), decoys=(f"{total:.2f}",)))
    case.criteria = {"service_assets": ["met", "cannot_tell"], "completeness": ["met", "cannot_tell"]}
    case.problems = [["资产总计", "资产总额", "总资产"]]
    return case


@application("60-创新-拟注册省平台", spare=True)
def not_registered(s: Studio) -> Case:
    a = s.world.applicant("创新", platform=False)
    parts = s.parts(a, some_look(s.rng, digits="plain"), SHORT)
    case = s.case("尚未在省平台注册（否、尚未注册或拟注册）", a, "near")
    case.files = [s.joined(parts)]
    return case


@application("61-创业-未写填报日期", spare=True)
def no_date(s: Studio) -> Case:
    a = s.world.applicant("创业", opinion_on=None)

    def form(book: Book) -> None:
        look = Look("open", ticks="drawn")
        draw_form(book, a, look, foot=False)
        form_foot(book, a, look, None)

    parts = s.parts(a, Look(), ESSENTIAL, draw={"form": form})
    case = s.case("没有填报日期，也没有推荐意见（县里可能最后签）", a, "incomplete")
    case.files = [s.joined(parts)]
    case.set(declared_on=FieldTruth(accept=("absent",)))
    case.problems = [["推荐意见"], ["填报日期", "日期"]]
    return case
