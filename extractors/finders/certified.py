"""A certificate's words written out in one line, with spaces and no colons: 法人证书 名称 某某中心 法定代表人 某某 开办资金 30万元."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from extractors.finders.readings import ProseReading
from extractors.finders.values import value_of
from models.fields import ADDRESS, CREDIT_CODE, ESTABLISHED_ON, LEGAL_REPRESENTATIVE, ORGANISATION_NAME, Field

LONGEST_LINE = 400  # characters
LEAST_LABELS = 3
"""Of a line that is a certificate's, its name and its legal person among them."""

_HEADED = re.compile(r"法人证书|营业执照|登记证书|登记证|许可证|资格证书")
_WORD = re.compile(r"\S+")
_WORD_OF_LIST = re.compile(r"[^\s，,；;：:。]+")  # what opens with a certificate's name may part its words with commas and colons

_BARE = re.compile(r"\s*(?:名称|单位名称)[\s：:]")
_CODE = re.compile(r"统一社会信用代码")
_FULL_NAME = re.compile(
    r"(?:^|(?<=[。；;\n，,]))\s*(?:我?(?:单位|机构)|申报(?:单位|机构))?的?(?:全称|单位名称|机构名称)(?:为|是|系)[“\"]?(?P<name>[^，,。；;\n“”\"（(]{4,40}?)[”\"]?(?=[，,。；;（(\n])"
)
LONGEST_HEAD = 20  # characters of a line that is a certificate's name
_NAMES: dict[str, Field[str]] = {
    "名称": ORGANISATION_NAME,
    "单位名称": ORGANISATION_NAME,
    "法定代表人": LEGAL_REPRESENTATIVE,
    "负责人": LEGAL_REPRESENTATIVE,
    "统一社会信用代码": CREDIT_CODE,
    "住所": ADDRESS,
    "地址": ADDRESS,
    "成立日期": ESTABLISHED_ON,
}
_OTHERS = frozenset(
    [
        "开办资金",
        "注册资本",
        "注册资金",
        "类型",
        "经费来源",
        "举办单位",
        "登记管理机关",
        "宗旨和业务范围",
        "经营范围",
        "营业期限",
        "有效期",
        "业务范围",
        "业务主管单位",
    ]
)


def certificate_line(text: str) -> Iterator[ProseReading]:
    """What the line says: each label is a word by itself, and its value the word behind it. Never raises."""
    at = 0
    for block in _blocks(text):
        if len(block) <= LONGEST_LINE and (_HEADED.search(block) or (_BARE.match(block) and _CODE.search(block))):
            yield from _of_line(block, at)
        at += len(block) + 1
    for found in _FULL_NAME.finditer(text):
        value = value_of(ORGANISATION_NAME, found["name"])
        if value.value is not None and not value.caveats:
            words = found.group().strip("，。；")
            yield ProseReading(
                ORGANISATION_NAME, value.value, found.span("name"), words, frozenset(), True, "写明的单位全称", labelled=True
            )


def _blocks(text: str) -> Iterator[str]:
    """The lines of the text; those under a line that is no more than a certificate's name are one with it, up to an empty one."""
    block: list[str] = []
    for line in text.split("\n"):
        if block and line.strip():
            block.append(line)
            continue
        if block:
            yield "\n".join(block)
            block = []
        if len(line) <= LONGEST_HEAD and _HEADED.search(line):
            block = [line]
        else:
            yield line
    if block:
        yield "\n".join(block)


def _of_line(line: str, start: int) -> Iterator[ProseReading]:
    listed = _HEADED.search(line[:LONGEST_HEAD]) is not None
    words = list((_WORD_OF_LIST if listed else _WORD).finditer(line))
    labels = [place for place, word in enumerate(words) if word.group() in _NAMES or word.group() in _OTHERS]
    if len(labels) < LEAST_LABELS or any(follower - place < 2 for place, follower in itertools.pairwise(labels)):
        return
    for number, place in enumerate(labels):
        last = labels[number + 1] if number + 1 < len(labels) else len(words)
        field = _NAMES.get(words[place].group())
        if field is None or last - place != 2:
            continue
        value = words[place + 1]
        reading = value_of(field, value.group())
        if not reading.blank and reading.value is not None:
            span = (start + value.start(), start + value.end())
            said = line[words[place].start() : value.end()]
            yield ProseReading(
                field, reading.value, span, said, reading.caveats, True, f"证照上“{words[place].group()}”之后", labelled=True
            )
