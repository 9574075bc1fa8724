"""Words that have one spelling only, as readers misspell them: 泪罗 stands on no paper of Hunan, nor does 有很公司.

What was meant is beyond doubt, so it is put right as it is read, and the reader need not be sure of the character.
"""

from __future__ import annotations

import re

# A character of a place's name, and what it is taken for. 有色公司 and 有机公司 exist, so only what looks like 限 counts there.
RIGHT = (
    ("[汨泪汩泊](?=罗)", "汨"), ("郴(?=州)", "郴"), ("[耒来未末](?=阳(?:市|县))", "耒"), ("[沅阮浣](?=[陵江](?:市|县))", "沅"), ("[溆叙淑](?=浦)", "溆"),
    ("(?<=临)[湘相](?=市(?!场))", "湘"), ("[湘相](?=[潭阴](?:市|县))", "湘"), ("[攸收悠](?=县)", "攸"), ("[醴澧](?=陵)", "醴"), ("(?<=有)[限很恨跟根银眼狠垠艮](?=公司)", "限"),
)  # fmt: skip
ONLY_SPELLINGS = tuple((re.compile(pattern), char) for pattern, char in RIGHT)


def put_right(text: str) -> dict[int, str]:
    """The characters of `text`, by place, that can be no others, with what they are: of the same length always."""
    return {match.start(): char for pattern, char in ONLY_SPELLINGS for match in pattern.finditer(text)}
