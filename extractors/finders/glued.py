"""A label with its value right behind it, no gap and no colon between: 联系人龙艳, 联系电话18173051190, 隶属岳阳县.

Bold and plain, or a cell of its own without a line, part the two on paper; in the text nothing does. Only what the whole
rest is tells that it is a value: a telephone, a day, a code, a name that ends as an organisation's, a surname with a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractors.finders.labels import Label, Role, match_label
from extractors.finders.spans import Span
from models.fields import COUNTY, Kind
from models.regions import find_county

SHORTEST_LABEL, LONGEST_LABEL, LONGEST = 2, 16, 80
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛禹狄米贝臧戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房缪解应宗丁邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲封储段富巫乌焦牧谷车侯宓全班仰仲伊宫宁仇甘祖武符刘景詹束龙叶司黎"
    "白怀蒲邰鄂索赖卓蔺屠蒙池乔翟谭劳姬申冉桑桂牛寿边尚温庄晏柴瞿阎连习艾容向古易戈廖庾居衡步都耿满匡文寇广欧利蔚越师巩聂晁敖冷辛简饶曾沙丰关查游肖闫涂代付晋沃佘佟"
)
_COMPOUND = re.compile("欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|申屠|南宫")
# Words that begin like a name: 联系人安排, 负责人文化程度.
_NO_NAME = re.compile(
    r"信息|情况|方式|电话|手机|姓名|职务|签[字名章]|盖章|身份|简介|变更|任[职命期务]|安[排全]|文化|年龄|性别|应[当为]|方面|程度|时间|名单|成[员立]|全[体部]|负责|管理|单位|部门|邮[箱编]|地址|常[务年]|高[级管]|简历|单[独位]|项目|资[格料]|路|号$"
)
_IS: dict[Kind, re.Pattern[str]] = {
    Kind.PHONE: re.compile(r"\+?(?:86)?-?1[3-9]\d{9}|\(?0\d{2,3}\)?[-—－ ]?\d{7,8}(?:[-转]\d{1,5})?|[2-8]\d{6,7}"),
    Kind.DATE: re.compile(r"20\d\d(?:年\d{1,2}月(?:\d{1,2}日)?|[./-]\d{1,2}[./-]\d{1,2})|19\d\d年\d{1,2}月(?:\d{1,2}日)?"),
    Kind.CODE: re.compile(r"[0-9A-Z]{18}"),
    Kind.NAME: re.compile(r"[\u3400-\u9fff（）()·]{3,40}(?:公司|中心|协会|研究院|研究所|联盟|促进会|联合会|商会|事务所|学院|平台|合作社|厂)"),
    Kind.ADDRESS: re.compile(r"[\u3400-\u9fff]{2,12}[省市县区州镇乡街].{2,50}?[路道街巷村号楼栋幢室层园区镇组](?:\d{1,4}[号室层楼栋])?"),
    Kind.CATEGORY: re.compile(r"(?:综合|创新|创业)(?:性|型)?(?:类|服务类|服务机构|类服务机构|类机构)"),
    Kind.OPINION: re.compile(r"同意推荐.{0,20}"),
}  # fmt: skip
_CLAUSE = re.compile(r"[^，,；;。、：:（）()\s]+")
_BELONGS = re.compile(r"(?:现|地|所在地)?(?:隶属|归属|所属|从属|归|属)于?(?=[\u3400-\u9fff]{2,})")
_COUNTY = Label(COUNTY.title, Role.FIELD, COUNTY)


def glued_label(text: str) -> Span | None:
    """The label that opens `text` and has all the rest for its value; None where the rest is no value of its kind. Never raises."""
    plain = unicodedata.normalize("NFKC", text)
    if not SHORTEST_LABEL < len(text) <= LONGEST or len(plain) != len(text) or match_label(text) is not None:
        return None
    for cut in range(min(LONGEST_LABEL, len(text) - 1), SHORTEST_LABEL - 1, -1):
        if text[cut - 1].isspace() or text[cut] in "（(":
            continue
        label = match_label(text[:cut])
        if label is not None and label.field is not None and label.role is Role.FIELD and not label.slip:
            return Span(0, cut, label, cut) if _is_value(label.field.kind, plain[cut:].strip()) else None
    return None


def clauses_in(text: str) -> Iterator[Span]:
    """The labels of a sentence's clauses that are nothing but label and value: 联系人程莎，联系电话15387300417，隶属岳阳县."""
    for clause in _CLAUSE.finditer(text):
        belongs = _BELONGS.match(clause.group())
        if belongs is not None and _is_value(Kind.COUNTY, clause.group()[belongs.end() :]):
            after = clause.start() + belongs.end()
            yield Span(clause.start(), after, _COUNTY, after)
        elif (span := glued_label(clause.group())) is not None:
            yield Span(clause.start(), clause.start() + span.end, span.label, clause.start() + span.after)


def is_persons_name(text: str) -> bool:
    """Two to four characters with a surname before them, and no word that merely begins like one."""
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", text) or _NO_NAME.search(text) or match_label(text) is not None:
        return False
    return _COMPOUND.match(text) is not None or (text[0] in _SURNAMES and len(text) <= 3)


def _is_value(kind: Kind, rest: str) -> bool:
    if kind is Kind.PERSON:
        return is_persons_name(rest)
    if kind is Kind.COUNTY:
        county = find_county(rest)
        return county is not None and re.fullmatch(r"(?:湖南省)?(?:[\u4e00-\u9fff]{2,4}市)?" + re.escape(county.name), rest) is not None
    pattern = _IS.get(kind)
    return pattern is not None and pattern.fullmatch(rest) is not None
