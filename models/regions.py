"""Hunan's cities and counties as of 2020, the functional areas of Yueyang, and how a county is found in what people write.

Codes from a stored data set of 2022/23; 祁阳 was still a county in 2020 (431121, since 2021 祁阳市 431181).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache


@dataclass(frozen=True, slots=True)
class County:
    """A county, district or county-level city; `zone`: a functional area that recommends like one but is no division."""

    name: str
    city: str
    code: str | None
    zone: bool = False


# fmt: off
DIVISIONS: tuple[tuple[str, str, str], ...] = (
    ("430100", "长沙市", "02芙蓉区 03天心区 04岳麓区 05开福区 11雨花区 12望城区 21长沙县 81浏阳市 82宁乡市"),
    ("430200", "株洲市", "02荷塘区 03芦淞区 04石峰区 11天元区 12渌口区 23攸县 24茶陵县 25炎陵县 81醴陵市"),
    ("430300", "湘潭市", "02雨湖区 04岳塘区 21湘潭县 81湘乡市 82韶山市"),
    ("430400", "衡阳市", "05珠晖区 06雁峰区 07石鼓区 08蒸湘区 12南岳区 21衡阳县 22衡南县 23衡山县 24衡东县 26祁东县 81耒阳市 82常宁市"),
    ("430500", "邵阳市", "02双清区 03大祥区 11北塔区 22新邵县 23邵阳县 24隆回县 "
     "25洞口县 27绥宁县 28新宁县 29城步苗族自治县 81武冈市 82邵东市"),
    ("430600", "岳阳市", "02岳阳楼区 03云溪区 11君山区 21岳阳县 23华容县 24湘阴县 26平江县 81汨罗市 82临湘市"),
    ("430700", "常德市", "02武陵区 03鼎城区 21安乡县 22汉寿县 23澧县 24临澧县 25桃源县 26石门县 81津市市"),
    ("430800", "张家界市", "02永定区 11武陵源区 21慈利县 22桑植县"),
    ("430900", "益阳市", "02资阳区 03赫山区 21南县 22桃江县 23安化县 81沅江市"),
    ("431000", "郴州市", "02北湖区 03苏仙区 21桂阳县 22宜章县 23永兴县 24嘉禾县 25临武县 26汝城县 27桂东县 28安仁县 81资兴市"),
    ("431100", "永州市", "02零陵区 03冷水滩区 21祁阳县 22东安县 23双牌县 24道县 25江永县 26宁远县 27蓝山县 28新田县 29江华瑶族自治县"),
    ("431200", "怀化市", "02鹤城区 21中方县 22沅陵县 23辰溪县 24溆浦县 25会同县 "
     "26麻阳苗族自治县 27新晃侗族自治县 28芷江侗族自治县 29靖州苗族侗族自治县 30通道侗族自治县 81洪江市"),
    ("431300", "娄底市", "02娄星区 21双峰县 22新化县 81冷水江市 82涟源市"),
    ("433100", "湘西土家族苗族自治州", "01吉首市 22泸溪县 23凤凰县 24花垣县 25保靖县 26古丈县 27永顺县 30龙山县"),
)
ZONES: tuple[tuple[str, str, str | None, tuple[str, ...]], ...] = (
    ("屈原管理区", "岳阳市", "430671", ("屈原区", "屈原", "岳阳市屈原管理区", "屈原行政区")),
    ("岳阳经济技术开发区", "岳阳市", None, ("岳阳经开区", "经开区", "经济技术开发区", "岳阳市经开区", "岳阳开发区")),
    ("南湖新区", "岳阳市", None, ("岳阳市南湖新区", "岳阳南湖新区", "南湖风景区", "南湖旅游度假区")),
    ("城陵矶新港区", "岳阳市", None, ("新港区", "城陵矶临港产业新区", "临港新区", "临港区", "岳阳城陵矶新港区", "城陵矶")),
    ("东风湖新区", "岳阳市", None, ("岳阳市东风湖新区", "东风湖")),
    ("湘潭高新技术产业园区", "湘潭市", "430371", ("湖南湘潭高新技术产业园区", "湘潭高新区")),
    ("昭山示范区", "湘潭市", "430372", ("湘潭昭山示范区", "昭山")),
    ("九华示范区", "湘潭市", "430373", ("湘潭九华示范区", "湘潭经开区", "九华")),
    ("松木经济开发区", "衡阳市", "430473", ("湖南衡阳松木经济开发区", "松木经开区")),
    ("衡阳高新技术产业园区", "衡阳市", "430476", ("湖南衡阳高新技术产业园区", "衡阳高新区")),
    ("西洞庭管理区", "常德市", "430771", ("常德市西洞庭管理区", "西洞庭")),
    ("大通湖管理区", "益阳市", "430971", ("益阳市大通湖管理区", "大通湖区", "大通湖")),
    ("益阳高新技术产业园区", "益阳市", "430972", ("湖南益阳高新技术产业园区", "益阳高新区")),
    ("永州经济技术开发区", "永州市", "431171", ("永州经开区",)),
    ("回龙圩管理区", "永州市", "431173", ("永州市回龙圩管理区", "回龙圩")),
    ("洪江管理区", "怀化市", "431271", ("怀化市洪江管理区", "洪江区")),
)
"""Statistical and functional areas with what they are also called; those of Yueyang act as 推荐单位 (inferred)."""
OTHER_NAMES = {"祁阳市": "祁阳县", "邵东县": "邵东市", "宁乡县": "宁乡市", "株洲县": "渌口区", "通道县": "通道侗族自治县"}
"""Names from before or after 2020."""
PILOTS: tuple[str, ...] = (
    "浏阳市", "茶陵县", "湘乡市", "耒阳市", "武冈市", "平江县", "石门县", "慈利县", "安化县", "宜章县", "蓝山县", "溆浦县", "涟源市",
)
"""省直管县经济体制改革试点: from general knowledge, unverified (only 耒阳 is confirmed); not the list of 财政直管县."""
# fmt: on

COUNTIES: tuple[County, ...] = (
    *(County(unit[2:], city, code[:4] + unit[:2]) for code, city, units in DIVISIONS for unit in units.split()),
    *(County(name, city, code, zone=True) for name, city, code, _ in ZONES),
)
CITIES: tuple[str, ...] = tuple(city for _, city, _ in DIVISIONS)
SUFFIX = re.compile(r"(?:(?:土家族|苗族|侗族|瑶族)+自治[县州]|[县市区])$")
BUREAU = re.compile(
    r"(?:人民政府|科技和工业信息化局|工业和信息化(?:科技)?局|工业和信息化委员会|科技和工业信息局|工业信息化局|科技工信局|工科局|科工局|科工信局|工信局|经信局|经信委|工信委|工信主管部门|"
    r"工信部门|发展和改革局|发改局|经济发展局|经发局|产业发展局|产业局|主管部门|管理委员会|管委会|\(盖章\))+$"
)
PROVINCE = re.compile(r"^(?:中国)?湖南省?")
MAX_TEXT = 300
"""Longer than this it is no county's name and no address."""


