"""The words by which a page is told, kind by kind: titles, words of the body, columns of its list, and what speaks against it.

Data only. Weights are points; `sorting.py` adds them up. Titles are compared in short lines, spaces taken off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.proofs.reading import listed
from models.proof import PageKind


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of page is told.

    `title`: words of a short line near the top, 6 points (3 further down). `body`: words anywhere, each with its points.
    `columns`: titles of a list's columns of which `columns_needed` must stand in one row, 5 points. `against`: points taken off.
    """

    kind: PageKind
    title: re.Pattern[str]
    body: tuple[tuple[re.Pattern[str], float], ...] = ()
    columns: tuple[str, ...] = ()
    columns_needed: int = 2
    against: tuple[tuple[re.Pattern[str], float], ...] = ()


def _words(*pairs: tuple[str, float]) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern), points) for pattern, points in pairs)


RULES: tuple[Rule, ...] = (
    Rule(
        PageKind.LICENCE,
        re.compile(
            r"^(?:企业法人|合伙企业|个体工商户)?营业执照?(?:\((?:正|副)本\))?(?:复印件)?$|(?:事业单位法人|社会团体法人登记|民办非企业单位(?:登记|\(法人\)登记)?|社会服务机构(?:法人)?登记|基金会法人登记|农民专业合作社法人)(?:证书|证|营业执照)"
        ),
        body=_words(
            (r"登记机关|登记管理机关|发证机关", 2),
            (r"营业期限|经营期限|合伙期限", 1.5),
            (r"经营范围|宗旨和?业务范围|业务范围", 1),
            (r"统一社会信用代码[:：]?[0-9A-Z(]", 0.5),
            (r"国家企业信用信息公示系统|企业信用信息公示系统|扫描二维码", 2),
            (r"监督管理总局监制|工商行政管理总局监制|事业单位登记管理局监制|民政部监制", 3),
            (r"开办资金|举办单位|经费来源", 1.5),
            (r"\(副本\)|副\s*本", 0.5),
            (r"成立日期", 0.5),
            (r"注册资本", 0.5),
        ),
        against=_words(
            (r"申报类别|填报日期|推荐意见|申报表|申请表|服务企业|花名册|清单", 5),
            (r"目录|材料清单|附件目录", 4),
            (r"审计报告|资产总计", 4),
            (r"租赁合同|承租方|甲方", 4),
        ),
    ),
    Rule(
        PageKind.LEASE,
        re.compile(
            r"(?:租赁|租房|租用|房屋|场地|用房|厂房|写字楼|办公室).{0,8}(?:合同|协议)(?:书)?|无偿使用(?:协议|证明|合同)|(?:场地|房屋|办公用房|用房|场所).{0,6}(?:使用|提供)?.{0,2}证明|不动产权(?:证书|证)?$|房屋所有权证|房产证|^房权证|不动产登记证明|入驻协议|场地使用协议|房屋使用.{0,4}(?:协议|证明)|借用协议"
        ),
        body=_words(
            (r"出租方|出租人", 2),
            (r"承租方|承租人", 2),
            (r"租赁期限|租期|使用期限", 1.5),
            (r"租金|押金", 1),
            (r"权利人", 2),
            (r"不动产单元号|权利类型|房屋坐落|坐落|权利性质", 2),
            (r"无偿提供|无偿使用", 2),
            (r"建筑面积|租赁面积|使用面积", 1),
            (r"第[一二三四五]条", 0.5),
            (r"甲方.{0,80}乙方", 1.5),
        ),
        against=_words(
            (r"申报表|申请表|申报类别|推荐意见", 4), (r"资产总计|审计报告", 3), (r"目录", 3), (r"服务协议|咨询服务合同|技术服务合同", 4)
        ),
    ),
    Rule(
        PageKind.AUDIT_REPORT,
        re.compile(r"审计报告|资产负债表|利润表|损益表|现金流量表|所有者权益变动表|财务报表附注|会计报表|财务报告|财务报表$|财务状况"),
        body=_words(
            (r"会计师事务所", 2.5),
            (r"资产总计", 3),
            (r"负债(?:和|及)所有者权益", 3),
            (r"流动资产合计|流动负债", 2),
            (r"期末余额|期末数|年末数", 1.5),
            (r"我们审计了|审计意见|注册会计师", 3),
            (r"货币资金|应收账款|未分配利润|营业成本|净利润", 1.5),
            (r"编制单位", 1),
            (r"会计准则|财务报表附注", 1.5),
        ),
        against=_words((r"申报表|申请表|申报类别|推荐意见", 4), (r"目录", 3)),
    ),
    Rule(
        PageKind.ASSET_LIST,
        re.compile(r"(?:资产|设备|设施|仪器|软件).{0,12}(?:清单|明细表?|一览表|登记表|台账|统计表|列表|汇总表|情况表)|资产(?:清单|明细)"),
        body=_words(
            (r"资产名称|设备名称|设备设施名称", 2),
            (r"购置(?:日期|时间|年份)|购入", 1),
            (r"规格型号|型号规格", 1),
            (r"原值|净值|折旧", 1),
            (r"服务资产合计|资产合计|合计", 0.5),
        ),
        columns=listed("资产名称 设备名称 金额 原值 单价 数量 规格型号 购置日期 购置时间 净值 总价 价值 用途 资产类别 型号 存放地点"),
        columns_needed=3,
        against=_words((r"申报表|申请表|申报类别", 4), (r"资产总计|负债", 4), (r"目录", 3)),
    ),
    Rule(
        PageKind.ROSTER,
        re.compile(
            r"(?:人员|员工|职工|团队|从业|工作人员|服务人员).{0,10}(?:花名册|名册|名单|一览表|情况表|登记表|统计表|明细表?|基本情况|汇总表|信息表)|花名册"
        ),
        body=_words(
            (r"学历", 1),
            (r"姓名", 1),
            (r"性别", 0.5),
            (r"毕业院校|毕业学校|所学专业|专业", 0.5),
            (r"职称|职务|岗位", 0.5),
            (r"身份证号|出生年月|出生年份|入职时间", 1),
        ),
        columns=listed(
            "姓名 性别 学历 职务 职称 出生年月 出生年份 年龄 岗位 专业 毕业院校 入职时间 身份证号 是否专职 文化程度 联系电话 最高学历"
        ),
        columns_needed=3,
        against=_words(
            (r"申报类别|填报日期|推荐意见|申报表|申请表", 5),
            (r"签到", 6),
            (r"目录", 3),
            (r"毕业证书|学位证书|参训人员|专家库|导师名单|专家名单|导师团", 4),
            (r"社会保险|参保", 1),
        ),
    ),
    Rule(
        PageKind.ACTIVITY_LIST,
        re.compile(
            r"(?:20\d\d年?度?)?[^0-9。,;:、]{0,16}活动[^。,;:]{0,12}(?:清单|一览表|情况表|统计表?|汇总表|明细表?|列表|台账|名单|记录表|登记表|汇总)$"
            r"|活动.{0,12}情况$|活动.{0,6}(?:一览|清单|汇总|台账)|(?:培训|服务).{0,4}活动(?:开展)?情况"
        ),
        body=_words(
            (r"活动名称|活动主题", 2.5),
            (r"活动时间|活动日期|举办(?:时间|日期)", 2),
            (r"活动地点|参训人次|参加人数|参与人数", 1),
            (r"组织[方形]式|主办单位|承办单位", 1),
            (r"活动类别|活动类型", 1),
            (r"(?m)^(?:20\d\d年?度?)[^。,;:]{0,14}活动$", 2),  # a title that names no list: with the list's columns it is one
        ),
        columns=listed(
            "活动名称 活动时间 活动主题 活动地点 活动类别 活动类型 组织方式 参训人次 参加人数 主办单位 角色 举办时间 日期 "
            "时间 人数 主题 活动日期 参与人数 活动内容 参加企业数 举办日期 开展时间 开展日期 举办地点 组织形式 举办形式 活动形式 "
            "承办单位 参与企业 参加企业 参会企业 参与企业数 参会企业数 参会人数 参训人数 佐证材料 证明材料 佐证"
        ),
        columns_needed=3,
        against=_words((r"申报类别|填报日期|推荐意见|申报表|申请表", 5), (r"目录", 3), (r"(?m)^[^、]{0,24}签到[表册]$", 4)),
    ),
    Rule(
        PageKind.FIRMS_SERVED,
        re.compile(
            r"(?:服务|被服务|受服务).{0,8}(?:企业|客户|对象|单位).{0,12}(?:名单|清单|一览表|明细表?|汇总表|名录|台账|统计表|情况表|登记表|列表)|(?:企业|客户)(?:名单|名录)"
        ),
        body=_words((r"企业名称|服务对象|客户名称", 2), (r"服务内容|服务项目|服务时间", 1), (r"(?:有限公司.{0,40}){8}", 3)),
        columns=listed(
            "企业名称 服务企业名称 服务内容 服务项目 服务时间 联系人 联系电话 单位名称 客户名称 服务对象 所属行业 "
            "被服务企业 服务类型 公司名称 被服务企业名称 所在地 服务方式 法定代表人"
        ),
        columns_needed=2,
        against=_words(
            (r"申报类别|填报日期|推荐意见|申报表|申请表", 5),
            (r"签到", 6),
            (r"目录", 3),
            (r"会员单位名单|会员名单|入驻企业", 4),
            (r"资产名称|姓名.{0,10}性别", 3),
            (r"合作协议|合作机构", 3),
        ),
    ),
    Rule(
        PageKind.PLATFORM,
        re.compile(r"(?:公共服务|省|服务)平台.{0,12}(?:注册|入驻|认证|登记)|平台注册|注册截图|注册证明|入驻证明|机构注册信息"),
        body=_words(
            (r"注册状态", 4),
            (r"(?:湖南)?省中小(?:微)?企业(?:公共)?服务平台", 2),
            (r"服务机构管理(?:中心|系统)", 3),
            (r"注册时间|注册日期", 1.5),
            (r"审核通过|已注册|注册成功", 1.5),
            (r"已发布服务产品|服务产品|服务对接", 1),
            (r"登录|首页|用户中心|退出", 1),
        ),
        against=_words(
            (r"申报类别|填报日期|申报表|申请表", 5),
            (r"目录|承诺", 3),
            (r"一、单位基本情况|服务条件|发展规划", 5),
            (r"营业期限|登记机关", 3),
        ),
    ),
    Rule(
        PageKind.OPINION,
        re.compile(
            r"^.{0,14}(?:推荐|初审|审核|主管部门|工信(?:部门|局)).{0,4}意见(?:表|书)?[:：]?$|^推荐函$|^推荐(?:单位)?意见|^关于.{0,24}(?:推荐|初审|审核|审查).{0,24}(?:意见|函)$"
        ),
        body=_words(
            (r"同意推荐|同意申报|同意上报", 2.5),
            (r"(?:工信|主管)部门(?:推荐|初审|审核)?意见", 2),
            (r"经(?:我[局厅委办科](?:对)?[^。]{0,24}?)?(?:初审|核实|审核|审查|现场核查)", 1.5),
            (r"情况属实", 1),
        ),
        against=_words((r"申报类别|注册资本|服务资产|填报日期", 5), (r"目录", 3), (r"承诺", 2), (r"填报说明|填表说明", 5)),
    ),
    Rule(
        PageKind.COMMITMENT,
        re.compile(r"承诺书?$|声明书?$|承诺函$|真实性(?:承诺|声明)|无关联关系.{0,6}(?:承诺|声明|证明)"),
        body=_words(
            (r"郑重承诺|承诺如下|特此承诺|承诺[:：]", 3),
            (r"真实(?:、|，)?(?:完整|有效|准确|合法)", 1.5),
            (r"弄虚作假|承担.{0,12}(?:后果|责任)", 1.5),
            (r"法定代表人\(签[字章]\)|法人代表\(签[字章]\)", 1),
        ),
        against=_words((r"申报类别|注册资本|服务资产", 5), (r"目录", 3), (r"填报说明|填表说明", 5)),
    ),
    Rule(
        PageKind.CERTIFICATE,
        re.compile(
            r"毕业证书|学位证书|学历证书|(?:资格|职称|荣誉|获奖|认证|认定|专业技术|聘任|结业|专利|登记|注册)证书?$|聘书|荣誉证书|奖状|学历证明|学历认证|教育部学历证书电子注册|居民身份证|社会保险.{0,10}(?:证明|缴费|清单|明细)|参保证明|软件著作权|体系认证|完税证明|专利证书|信用报告"
        ),
        body=_words(
            (r"在本校|修业期满|准予毕业|授予.{0,6}学士|校\(院\)长", 3),
            (r"证书编号|发证日期|发证单位", 1.5),
            (r"参保人员|缴费基数|个人编号", 2),
            (r"认证范围|管理体系", 1.5),
        ),
        against=_words((r"申报类别|填报日期|推荐意见|申报表|申请表", 5), (r"目录", 3), (r"登记机关|登记管理机关", 3)),
    ),
    Rule(
        PageKind.PHOTO,
        re.compile(r"(?:活动|现场|场地|服务|培训|办公|会议).{0,8}(?:照片|图片|影像|掠影|实景|留影)|^照片|^附图"),
        body=_words((r"^图\s*\d|图\d", 1), (r"现场(?:照片)?$", 0.5)),
        against=_words((r"申报类别|填报日期|推荐意见|申报表|申请表", 5), (r"目录", 3)),
    ),
    Rule(
        PageKind.COVER,
        re.compile(r"^(?:20\d\d年?(?:度)?)?(?:湖南省)?.{0,20}(?:申报材料|申报书|申请书|申报文本|申请材料|申报资料|材料文本|申报材料文本)$"),
        body=_words(
            (r"申报单位[:：(]", 1),
            (r"推荐单位[:：(]", 1.5),
            (r"(?:填报|申报|填表|编制)(?:日期|时间)[:：]", 1.5),
            (r"\(20\d\d年?(?:度)?\)|年度", 0.5),
            (r"申报类别[:：]", 1),
            (r"制$|编制$", 0.5),
            (r"核心服务机构", 1),
        ),
        against=_words((r"法定代表人|联系电话|注册资本|服务资产|服务人员", 4), (r"目录|填报说明|填表说明", 5)),
    ),
    Rule(
        PageKind.FORM,
        re.compile(
            r"^.{0,26}(?:申报|申请|推荐)表(?:\(.*\))?$|(?:申报|申请|推荐|登记|基本情况|情况|信息)(?:汇总)?表(?:\(.*\))?$|基本情况表|基本信息表?$|^申报单位基本情况|^单位基本情况$|申报表"
        ),
        body=_words(
            (r"申报类别|机构类别|申报类型|服务机构类别", 2),
            (r"注册资(?:本|金)", 1),
            (r"服务资产", 1.5),
            (r"服务场[所地]|办公场[所地]|经营(?:服务)?场所面积|办公面积", 1),
            (r"(?:从业|服务)人员", 1),
            (r"大专", 1),
            (r"年服务(?:中小|用户)?(?:微)?企业", 1.5),
            (r"联系人", 0.5),
            (r"联系(?:电话|方式)", 0.5),
            (r"所[属在](?:地)?县", 1),
            (r"活动(?:次数|场次)|公共服务活动", 0.5),
            (r"统一(?:社会)?信用代码", 0.5),
            (r"主要服务内容|服务领域|主营服务", 1),
        ),
        against=_words((r"目录", 4), (r"填报说明|填表说明", 6), (r"一、.{0,12}(?:基本情况|概况)", 3), (r"营业期限|登记机关", 4)),
    ),
    Rule(
        PageKind.NARRATIVE,
        re.compile(
            r"申请报告|申报报告|^关于.{4,40}的(?:报告|请示|函)|工作(?:总结|报告)|情况(?:介绍|说明|汇报|报告)|自评报告|总结报告|单位简介|机构简介|公司简介|发展规划|服务情况|服务案例|典型案例|申报说明|建设情况"
        ),
        body=_words(
            (r"一、.{0,14}(?:基本情况|概况|简介)", 3),
            (r"二、", 1),
            (r"三、", 1),
            (r"四、|五、", 1),
            (r"发展规划|下一步|特色与成效|服务成效", 1.5),
            (r"我(?:中心|公司|单位|司|院|会|平台)|本(?:中心|单位|公司)", 0.5),
        ),
        against=_words((r"目录", 4), (r"填报说明|填表说明", 6), (r"甲方|乙方|出租", 3), (r"我们审计了|会计师事务所", 4), (r"郑重承诺", 3)),
    ),
    Rule(
        PageKind.OTHER,
        re.compile(
            r"^(?:目录|目次|材料目录|附件目录|附件清单|申报材料目录|材料清单|申报材料清单|填报说明|填表说明|填写说明|编制说明|填报须知|附件材料|证明材料|附件)$|签到表|签到册|管理制度|管理办法|工作制度|收费标准|通知$|红头文件|会议通知|服务协议|合作协议|技术服务合同|咨询合同|满意度(?:调查)?|章程|发票|验资报告|组织架构"
        ),
        body=_words(
            (r"目录", 2),
            (r"(?:\.{4,}|…{2,}|·{4,})\s*\d+", 3),
            (r"如实填写|一式[二两三]份|A4纸|填报|填写", 1.5),
            (r"第一章|第二章", 3),
            (r"签到|签名", 2),
            (r"现将有关事项通知如下", 4),
        ),
        against=_words((r"注册资本.{0,30}服务资产", 3), (r"承租方|出租方", 3), (r"同意推荐", 2)),
    ),
)

