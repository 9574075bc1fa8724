"""What words say of the registration on 省中小企业公共服务平台: done, not yet, on another platform, or no word of it."""

from __future__ import annotations

import re

from extractors.finders.numbers import LATEST_FULL_YEAR
from extractors.finders.texts import BLANK, Reading, taken_from, tight
from models.answer import Caveat

YES, NO = "true", "false"
_KIND = r"(?:级)?(?:中小(?:微)?(?:型)?企业)?(?:公共|综合)?(?:技术)?(?:服务)?(?:示范)?(?:网络)?平台"
PROVINCE = re.compile(r"(?:湖南省?|省)(?:[、和及与]?(?:市|县|区|州)){0,3}" + _KIND)
# 岳阳市中小企业公共服务平台, 国家中小企业公共服务平台: registered, but not where it counts.
ELSEWHERE = re.compile(r"(?:[^\W\d_年月日在于已经为由是省]{2,4}(?:市|县|区|州)|岳阳|国家|全国|市|县|区|园区|开发区|工业园)" + _KIND)
ACT = re.compile(r"注册|入驻|登记|加入")
DUTY = re.compile(r"应当|应在|须|必须|要求|不得|不予|不受理|不接受|方可|才[能可]|否则|视为|注册的(?:单位|机构)?[,，]?(?:不|取消|一律)")
# What becomes of whoever is not registered: a form's small print, and nobody's answer.
RULE = re.compile(r"未(?:注册|入驻|登记)(?:的|者)|(?:不予|不)受理|(?:不得|方可|才[能可])(?:申报|推荐|参[加评])")
OF_FIRMS = re.compile(
    r"(?:企业|用户|会员|家)[^，。；]{0,6}在[^，。；]{0,16}平台[^，。；]{0,4}(?:注册|入驻)|(?:组织|引导|推动|指导|帮助|协助|动员|发动)[^，。；]{0,12}企业|注册企业|注册用户数"
)
_NO = re.compile(
    r"尚未|还未|暂未|并未|从未|未[^，。；来]{0,14}(?:注册|入驻|登记|加入|办理)|没有?[^，。；]{0,10}(?:注册|入驻|登记)|^(?:未|没有|否|不是|尚未|暂无)|待(?:注册|入驻|办理|开通)|(?:拟|将|预计|计划|准备|打算|力争|争取|有望)[^，。；]{0,24}(?:注册|入驻|登记|加入|完成|办理|开通)|"
    r"即将|正在|正办理|办理中|注册中|申请中|审核中|待审核|尚在|手续|申报中|(?:申请|提交|提出)(?:了)?[^，。；]{0,10}(?:注册|入驻|加入|申请)|已申请(?!.{0,6}通过)"
)
_REVOKED = re.compile(r"未通过|不通过|驳回|退回|注销|停用|失效|过期|取消")
_DONE = re.compile(
    r"(?:已经?|均已|现已|业已)(?:于|在|完成|成功|经|通过|注册|入驻|登记|加入|办理|开通|审核|认证)|(?:注册|入驻|登记|审核|认证|开通)(?:成功|完成|通过|完毕)|完成(?:注册|入驻|登记|了)|成功(?:注册|入驻)|^(?:是|已|有(?=$|[，,。；（(])|正常|有效|合格)|"
    r"(?:注册|入驻|登记|开通|加入)(?:时间|日期|年份)[:：为是于]?20\d\d|(?:注册|入驻|会员|用户)?(?:编号|账号|账户|号)[:：为是]?[A-Za-z0-9]{3}|(?:为|系)[^，。；]{0,16}(?:注册|入驻|会员|成员)|^(?:注册|入驻)(?:机构|用户|会员|单位)|[（(]是[）)]"
)
_DATED = re.compile(
    r"(?P<year>20\d\d)年?(?:[.\-/]?\d{1,2}月?)?(?:\d{1,2}日?)?(?:(?!(?<!中小)企业|会员|工商|信息|资料|组织|客户)[^，。；前底]){0,30}?(?:注册|入驻|登记|加入)(?!成立|企业|会员|信息|资料|资本|资金|地|商标)"
)
_BARE_DATE = re.compile(r"(?P<year>20\d\d)(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?|[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?)?(?:起|至今)?")
_APPLIED = re.compile(r"(?:20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:申请|提交|提出)(?:了)?[^，。；]{0,10}?(?:注册|入驻|加入|申请)")
_PASSED = re.compile(r"(?:申请|提交|提出).{0,40}?(?<!未)(?<!不)(?:通过|成功|获批|已开通)")  # applied for, and granted
_LEAD = re.compile(r"^(?:我?(?:单位|机构|中心|公司|协会|司)|本(?:单位|机构|中心|公司|协会))?(?:目前|现)?(?=是|否|有|未|没|已|尚|暂)")
_ASKS = re.compile(r"是否|有无|情况|[?？□☐☑√■]|培训|会议|活动|讲座|手册|指南|截图|证明|附件|见")
_SAYS_SO = re.compile(r"(?:已经?|均已|现已|业已)(?:于|在|完成|成功|注册|入驻|登记|加入)|(?:注册|入驻)成功")
_CLAUSE = re.compile(r"[，,；;。]")