def tidy(text: str) -> str:
    """Full-width letters narrowed, white space gone."""
    return re.sub(r"[\s_:,。、]+", "", unicodedata.normalize("NFKC", text[:MAX_TEXT]))


@cache
def _full_names() -> tuple[tuple[str, County], ...]:
    """Names that may stand inside other words (an address), longest first."""
    by_name = {county.name: county for county in COUNTIES}
    names = dict(by_name)
    names.update({other: by_name[name] for other, name in OTHER_NAMES.items()})
    for name, _, _, others in ZONES:
        names.update({other: by_name[name] for other in others if len(other) >= 4})
    return tuple(sorted(names.items(), key=lambda pair: -len(pair[0])))


@cache
def _short_names() -> dict[str, County]:
    """Names without 县, 市 or 区, that must stand alone; none that is also a city's, none of one character."""
    cities = {SUFFIX.sub("", city) for city in CITIES}
    short: dict[str, County] = {}
    for county in COUNTIES:
        stem = SUFFIX.sub("", county.name)
        if not county.zone and len(stem) >= 2 and stem not in cities:
            short[stem] = county
    by_name = {county.name: county for county in COUNTIES}
    for name, _, _, others in ZONES:
        short.update(dict.fromkeys(others, by_name[name]))
    return short


@lru_cache(maxsize=4096)
def find_county(text: str) -> County | None:
    """The one county that the words name: full names anywhere, short ones only alone (汨罗工信局).

    None where none or more than one is named; a city alone (岳阳市) is no county.
    """
    rest = PROVINCE.sub("", tidy(text))
    alone = BUREAU.sub("", rest)
    city = next((city for city in CITIES if alone.startswith(city) and alone != city), "")
    short = _short_names().get(alone.removeprefix(city)) or _short_names().get(alone)
    if short is not None:
        return short
    found: set[County] = set()
    for name, county in _full_names():
        if name in rest:
            found.add(county)
            rest = rest.replace(name, "\n")
    if len(found) > 1:
        rest_of_city = {county for county in found if city and county.city == city}
        found = rest_of_city if len(rest_of_city) == 1 else found
    return found.pop() if len(found) == 1 else None


def city_of(text: str) -> str | None:
    """The city that the words name, by itself or by one of its counties; None where none or more than one is."""
    county = find_county(text)
    if county is not None:
        return county.city
    found = {city for city in CITIES if city in tidy(text)}
    return found.pop() if len(found) == 1 else None
