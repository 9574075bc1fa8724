"""The words by which a clause names another body as its subject: houses behind the applicant, firms that it serves, founders. Data only."""

from __future__ import annotations

import re

_HAN = r"[\u4e00-\u9fffA-Za-z0-9（）()“”·]"
_FIRM = r"(?:有限(?:责任)?公司|公司|集团|企业|合作社|工作室|农场|门店|商行|工厂|[\u4e00-\u9fff]厂|[\u4e00-\u9fff]店|小微主体)"
_HOUSE = r"(?:大学|学院|学校|医院|研究院|研究所|设计院|科学院|协会|商会|联合会|园区|产业园|科技园|创业园|工业园|孵化器|基地|中心|事务所|局|委员会)"
_NAME = rf"{_HAN}{{0,30}}?(?:{_FIRM}|{_HOUSE})"
# What a body has or does: its name is over where this begins.
_SAYS = (
    r"(?=[,，：:]|$|成立|创办|创建|创立|始建|始创|组建|设立|注册|登记|现|共|拥有|设有|建有|开设|有(?!限)|占地|总|资产|净资产|固定资产|员工|职工|教职|在校|在职|从业|年"
    r"|是|系|属|为(?!主)|位于|地处|坐落|主营|主要|专业|专门|实缴|厂房|校园|校舍|建筑|营业|产值|目前|旗下|下设|截[至止]|20\d\d|全年|因|由于|原有|原|在[\u4e00-\u9fff])"
)
_OWN_WORD = r"(?:公司|单位|中心|平台|机构|协会|商会|学校|学院|研究院|研究所|院|所|会|校|司|站|基地|事务所|联盟|园|企业)"
_OWN = rf"(?:(?:我|本)们?{_OWN_WORD}?|申报(?:单位|主体|机构)|公司|单位|中心|平台|机构)"
OPENING = re.compile(
    r"(?:其中|目前|现在|截[至止][^,，。]{0,12}?(?:底|末|日|月|前)|20\d\d年(?:度|末|底|初)?|\d{1,2}月(?:\d{1,2}日)?|同时|此外|另外|而|但|且|据统计|近年来|几年来|多年来|至今|当年|全年|上年|去年|随后|最终|为此){0,4}"
)
OWN_OPENS = re.compile(
    rf"(?:我|本)(?:们|{_OWN_WORD})|申报(?:单位|主体|机构)|(?:公司|单位|中心|平台|机构|协会|事务所)(?!法定代表人|法人|负责人)"
)
OWN_ACTS = re.compile(
    r"(?<![为给向与对由是系的被让使将把受请])(?:我们|(?:我|本)(?:公司|单位|中心|平台|机构|司|所|院|会|协会|校))(?!的(?:客户|股东|会员))"
)
SERVES = re.compile(r"服务(?:人员|场所|场地|资产|团队|用房)|申报")
APPLIES_AS = re.compile(rf"{SERVES.pattern}|大专|专职")
# 服务的企业共72家 counts them: none of them is spoken of.
COUNTS_FIRMS = re.compile(r"[^\d,，]{0,10}\d+[余多]?[家户个]")

