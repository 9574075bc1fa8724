"""In which year a unit became a 核心服务机构 before: in sentences, under 历次认定, in a list of honours. Other titles with a year are not it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.dates import read_dates
from extractors.finders.numbers import LATEST_FULL_YEAR
from extractors.finders.texts import BLANK, Reading, taken_from
from extractors.finders.withdrawn import loss_behind, loss_in, without_loss
from extractors.finders.words import SENTENCE, run_on
from models.answer import AnyCandidate, Candidate, Caveat, FoundBy, Source
from models.document import Page, Table, Word, lines_of
from models.fields import PREVIOUS_RECOGNITION_YEAR
from models.geometry import around

_GIVEN = r"(?:认定|获评|评为|评定|授予|确认|获批|被评|评选|入选|列入|获得|荣获|公布|推荐为|批准|授牌|命名|获(?=湖南|省|全省|中小|核心)(?![^，。；]{0,24}(?:提名|推荐|候选|入围)))"
_RECOGNISED = re.compile(
    rf"(?P<year>20\d\d|二[〇○零][〇○零一二]\S)\s*年(?:度|\d{{1,2}}月)?[^。；;]{{0,24}}?{_GIVEN}[^。；;]{{0,24}}?核心服务机构"
)
_RECOGNISED_AS = re.compile(
    r"(?:认定|评|授予|确认|入选|列入|获批|获得)(?:为|成为|定为|选为)?[“\"]?(?P<year>20\d\d)\s*年(?:度)?(?:第?[一二三四]批)?[^。；;，]{0,16}?核心服务机构"
)
_RECOGNISED_OF = re.compile(r"(?P<year>20\d\d)\s*年(?:度)?[^。；;，]{0,16}?核心服务机构")
# Anywhere in the sentence: a rule, or nothing that was given. In the clause itself: a plan, or another title.
_NEVER = re.compile(
    r"未(?:曾|被|获|予|通过|能|认定)|不是|从未|力争|相关机构|可(?:自愿|以)?(?:重新|再次)?申报|(?:不得|不再|无需|不需)[^，,。；;]{0,6}(?:申报|推荐)|(?:落选|未果|未成功)[^，,。；;]{0,4}(?:[。；;]|$)"
)
_NOT_THIS = re.compile(
    r"申报\s?20\d\d|20\d\d年(?:度)?(?:拟|组织|再次|重新|继续)?(?:申报|申请)|组织申报|重新申报|将于20\d\d(?![^，,。；;]{0,12}(?:届满|期满|到期|失效|截止|终止))|国家级|国家中小企业|市级|区级|岳阳市(?:中小|核心)|拟"
)
_PARTED = re.compile(r"[，,：:]")
_OWNED = re.compile(r"(?:隶属于?|属于|由|母公司|股东|上级单位)[^，。；（(]{2,40}$")
_OF_IT = re.compile(
    r"(?:的|之)?(?:全资|控股|参股|下属|所属|直属)*(?:子公司|分公司|单位|机构|企业|关联)|出资|投资|控股|举办|发起|持有|持股|与(?:我|本)|(?:系|是|为)(?:我|本)"
)
# Titles of other programmes, as they stand beside a year.
_OTHER_TITLE = re.compile(
    r"示范(?:平台|基地|单位|机构|企业|园区|点)?|高新(?:技术)?企业|专精特新|小巨人|孵化器|孵化基地|众创空间|先进(?:单位|集体|个人)|诚信|文明单位|优秀|资质|科技型|AAA|CMA|创业(?:孵化)?基地|服务品牌|五星|工业设计中心|技术中心|荣誉|奖"
)
_ASIDE = re.compile(
    r"[〔\[【（(]20\d\d[〕\]】）)]\s*第?\d+号|有效期?(?:限)?[^，,；;。、]*|(?:至|到|—|－|-|~|～)\s*20\d\d年?[^，,；;。、]*|(?:将于|于)?20\d\d年?[^，,；;。、]{0,10}(?:届满|期满|到期|失效|终止)|"
    r"(?:现|本次|此次|拟|今年)?[^，,；;。、]{0,4}(?:重新|再次|首次|继续)?(?:申报|申请)\s*20\d\d年?[^，,；;。]*|20\d\d年(?:度)?[^，,；;。、]{0,4}(?:首次|初次|重新|再次)?(?:申报|申请)[^，,；;。]*"
)
_DENIED = re.compile(r"^\s*(?:否|不是|无|没有|非)|未(?:曾|被|获|予|通过|能|认定|入选)|首次申报|初次申报|从未|落选")
_YEARS = re.compile(r"(?<![0-9])(20[0-2][0-9])(?![0-9])")
_WRITTEN_YEAR = re.compile(r"二[〇○零O0][一二][〇○零一二三四五六七八九](?=年)")
_CORE = "核心服务机构"
_TITLE_CELL = re.compile(
    r"(?:湖南省|省级?)?(?:中小微企业|中小企业)?核心服务机构(?:称号|资格|认定|证书)?(?:[（(](?:综合|创新|创业)[^）)]*[）)])?"
)
_YEAR_CELL = re.compile(r"(20[0-2]\d)(?:年度?|[.\-/年]\d{1,2}月?(?:[.\-/]?\d{1,2}日?)?)?")


@dataclass(frozen=True, slots=True)
class Recognised:
    year: str
    span: tuple[int, int]
    because: str
    surely: bool


def recognised_in(sentence: str, *, loosely: bool = True, following: str = "") -> Recognised | None:
    """The year in which the sentence says that the unit was recognised; None where it tells of a plan, a rule or another's title.

    `loosely`: 2017年核心服务机构 tells too, without a word of giving; a form's own title says the same of the year asked for.
    `following`: the text behind the sentence, which may say that the title was lost again.
    """
    sentence = sentence[:LONGEST]
    lost = loss_in(sentence) or loss_behind(following)
    sentence = without_loss(sentence)
    for pattern in (_RECOGNISED, _RECOGNISED_AS, *((_RECOGNISED_OF,) if loosely else ())):
        for found in pattern.finditer(sentence):
            told = _told(sentence, found)
            if told is not None:
                return replace(told, because=TAKEN_BACK.format(lost), surely=False) if lost else told
    return None


TAKEN_BACK = "写有“{}”，这次认定是否仍算数须人工确认"

_ONLY_APPLIES = re.compile(r"申报|申请|争创|争取|创建|对接|合作")
_WISHED = re.compile(r"(?:申报|申请|参评|争创|争取|争当|恳请|请求|提请|报请|希望|拟|准备|计划|建议|推荐)[^，,。；;：:]{0,12}$")
_GIVEN_ALREADY = re.compile(r"被|获|荣|入选|列入|授予|已经?(?:认定|评)")
NEAR = 6  # characters
_APPLIED_FOR = re.compile(r"(?:的|[（(][^）)]{0,12}[）)])?(?:申报|申请|推荐|评审|遴选|征集)")


def _is_only_wished(sentence: str, found: re.Match[str]) -> bool:
    """现申请认定为2020年…核心服务机构, 2020年…核心服务机构申报情况问卷: what the papers are for."""
    if _ONLY_APPLIES.search(found.group()) or _WISHED.search(sentence[: found.start()]):
        return True
    return found.re is _RECOGNISED_OF and _APPLIED_FOR.match(sentence, found.end()) is not None


LONGEST = 2000  # of a sentence: nobody writes more, and what a hostile one says takes time
BEFORE, BEHIND = 24, 8  # characters around the words in which it shows whose title it is
_MAY_BE_ANOTHERS = re.compile(
    r"(?:辅导|帮助|协助|推动|指导|培育)[^，,。；;]{0,16}(?:企业|单位|机构|家)|\d+\s*[余多]?家|客户|公布了|标杆|的(?:支持|帮助|指导|大力)|成立|取消|撤销"
)


def _told(sentence: str, found: re.Match[str]) -> Recognised | None:
    if _is_only_wished(sentence, found):
        return None
    if _NEVER.search(sentence) or _NOT_THIS.search(_clause(sentence, found.span())) or _said_of_another(sentence, found.span()):
        return None
    if _is_of_the_rule(sentence, found) or _is_of_a_partner(sentence, found.start()):
        return None
    year, granted = _year_granted(found)
    if not year.isdigit():
        reads = read_dates(year + "年")
        if not reads:
            return None
        year = reads[0].value
    if int(year[:4]) > LATEST_FULL_YEAR and not _GIVEN_ALREADY.search(sentence[max(0, found.start() - NEAR) : found.end()]):
        return None  # the year that is applied for
    years = re.findall(r"20\d\d(?=\s*年)", sentence[: found.end()])
    if found.re is not _RECOGNISED_AS and len(set(years)) > 1 and re.search(r"20\d\d年[、和与及，]{1,2}20\d\d年", sentence[: found.end()]):
        return Recognised(max(years), found.span(), "写有几个认定年份，取最近的", surely=False)
    around = sentence[max(0, found.start() - BEFORE) : found.start()] + granted + sentence[found.end() : found.end() + BEHIND]
    others = _MAY_BE_ANOTHERS.search(around) is not None or _BODY_OF_OURS.search(sentence[: found.end()]) is not None
    surely = found.re is not _RECOGNISED_OF and not others
    return Recognised(year, found.span(), "写明曾认定为核心服务机构", surely=surely)


_OURS = re.compile(
    r"(?:我|本|该|申报)(?:公司|单位|中心|机构|平台|协会|商会|司|所|院|会|校|站|社|们)|申报(?:单位|机构)|现申报|重新申报|再次申报"
)
_RULE = re.compile(
    r"通知|办法|文件|规定|明确|凡|名单|公告|公示|政策|要求|(?:^|[，,。；;])\s*(?:根据|按照|依据|依照|对于|对|各|已|经)|全[省市县区国](?:共|已|累计)?(?=[^，,。；;]{0,4}(?:认定|20\d\d))"
)
_AS_A_NOUN = re.compile(r"(?:认定|公布|评定|授予|批准|确认|命名|获评|评选|推荐)的[^，,。；;]{0,24}核心服务机构")
_RUNS_OUT = re.compile(r"[^，,。；;]{0,6}(?:将|有效期|须|应|可|届满|期满|到期)")
_SAYS_IT_IS = re.compile(r"(?:系|是|为|属于?|曾是|曾为)\s*$")


def _is_of_the_rule(sentence: str, found: re.Match[str]) -> bool:
    """通知明确，2017年认定的核心服务机构有效期届满: all those of a year, where the sentence quotes a rule and names nobody."""
    before = sentence[: found.start()]
    if _OURS.search(sentence) or _AS_A_NOUN.search(found.group()) is None or _SAYS_IT_IS.search(before):
        return False
    return _RULE.search(before) is not None or (before.strip() == "" and _RUNS_OUT.match(sentence, found.end()) is not None)


_PARTNER = r"(?:合作(?:伙伴|单位|方|机构|企业)|战略(?:伙伴|合作)[\u4e00-\u9fff]{0,4}|伙伴|共建(?:单位|方|机构)|结对[\u4e00-\u9fff]{0,4}|兄弟单位|友好单位|协作单位|联合体成员|签约(?:单位|机构|公司)|同行|出租方|房东|服务对象|股东|母公司|总公司|上级单位|控股公司|(?<![本我])[子分]公司|关联(?:公司|企业|方|机构)|举办单位|主管单位|投资方|其[他它]申报(?:单位|机构)|另有|例如|比如|(?:入驻|会员|成员|客户)(?:单位|企业))"
# …的合作伙伴某某公司系2017年认定的…, 与我公司签约的某某公司是…: who bears the title stands right before it.
_PARTNER_BEARS = re.compile(rf"{_PARTNER}[^，,。；;]{{0,40}}$|(?:与|和|同|跟)(?:我|本)[^，,。；;]{{1,16}}的{'[^，,。；;]{2,30}'}$")
# 我公司控股的某某公司2018年被认定为…: what is said stands behind another body's name, which ours only tells which one it is.
_BODY_OF_OURS = re.compile(
    r"(?:我|本)(?:公司|单位|中心|机构|平台|协会|商会|司|所|院|会)[^，,。；;（()）]{1,14}?的[\u4e00-\u9fff（）()·]{2,30}?(?:公司|中心|协会|研究院|研究所|联盟|商会|事务所|集团)"
    r"(?:曾|已)?(?:于|在)?(?:20\d\d年度?)?(?:曾|已)?(?:被|获|荣|入选)"
)
_IS_A_PARTNER = re.compile(rf"(?:是|系|为)(?:我|本)[^，,。；;]{{0,12}}{_PARTNER}[^，,。；;]{{0,4}}[，,、]?[^，,。；;]{{0,4}}$")
_HEARSAY = re.compile(r"\s*(?:据(?:了解|悉|介绍|公开)|例如|比如|又如)")
_SUBJECT_AGAIN = re.compile(r"[，,、](?:我|本)(?:公司|单位|中心|机构|平台|协会|商会|司|所|院|会|校|站|社|们)[^，,。；;]{0,12}$")
_WITH_THEM = re.compile(
    rf"(?:与|和|同|跟|联合|携手)[^，,。；;]{{0,16}}{_PARTNER}[^，,。；;]{{0,6}}(?:一起|一道|共同|一同|同时|均|双双|都|被|获)[^，,。；;]{{0,6}}$"
)


def _is_of_a_partner(sentence: str, at: int) -> bool:
    """Does a partner stand as the subject of the words at `at`?"""
    before = sentence[:at]
    if _SUBJECT_AGAIN.search(before) or _WITH_THEM.search(before):
        return False
    if _HEARSAY.match(before) and _OURS.search(before) is None:
        return True
    return _PARTNER_BEARS.search(before) is not None or _IS_A_PARTNER.search(before) is not None


def _year_granted(found: re.Match[str]) -> tuple[str, str]:
    """The year next before the word of giving, and the words from there on: 2015年成立，2017年被认定."""
    years = list(re.finditer(r"20\d\d(?=\s*年)", found.group())) if found.re is _RECOGNISED else []
    return (years[-1].group(), found.group()[years[-1].start() :]) if len(years) > 1 else (found.group("year"), found.group())


def _clause(sentence: str, span: tuple[int, int]) -> str:
    """The words of the title with what stands around them up to the next comma."""
    before = [one.end() for one in _PARTED.finditer(sentence, 0, span[0])]
    after = _PARTED.search(sentence, span[1])
    return sentence[before[-1] if before else 0 : after.start() if after else len(sentence)]


_BODY = r"[\u4e00-\u9fff（）()·]{2,30}?(?:公司|中心|协会|研究院|研究所|联盟|促进会|联合会|商会|事务所|集团|学院|平台)"
_TIE = re.compile(
    r"关联|控股|股东|实际控制|控制人|持有|持股|参股|入股|兼任|担任|母公司|子公司|全资|同一|一致行动|亲属|配偶|投资(?:方|人|的)"
)
_WITH = re.compile(r"(?:与|同|跟|向|对)(?:已|曾)?(?:被|获|经|于)?\s*$")
_AND = re.compile(r"(?:和|及|由)(?:已|曾)?(?:被|获|经|于)?\s*$")
_WITH_BODY = re.compile(rf"(?:与|和|同|跟|及|对|向){_BODY}\s*$")
_SELF_BEHIND = re.compile(r"(?:[（(](?:即|简称)?(?:我|本)|(?:[（(][^）)]{0,12}[）)])?[，,。；;]|$)")


def _names_another(sentence: str, span: tuple[int, int]) -> bool:
    """我公司与2019年认定的核心服务机构某某公司系同一股东: the title is of the body that it is put before, and ties are spoken of."""
    named = re.match(rf"[“\"]?{_BODY}", sentence[span[1] :])
    before = _WITH.search(sentence[: span[0]]) is not None
    if named is None:
        return before or (_AND.search(sentence[: span[0]]) is not None and _TIE.search(sentence) is not None)
    return _TIE.search(sentence) is not None or before or _SELF_BEHIND.match(sentence, span[1] + named.end()) is None


def _said_of_another(sentence: str, span: tuple[int, int]) -> bool:
    """Does it stand before or in brackets behind another body's name: 系某某集团有限公司（2019年认定的…）的子公司?"""
    if _names_another(sentence, span):
        return True
    opening = max(sentence.rfind(bracket, 0, span[0]) for bracket in "（(")
    closing = max(sentence.rfind(bracket, 0, span[0]) for bracket in "）)")
    if opening <= closing:
        return False
    behind = re.search(r"[）)](.*)", sentence[span[1] :])
    if _WITH_BODY.search(sentence[:opening]) is not None:
        return True
    return _OWNED.search(sentence[:opening]) is not None or (behind is not None and _OF_IT.match(behind[1]) is not None)