# A page without title of its own goes on with the kind before it; the others begin and end on one page.
CONTINUING = frozenset(
    {
        PageKind.FORM,
        PageKind.NARRATIVE,
        PageKind.LEASE,
        PageKind.AUDIT_REPORT,
        PageKind.ASSET_LIST,
        PageKind.ROSTER,
        PageKind.ACTIVITY_LIST,
        PageKind.FIRMS_SERVED,
        PageKind.COMMITMENT,
        PageKind.OTHER,
        PageKind.PHOTO,
    }
)
LIST_KINDS = frozenset({PageKind.ASSET_LIST, PageKind.ROSTER, PageKind.ACTIVITY_LIST, PageKind.FIRMS_SERVED})
# Kinds that carry fields or evidence: read in full, whatever it costs.
EVIDENCE = frozenset(
    {
        PageKind.COVER,
        PageKind.FORM,
        PageKind.NARRATIVE,
        PageKind.LICENCE,
        PageKind.LEASE,
        PageKind.AUDIT_REPORT,
        PageKind.ASSET_LIST,
        PageKind.ROSTER,
        PageKind.ACTIVITY_LIST,
        PageKind.FIRMS_SERVED,
        PageKind.PLATFORM,
        PageKind.OPINION,
        PageKind.COMMITMENT,
    }
)
