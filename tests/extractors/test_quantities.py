"""Promises of `read_quantities`: numbers of applications as intervals; what only looks like one is left alone."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractors.quantities import read_quantities
from models.quantity import Qualifier, Quantity


def only(text: str) -> Quantity:
    found = read_quantities(text)
    assert len(found) == 1, [one.text for one in found]
    return found[0]


EXACT = [
    ("服务场所面积168平方米", "168", "㎡"), ("场地１２８㎡", "128", "㎡"), ("经营场所实测120平，全部用于服务", "120", "㎡"), ("面积２，０８６．００ 平方米", "2086", "㎡"),
    ("贰佰壹拾平方米", "210", "㎡"), ("面积 1 2 8 平 方 米", "128", "㎡"), ("112m2", "112", "㎡"), ("2.1万平方米", "21000", "㎡"), ("占地35亩", "35", "亩"),
    ("服务资产156万元", "156", "万元"), ("1,325千元", "132.5", "万元"), ("1,563,204.75元", "156.320475", "万元"), ("0.6亿元", "6000", "万元"),
    ("壹佰伍拾陆万叁仟元整", "156.3", "万元"), ("三千三百八十元五角八分", "0.338058", "万元"), ("RMB1,050,000.00元", "105", "万元"), ("156万", "1560000", None),
    ("26名", "26", "人"), ("贰拾叁人", "23", "人"), ("廿六人", "26", "人"), ("服务队伍十五人", "15", "人"), ("18人均为本科", "18", "人"), ("两百八十户", "280", "家"),
    ("3.6万家", "36000", "家"), ("1500家（次）", "1500", "家次"), ("860户次", "860", "家次"), ("3200人次", "3200", "人次"), ("12场次", "12", "次"), ("培训5期", "5", "次"),
    ("28台（套）", "28", "台套"), ("百分之八十五", "85", "%"), ("八成", "80", "%"), ("七成六", "76", "%"), ("92.5％", "92.5", "%"), ("0.83", "0.83", None),
    ("三分之二", "0.6666666667", None), ("22/26", "0.8461538462", None), ("服务3年", "3", "年"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit"), EXACT)
def test_a_number_is_read_in_its_canonical_unit(text: str, value: str, unit: str | None) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.qualifier) == (Decimal(value), unit, Qualifier.EXACT)
    assert quantity.low == quantity.high == Decimal(value)
    assert text[slice(*quantity.span)] == quantity.text


BOUNDS = [
    ("900余平", "at_least", "900", None), ("三十多人", "at_least", "30", None), ("十余人", "at_least", "10", None), ("百余家", "at_least", "100", None),
    ("百万元以上", "at_least", "100", None), ("不少于100家", "at_least", "100", None), ("至少8次", "at_least", "8", None), ("1.2万余家次", "at_least", "12000", None),
    ("超过一千二百平米", "more_than", "1200", None), ("逾500㎡", "more_than", "500", None), ("近100平方米", "below", None, "100"), ("不足50家", "below", None, "50"),
    ("接近80%", "below", None, "80"), ("约100㎡", "about", "90", "110"), ("20人左右", "about", "18", "22"), ("约占八成", "about", "72", "88"),
    ("上百家", "about", None, None), ("数十家", "about", None, None), ("二十来人", "about", None, None), ("150-200平方米", "range", "150", "200"),
    ("两到三万元", "range", "2", "3"), ("80至100家", "range", "80", "100"), ("七八十家", "range", "70", "80"), ("达126家", "exact", "126", "126"),
    ("100家以上", "at_least", "100", None), ("占比85%以上", "at_least", "85", None), ("最多30人", "below", None, "30"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "qualifier", "low", "high"), BOUNDS)
def test_the_words_around_a_number_bound_it(text: str, qualifier: str, low: str | None, high: str | None) -> None:
    quantity = only(text)
    assert quantity.qualifier.value == qualifier
    assert (quantity.low, quantity.high) == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "〔2016〕334号", "湘经信中小服务[2016]334 号", "2020年6月5日", "二〇一六年三月十八日", "2020/06/05", "求索西路188号", "B座", "3号楼5层", "二楼", "40岁以下", "平均年龄32岁",
        "0730-8123456", "13800001111", "电话：8123456", "91430600MA4L16JQ9B", "第五条", "第0156号", "十三五", "14:30", "一、", "(2)", "四川", "一站式", "统一", "收拾",
        "一家专业机构", "一个平台", "单位：万元", "ISO9001", "v2.0", "www.123.com", "2017-2019", "第三届",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert read_quantities(text) == []


def test_two_readings_are_said_and_not_resolved() -> None:
    quantity = only("服务资产：102，35万元")
    assert quantity.ambiguous
    assert (quantity.low, quantity.high) == (None, None)
    assert only("一百五家").ambiguous


@pytest.mark.parametrize(("text", "value"), [("1OO平方米", 100), ("l20平方米", 120), ("1〇0家", 100), ("面积：I2O㎡", 120)])
def test_a_character_put_right_is_flagged(text: str, value: int) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.repaired) == (Decimal(value), True)


def test_a_number_broken_over_a_line_is_one() -> None:
    assert only("二〇一九年全年服务企业共计1\n26家").value == 126


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019年服务企业126家", "2019"), ("年服务企业126家", "annual"), ("累计服务企业126家", "cumulative"), ("服务企业126家", None),
        ("2019年累计服务企业126家", "2019"), ("近三年服务企业126家", "cumulative"), ("公司成立于2014年，服务企业126家", None),
        ("2017—2019年三年累计服务企业126家", "cumulative"), ("2017至2019年度共服务企业126家", "cumulative"), ("2017—2019年每年服务企业126家", "annual"),
        ("2019年1月—2019年12月服务企业126家", "2019"), ("2017—2019年稳步发展，2019年服务企业126家", "2019"),
    ],
)  # fmt: skip
def test_a_number_knows_its_time(text: str, period: str | None) -> None:
    assert read_quantities(text)[-1].period == period


# --- properties -----------------------------------------------------------------------------------------------------

_SIMPLE, _CAPITAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"


def in_words(number: int, digits: str, places: tuple[str, str, str]) -> str:
    """A whole number below 10^12 in Chinese, written here from the rules of the notation."""
    out = ""
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // size % 10**4
        if section:
            words = _section(section, digits, places)
            out += ("零" if out and section < 1000 else "") + words + name
        elif out and number % size:
            out += "" if out.endswith("零") else "零"
    return out.replace("零零", "零") or "零"


def _section(section: int, digits: str, places: tuple[str, str, str]) -> str:
    out, gap = "", False
    for weight, name in ((1000, places[2]), (100, places[1]), (10, places[0]), (1, "")):
        digit = section // weight % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
        gap = digit == 0
    return out


NOTATIONS = {
    "digits": str,
    "commas": lambda n: f"{n:,}",
    "full width": lambda n: str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "words": lambda n: in_words(n, _SIMPLE, ("十", "百", "千")),
    "capitals": lambda n: in_words(n, _CAPITAL, ("拾", "佰", "仟")),
}
FRAMES = [
    ("", "", "exact"),
    ("超过", "", "more_than"),
    ("近", "", "below"),
    ("约", "", "about"),
    ("", "以上", "at_least"),
    ("不少于", "", "at_least"),
    ("", "左右", "about"),
]
UNITS = {"平方米": ("㎡", 1), "家": ("家", 1), "名": ("人", 1), "场次": ("次", 1), "元": ("万元", Decimal("0.0001")), "家次": ("家次", 1)}


@settings(max_examples=300, deadline=None)
@given(
    st.integers(min_value=2, max_value=10**11).filter(lambda n: n % 10 or n > 10), st.sampled_from(sorted(NOTATIONS)), st.sampled_from(FRAMES), st.sampled_from(sorted(UNITS)),
)  # fmt: skip
def test_written_in_any_notation_it_reads_back_the_same(number: int, notation: str, frame: tuple[str, str, str], unit: str) -> None:
    before, after, qualifier = frame
    text = f"共{before}{NOTATIONS[notation](number)}{unit}{after}。"
    name, factor = UNITS[unit]
    value = Decimal(number) * factor
    bounds = {
        "exact": (value, value), "more_than": (value, None), "at_least": (value, None), "below": (None, value), "about": (value * Decimal("0.9"), value * Decimal("1.1")),
    }  # fmt: skip
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.qualifier.value) == (value, name, qualifier)
    assert (quantity.low, quantity.high) == bounds[qualifier]


SPELT = ("digits", "full width", "words", "capitals")


@settings(max_examples=200, deadline=None)
@given(
    st.integers(2, 9999),
    st.integers(1, 9999),
    st.sampled_from(SPELT),
    st.sampled_from(["-", "~", "至", "到", "—"]),
    st.sampled_from(["家", "名", "平方米"]),
)
def test_a_range_in_any_notation_has_both_ends(low: int, more: int, notation: str, link: str, unit: str) -> None:
    if notation in ("words", "capitals"):
        low, more = low * 10 + 1, more * 10
    assume(not 1900 <= low < low + more < 2100)  # two years are left alone, whatever stands behind them
    quantity = only(f"共{NOTATIONS[notation](low)}{link}{NOTATIONS[notation](low + more)}{unit}。")
    assert (quantity.qualifier.value, quantity.value, quantity.low, quantity.high) == ("range", low, low, low + more)


@settings(max_examples=100, deadline=None)
@given(st.integers(11, 99_999), st.sampled_from(["万", "亿"]), st.sampled_from(["家", "名", "元"]))
def test_a_decimal_before_its_place_reads_back(tenths: int, place: str, unit: str) -> None:
    name, factor = {"家": ("家", 1), "名": ("人", 1), "元": ("万元", Decimal("0.0001"))}[unit]
    quantity = only(f"共{Decimal(tenths) / 10:f}{place}{unit}。")
    assert (quantity.value, quantity.unit) == (Decimal(tenths) * {"万": 1000, "亿": 10**7}[place] * factor, name)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 100), st.sampled_from(["", "约", "超过", "不足"]))
def test_a_share_in_any_notation_is_the_same_interval(share: int, before: str) -> None:
    words = [f"百分之{in_words(share, _SIMPLE, ('十', '百', '千'))}", f"{share}%", f"{share}％"]
    words += [f"{_SIMPLE[share // 10]}成"] if share % 10 == 0 and share < 100 else []
    read = [only(f"占{before}{one}。") for one in words]
    assert {(one.value, one.low, one.high, one.unit, one.qualifier) for one in read} == {
        (share, read[0].low, read[0].high, "%", read[0].qualifier)
    }


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99), st.sampled_from(["余", "多"]), st.sampled_from(["words", "digits", "capitals"]))
def test_a_number_and_some_is_a_lower_bound(tens: int, more: str, notation: str) -> None:
    quantity = only(f"共{NOTATIONS[notation](tens * 10)}{more}家。")
    assert (quantity.value, quantity.low, quantity.high, quantity.qualifier.value) == (tens * 10, tens * 10, None, "at_least")


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789一二三十百千万亿点零〇两余多近约超过不足以上至到-/.,，。％%成分之年月日号第（）()平方米家人次元OolI \n\r\x00"
        ),
        max_size=60,
    )
    | st.text(max_size=60)
)
def test_no_text_raises_and_every_span_holds_its_words(text: str) -> None:
    for quantity in read_quantities(text):
        start, end = quantity.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == quantity.text


@pytest.mark.parametrize("piece", ["1", "1 ", "一", "1至", "百分之", "〇", "1,", "1/", "a1", "2019年", "（", "点一"])
def test_the_time_grows_with_the_length_only(piece: str) -> None:
    began = time.monotonic()
    read_quantities(piece * (60_000 // len(piece)))
    assert time.monotonic() - began < 6