_AGAIN = re.compile(r"(?:重新|再次|二次|期满后?|到期后?)(?:申报|申请|认定)|续期|续报|续展|复评")
_NOT_THE_FIRST = re.compile(
    r"\s*(?:否|不是|非)(?!.*未)[,，。;；、（(：:\s]*.{0,12}?20\d\d年?度?[^。；;]{0,12}?(?:认定|获评|入选|授予|核心服务机构)"
)
_TICKED = re.compile(r"[☑☒✓✔√■](?P<said>[^□☐☑☒✓✔√■]*)")


def _ticked_only(text: str) -> str:
    """□首次申报 ☑重新申报（2018年）: of options in boxes only what is ticked was said."""
    return "".join(found["said"] for found in _TICKED.finditer(text)) if re.search("[□☐]", text) and _TICKED.search(text) else text


def read_recognised(text: str) -> Reading:
    """The words under 历次认定 → the year of a 核心服务机构: beside other titles only what names it, without terms of validity."""
    plain = unicodedata.normalize("NFKC", text.replace("\n", ""))
    plain = _WRITTEN_YEAR.sub(lambda found: reads[0].value if (reads := read_dates(found.group() + "年")) else "", plain)
    plain = _ticked_only(plain)
    lost = loss_in(plain)
    plain = without_loss(plain)
    if _DENIED.search(plain) and not _NOT_THE_FIRST.match(plain):
        return BLANK
    clauses = [one for one in re.split(r"[，,；;。]", _ASIDE.sub("", plain)) if one]
    if _OTHER_TITLE.search(plain):
        clauses = [one for clause in clauses for one in re.split("、", clause)]
        clauses = [one for one in clauses if _CORE in one]
    years = [year for clause in clauses for year in _YEARS.findall(clause)]
    if not years:
        again = _AGAIN.search(plain) is not None
        return Reading(None, text, (0, len(text)), because="写明系重新申报，没有写原认定年份") if again else BLANK
    if len(set(years)) > 1:
        return taken_from(text, 0, len(text), max(years), Caveat.AMBIGUOUS, because=f"写有{'、'.join(dict.fromkeys(years))}几个年份")
    start = text.find(years[0])
    span = (start, start + 4) if start >= 0 else (0, len(text))
    return taken_from(text, *span, years[0], *((Caveat.CLAIM,) if lost else ()), because=TAKEN_BACK.format(lost) if lost else "")


