"""Whose paper a page is: the organisation that it names as its own (单位名称：…, 编制单位：…), never one among others."""

from __future__ import annotations

import re

from extractors.proofs.reading import listed, squash
from models.document import Line, Page
from models.facts import Party
from models.regions import PROVINCE, city_of, find_county

OWNER_LABELS = listed(
    "单位名称 编制单位 申报单位 填报单位 服务机构 机构名称 企业名称 公司名称 单位 报表单位 填报机构 申报机构 "
    "申请单位 承诺单位 承诺人 名称 主办单位 用人单位 所在单位 运营单位 权属单位 资产所有单位"
)
ENDING = r"(?:有限责任公司|有限公司|股份公司|公司|中心|协会|商会|学会|促进会|联合会|联盟|研究院|研究所|设计院|学院|大学|学校|事务所|合作社|孵化器|基地|工作室|委员会|服务部|经营部|集团|厂|院|所|站|社|平台|空间)(?:\((?:有限合伙|普通合伙|特殊普通合伙)\))?"
NAME = rf"([\u3400-\u9fffA-Za-z0-9()·]{{2,40}}?{ENDING})"
OWNER = re.compile(
    rf"(?:^|[\s;；,，|])(?:{'|'.join(sorted(OWNER_LABELS, key=len, reverse=True))})(?:\((?:盖章|公章|全称|签章)\))?\s*[:：]\s*{NAME}(?=$|[\s(（,，;；。盖公截日年单0-9])"
)
# 某某协会2019年活动一览表: whose list it is, by its title.
TITLED = re.compile(
    rf"^{NAME}(?!等|的?客户)[^:：。;；,，]{{0,26}}(?:名单|名册|名录|清单|一览表?|台账|明细表?|目录|统计表|情况表|汇总表|登记表|简表)(?:\(.{{1,20}}\))?$"
)
NO_OWNER = re.compile(
    r"^(?:为|向|与|对|给|关于|附|支持|服务)|社会保险|社保|医疗保障|人力资源|公积金|税务|人才|就业|不动产|登记|认定|入库|[一二三四五六七八九十\d]、"
)
INCORPORATED = re.compile(r"(?:公司|集团|协会|商会|学会|促进会|联合会|合作社)$")
PARK_ROLE = "园区方"  # who takes a firm into its house, on the agreement about it
TITLE_AMONG, TITLE_LENGTH = 4, 60
STANDS_ALONE = re.compile(rf"^{NAME}[:：]?$")


def owner_of(pages: tuple[Page, ...], role: str = "页面所写单位") -> tuple[Party, ...]:
    """The organisations that these pages name as the one they speak of, each once, where it first stands."""
    found: dict[str, Party] = {}
    for page in pages:
        for line in page.lines:
            name = owner_in(line)
            if name is not None and name not in found:
                found[name] = Party(name, role, True, page.place(line.box, line.text))
    return tuple(found.values())


def owner_in(line: Line) -> str | None:
    """`单位名称：某某中心（盖章）` → 某某中心."""
    for text in (" ".join(squash(word.text) for word in line.words), squash(line.text)):
        match = OWNER.search(text.replace("（", "(").replace("）", ")"))
        if match is not None:
            return match.group(1)
    return None


def titled_by(page: Page) -> tuple[Party, ...]:
    """The organisation whose list a page is by its title; none of an office that only issues it, nor of a name without its place or kind."""
    for line in page.lines[:TITLE_AMONG]:
        text = squash(line.text)
        match = TITLED.match(text) if len(text) <= TITLE_LENGTH else None
        if match is not None and not NO_OWNER.search(text) and _is_a_house(match.group(1)):
            return (Party(match.group(1), "清单标题所写单位", True, page.place(line.box, line.text)),)
    return ()


def _is_a_house(name: str) -> bool:
    """One house by its name, and no kind of house (科技服务中心): a firm, a society, or one that says where it is."""
    return (
        INCORPORATED.search(name) is not None
        or PROVINCE.match(name) is not None
        or find_county(name) is not None
        or city_of(name) is not None
    )


def full_name(text: str) -> str | None:
    """The organisation's name that `text` is, whole; None of anything else."""
    match = STANDS_ALONE.match(squash(text))
    return match.group(1) if match else None
