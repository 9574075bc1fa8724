"""A label and its value in one breath, without a colon: 法定代表人周远山，; 法定代表人由甲变更为乙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.finders.readings import ProseReading
from extractors.finders.values import value_of
from models.answer import Caveat
from models.fields import ADDRESS, CONTACT_PERSON, CONTACT_PHONE, CREDIT_CODE, LEGAL_REPRESENTATIVE, Field

# 法定代表人周远山，: a label and its value in one breath, between marks; 与某公司法定代表人 is somebody else's.
_RUN_ON: tuple[tuple[Field[str], re.Pattern[str]], ...] = (
    (
        CREDIT_CODE,
        re.compile(r"(?:统一社会信用代码|社会信用代码|信用代码)(?:证号|号)?(?:为|是)?\s{0,3}(?P<value>[0-9A-Za-z]{18})(?![0-9A-Za-z])"),
    ),
    (
        LEGAL_REPRESENTATIVE,
        re.compile(
            r"(?:^|[，,。；;、（(\n])\s*(?:我|本)?(?:公司|单位|中心|机构|企业)?法定代表人(?:为|是|系)?\s{0,3}(?P<value>[\u4e00-\u9fff]{2,4}?)(?=[，,。；;、（(）)\s]|$)"
        ),
    ),
    (
        ADDRESS,
        re.compile(
            r"(?:^|[，,。；;、（(\n])\s*(?:我|本)?(?:公司|单位|中心|机构|企业)?(?:现)?(?:注册|经营|办公|法定|登记)?(?:住所地|住所|地址|注册地)"
            r"(?:为|是|在|位于|坐落于|设在)?\s{0,3}(?P<value>(?=[^，,。；;、（(\n]{0,16}?[省市县区镇乡])(?=[^，,。；;、（(\n]{0,40}?(?:[路街巷道村组栋楼园]|\d+号))"
            r"(?![^，,。；;、（(\n]{0,12}(?:变更|证明|租赁|一致|不符|以下|面积))[\u4e00-\u9fff][^，,。；;、（(\n]{5,40}?)(?=[，,。；;、（(）)\n]|$)"
        ),
    ),
    (
        CONTACT_PERSON,
        re.compile(r"(?:^|[，,。；;、（(\n])\s*联系人(?:为|是|系)?\s{0,3}(?P<value>[\u4e00-\u9fff]{2,4}?)(?=[，,。；;、（(）)\s]|$)"),
    ),
    (
        CONTACT_PHONE,
        re.compile(r"(?:^|[，,。；;、（(\n])\s*(?:联系)?(?:电话|手机)(?:号码)?(?:为|是)?\s{0,3}(?P<value>[0-9][0-9 \-—]{6,18}[0-9])"),
    ),
)


# 法定代表人由甲变更为乙: who it is now is told, and a person looks at the papers of the change.
_CHANGED_PERSON = re.compile(
    r"法定代表人(?:已|现|于[^，。；]{0,14})?由[\u4e00-\u9fff]{2,4}(?:变更|更换|调整|改)(?:为|成)(?P<value>[\u4e00-\u9fff]{2,4}?)(?=[，,。；;、（(）)\s]|$)"
)


def changed_person(text: str) -> Iterator[ProseReading]:
    found = _CHANGED_PERSON.search(text)
    if found is not None:
        caveats = frozenset({Caveat.CLAIM})
        yield ProseReading(LEGAL_REPRESENTATIVE, found["value"], found.span("value"), found.group(), caveats, True, "写明法定代表人有变更")


def run_on(text: str) -> Iterator[ProseReading]:
    for field, pattern in _RUN_ON:
        for found in pattern.finditer(text):
            reading = value_of(field, found.group("value"))
            if not reading.blank and reading.value is not None:
                words = found.group().strip("，,。；;、（( \n")
                yield ProseReading(field, reading.value, found.span("value"), words, reading.caveats, True, f"“{field.title}”之后")
                break
