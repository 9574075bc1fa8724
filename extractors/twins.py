"""Characters that others become when a single small stroke is lost: 妹 is what is left of 姝, 大 of 太.

In a text of some length the words beside it tell; in the name of a person nothing does.
"""

from __future__ import annotations

SHORT = 4  # characters: a person's name, which nothing beside it bears out
# What is left, and what it may have been.
_LEFT = (
    "妹姝 未朱 大太犬天夫 日目白自旦田 木本末未禾术 王玉主壬生 十千干 口日 二三 一二 力办 万方 今令 代伐 折拆 斤斥丘 免兔 乌鸟 洒酒 晴睛 宁宇 史吏更 "
    "戊戌戍 此些 白自百 厂广 小少 工王 止正 古吉 刀刃 了子 几凡 凡风 风凤 卜下 下卞 弋戈 戈戊 尸户 目自 田由甲申 米来 午牛 且旦 艮良 亨享 苹萍 尤龙 干千"
)
LEFT_OVER = frozenset(group[0] for group in _LEFT.split())


def may_lack_a_stroke(text: str) -> bool:
    """Does a short text hold a character that may be what is left of another?"""
    return 0 < len(text) <= SHORT and any(char in LEFT_OVER for char in text)
