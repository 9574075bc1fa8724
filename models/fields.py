"""The vocabulary of an application, in form order: what is asked, in which unit, under which labels, and what only looks like it.

A newcomer adds a field here and nowhere else. Labels are compared after spaces, brackets' contents and
punctuation are taken off; a longer label wins over a shorter one that it contains. Sources: DOMAIN 1.5 of
the project's research (forms of the same and of sibling programmes).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from models.quantity import Quantity

T = TypeVar("T", Quantity, str)


class Kind(Enum):
    """How the words of a field become its value."""

    NAME = "name"
    CODE = "code"
    PERSON = "person"
    DATE = "date"
    ADDRESS = "address"
    COUNTY = "county"
    PHONE = "phone"
    CATEGORY = "category"
    QUANTITY = "quantity"
    RATIO = "ratio"
    TRUTH = "truth"
    YEAR = "year"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One question of the form.

    `labels` name it; `near` name something that may or may not be it, with the reason for asking a person
    (taken with a caveat, never as sure); `decoys` look alike and are never it.
    """

    name: str
    title: str
    kind: Kind
    labels: tuple[str, ...]
    unit: str | None = None
    near: tuple[tuple[str, str], ...] = ()
    decoys: tuple[str, ...] = ()
    identity: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind in (Kind.QUANTITY, Kind.RATIO)


