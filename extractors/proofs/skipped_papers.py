"""Papers that packages are padded with and that carry neither a field nor evidence, and the words by which they are told.

A page is taken for one of these by its title alone; whatever speaks of a field or of evidence on it (TELLING) has it read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.glance import SeenLine
from extractors.proofs.reading import squash
from models.proof import PageKind

TITLE_AMONG = 3  # a title stands among the first lines
TITLE_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Padding:
    """One kind of paper. `title`: how its title ends or what it is. `goes_on`: the words by which a page without title is told to
    belong to it, None for papers of one page. `of_others`: names, codes and telephones on it are other people's, and a page that
    was read must not answer with them."""

    name: str
    kind: PageKind
    title: re.Pattern[str]
    goes_on: re.Pattern[str] | None = None
    of_others: bool = False


_CLAUSE = r"第[一二三四五六七八九十百〇零\d]{1,4}[条章节款]"
_EDITION = r"(?:[(〔]?(?:试行|修订|修订版|暂行|节选|摘录|复印件|\d{4}年?(?:版|修订)?)[)〕]?)?$"

CARD = "居民身份证"
IDENTITY = Padding("身份证", PageKind.CERTIFICATE, re.compile(f"^{CARD}$"))
PADDINGS: tuple[Padding, ...] = (
    Padding(
        "规章制度",
        PageKind.UNRELATED,
        re.compile(r"(?:制度|管理办法|管理规定|暂行办法|暂行规定|实施细则|实施办法|守则|规程|岗位职责|工作职责|服务规范|工作规范|行为规范|工作流程|服务流程|应急预案)" + _EDITION),
        re.compile(rf"{_CLAUSE}|应当|不得|严禁|必须|负责|按照规定"),
    ),
    Padding(
        "业务合同",
        PageKind.UNRELATED,
        re.compile(
            r"(?:服务|咨询|技术|代理|代理记账|合作|培训|委托|顾问|开发|购销|采购|买卖|劳动|聘用|劳务|保密|推广|维护|广告|承揽|施工|装修|订货)"
            r"[^租房场地屋]{0,6}(?:合同|协议)书?" + _EDITION
        ),
        re.compile(rf"{_CLAUSE}|甲方|乙方|双方|本合同|本协议"),
        of_others=True,
    ),
    Padding("票据", PageKind.UNRELATED, re.compile(r"发[票栗]|收据$|电子回单|银行回单|业务回单|付款凭证|转账凭证|记账凭证|进账单|缴款书|客票|行程单"), of_others=True),
    Padding("通知或会务材料", PageKind.UNRELATED, re.compile(r"(?:通知|邀请函|邀请书|活动方案|会议方案|培训方案|议程|日程|日程安排|日程表|会议纪要|会议记录|简报|课程表)$"), of_others=True),
    Padding("签到表", PageKind.UNRELATED, re.compile(r"(?:签到|报到|考勤)(?:表|册|簿|记录|单)" + _EDITION), of_others=True),
    Padding("外聘人员名单", PageKind.UNRELATED, re.compile(r"(?:(?:外聘|特聘|特邀|兼职|外部|客座|合作|签约).{0,6}|^.{0,6}(?:专家|创业导师|导师|顾问|志愿者|师资)(?:团队|服务团|团|库|队伍)?(?:成员)?)(?:基本)?(?:情况|信息)?(?:名单|名册|花名册|一览表|登记表|汇总表)" + _EDITION), of_others=True),
    Padding("满意度调查", PageKind.UNRELATED, re.compile(r"(?:满意度|意见|服务|问卷|效果|反馈).{0,6}(?:调查表|调查问卷|问卷|反馈表|评价表|测评表|回访表|回访记录)" + _EDITION), of_others=True),
    Padding("培训资料", PageKind.UNRELATED, re.compile(r"(?:讲义|课件|教材|教案|学习资料|培训资料|练习题|试题|试卷|答题卡|复习题)" + _EDITION)),
    Padding("宣传资料", PageKind.UNRELATED, re.compile(r"(?:宣传册|宣传页|宣传单|宣传手册|宣传资料|招生简章|产品手册)$")),
    Padding("学历学位证书", PageKind.CERTIFICATE, re.compile(r"^(?:普通高等学校|成人高等教育|高等教育自学考试|硕士研究生|博士研究生|研究生|本科|专科)?(?:毕业|结业|肄业|学士学位|硕士学位|博士学位|学位)(?:证书|证)$")),
    Padding("职称或职业资格证书", PageKind.CERTIFICATE, re.compile(r"^.{0,14}(?:技术资格|职业资格|执业资格|从业资格|任职资格|技能等级|专业技术职务|技术职称)(?:证书|证)$")),
    Padding("荣誉证书", PageKind.CERTIFICATE, re.compile(r"^(?:荣誉证书|获奖证书|奖状|聘书|聘任书|荣誉奖牌|感谢信|表扬信)$")),
    Padding("专利或著作权证书", PageKind.CERTIFICATE, re.compile(r"^(?:(?:发明|实用新型|外观设计)?专利证书|(?:计算机)?软件著作权登记证书|作品登记证书|商标注册证(?:书)?)$")),
    IDENTITY,
    Padding("照片", PageKind.PHOTO, re.compile(r"(?:照片|图片|影像|掠影|留影|实景|剪影|风采)(?:资料|展示|集)?$")),
)  # fmt: skip

# Told by a masthead and the words of reporters together.
PRESS = Padding("报刊剪报", PageKind.UNRELATED, re.compile(r"[\u4e00-\u9fff]{1,6}(?:日报|晚报|晨报|早报|商报|时报|都市报|周刊|周报)"))
DATED = re.compile(
    r"^[(（]?\d{4}年\d{1,2}月\d{1,2}日[)）]?(?:星期[一二三四五六日天])?(?:农历.{0,12})?(?:第?[A-Z]?\d{1,3}版)?$"
)  # what follows a masthead on its line
PRESS_BODY = re.compile(r"记者|通讯员|本报讯|讯\(|责任编辑|责编|版面")

# What speaks of a field of the form, of the applicant's standing or of evidence: the page is read, whatever its title says.
TELLING = re.compile(
    r"核心服务机构|申报(?:单位|材料|表|书|类别|类型|机构|条件|日期)|填报|同意推荐|推荐意见|推荐单位|初审|信用代码|机构代码|法定代表|法人代表|注册资[本金]|开办资金|成立|营业执照|登记机关"
    r"|服务资产|资产总|设备原值|固定资产|场所|场地|房屋|用房|建筑面积|使用面积|租赁|出租|承租|产权|坐落|平方米|㎡|[mM]2|m²|\d平米?"
    r"|大专|专科以上|本科以上|从业人员|服务人员|在职(?:员工|职工|人员)|(?:员工|职工|人员)\d+[人名]"
    r"|服务.{0,10}\d+多?余?家|\d+多?余?(?:家|户)次?.{0,6}企业|企业.{0,8}\d+多?余?[家户]|(?:举办|开展|组织|举行).{0,16}\d+多?余?[次场期]|\d+多?余?[次场期].{0,8}活动"
    r"|平台.{0,6}(?:注册|入驻)|注册状态|认定|授予|股东|持股|关联|曾用名|更名|承诺|声明"
    r"|花名册|名册|名单(?!位)|一览|明细|台账|清单|审计|会计师|资产负债|利润表"
)  # fmt: skip
# What a picture with little writing may still answer with.
CONTACT = re.compile(r"地址|住所|电话|手机|联系|日期")
# Words of TELLING that the titles and texts of the papers above hold as well.
HARMLESS = re.compile(
    r"(?:办公|服务|经营|活动|培训)?(?:场所|场地|用房|环境|区域)(?:内部|外部|内外)?(?:环境)?(?:照片|图片|实景|外景|内景|全景|一角)"
    r"|授予.{0,6}学[士位]|法定代表人或(?:委托)?代理人|知识产权"
)
# Words that no notice or contract has unless it is about the title applied for.
OF_THE_TITLE = re.compile(r"核心服务机构|同意推荐|推荐意见")
NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|^第[一二三四五六七八九十]{1,3}[章节部]")
SENTENCE = re.compile(r"[。；，,;]")


def padding_of(top: Sequence[SeenLine]) -> Padding | None:
    """The paper that a title among the first lines names; a numbered heading or a sentence is no title.

    A title stands in the middle; the card of an identity lies where it was laid.
    """
    for line in top[:TITLE_AMONG]:
        text = squash(line.text)
        if text == CARD:
            return IDENTITY
        if not line.centred or len(text) > TITLE_LENGTH or NUMBERED.search(text) or SENTENCE.search(text):
            continue
        for paper in PADDINGS:
            if paper.title.search(text):
                return paper
    return None