def find_recognition(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:  # noqa: ARG001
    """An earlier recognition wherever it stands on the page, under whatever label, in a sentence or in a row of a list of titles."""
    tables = [table for table in page.tables if len(table.cells) > 1]
    free = page.words_outside(tables)
    found = [_candidate(page, free, run_on(free))]
    found += [_candidate(page, cell.words, re.sub(r"\s+", "", cell.text)) for table in tables for cell in table.cells if _CORE in cell.text]
    found += [one for table in tables for one in _rows(page, table)]
    return tuple(one for one in found if one is not None)


def _candidate(page: Page, words: tuple[Word, ...], text: str) -> AnyCandidate | None:
    for sentence in SENTENCE.finditer(text) if _CORE in text else ():
        told = recognised_in(sentence.group(), loosely=False, following=text[sentence.end() :])
        if told is not None:
            shown = tuple(word for line in lines_of(words) for word in line.words if told.year in line.text) or words[:1]
            caveats = frozenset() if told.surely else frozenset({Caveat.CLAIM})
            return _made(page, told.year, shown, sentence.group().strip()[:120], f"材料{told.because}", caveats)
    return None


def _rows(page: Page, table: Table) -> Iterator[AnyCandidate]:
    """湖南省中小微企业核心服务机构 | 省经信委 | 2017年."""
    for at in range(table.n_rows):
        cells = [(cell, unicodedata.normalize("NFKC", re.sub(r"\s+", "", cell.text))) for cell in table.row(at)]
        years = [(cell, year.group(1)) for cell, text in cells if (year := _YEAR_CELL.fullmatch(text)) is not None]
        if len(years) == 1 and any(_TITLE_CELL.fullmatch(text) for _, text in cells):
            shown = "，".join(text for _, text in cells if text)
            yield _made(page, years[0][1], years[0][0].words, shown, "材料所列称号中有核心服务机构", frozenset({Caveat.CLAIM}))


def _made(page: Page, year: str, words: tuple[Word, ...], text: str, detail: str, caveats: frozenset[Caveat]) -> AnyCandidate:
    place = page.place(around(word.box for word in words), text)
    return Candidate(PREVIOUS_RECOGNITION_YEAR, year, place, words, Source.PROSE, FoundBy.PROSE, "", detail, caveats)
