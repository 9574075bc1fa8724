"""Invented organisations, people and papers. Nobody here exists; credit codes are well formed (GB 32100-2015)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
COUNTIES = {  # name: first six digits of the credit code
    "岳阳楼区": "430602",
    "云溪区": "430603",
    "君山区": "430611",
    "岳阳县": "430621",
    "华容县": "430623",
    "湘阴县": "430624",
    "平江县": "430626",
    "汨罗市": "430681",
    "临湘市": "430682",
}
_BRANDS_A = "穗澜砚霁岫珩璟沅蔚煦桁筠嵘翊岚湉弈槿"
_BRANDS_B = "禾舟桥帆序枢衡径岸川舆箴竹楹诚谷途麓"
_TRADES = {
    "综合": (
        ("{p}{b}中小企业服务中心", "institution"),
        ("{p}{b}企业服务有限公司", "company"),
        ("{p}{b}中小企业服务平台运营有限公司", "company"),
        ("{p}{b}产业联盟促进会", "association"),
        ("湖南{b}公共服务有限公司", "company"),
    ),
    "创新": (
        ("{p}{b}技术转移有限公司", "company"),
        ("湖南{b}工业设计研究院有限公司", "company"),
        ("{p}{b}知识产权服务有限公司", "company"),
        ("{p}{b}质量技术评价中心", "private"),
        ("湖南{b}信息技术服务有限公司", "company"),
    ),
    "创业": (
        ("{p}{b}创业服务有限公司", "company"),
        ("{p}{b}财税咨询有限公司", "company"),
        ("{p}{b}创业辅导中心", "private"),
        ("{p}{b}人力资源服务有限公司", "company"),
        ("湖南{b}管理咨询有限公司", "company"),
    ),
}
_SURNAMES = "易彭邹龙欧蒋贺尹廖柳谭文向阳殷喻晏舒毛葛仇甘"
_GIVEN_A = "知若怀砚景予望清思牧承以听书云静明竹子疏嘉南晚一千长新远星元见允弘行修敏立致和雨"
_GIVEN_B = "远澄瑾秋行安舒晏衡之泽宁澜白起姝朗青衿桐树星舟鸣里河微执毅水言禾川岚庭溪"
_ROADS = ["青禾路", "云梦大道", "兰桂路", "桥湖路", "望湖大道", "枫树岭路", "白杨坡路", "金桂路", "求实路", "学府巷", "星港路", "长炼东路"]
_BUILDINGS = ["创客大厦", "汇智楼", "科创中心", "双创园", "服务大楼", "众业广场", "启航大厦"]
_FIRM_TRADES = [
    "机械",
    "食品",
    "新材料",
    "电子",
    "纺织",
    "建材",
    "包装",
    "农业科技",
    "环保",
    "化工",
    "物流",
    "五金",
    "印刷",
    "茶业",
    "竹木",
    "医药科技",
    "汽配",
    "塑业",
    "电气",
    "软件",
]
_FIRM_A = "鑫宏恒泰富盛嘉瑞永兴隆昌荣达顺通博凯联创锦丰绿源康健华晟"
_FIRM_B = "源翔拓远晖阳盈捷锐正信美佳洋成益辉力德润飞禾谷岭峰泽"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    gender: str
    born: int
    schooling: str  # 博士 硕士 本科 大专 中专 高中
    post: str
    full_time: bool = True

    @property
    def college(self) -> bool:
        return self.schooling in ("博士", "硕士", "本科", "大专")


@dataclass(frozen=True, slots=True)
class Activity:
    held_on: date
    title: str
    kind: str  # 公共服务 / 公益性 / 技术推广 …
    role: str  # 主办 / 承办 / 参加
    people: int


@dataclass(frozen=True, slots=True)
class Asset:
    name: str
    count: int
    amount: Decimal  # 元, of all pieces together


@dataclass(frozen=True, slots=True)
class Applicant:
    """What an applicant says of itself. Numbers as decimal strings in the contract's units."""

    category: str
    body: str  # company / institution / association / private
    name: str
    credit_code: str
    legal: str
    contact: str
    phone: str
    county: str
    address: str
    established: date
    capital: str | None
    area: str
    assets: str
    staff: int
    college: int
    served: int
    acts: int
    platform: bool | None
    previous: int | None
    declared: date
    opinion_on: date | None
    people: tuple[Person, ...] = ()
    activities: tuple[Activity, ...] = ()
    firms: tuple[str, ...] = ()
    items: tuple[Asset, ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default_factory=tuple)

    @property
    def acts_field(self) -> str:
        return {"综合": "public_activities", "创新": "specialised_activities", "创业": "welfare_activities"}[self.category]

    @property
    def office(self) -> str:
        return f"{self.county}工业和信息化局"


