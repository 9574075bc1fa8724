"""A title that was given and taken back: 2017年被认定…，2019年被撤销. Whether it counts as an earlier recognition is for a person."""

from __future__ import annotations

import re

REACH = 80  # characters of the next sentence

_CHECKED = r"(?:年度|期中|中期|定期|动态|年审|年检|复核|考核|评估|复审|复评|复查|验收|审核|评价|检查|绩效|运营)"
_LOST = re.compile(
    rf"(?:未(?:能)?|没有?(?:能)?|不(?:予)?)(?:参加|按时提交|申请|予|获)?(?:通过|达标|合格)?(?:省级?|市级?)?(?:的)?{_CHECKED}(?:考核|评估|评价|评审|材料)?(?:未(?:能)?|不)?(?:通过|合格|达标)?|"
    rf"{_CHECKED}(?:考核|评估|评价|评审)?(?:结果|结论|时|中)?(?:为|系|被评为|被评定为)?(?:未(?:能)?(?:通过|达标|合格)|不(?:合格|通过|达标|及格))|"
    r"(?:未(?:曾|被|予)?|没有(?:被)?|从未(?:被)?|不曾(?:被)?|无)?(?:撤销|撤消|取消|终止|摘牌|摘帽|除名|注销|收回|吊销|废止|作废|失效|丧失|移出|淘汰|通报|剔除|调出|清退|退出|放弃|中止|暂停)|"
    r"(?:交回|缴回|上缴|交还|缴还|退回)(?=[^，。；]{0,6}(?:牌|证书|资格|称号|荣誉))|"
    r"不再(?:具[有备]|是|为|享有|保留|列入|续认|延续)|(?:限期|责令)整改"
)
_DENIED = re.compile(r"未(?!能|通过|达标|合格|参加|按时|申请|予通过|获通过)|没有被|从未|不曾|无")
_NEVER = re.compile(r"未(?:发生|出现|受|有|曾|存在)|没有|从未|无|不存在")
_EXPIRES = re.compile(r"到期|期满|届满|满三年|期限|有效期")
_BY_ITSELF = re.compile(r"失效|终止|不再")
_SPEAKS_OF_IT = re.compile(r"资格|称号|认定|名单|证书|牌|该|此|复核|考核|核心服务机构")
_PARTED = re.compile(r"[，,。；;（）()]")


def loss_in(text: str) -> str:
    """The words that say that a title was lost; "" where none do, or where it only ran out."""
    for clause in _PARTED.split(text):
        for found in _LOST.finditer(clause):
            runs_out = _BY_ITSELF.match(found.group()) is not None and _EXPIRES.search(clause) is not None
            denied = _DENIED.match(found.group()) is not None or _NEVER.search(clause, 0, found.start()) is not None
            if not runs_out and not denied:
                return found.group()
    return ""


def loss_behind(following: str) -> str:
    """The same in the sentence behind the one that tells of the title, where it goes on about that."""
    return loss_in(following[:REACH]) if _SPEAKS_OF_IT.search(following[:REACH]) else ""


def without_loss(text: str) -> str:
    """The text with blanks where it speaks of losing a title, so that 未被撤销 and 未通过复核 do not deny that it was given."""
    return _LOST.sub(lambda found: "　" * len(found.group()), text)
