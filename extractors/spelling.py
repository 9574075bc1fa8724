"""Words that have one spelling only, as readers misspell them: 泪罗 stands on no paper of Hunan, nor does 有很公司, nor 96.199.04.

What was meant is beyond doubt, so it is put right as it is read, and the reader need not be sure of the character. Nor need it
be where a place stands that there is, and what the reader would have said instead makes none: 遂宁市, not 逐宁市.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.cities import CITIES
from models.regions import COUNTIES

# A character of a place's name, and what it is taken for. 有色公司 and 有机公司 exist, so only what looks like 限 counts there.
RIGHT = (
    ("[汨泪汩泊](?=罗)", "汨"), ("郴(?=州)", "郴"), ("[耒来未末](?=阳(?:市|县))", "耒"), ("[沅阮浣](?=[陵江](?:市|县))", "沅"), ("[溆叙淑](?=浦)", "溆"),
    ("(?<=临)[湘相](?=市(?!场))", "湘"), ("[湘相](?=[潭阴](?:市|县))", "湘"), ("[攸收悠](?=县)", "攸"), ("[醴澧](?=陵)", "醴"), ("(?<=有)[限很恨跟根银眼狠垠艮](?=公司)", "限"),
)  # fmt: skip
ONLY_SPELLINGS = tuple((re.compile(pattern), char) for pattern, char in RIGHT)


# 96.199.04: a comma that lost its tail. Only where two decimals or one follow is it beyond doubt which sign is the point.
POINTED = re.compile(r"(?<![0-9.,，．A-Za-z])[1-9][0-9]{0,2}(?:[.,][0-9]{3})+\.[0-9]{1,2}(?![0-9.,，．A-Za-z])")


def put_right(text: str) -> dict[int, str]:
    """The characters of `text`, by place, that can be no others, with what they are: of the same length always."""
    found = {match.start(): char for pattern, char in ONLY_SPELLINGS for match in pattern.finditer(text)}
    for match in POINTED.finditer(text):
        point = text.rindex(".", match.start(), match.end())
        found |= {at: "," for at in range(match.start(), point) if text[at] == "."}
    return found


SHORTEST = 3  # 南县 is no proof of anything
PLACES = CITIES | {county.name for county in COUNTIES if len(county.name) >= SHORTEST}
PLACE = re.compile("|".join(sorted(PLACES, key=len, reverse=True)))
WITHIN = re.compile(r"[省市州]$|[^\u4e00-\u9fff]$")  # what a place stands behind, if not at the beginning


def borne_by_place(text: str, rivals: Mapping[int, str]) -> frozenset[int]:
    """The characters, by place in `text`, within a place's name that is none with the rival of that character in it.

    `rivals`: what else the reader took each character for. Only at the beginning, or behind a larger place or a sign.
    """
    out = set()
    for match in PLACE.finditer(text):
        before = text[: match.start()]
        if before and not WITHIN.search(before):
            continue
        for at in range(match.start(), match.end()):
            other = rivals.get(at, "")
            if len(other) == 1 and text[match.start() : at] + other + text[at + 1 : match.end()] not in PLACES:
                out.add(at)
    return frozenset(out)
