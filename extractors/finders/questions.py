"""Question and answer, line under line: 7. 联系人及电话？ / 答：文晓庆，0731-…"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.finders.entry import Entry
from extractors.finders.labels import Label, Role, match_label
from extractors.finders.words import run_of, squeeze
from models.document import Line
from models.fields import (
    ADDRESS,
    CATEGORY,
    CONTACT_PERSON,
    CONTACT_PHONE,
    COUNTY,
    DECLARED_ON,
    ESTABLISHED_ON,
    LEGAL_REPRESENTATIVE,
    ORGANISATION_NAME,
    Kind,
)

_QUESTION = re.compile(
    r"\s*(?:问\s*\d{0,2}\s*[:：]|(?!\d{2,4}年)(?:问题|第)?[(（]?[\d一二三四五六七八九十]{1,3}[)）]?\s*(?:题)?\s*[、.．:：]?)?\s*(?P<asked>[^?？]{2,40})[?？]\s*(?:[（(][^（）()]{1,24}[）)]\s*)?"
)
_ANSWER = re.compile(r"\s*(?:答案?|回答|答复)\s*[:：]\s*")
_BOTH = re.compile(_QUESTION.pattern + r"(?:(?:答案?|回答|答复)\s*[:：])?\s*(?P<answer>[^?？]{2,80}?)[\s。.．;；]*")
# Without a question mark only a question that says by its words that it asks.
_BEHIND_COLON = re.compile(
    r"\s*(?:(?!\d{2,4}年)[(（]?[\d一二三四五六七八九十]{1,3}[)）]?\s*[、.．]?)?\s*(?P<asked>(?=[^?？:：]{0,40}(?:多少|几|谁|哪|什么|何时|多大))[^?？:：]{2,40})[:：]\s*(?P<answer>[^?？]{1,80}?)[\s。.．;；]*"
)
SEVERAL_QUESTIONS = 4  # on a page: then what stands under a question answers it
LONGEST_ANSWER = 60  # characters
LONGEST_CELL = 40
_ASKS = re.compile(
    r"\s*(?:[(（]?[\d一二三四五六七八九十]{1,2}[)）、.．]\s*(?!\d))?(?P<asked>(?=[^?？]{0,40}(?:多少|多大|几|谁|哪|什么|何(?:时|处|[种类])))[^\d?？:：。，,；;]{3,24}|20\d\d\s?年度?[^\d?？:：。，,；;]{0,16}(?:多少|几)[^\d?？:：。，,；;]{0,8})\s*[?？]?\s*",
    re.DOTALL,
)
_ENDS = re.compile(r"[\s。.．;；]+$")
_OPTIONS = re.compile(r"[(（](?:综合|创新|创业|是|否|有|无|、|/|／|或|选填|必填|单选)+[)）]$")
_HEAD = re.compile(r"^(?:请问|请填写|请写明|请说明)?(?:贵|你|您|本次)?(?:们|的)?(?:(?:单位|公司|机构|中心)(?=.{3}))?(?:的)?(?:有无)?")
_TAIL = re.compile(
    r"(?:分别|各|共计|共|现)?(?:是|为|有|系|叫)?(?:谁|什么|哪些|哪里|何处|几号|多少|多大|几)(?:人|名|家|户|次|场|万元|元|平方米|个)?$|(?:是|为)$"
)
# The words that ask, wherever they stand in the question: 服务了多少家企业, 有几名服务人员, 组织过几次公益性活动.
_ASKING = re.compile(
    r"(?:一共|总共|大约|大概|分别|各|共计|共|现在?|目前)?(?:有|是|为|达到?|叫做?|在|位于|属于?|占)?(?:多少|几|多大|哪些?|什么|怎么|如何|何)(?:个|家|户|名|位|人|次|场|期|万元|元|平方米|平米|天|日|号|里|处|地方|时候?|名字|样|的)?|"
    r"(?<=[务织展办举得备拥]).?[了过]|了$|^(?:是|有)|[呢吗啊]$|(?<=其中)(?:是|有|为|达到)?"
)
# 服务场所在哪里 asks for a place, 谁提供服务 for somebody: never for a number.
_ASKED_FOR = (
    (re.compile("哪里|哪儿|何处|什么地方|什么位置"), frozenset({Kind.ADDRESS, Kind.COUNTY})),
    (re.compile("谁|哪位"), frozenset({Kind.PERSON, Kind.NAME})),
    (re.compile("何时|什么时[候间]|几时|哪一?[年天日]"), frozenset({Kind.DATE, Kind.YEAR})),
)
_LABELS = {
    ORGANISATION_NAME: r"(?:单位|公司|机构|申报单位)?(?:的)?(?:全|名)称(?:是|叫)?(?:什么)?(?:名字)?|(?:单位|公司|机构|申报单位)叫什么(?:名字)?",
    CATEGORY: r".*(?:申报|申请|参评).{0,6}哪[一]?(?:类|种|个类别).*|.*(?:申报|申请).{0,6}(?:类别|类型|种类)(?:是|为).{0,4}",
    ESTABLISHED_ON: r"(?:是|于|在)*(?:何时|什么时候|什么时间|哪一?年|哪年哪月|哪一?[天日]|几时|几几年)(?:注册|登记|正式)?(?:成立|设立|组建)的?|(?:注册|登记|正式)?(?:成立|设立|组建)[于在是]*(?:何时|什么时候|什么时间|哪一?年|哪一?[天日])",
    ADDRESS: r"(?:注册|办公|通讯|联系)?(?:地址|住所|地点)?(?:位于|在|设在|是)(?:哪里|哪儿|何处|什么地方|什么位置)",
    COUNTY: r"(?:属于?|隶属于?|位于|在|归)(?:的)?(?:是)?哪一?个?(?:县|区|市|县区|县市区|县市、区|县市|区县|县级行政区)(?:管辖|管)?|(?:所属|所在)(?:的)?(?:县区|县市区|县市、区|区县)(?:是|为)?(?:哪里|哪个|什么)?",
    LEGAL_REPRESENTATIVE: r"谁(?:是|担任)(?:法定代表人|法人代表|法人)|(?:法定代表人|法人代表|法人)(?:叫什么|姓甚名谁|的?姓名)(?:名字)?(?:是)?",
    CONTACT_PERSON: r"(?:由|是|该|应)*谁(?:负责|来|担任|作为|是|做)*(?:本次|此次|日常|申报|具体|项目|的)*(?:联系|联络|对接)(?:人|工作|员)?(?:的)?|(?:应|该|可以|可)?(?:找|与|和|跟|联系)(?:谁|哪位)(?:联系|联络|对接)?|(?:联系人|联络人|经办人)(?:叫什么|的?姓名|是哪位)(?:名字)?(?:是)?",
    CONTACT_PHONE: r"(?:(?:联系人|联络人|他|她|其)(?:的)?)?(?:联系)?(?:电话|手机|联系方式)(?:号码)?(?:打|是|为)?(?:多少|几号|什么号码|什么)?",
    DECLARED_ON: r"(?:本表|本问卷|问卷|表)?(?:是)?(?:哪一?天|何时|什么时候|几号)(?:填报|填写|填|申报)的?",
}  # fmt: skip
_WORDED: tuple[tuple[re.Pattern[str], Label], ...] = tuple(
    (re.compile(pattern), Label(field.title, Role.FIELD, field)) for field, pattern in _LABELS.items()
)


def question_entries(lines: Sequence[Line]) -> Iterator[Entry]:
    """The answers under questions that ask for one thing each; those that ask for two are left to the reader of sentences."""
    for line in lines:
        yield from _on_one_line(line)
    is_questionnaire = sum(_QUESTION.fullmatch(line.text) is not None for line in lines) >= SEVERAL_QUESTIONS
    for line, below in pairwise(lines):
        asked = _QUESTION.fullmatch(line.text)
        run = run_of(below.words)
        answer = _ANSWER.match(run.text)
        bare = is_questionnaire and len(run.text) <= LONGEST_ANSWER and "？" not in run.text and "?" not in run.text
        label = label_asked(asked.group("asked")) if asked is not None and (answer is not None or bare) else None
        if label is None:
            continue
        end = _ENDS.search(run.text)
        words = run.cut(answer.end() if answer is not None else 0, end.start() if end else len(run.text))
        if words:
            yield Entry(label, label.text, words, None, f"问答中“{squeeze(line.text)}”的回答")


def _on_one_line(line: Line) -> Iterator[Entry]:
    """7. 联系人是谁？答：张三。 谁负责联系：张三. 服务场所有多大？88平方米"""
    run = run_of(line.words)
    for pattern in (_BOTH, _BEHIND_COLON):
        found = pattern.fullmatch(run.text)
        label = label_asked(found.group("asked")) if found is not None else None
        if found is not None and label is not None and (words := run.cut(*found.span("answer"))):
            yield Entry(label, label.text, words, None, f"问答中“{squeeze(found.group('asked'))}？”的回答")
            return


def label_asked(question: str) -> Label | None:
    """The label that a question makes without the words of asking; None for a question that names no field. Never raises."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", question))
    plain = _OPTIONS.sub("", plain)
    headless = _HEAD.sub("", plain)
    unmarked = re.sub(r"[()（）、]", "", headless)
    worded = next((label for pattern, label in _WORDED if pattern.fullmatch(headless) or pattern.fullmatch(unmarked)), None)
    if worded is not None:
        return worded
    kinds = next((kinds for word, kinds in _ASKED_FOR if word.search(plain)), None)
    once = [_ASKING.sub("", one) for one in (plain, headless)]
    for bare in dict.fromkeys((_TAIL.sub("", plain), _TAIL.sub("", headless), *once, *(_ASKING.sub("", one) for one in once))):
        label = match_label(bare)
        if label is not None and label.field is not None and label.asks:
            return label if kinds is None or label.field.kind in kinds else None
    return None


def label_asked_plainly(text: str) -> Label | None:
    """The same of a form's cell, which asks without a question mark too: 服务场所有多大, 联系人是谁. Never raises."""
    if len(text) > LONGEST_CELL or (found := _ASKS.fullmatch(text)) is None:
        return None
    return label_asked(found["asked"])
