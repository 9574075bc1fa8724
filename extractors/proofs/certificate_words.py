"""The words of licences and certificates: labels, endings of names, and what no name or person looks like. Data only."""

from __future__ import annotations

import re

from extractors.proofs.labelled import Label
from extractors.proofs.reading import listed

LABELS = (
    Label("name", ("名称", "单位名称", "企业名称", "机构名称", "法人名称", "字号名称"), weak=True),
    Label("person", ("法定代表人", "法定代表人姓名")),
    Label("branch_person", ("负责人", "单位负责人"), weak=True),
    Label("owner", ("经营者", "经营者姓名", "投资人", "执行事务合伙人"), weak=True),
    Label("capital", ("注册资本(金)", "注册资本", "注册资金", "开办资金", "成员出资总额", "出资总额", "出资额")),
    Label("established", ("成立日期", "成立时间", "注册日期", "设立日期", "成立登记日期")),
    Label("address", ("主要经营场所", "经营场所", "营业场所", "生产经营场所", "住所", "住址", "地址"), weak=True),
    Label(
        "other",
        listed(
            "统一社会信用代码 营业期限 合伙期限 经营期限 经营范围 登记机关 发照机关 发证机关 有效期限 有效期 发证日期 "
            "核准日期 登记日期 注册号 证照编号 宗旨和业务范围 业务范围 经费来源 举办单位 登记管理机关 业务主管单位 主体类型 "
            "公司类型 企业类型 组成形式 活动地域 活动资金 实收资本 扫描二维码 副本编号 单位类型 机构类型 法人类型 审批机关 "
            "国家企业信用信息公示系统"
        ),
    ),
    Label("other", ("类型", "业务", "宗旨", "编号"), weak=True),
)
# Second halves of torn labels (名 … 称), tried only where no whole one is found: the first halves of three rows that stand
# below each other are often read as one upright word, or not at all.
HALF_LABELS = (
    Label("name", ("称",), weak=True),
    Label("address", ("所",), weak=True),
    Label("owner", ("营者",), weak=True),
    Label("other", ("型",), weak=True),
    Label("established", ("日期", "期"), weak=True),
)
TERMS = ("营业期限", "合伙期限", "经营期限")  # they begin on the day of establishment
WRAPPING = frozenset({"name", "address"})
# A line below a whole name is the next field without its label (有限责任公司), unless it names a branch.
BRANCH = re.compile(r"(?:分公司|分店|分中心|分社|分院|分所|办事处|营业部|项目部)$")
COMPANY_TYPE = re.compile(
    r"^(?:其他)?(?:股份)?有限(?:责任)?公司|^个体工商户|^个人独资企业|^农民专业合作社|^普通合伙|^有限合伙|^台港澳|^外商投资"
)

ORGANISATION_ENDINGS = listed(
    "公司 中心 厂 店 社 院 所 会 馆 部 行 联盟 企业 (有限合伙) (普通合伙) 集团 学校 大学 基地 站 局 "
    "办公室 园 处 室 队 平台 经营部 办事处 管委会 孵化器 空间 工场 实验室 台 司 城 库 场 合伙) 坊 铺 吧 "
    "庄 户 网 医院 组 超市"
)
# What an engine makes of 有限公司 and 有限责任公司 under a seal.
TORN_NAME = re.compile(
    r"有[^限]公司|[^有]限公司|有限责任公[^司]|有限公[^司]|有限[^责公合]|有限责[^任]|[^有]限责任|(?<!责)任公司|公公司|[?？*#□■]"
)
NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9()·&\-、〇“”\"《》+.]{3,60}")
PERSON = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,12}(?:·[\u3400-\u9fff]{1,12}){1,3}|[A-Za-z][A-Za-z .,\-']{2,40}")
NOT_A_PERSON = listed("公司 中心 类型 名称 住所 日期 资本 资金 姓名 地址 机关 范围 证书 执照 企业 长期 有效 单位")
REGION_WORD = re.compile(r"[省市县区州镇乡村路街道号园楼栋幢室座层巷里组旗城厦]")
MIN_ADDRESS = 6