def check_character(first17: str) -> str:
    """The 18th character of a credit code (GB 32100-2015)."""
    total = sum(CODE_CHARACTERS.index(one) * pow(3, i, 31) for i, one in enumerate(first17))
    return CODE_CHARACTERS[(31 - total % 31) % 31]


def _organisation_code(rng: Random) -> str:
    """Nine characters with their own check character (GB 11714-1997)."""
    first = "MA4" + rng.choice("KLMPQR") + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(4))
    values = [int(one) if one.isdigit() else ord(one) - 55 for one in first]
    rest = 11 - sum(v * w for v, w in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return first + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(rng: Random, region: str, body: str) -> str:
    """A well-formed 18-character code that nobody was given on purpose."""
    head = {"company": "91", "institution": "12", "association": "51", "private": "52"}[body]
    first = head + region + _organisation_code(rng)
    return first + check_character(first)


def money(text: str) -> Decimal:
    """万元 as written → 元."""
    return Decimal(text) * 10000


@dataclass(frozen=True, slots=True)
class Pools:
    """What one application may draw from, so that no two share a person, a name or a number by chance."""

    people: tuple[str, ...]
    brands: tuple[str, ...]
    phones: tuple[str, ...]


def pools(seed: int, index: int) -> Pools:
    """The share of application number `index` (0 … 70) of everything there is for this seed."""
    rng = Random(f"pools/{seed}")
    people = [a + b + c for a in _SURNAMES for b in _GIVEN_A for c in _GIVEN_B]
    brands = [a + b for a in _BRANDS_A for b in _BRANDS_B]
    phones = [f"0730-555{i:04d}" if i % 2 else f"1990000{i:04d}" for i in range(1000, 10000)]
    for one in (people, brands, phones):
        rng.shuffle(one)
    return Pools(
        tuple(people[index * 200 : index * 200 + 200]), tuple(brands[index * 4 : index * 4 + 4]), tuple(phones[index * 8 : index * 8 + 8])
    )


@dataclass
class World:
    """Draws people, names and papers without repeating itself."""

    rng: Random
    pools: Pools
    used: set[str] = field(default_factory=set)

    def _fresh(self, draw: Callable[[], str]) -> str:
        for _ in range(2000):
            text = draw()
            if text not in self.used:
                self.used.add(text)
                return text
        raise ValueError("the world has run out of names")

    def person_name(self) -> str:
        return self._fresh(lambda: self.rng.choice(self.pools.people))

    def phone(self) -> str:
        return self._fresh(lambda: self.rng.choice(self.pools.phones))

    def firm(self) -> str:
        """A firm's name; no two share brand and trade, so that no ending or place makes them look like one."""
        core = self._fresh(lambda: self.rng.choice(_FIRM_A) + self.rng.choice(_FIRM_B) + self.rng.choice(_FIRM_TRADES))
        place = self.rng.choice(("岳阳", "岳阳市", "湖南", "汨罗市", "临湘市", "湘阴县", "华容县", "平江县"))
        return f"{place}{core}{self.rng.choice(('有限公司', '有限责任公司'))}"

    def organisation(self, category: str, county: str, body: str | None = None) -> tuple[str, str]:
        """Name and kind of body; the place in the name fits the county."""
        forms = [one for one in _TRADES[category] if body in (None, one[1])] or list(_TRADES["综合"])
        pattern, kind = self.rng.choice(forms)
        place = self.rng.choice(("岳阳市", "岳阳", county if county.endswith(("县", "市")) else f"岳阳市{county}"))
        brand = self._fresh(lambda: self.rng.choice(self.pools.brands))
        name = pattern.format(p=place, b=brand)
        return name, body or kind

    def address(self, county: str) -> str:
        town = "岳阳市" if county in COUNTIES else "长沙市"
        return (
            f"湖南省{town}{county}{self.rng.choice(_ROADS)}{self.rng.randint(2, 388)}号"
            f"{self.rng.choice(_BUILDINGS)}{self.rng.choice('ABC')}座{self.rng.randint(2, 16)}楼"
        )

    def people(self, total: int, college: int, lead: Sequence[str]) -> tuple[Person, ...]:
        """A roster of `total` people, `college` of them with 大专 or more; the first ones bear the names in `lead`."""
        rng = self.rng
        high = ["大专", "本科", "本科", "本科", "大专", "硕士"]
        schooling = [rng.choice(high) for _ in range(college)] + [rng.choice(("中专", "高中")) for _ in range(total - college)]
        head, tail = schooling[:2], schooling[2:]
        rng.shuffle(tail)
        posts = (
            ["主任" if "中心" in "".join(lead) else "总经理", "副总经理"]
            + ["服务专员"] * 3
            + ["项目经理", "咨询顾问", "培训主管", "综合专员", "财务", "信息员", "技术专员"]
        )
        out = []
        for i, one in enumerate(head + tail):
            name = lead[i] if i < len(lead) else self.person_name()
            out.append(Person(name, rng.choice("男女"), rng.randint(1968, 1996), one, posts[i] if i < 2 else rng.choice(posts[2:])))
        return tuple(out)

    def activities(self, category: str, count: int, *, attended: int = 0, earlier: int = 0) -> tuple[Activity, ...]:
        """`count` that count in 2019, `attended` merely attended in 2019, `earlier` held in 2018; in order of date."""
        rng = self.rng
        rows = []
        kinds = ACTIVITY_KINDS[category]
        for i in range(count):
            kind, titles = kinds[i % len(kinds)]
            held = date(2019, 1, 8) + timedelta(days=int((i + 0.5) * 340 / count) + rng.randint(-3, 3))
            rows.append(
                Activity(held, titles[(i // len(kinds)) % len(titles)], kind, rng.choice(("主办", "承办", "主办")), rng.randint(18, 160))
            )
        for i in range(attended):
            rows.append(Activity(date(2019, 3 + 2 * i, rng.randint(2, 27)), rng.choice(ATTENDED), kinds[0][0], "参加", rng.randint(2, 6)))
        for i in range(earlier):
            kind, titles = kinds[i % len(kinds)]
            rows.append(Activity(date(2018, 2 + 3 * i, rng.randint(2, 27)), titles[i % len(titles)], kind, "主办", rng.randint(18, 120)))
        return tuple(sorted(rows, key=lambda one: one.held_on))

    def firms(self, count: int) -> tuple[str, ...]:
        return tuple(self.firm() for _ in range(count))

    def items(self, total_wan: str) -> tuple[Asset, ...]:
        """Things whose amounts add up to `total_wan` 万元, whole hundreds of 元 but for what the total needs."""
        names = [
            "多媒体培训设备",
            "服务大厅信息系统",
            "办公计算机",
            "视频会议系统",
            "服务器及存储设备",
            "企业服务云平台软件",
            "检测仪器",
            "档案管理系统",
            "投影与音响设备",
            "网络安全设备",
        ]
        self.rng.shuffle(names)
        names = names[: self.rng.randint(6, 9)]
        total = money(total_wan)
        shares = [self.rng.randint(4, 20) for _ in names]
        amounts = [(total * share / sum(shares) // 100) * 100 for share in shares]
        amounts[-1] += total - sum(amounts)
        return tuple(Asset(name, self.rng.randint(1, 30), amount) for name, amount in zip(names, amounts, strict=True))

    def applicant(self, category: str, **given: object) -> Applicant:
        """An applicant that meets every limit clearly unless `given` says otherwise; its papers agree with it."""
        rng = self.rng
        county = str(given.pop("county", rng.choice([one for one in COUNTIES if one != "平江县"])))
        wanted = given.pop("body", None)
        name, body = self.organisation(category, county, str(wanted) if wanted else None)
        legal, contact = self.person_name(), self.person_name()
        low = category == "创业"
        area = given.pop("area", None) or f"{rng.randint(120, 460) + rng.choice((0, 0, 0.5, 0.36, 0.8)):g}"
        assets = (
            given.pop("assets", None) or f"{(rng.randint(62, 90) if low else rng.randint(118, 320)) + rng.choice((0, 0.5, 0.36, 0.82)):g}"
        )
        staff = int(given.pop("staff", None) or rng.randint(13, 24))  # type: ignore[call-overload]
        college = int(given.pop("college", None) or max(-(-staff * 85 // 100), staff - rng.randint(0, 2)))  # type: ignore[call-overload]
        served = int(given.pop("served", None) or (rng.randint(104, 148) if category == "综合" else rng.randint(56, 88)))  # type: ignore[call-overload]
        acts = int(
            given.pop("acts", None)
            or {
                "综合": rng.randint(9, 16),
                "创新": rng.randint(4, 8),  # type: ignore[call-overload]
                "创业": rng.randint(3, 6),
            }[category]
        )
        capital = {"institution": None, "association": None}.get(body, str(rng.choice((50, 100, 200, 300, 500, 1000))))
        attended, earlier = int(given.pop("attended", 0)), int(given.pop("earlier", 0))  # type: ignore[call-overload]
        declared = date(2020, 5, rng.randint(18, 27))
        one = Applicant(
            category=category,
            body=body,
            name=name,
            credit_code=credit_code(rng, COUNTIES.get(county, "430102"), body),
            legal=legal,
            contact=contact,
            phone=self.phone(),
            county=county,
            address=self.address(county),
            established=date(rng.randint(2008, 2016), rng.randint(1, 12), rng.randint(1, 28)),
            capital=capital,
            area=str(area),
            assets=str(assets),
            staff=staff,
            college=college,
            served=served,
            acts=acts,
            platform=True,
            previous=None,
            declared=declared,
            opinion_on=declared + timedelta(days=rng.randint(4, 9)),
        )
        one = replace(one, **given)  # type: ignore[arg-type]
        return replace(
            one,
            people=one.people or self.people(one.staff, one.college, (one.legal, one.contact)),
            activities=one.activities or self.activities(category, one.acts, attended=attended, earlier=earlier),
            firms=one.firms or self.firms(one.served),
            items=one.items or self.items(one.assets),
        )


ACTIVITY_KINDS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "综合": (
        (
            "公共服务活动",
            (
                "惠企政策宣讲会",
                "银企对接洽谈会",
                "企业上云上平台培训班",
                "中小企业管理提升讲座",
                "融资服务进园区",
                "企业诊断服务日",
                "“创客中国”赛事辅导会",
                "用工对接会",
                "减税降费政策解读会",
                "经营管理人员培训班",
                "法律服务进企业",
                "数字化转型沙龙",
            ),
        ),
    ),
    "创新": (
        ("技术洽谈", ("产学研技术洽谈会", "新材料技术需求对接会")),
        ("质量品牌诊断", ("质量提升现场诊断", "品牌建设诊断活动")),
        ("技术推广", ("节能技术推广会", "工业软件应用推广会")),
        ("项目推介", ("科技成果项目推介会", "专利成果路演推介")),
        ("知识产权", ("知识产权维权培训", "专利挖掘与布局讲座")),
    ),
    "创业": (
        (
            "公益性公共服务活动",
            ("公益创业辅导讲座", "免费财税咨询日", "大学生创业公益沙龙", "小微企业法律义诊", "公益招聘会", "免费创业训练营"),
        ),
    ),
}
ATTENDED = ("全省中小企业服务机构座谈会", "中部地区中小企业博览会", "市级重点项目观摩会")