def is_elsewhere(text: str) -> str:
    """The platform that the words name where it is not the province's; "" where it is, or where none is named."""
    plain = tight(text)
    other = ELSEWHERE.search(PROVINCE.sub("", plain))
    return other.group() if other is not None and PROVINCE.search(plain) is None else ""


def states_registration(text: str) -> bool:
    """Do the words by themselves say something of the applicant's registration on the province's platform?"""
    plain = tight(text)
    if PROVINCE.search(plain) is None or ACT.search(plain) is None or DUTY.search(plain) or OF_FIRMS.search(plain) or _ASKS.search(plain):
        return False
    return _SAYS_SO.search(plain) is not None or is_dated(plain) or _NO.search(plain) is not None


def is_dated(text: str) -> bool:
    """2018年3月在省平台注册: a year that is over, and the act, is no plan."""
    found = _DATED.search(tight(text))
    return found is not None and int(found.group("year")) <= LATEST_FULL_YEAR


def read_registration(text: str) -> Reading:
    """What an answer to 省平台注册 says. Never raises."""
    plain = _LEAD.sub("", tight(text).strip("（）()：:。"))
    if RULE.search(plain):
        return BLANK
    if _PASSED.search(plain):
        plain = _APPLIED.sub("", plain)
    clauses = [clause for clause in _CLAUSE.split(plain) if clause]
    told = [clause for at, clause in enumerate(clauses) if at == 0 or ACT.search(clause) or "平台" in clause or "审核" in clause]
    no = any(_NO.search(clause) for clause in told)
    done = any(_DONE.search(clause) and not _NO.search(clause) for clause in told)
    dated = any(_is_over(clause) and not _NO.search(clause) for clause in told)
    end = len(text.rstrip())
    if any(_REVOKED.search(clause) for clause in told):
        return taken_from(text, 0, end, NO, Caveat.CLAIM, because="所写的注册可能已失效或未通过，须人工确认")
    if no and (done or dated):
        return taken_from(text, 0, end, NO, Caveat.AMBIGUOUS, because="既写已注册，又写尚未完成")
    if no:
        return taken_from(text, 0, end, NO)
    if not (done or dated):
        return _undecided(text, plain)
    if other := is_elsewhere(text):
        return taken_from(text, 0, end, YES, Caveat.BASIS, because=f"写的是“{other}”，不是省平台")
    return taken_from(text, 0, end, YES)


def _is_over(clause: str) -> bool:
    found = _DATED.search(clause) or _BARE_DATE.fullmatch(clause)
    return found is not None and int(found.group("year")) <= LATEST_FULL_YEAR


def _undecided(text: str, plain: str) -> Reading:
    """2020年12月前注册: the act is named, and whether it has been done is not."""
    if not ACT.search(plain) and _BARE_DATE.fullmatch(plain) is None:
        return BLANK
    return taken_from(text, 0, len(text.rstrip()), YES, Caveat.CLAIM, because="没有写明是否已完成注册")
