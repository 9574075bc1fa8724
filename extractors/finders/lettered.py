"""A category given by the letter or number before it: A（A 综合服务机构 B 创新服务机构 C 创业服务机构）."""

from __future__ import annotations

import re
import unicodedata

from extractors.finders.texts import Reading, taken_from

_MARK = r"[A-DＡ-Ｄa-dａ-ｄ1-4１-４①-④甲乙丙丁]"
_OPTION = re.compile(
    rf"(?P<mark>{_MARK})\s*[.．、:：)）\]】-]?\s*(?P<kind>综合|创新|创业)(?:性|型|类)*(?:中小微企业|核心)*(?:服务)?(?:机构)?(?:类)?"
)
_ALONE = re.compile(rf"(?<![0-9A-Za-z])(?P<mark>{_MARK})(?![0-9A-Za-z])")
_FILLER = re.compile(r"[\s（）()\[\]【】〔〕:：、,，.．;；。/_＿]|类|项|选项|选择|选|填|序号|代码|即|为")
LEAST_OPTIONS = 2


def lettered_choice(label: str, text: str) -> Reading | None:
    """The category whose mark stands in `text` by itself; its options stand there too, or in the label. None where nothing is so chosen."""
    own, offered = list(_OPTION.finditer(text)), list(_OPTION.finditer(label))
    options = {_plain(one.group("mark")): one.group("kind") for one in (*offered, *own)}
    if len(options) < LEAST_OPTIONS or len(set(options.values())) != len(options):
        return None
    rest = list(text)
    named = own if len(own) >= LEAST_OPTIONS else []
    for one in named:
        rest[one.start() : one.end()] = " " * len(one.group())
    alone = list(_ALONE.finditer("".join(rest)))
    if len(alone) != 1 or _FILLER.sub("", "".join(rest)) != alone[0].group():
        return None
    kind = options.get(_plain(alone[0].group("mark")))
    return None if kind is None else taken_from(text, *alone[0].span(), kind, because=f"所选“{alone[0].group()}”即{kind}")


def _plain(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark).upper()
