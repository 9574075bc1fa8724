"""What papers say of a tie to another applicant or to a valid agency: the same persons, shares, parents and branches, shared rooms.

Some words tell by themselves (关联关系, 同一法定代表人); others (兼任, 控股, 母公司, 夫妻) are everyday life, and tell only where the other
side applies too or holds the title. What is denied is not said; a denial of one thing (不存在重复申报) does not deny another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.finders.words import SENTENCE, run_on
from models.answer import AnyCandidate, Candidate, Caveat, FoundBy, Source
from models.document import Page, Word, lines_of
from models.fields import RELATED_PARTY
from models.geometry import around

_HEADS = r"(?:法定代表人|法人代表|法人|实际控制人|控股股东|大股东|股东|实控人|控制人|出资人|投资人|主要负责人|负责人|理事长|董事长|总经理)"
_TELLING = re.compile(
    rf"{_HEADS}(?:、{_HEADS}|和{_HEADS}|及{_HEADS})*(?:均|都)?(?:同为|相同|均为同|都是同|系同一|为同一|是同一|一致)|"
    r"(?:法定代表人|法人代表|实际控制人|实控人|控股股东)(?:均|都)(?:为|是|系)|"
    r"(?:同一|同属|同为)(?:个|位|名|一)?(?:自然人)?(?:实际控制人|法定代表人|法人代表|法人|控股股东|股东|控制人|投资人|出资人|集团|母公司)|(?:同一|共同)(?:实际)?控制(?:下|的|人)|"
    r"(?:存在|有|具有|构成)(?:股权|投资|控制|直接|一定|以下|如下|下列)*(?:的)?关联关系|(?:互为|系|是|为|属于?)(?:其|本公司|我公司|我单位|该公司|同一)?(?:的)?关联(?:企业|公司|单位|方|机构)|"
    r"(?:存在|有|具有|构成|属|为|系)(?:直接)?(?:控股|隶属|母子公司|投资|股权控制|总分(?:公司|支?机构)|夫妻|父子|亲属)关系|夫妻关系|父子关系|亲属关系|姊妹公司|姐妹公司|一套人马|一套班子|"
    r"(?:人员|场地|场所|资产)混同"
)
_TIES = re.compile(
    rf"{_HEADS}[^。；;，,]{{0,24}}?(?:同时|兼|还|又|亦|也)[^。；;]{{0,6}}?(?:担任|任|为|是|系|持有|持股|控股|控制)|"
    r"全资|控股|参股|持股|持有[^。；;，,]{0,12}股(?:权|份)|占股|股权占|(?:出资|投资|发起|举办|合资)(?:设立|成立|举办|组建)|(?:子|母|分|总)公司|分支机构|下属(?:单位|机构|企业|公司)|隶属|"
    r"(?:上级|主办|举办)单位|集团(?:内|成员|下属|所属|旗下)|旗下|兄弟(?:公司|单位|机构|企业)|两块牌子|合署办公|夫妻|配偶|妻子|丈夫|父[子女亲]|母[子女亲]|兄弟|兄妹|姐弟|姐妹|姊妹|亲属|"
    r"(?:共用|合用|共享|共同使用|共有)[^。；;，,]{0,8}(?:场地|场所|办公|人员|团队|资产|设备)|同一(?:个)?(?:办公)?(?:地址|地点|场所|场地|班子|团队|经营团队)|"
    r"(?:地址|场所|场地|人员|团队|班子|联系人|联系电话)(?:相同|一致|重叠|交叉|混同|共用)|人员(?:互相|相互)?(?:兼职|兼任)|改制前|前身|更名前"
)
_APPLIES = r"(?:申报|申请)(?!材料|了?[^。；;，,]{0,10}(?:专利|商标|软著|著作权|高新|示范|贷款|补贴|补助|资金|奖|项目))"
# The other side of a tie applies as well, or holds the title.
_OTHER_SIDE = re.compile(
    rf"(?:该|其|后者|对方|上述|两家|两个|两|双方|二者|另一|另|均|也|亦|同样|都)[^。；;，,]{{0,24}}{_APPLIES}|"
    r"(?:同时|同期|同年|一并|一同|共同|分别|另行)(?:也|还|又|均|都)?(?:申报|申请)(?:了)?[^。；;，,]{0,24}核心服务机构|"
    r"(?:同时|同批|同期|一并|一同|共同)(?:参与|参加)?申报的[^。；;，,]{2,30}?(?:公司|中心|协会|研究院|事务所|商会|联盟|单位|机构)(?:[（(][^）)]*[）)])?(?:系|是|为|与)|"
    r"(?:该|其|后者|对方|上述|两家|双方|均|也|亦|同样)[^。；;]{0,24}(?:认定|有效期|获评|获批|授予|20\d\d年)[^。；;]{0,24}核心服务机构|"
    r"(?:有效期内|另一家|另一个|另外一家)(?:的)?[^。；;，,]{0,16}(?:核心服务机构|申报单位|申报机构)"
)
# It may: another body's name, or the unit's own, before 认定.
_PERHAPS_OTHER = re.compile(
    r"(?<![本我])(?:公司|协会|研究院|促进会|联盟|商会|集团)(?:[（(][^）)]*[）)])?(?:已|也|亦|均)?(?:于|在)?(?:20\d\d年)?(?:被|获)?(?:为|系|是|认定|评)[^。；;]{0,24}核心服务机构|"
    r"核心服务机构(?:之一)?(?:的|为)?[“\"（(]?[\u4e00-\u9fff]{4,24}(?:公司|中心|协会|研究院|促进会|联盟|商会)"
)
_PLAIN_SHARES = re.compile(r"(?:全资|控股|参股)(?:子公司|企业|公司)?|子公司|母公司")
_APPLICANTS = re.compile(r"申报|核心服务机构|服务机构")
_DENIED = re.compile(
    r"不存在|并不|无(?:任何|上述|此类|其他|其它|直接|间接|隶属|股权|投资|控股|重大)*(?:的)?(?:关联|控股|隶属|关系|控制|投资)|没有|未发现|未与|无任何|不具有|不构成|不得|严禁|禁止|是否|有无|均无|并无|如有|若有|如存在|若存在|如果|若[^干]|(?<![一-鿿])(?:本|我)?(?:单位|公司|中心|机构|协会)?如(?:与|和|同(?=其)|因|本|我|其|被|经|发现|查|出现|属|日后|今后|双方|系|为|构成|[他她该])|倘|假如|假若|一旦|要是|万一|凡|不属于|不是|未持有|不相同|均不"
)
# 存在关联关系的，自愿退出评审: said of whoever it may be true of.
_WHOEVER = re.compile(
    r"[^。；;，,]{0,10}?(?:的|者|时|情形的?|行为的?)[，,][^。；;]{0,24}?(?:取消|撤[销回]|退出|承担|责任|处理|不予|追究|不得|回避|自愿|作废|认可|报告|申明|说明|只能|择一|视为)"
    r"|的(?:多[个家])?(?:申报|申请)?(?:单位|机构|企业|主体)(?:之间)?(?:只能|不得|须|应|均不|一律)"
)
_NO_TIE = re.compile(r"(?:不存在|无|没有|未发现|不具有|不构成)[^。；;，,]{0,16}(?:关联|情形|情况|上述)|不得(?:重复)?(?:申报|推荐)")
_TURNS = re.compile(r"但|然而|不过|除[^，,。；;]{0,16}(?:外|以外|之外)")
_SAVE_FOR = re.compile(r"除[^，,。；;]{0,20}(?:外|以外|之外)")
_MARKS = "，,：:"
_ELSEWHERE = re.compile(r"[详请]?(?:见|参见|附后|另附|后附|如下|另页)[^，。；]{0,24}")
_NOTHING = re.compile(
    r"(?:经自?查)?[，,]?(?:无|否|没有|不存在|未发现|不涉及|不适用)(?:此|该|上述|以上|这)?(?:类|种|项)?(?:关联|关系|情形|情况)*[。.]?"
)
LEAST_SAID = 4  # characters under a label that are a statement
MOST_TEXT = 6000  # characters of a page that are looked at
EDGE = 6  # characters by which a line of a sentence is known


@dataclass(frozen=True, slots=True)
class Tie:
    """The words that tell of it, where they stand, their sentence, and whether the other side plainly applies or holds the title."""

    word: str
    span: tuple[int, int]
    sentence: str
    plain: bool


def ties_in(text: str) -> Iterator[Tie]:
    """The ties that `text` tells of; the sentence after one may name its other side. Never raises."""
    sentences = [(found.start(), found.group()) for found in SENTENCE.finditer(text)]
    for at, (start, sentence) in enumerate(sentences):
        tie = tie_of(sentence, sentences[at + 1][1] if at + 1 < len(sentences) else "")
        if tie is not None:
            yield replace(tie, span=(start + tie.span[0], start + tie.span[1]))


def tie_of(sentence: str, after: str = "") -> Tie | None:
    """The tie that a sentence tells of; None where it tells of none, or denies it. `after`: the sentence behind it."""
    for found in _TELLING.finditer(sentence):
        if not _is_denied(sentence, found.span()):
            return Tie(found.group(), found.span(), sentence.strip(), plain=True)
    both = sentence + after if _DENIED.search(after) is None else sentence
    plain = _OTHER_SIDE.search(both) is not None
    if not plain and _PERHAPS_OTHER.search(both) is None and not (_APPLICANTS.search(sentence) and _PLAIN_SHARES.search(sentence)):
        return None
    for found in _TIES.finditer(sentence):
        if not _is_denied(sentence, found.span()):
            return Tie(found.group(), found.span(), sentence.strip(), plain=plain)
    return None


def _is_denied(sentence: str, span: tuple[int, int]) -> bool:
    """Denied in its own clause, in front of a list that it stands in, or by a denial of all ties behind it."""
    begin = max(sentence.rfind(mark, 0, span[0]) for mark in _MARKS) + 1
    stops = [at for mark in _MARKS if (at := sentence.find(mark, span[1])) >= 0]
    if _DENIED.search(sentence, begin, min(stops, default=len(sentence))) or _WHOEVER.match(sentence, span[1]):
        return True
    before = [one.end() for one in _DENIED.finditer(sentence, 0, begin)]
    if before and _TURNS.search(sentence, before[-1], span[1]) is None:
        return True
    return _SAVE_FOR.search(sentence) is None and _NO_TIE.search(sentence, span[1]) is not None


def said_under_label(text: str) -> tuple[bool, str] | None:
    """What the words under 关联关系说明 tell: (sure, why); None where they deny a tie, or say nothing."""
    plain = re.sub(r"\s+", "", text)
    if _NOTHING.fullmatch(plain):
        return None
    sentences = [found.group() for found in SENTENCE.finditer(plain)]
    found = [one for sentence in sentences for one in _TIES.finditer(sentence) if not _is_denied(sentence, one.span())]
    tie = next(ties_in(plain), None)
    if tie is not None or found:
        return True, f"写有“{tie.word if tie is not None else found[0].group()}”，有关联关系的迹象"
    if len(plain) < LEAST_SAID or _DENIED.search(plain) or _ELSEWHERE.fullmatch(plain.rstrip("。")):
        return None
    return False, "关联情况一栏写有内容，是否构成关联关系须人工确认"


def find_relations(page: Page, before: Page | None = None) -> tuple[AnyCandidate, ...]:  # noqa: ARG001
    """Ties that stand anywhere on the page, under whatever label: in cells short and long, in running text, in an opinion."""
    tables = [table for table in page.tables if len(table.cells) > 1]
    free = page.words_outside(tables)
    found = list(_of_words(page, free, run_on(free)))
    for cell in (cell for table in tables for cell in table.cells if cell.words):
        found += _of_words(page, cell.words, re.sub(r"\s+", "", cell.text))
    return tuple(found)


def _of_words(page: Page, words: tuple[Word, ...], text: str) -> Iterator[AnyCandidate]:
    for tie in ties_in(text[:MOST_TEXT]):
        shown = tuple(word for line in lines_of(words) if _is_of(line.text, tie.sentence) for word in line.words) or words[:1]
        place = page.place(around(word.box for word in shown), tie.sentence[:120])
        caveats = frozenset() if tie.plain else frozenset({Caveat.CLAIM})
        yield Candidate(RELATED_PARTY, "true", place, shown, Source.PROSE, FoundBy.PROSE, "", told(tie), caveats)


def told(tie: Tie) -> str:
    return f"“{tie.word}”，有关联关系的迹象" + ("" if tie.plain else "；对方是否也在申报或在有效期内须人工确认")


def _is_of(line: str, sentence: str) -> bool:
    plain = re.sub(r"\s+", "", line)
    return bool(plain) and (plain in sentence or sentence in plain or plain[-EDGE:] in sentence or plain[:EDGE] in sentence)