ORGANISATION_NAME: Field[str] = Field(
    "organisation_name",
    "单位名称",
    Kind.NAME,
    labels=(
        "单位名称", "申报单位", "申报单位名称", "申请单位", "申请单位名称", "申报机构", "申报机构名称", "机构名称", "企业名称", "公司名称",
        "法人单位名称", "法人名称", "运营机构", "平台运营机构", "运营单位", "依托单位", "服务机构名称", "申请机构", "申请机构名称", "单位全称",
    ),
    decoys=("平台名称", "基地名称", "主管部门", "推荐单位", "合作机构名称", "原单位名称", "曾用名", "被服务企业名称", "服务企业名称", "出租方", "项目名称"),
    identity=True,
)
CREDIT_CODE: Field[str] = Field(
    "credit_code",
    "统一社会信用代码",
    Kind.CODE,
    labels=("统一社会信用代码", "社会信用代码", "信用代码", "组织机构代码", "统一信用代码", "机构代码", "统一社会信用代码证号", "统一代码"),
    decoys=("邮政编码", "税务登记号", "证书编号", "开户账号"),
    identity=True,
)
LEGAL_REPRESENTATIVE: Field[str] = Field(
    "legal_representative",
    "法定代表人",
    Kind.PERSON,
    labels=("法定代表人", "法人代表", "法定代表人姓名", "法人", "法人代表姓名", "单位法定代表人", "单位负责人", "负责人", "法定代表人(负责人)"),
    decoys=("联系人", "项目负责人", "平台负责人", "填表人", "审核人", "经办人", "财务负责人"),
    identity=True,
)
ESTABLISHED_ON: Field[str] = Field(
    "established_on",
    "成立日期",
    Kind.DATE,
    labels=("成立日期", "成立时间", "组建时间", "注册日期", "注册时间", "工商登记日期", "登记日期", "设立日期", "设立时间", "单位成立时间", "注册成立时间"),
    decoys=("营业期限", "有效期限", "发证日期", "核准日期", "填报日期", "有效期", "平台注册时间", "认定时间", "签约时间", "入驻时间"),
    identity=True,
)
ADDRESS: Field[str] = Field(
    "address",
    "地址",
    Kind.ADDRESS,
    labels=("地址", "单位地址", "通讯地址", "注册地址", "住所", "办公地址", "联系地址", "详细地址", "经营地址", "经营场所", "单位住所", "注册地"),
    decoys=("网址", "电子邮箱", "邮箱地址", "房屋坐落", "服务网点地址"),
)
COUNTY: Field[str] = Field(
    "county",
    "所属县市区",
    Kind.COUNTY,
    labels=("所属县市区", "县市区", "所在县市区", "所属县区", "所在地县市区", "所在地", "所属区域", "推荐单位", "主管部门", "所属县(市、区)", "所在区县", "属地", "所属地区"),
)
CONTACT_PERSON: Field[str] = Field(
    "contact_person",
    "联系人",
    Kind.PERSON,
    labels=("联系人", "联系人姓名", "申报联系人", "项目联系人", "经办人", "业务联系人"),
    decoys=("法定代表人", "填表人", "推荐单位联系人"),
)
CONTACT_PHONE: Field[str] = Field(
    "contact_phone",
    "联系电话",
    Kind.PHONE,
    labels=("联系电话", "联系人电话", "电话", "手机", "手机号码", "联系方式", "移动电话", "办公电话", "联系人手机", "电话号码", "固定电话"),
    decoys=("传真", "法定代表人电话", "推荐单位电话", "填表人电话", "举报电话"),
)
DECLARED_ON: Field[str] = Field(
    "declared_on",
    "填报日期",
    Kind.DATE,
    labels=("填报日期", "申报日期", "填表日期", "填报时间", "申报时间", "填表时间", "申请日期", "报送日期"),
    decoys=("成立日期", "打印日期", "签约日期", "发证日期", "审核日期"),
)
CATEGORY: Field[str] = Field(
    "category",
    "申报类别",
    Kind.CATEGORY,
    labels=("申报类别", "申报类型", "类别", "机构类别", "服务机构类别", "申报类别(单选)", "服务类别", "机构类型", "申请类别", "核心服务机构类别", "类型"),
)
PREMISES_AREA: Field[Quantity] = Field(
    "premises_area",
    "服务场所面积",
    Kind.QUANTITY,
    unit="㎡",
    labels=(
        "服务场所", "服务场所面积", "服务场地", "服务场地面积", "公共服务场地面积", "公共服务场所面积", "公共服务用房", "公共服务用房面积", "办公场地面积", "办公场所面积",
        "办公面积", "办公用房面积", "营业面积", "经营场所面积", "经营服务场所", "经营服务场所面积", "经营服务面积", "服务面积", "服务用房", "服务用房面积", "项目面积", "研发场地面积",
        "场地面积", "场所面积", "可自主支配场地面积", "固定服务场所面积", "对外服务面积", "服务大厅面积", "办公及服务场所面积", "服务场所建筑面积",
    ),
    near=(
        ("建筑面积", "建筑面积与使用面积口径未定"),
        ("使用面积", "使用面积与建筑面积口径未定"),
        ("自有面积", "自有与租用面积是否合计，须人工确认"),
        ("租用面积", "自有与租用面积是否合计，须人工确认"),
        ("租赁面积", "自有与租用面积是否合计，须人工确认"),
    ),
    decoys=(
        "占地面积", "园区面积", "园区总面积", "孵化面积", "孵化场地面积", "入驻企业使用场地面积", "入驻企业使用面积", "在孵企业用房", "在孵企业用房面积", "合计总面积", "总占地面积",
        "园区建筑面积", "规划面积", "绿化面积", "公摊面积", "建筑总面积", "总建筑面积", "仓库面积", "拟建面积",
    ),
)
SERVICE_ASSETS: Field[Quantity] = Field(
    "service_assets",
    "服务资产",
    Kind.QUANTITY,
    unit="万元",
    labels=("服务资产", "服务资产总额", "服务资产合计", "服务设备资产", "服务资产总值", "服务资产金额", "用于服务的资产", "现有服务资产", "服务性资产"),
    near=(
        ("仪器设备原值", "设备原值可作候选，须资产清单或审计报告印证"),
        ("设备原值", "设备原值可作候选，须资产清单或审计报告印证"),
        ("仪器设备总值", "设备总值可作候选，须资产清单或审计报告印证"),
        ("固定资产原值", "原值与净值口径未定"),
        ("固定资产净值", "原值与净值口径未定"),
        ("固定资产", "固定资产不等于服务资产"),
        ("资产", "只写“资产”，未写明服务资产"),
    ),
    decoys=(
        "资产总额", "总资产", "资产总计", "净资产", "资产合计", "注册资本", "注册资金", "注册资本金", "实缴资本", "营业收入", "服务收入", "主营业务收入", "融资额", "协助融资", "投入", "投资额", "总投资", "累计投入",
        "申请补助", "申请补助资金", "自筹经费", "负债总额", "纳税额", "上缴税收", "所有者权益", "流动资产", "无形资产", "利润总额", "流动资产合计", "非流动资产合计", "固定资产合计", "上年度营业收入", "上年服务收入", "上年度税收总额",
    ),
)
REGISTERED_CAPITAL: Field[Quantity] = Field(
    "registered_capital",
    "注册资本",
    Kind.QUANTITY,
    unit="万元",
    labels=("注册资本", "注册资金", "注册资本金", "开办资金", "注册资本(金)", "出资额", "成员出资总额"),
    decoys=("实缴资本", "实收资本"),
)
STAFF_TOTAL: Field[Quantity] = Field(
    "staff_total",
    "服务人员",
    Kind.QUANTITY,
    unit="人",
    labels=(
        "服务人员", "服务人员数", "服务人员总数", "服务人员数量", "服务人员人数", "从业人员数", "从业人员", "从业人员数量", "申报单位从业人员数量", "申报单位从业人员数", "从业人员总数", "职工总人数", "职工人数", "职工总数", "员工总数",
        "员工人数", "平台人数", "管理机构从业人员", "在职员工", "在职人员", "现有人员", "现有员工", "人员总数", "在岗服务人员", "专职服务团队人数", "专职服务人员数", "专职服务人员", "单位总人数", "总人数", "在册员工", "全职人员",
        "专职人员", "工作人员", "从业人数", "单位人数", "专职服务团队",
    ),
    near=(("参保人数", "参保人数不等于服务人员数"), ("缴纳社保人数", "参保人数不等于服务人员数")),
    decoys=(
        "服务专家", "专家人数", "创业导师", "导师人数", "导师数", "创业导师数", "培训人次", "党员数", "党员人数", "会员数", "会员人数", "兼职人员", "外聘专家", "聘请专家", "培训人数", "参训人次", "带动就业人数", "顾问人数", "志愿者人数",
        "中级以上职称人数", "专业技术人员", "高级职称人数", "中高级职称", "服务专家人数", "留学回国人员",
    ),
)
STAFF_COLLEGE: Field[Quantity] = Field(
    "staff_college",
    "其中大专及以上",
    Kind.QUANTITY,
    unit="人",
    labels=(
        "大专及以上", "大专以上", "大专及以上学历", "大专以上学历", "大专及以上人数", "大专及以上学历人数", "大专及以上学历人员", "大专及以上学历员工人数", "大专以上人员", "其中大专及以上", "其中大专及以上学历", "大专及以上学历人员数", "专科及以上",
        "专科以上", "专科及以上学历人数", "大专以上学历人数", "大专(含)以上", "其中大专以上学历人员", "其中大专及以上人员", "大专及以上学历服务人员", "大专以上人数",
    ),
    decoys=("本科及以上", "本科以上", "本科及以上学历", "本科以上学历人数", "硕士以上", "硕士及以上", "研究生", "中专及以上", "中级以上职称", "本科及以上人数", "高中及以上"),
)
COLLEGE_RATIO: Field[Quantity] = Field(
    "college_ratio",
    "大专及以上比例",
    Kind.RATIO,
    unit="%",
    labels=(
        "大专及以上比例", "大专及以上学历比例", "大专及以上学历人员比例", "大专以上比例", "大专及以上占比", "大专以上学历占比", "大专及以上学历人员占比", "大专及以上学历占比", "大专以上学历人员比例", "大专以上学历比例", "其中大专及以上比例",
        "大专及以上人员比例", "大专以上人员比例", "大专及以上人员占比",
    ),
    decoys=("年龄占比", "本科及以上占比", "本科及以上比例", "占比", "满意度", "小微企业占比", "服务满意度", "中级以上职称占比"),
)
ENTERPRISES_SERVED: Field[Quantity] = Field(
    "enterprises_served",
    "年服务企业",
    Kind.QUANTITY,
    unit="家",
    labels=(
        "年服务企业", "年服务企业数", "年服务企业数量", "年服务中小企业", "年服务中小企业数量", "年服务中小企业数", "年服务用户数", "服务企业数量", "服务企业数", "存量服务企业数量", "服务企业家数", "年服务中小微企业", "年服务中小微企业数",
        "年服务中小微企业数量", "年服务小微企业数", "服务中小企业数", "服务中小企业数量", "服务企业", "上年度服务企业数", "年度服务企业数", "服务中小微企业数", "服务中小微企业数量", "年服务企业家数", "上年服务企业数",
    ),
    near=(("累计服务企业", "累计数没有年度口径"), ("累计服务企业数", "累计数没有年度口径"), ("签约客户", "客户存量不等于年服务企业数"), ("服务企业家次", "家次不等于家")),
    decoys=(
        "会员企业", "会员企业数", "会员单位数", "聚集服务机构", "聚集服务机构数", "入驻企业", "入驻企业数", "累计客户数量", "电子商务服务企业数", "合作服务机构", "合作服务机构数", "合作机构数", "注册企业用户", "辐射带动企业", "注册用户数", "平台注册用户",
        "在孵企业", "在孵企业数", "企业数", "其中小微企业数", "合作机构", "平台注册企业用户数", "平台注册企业数", "年服务企业人次", "辐射带动企业数",
    ),
)
PUBLIC_ACTIVITIES: Field[Quantity] = Field(
    "public_activities",
    "年公共服务活动",
    Kind.QUANTITY,
    unit="次",
    labels=(
        "公共服务活动", "年公共服务活动", "公共服务活动次数", "年公共服务活动次数", "服务活动次数", "年服务活动次数", "年组织公共服务活动", "中小企业公共服务活动", "举办活动场次", "年活动次数", "年组织开展公共服务活动次数", "年组织开展中小企业公共服务活动",
        "年组织开展中小企业公共服务活动次数", "组织公共服务活动次数", "开展公共服务活动次数", "年开展活动次数", "活动次数", "年开展公共服务活动", "年开展公共服务活动次数", "组织服务活动次数", "组织开展公共服务活动", "中小企业公共服务活动次数", "公共服务活动场次",
        "年举办活动场次", "年度活动次数",
    ),
    decoys=("培训人次", "参训人次", "检测批次", "参会次数", "参展次数", "参加展会次数", "参加活动次数", "党建活动次数", "内部培训次数", "参会参展次数", "团建活动次数", "培训期数"),
)
SPECIALISED_ACTIVITIES: Field[Quantity] = Field(
    "specialised_activities",
    "年专业服务活动",
    Kind.QUANTITY,
    unit="次",
    labels=(
        "专业服务活动", "年专业服务活动", "专业服务活动次数", "技术服务活动", "技术服务活动次数", "技术洽谈诊断推广等活动", "技术洽谈推广活动次数", "技术推广活动次数", "技术活动次数", "创新服务活动次数", "年开展技术洽谈等服务活动", "年专业服务活动次数",
        "年技术服务活动次数", "年开展技术推广等服务活动", "技术洽谈、质量品牌诊断、技术推广、项目推介和知识产权等服务活动", "技术洽谈、诊断、推广、推介、知识产权等活动", "年开展技术洽谈、质量品牌诊断、技术推广、项目推介和知识产权等服务活动次数",
        "技术洽谈等服务活动次数", "技术洽谈、诊断、推广等活动次数", "年开展技术洽谈、技术推广等服务活动次数", "技术洽谈等活动", "技术洽谈等活动次数",
    ),
    decoys=("检测报告份数", "出具检测报告", "技术合同份数", "专利申请数", "检测批次"),
)
WELFARE_ACTIVITIES: Field[Quantity] = Field(
    "welfare_activities",
    "年公益性服务活动",
    Kind.QUANTITY,
    unit="次",
    labels=(
        "公益性公共服务活动", "公益性服务活动", "公益活动", "公益性活动", "公益活动次数", "公益性活动次数", "公益性公共服务活动次数", "年公益性公共服务活动", "公益服务活动次数", "年公益性活动次数", "年开展公益性公共服务活动", "公益性服务活动次数",
        "年公益性服务活动次数", "中小企业公益性公共服务活动", "年开展中小企业公益性公共服务活动次数", "年开展中小企业公益性公共服务活动", "年公益性公共服务活动次数", "中小企业公益性公共服务活动次数", "公益服务活动", "年开展公益性活动次数",
    ),
    decoys=("公益捐赠", "公益捐款"),
)
PLATFORM_REGISTERED: Field[str] = Field(
    "platform_registered",
    "省平台注册",
    Kind.TRUTH,
    labels=(
        "是否在省平台注册", "省平台注册", "是否在省中小企业公共服务平台注册", "省中小企业公共服务平台注册", "平台注册情况", "是否注册省平台", "在省中小企业公共服务平台注册", "省中小企业公共服务平台注册情况", "是否已在省中小企业公共服务平台注册", "是否入驻省平台",
        "省平台注册情况", "省中小企业公共服务平台", "是否省平台注册",
    ),
)
PREVIOUS_RECOGNITION_YEAR: Field[str] = Field(
    "previous_recognition_year",
    "原认定年份",
    Kind.YEAR,
    labels=("原认定年份", "原认定年度", "上次认定年份", "首次认定年份", "曾认定年份", "认定年份", "是否重新申报(原认定年份)", "原核心服务机构认定年份", "是否重新申报", "原认定时间", "前次认定年份"),
)
RECOMMENDATION_OPINION: Field[str] = Field(
    "recommendation_opinion",
    "推荐意见",
    Kind.OPINION,
    labels=(
        "推荐意见", "推荐单位意见", "县市区推荐意见", "县市区工信主管部门推荐意见", "县市区工信部门推荐意见", "主管部门意见", "主管部门推荐意见", "初审意见", "县市区意见", "市州推荐意见", "审核意见", "县(市、区)推荐意见", "推荐部门意见",
        "县市区工信主管部门意见", "县市区工信部门意见",
    ),
    decoys=("申报单位意见", "专家意见"),
)
RELATED_PARTY: Field[str] = Field("related_party", "关联关系", Kind.TRUTH, labels=("关联关系", "关联单位", "是否存在关联关系", "关联关系说明", "关联机构"))

FIELDS: tuple[Field[Quantity] | Field[str], ...] = (
    ORGANISATION_NAME,
    CREDIT_CODE,
    LEGAL_REPRESENTATIVE,
    ESTABLISHED_ON,
    ADDRESS,
    COUNTY,
    CONTACT_PERSON,
    CONTACT_PHONE,
    DECLARED_ON,
    CATEGORY,
    PREMISES_AREA,
    SERVICE_ASSETS,
    REGISTERED_CAPITAL,
    STAFF_TOTAL,
    STAFF_COLLEGE,
    COLLEGE_RATIO,
    ENTERPRISES_SERVED,
    PUBLIC_ACTIVITIES,
    SPECIALISED_ACTIVITIES,
    WELFARE_ACTIVITIES,
    PLATFORM_REGISTERED,
    PREVIOUS_RECOGNITION_YEAR,
    RECOMMENDATION_OPINION,
    RELATED_PARTY,
)
BY_NAME = {field.name: field for field in FIELDS}