# 返乡青年李某创办的农业企业, 学员王某某经营的家政公司: a person is said to have founded it, and it has no name of its own.
FOUNDED_BY = re.compile(
    rf"(?P<name>(?:(?!是|系|为|由|我|本)[\u4e00-\u9fff]){{0,16}}(?:某|青年|大学生|毕业生|学员|创业者|人员|农民工?|军人|同志|先生|女士|妇女|残疾人|老板|师傅)(?:[一二两三几](?:人|名)|[\u4e00-\u9fff]{{2,3}})?"
    rf"(?:自主|返乡|共同|合伙)?(?:创办|开办|兴办|创立|经营|成立|开设|负责|运营)的(?!我|本|公司|单位|中心)(?:[\u4e00-\u9fff]{{0,12}}?{_FIRM}))(?!的){_SAYS}"
)
NAMED_FIRM = re.compile(r"有限(?:责任)?公司$")
# 公司隶属的集团, 本中心依托的大学: the house behind the applicant. 我们扶持的湖南某公司, 中心孵化的企业: whom it serves.
OF_HOUSE = re.compile(
    rf"(?:{_OWN}|所|长期|直接){{0,3}}(?:隶属|所属|入驻(?=的[\u4e00-\u9fff]{{0,16}}园)|(?P<leans>依托)|所在|挂靠|归属|合作|委托)(?:于)?的(?!我|本)(?P<name>{_NAME}){_SAYS}"
)
OF_CLIENT = re.compile(
    rf"(?:{_OWN}|由|被|获|受|经|曾|所|先后|重点|长期|主要|直接|共同){{0,3}}(?:扶持|孵化|辅导|培育|服务|帮扶|帮助|支持|引进|引入|招引|推荐|资助|指导|对接|投资|控股|参股|签约|(?:入驻|落户|进驻)(?:[本我]?(?:园区?|孵化器|基地|中心|平台|众创空间|公司|单位))?|培训|联系|走访|诊断)"
    rf"(?:过|成功)?的(?!我|本)(?P<name>{_HAN}{{0,30}}?{_FIRM}){_SAYS}"
)
# 公司股东某某公司, 举办单位某某大学, 主要客户某某公司: a word of relation with the name behind it, or alone.
_HOUSE_WORD = (
    r"(?:(?:第一大|控股|主要|最大|国有|法人|全资|唯一)?股东|母公司|总公司|(?:上级|主管|举办|控股|出租|委托)(?:单位|方|机构|企业|公司|者)|(?P<leans>依托)(?:单位|高校|院校)"
    r"|出资(?:人|方|单位)|关联企业|关联公司|兄弟公司|兄弟单位)"
)
_CLIENT_WORD = r"(?:合作(?:单位|方|机构|企业|伙伴)|(?:主要|重点|典型|代表性?|长期|老|大)?(?:客户|服务对象|(?:被)?服务企业|受益企业|入驻企业|在孵企业|毕业企业|孵化企业|会员企业|会员单位|扶持企业|示范企业))"
_BY_WORD = rf"(?!为|是|有|包括|共|的|等|[一二三四五六七八九十\d])(?P<name>{_NAME}){_SAYS}(?![,，：:]|$)"
BY_HOUSE = re.compile(rf"(?:{_OWN}(?:的|之)?)?{_HOUSE_WORD}{_BY_WORD}")
BY_CLIENT = re.compile(rf"(?:{_OWN}(?:的|之)?)?{_CLIENT_WORD}{_BY_WORD}")
RELATION_ALONE = re.compile(
    rf"(?:{_OWN}(?:的|之)?)?(?P<name>母公司|总公司|控股股东|举办单位|上级单位|控股单位)(?=成立于|创办于|创建于|始建于|注册资|现有|拥有|员工|职工|资产|年|总)"
)
# 股东某某公司出资60%，注册资本200万元: what follows is the applicant's own.
HOLDS_SHARES = re.compile(r"持股|占股|出资|认缴|股权|股份的|控股我|参股我")
# 平台依托的公司 may be the applicant, which runs the platform; a university or a group is not.
LEANT_ON = re.compile(r"(?:大学|学院|学校|医院|研究院|研究所|集团(?:有限公司)?)$")
# 某食品加工企业有员工46人: one 某 is somebody; 某某中心 is how a sample calls the applicant.
SOMEBODY = re.compile(
    rf"(?P<name>(?:[\u4e00-\u9fff]{{2,4}}[市县区镇])?(?:园区|辖区|县内|区内|当地|市内)?(?<!某)某(?!某)[\u4e00-\u9fff]{{1,16}}?{_FIRM}){_SAYS}"
)
# 湖南某公司是一家有员工210人的企业，公司为其提供…: who is served is not who serves.
FULL_NAME = re.compile(
    rf"(?P<name>[\u4e00-\u9fff（）()A-Za-z0-9]{{4,30}}?(?:有限(?:责任)?公司|集团|合作社|[\u4e00-\u9fff]厂|大学|学院)){_SAYS}"
)
ANY_NAME = re.compile(rf"(?P<name>(?={_HAN}{{6}}){_NAME}){_SAYS}")
SERVED = re.compile(
    r"(?:公司|我们|单位|中心|平台|机构|协会|学校)[^,，。]{0,16}?(?:为|给|向|对|与|帮助|协助|指导|辅导|支持)(?:其|该企业|该公司|该厂|该社)(?!会员|客户|员工|成员|他|中|余|股东)"
)
MANY = re.compile(r"\d[余多]?[家户个]|各类|众多|广大|客户|会员|用户|中小企业")
GOES_ON = re.compile(
    r"(?:其(?!中|他|余|次|实)|该(?:企业|公司|厂|社|校|集团|园区|项目|单位|客户|店)|企业(?:现|有|拥|注册|员工|职工|年|占)|学校(?:现|有|拥|占|教职|在校)|集团)"
)
STORY = re.compile(
    r"(?:(?:典型|成功|服务|优秀|孵化|创业|具体|部分){0,3}(?:案例|事例|实例|故事)(?:[一二三四五六七八九十]|\d{1,2})?(?=[：:、.．“《（(]|$))"
)
EXAMPLE = re.compile(r"(?:例如|比如|譬如)[,，：:]?|如[:：]")
FIRM_OF_STORY = re.compile(r"(?:公司|企业)(?:现|有|拥|注册|员工|职工|年|占|成立|厂|总)")
# A clause that opens with a name of its own speaks of that: whose it is, is not told by the clauses before.
NEW_NAME = re.compile(rf"{_HAN}{{3,30}}?(?:公司|中心|协会|平台|研究院|事务所)(?:成立|是|系|于|注册|作为|依托|由)")
# A school, a hospital: what calls itself 公司 is not it.
SCHOOL = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,16}}?(?:大学|学院|医院)){_SAYS}")
IS_FIRM = re.compile(r"(?:我|本)公司|我司|(?:公司|中心)[是系为]由?(?:学校|学院|大学)(?:出资|投资|全资|独资|控股|举办|直属|下属|设立|所属)")
SPEAKS_AS_FIRM = re.compile(r"[。；;,，\f](?:20\d\d年)?公司(?:现|有|拥|使用|配|服务|办公|注册|组织|购|另|全年)")
IS_SCHOOL = re.compile(r"[我本](?:校|院|学院|学校|大学|医院)")
# 由某某公司投资兴建, 隶属某某集团, 股东为某某公司, 是某某公司的全资子公司: bodies that the text itself calls others.
_BODY = r"[\u4e00-\u9fff（）()]{4,24}?(?:有限(?:责任)?公司|公司|集团(?!有限|股份|公司|控股)|大学|学院|管委会|研究院)"
OWNERS = (
    re.compile(
        rf"由(?P<name>{_BODY})(?:独资|全资|共同|单独|投资|出资|斥资|[\d.]{{1,9}}亿?万?元){{0,3}}(?:投资|出资|兴建|建设|开发|修建|举办|主办|控股|发起|[\d.]{{1,9}}亿?万?元)"
    ),
    re.compile(
        rf"(?:隶属于?|(?:股东|母公司|总公司|(?:举办|主管|出资|上级)(?:单位|方|人))(?:为|是|系|[：:]))(?P<name>{_BODY})(?=[，。,；;（(\d]|出资|持股)"
    ),
    re.compile(rf"[是系为](?P<name>{_BODY})(?=的?(?:全资|独资|控股|下属|直属|旗下|子公司|出资设立|投资设立|举办|创办))"),
)
CALLED_FOR_SHORT = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{4,30}}?{_FIRM})(?=[（(](?:以下)?(?:简称|称|[“\"]?(?:公司|我公司|本公司)))")

# 出租方某某公司将办公楼320平方米租给我公司, 举办单位提供场所260平方米: what is given is the applicant's.
GIVES = re.compile(r"提供|[租借拨交][给予与]|出租(?!方|人|单位|者)|划拨|无偿|免费|供(?:我|本|公司|中心|单位)使用")
# 服务了湖南某公司（注册资本8000万元，员工320人）; 是湖南某集团（成立于2003年）的全资子公司.
ASIDES = (
    re.compile(rf"(?:了|向|帮助|扶持|引进|与|辅导|协助|支持|培育|孵化|隶属于?)(?P<name>{_BODY})[（(](?P<aside>[^（）()]{{4,60}})[）)]"),
    re.compile(
        rf"[是系为](?P<name>{_BODY})[（(](?P<aside>[^（）()]{{4,60}})[）)](?=的?(?:全资|独资|控股|下属|直属|旗下|子公司|出资设立|投资设立|举办|创办))"
    ),
)
# 公司依托某某大学，该校创建于1958年: the house, called by what it is.
HOST = re.compile(
    r"(?:依托|隶属于?|挂靠|[是系为由])[\u4e00-\u9fff]{2,20}?(?P<kind>大学|学院|医院|集团)(?:有限公司)?(?=[，。,；;]|的?(?:全资|独资|控股|下属|直属|旗下|子公司|出资|投资|举办|创办|设立))"
)
CALLED = {
    "大学": re.compile(rf"(?P<name>该校|学校|大学){_SAYS}"),
    "学院": re.compile(rf"(?P<name>该校|该院|学校|学院){_SAYS}"),
    "医院": re.compile(rf"(?P<name>该院|医院){_SAYS}"),
    "集团": re.compile(rf"(?P<name>(?:该|本)?集团){_SAYS}"),
}
SPEAKS_FOR_ITSELF = re.compile(r"(?:^|[。；;,，\f]|我|本)(?:公司|中心|我们|我单位|本单位|平台|研究所)")
