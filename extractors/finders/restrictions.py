"""What stands before the word that names a number: where it is not known, it may restrict it to a part or to somebody else.

咨询部服务人员9人, 线上服务企业1260家, 其子公司服务资产310万元: the head is right and the number is not the one asked for.
No list of parts can be complete, so the rule runs the other way: only what is known to restrict nothing may stand there,
and anything else leaves the number to a person.
"""

from __future__ import annotations

import re

from extractors.finders.count import Count
from extractors.finders.cues import OWN_PEOPLE, Says
from extractors.finders.sentences import Sentence
from models.answer import Caveat
from models.fields import COLLEGE_RATIO, ENTERPRISES_SERVED, PREMISES_AREA, REGISTERED_CAPITAL, SERVICE_ASSETS, STAFF_TOTAL

REASON = "前面的“{}”可能限定为其中一部分或别的单位，须人工确认"

# Words whose presence restricts nothing: their own rules weigh them, or they only say that the number is there.
_NEUTRAL = frozenset(
    {Says.SELF, Says.ORGANISE, Says.TOTAL, Says.PART, Says.ACTUAL, Says.NEWLY, Says.RULE, Says.ATTEND, Says.ASSIST, Says.EDUCATION, Says.AREA, Says.AREA_GENERIC, Says.ASSETS, Says.STAFF, Says.FIRMS, Says.FIRMS_NEAR, Says.PUBLIC, Says.SPECIAL, Says.WELFARE, Says.EVENT, Says.CAPITAL}
)  # fmt: skip
_WORDS = (
    "如实 扩租后 搬迁后 迁址后 装修后 扩建后 本表 此表 上表 下表 所列 列 眼下 当下 现下 时下 个个 人人 清一色 一律 统统 表列 所列 共列 列有 测绘 本次 此次 涉及 牵头 主导 开辟 辟出 打造 启用 投用 建设 建成 设立 设置 开办 改建 扩建 新建成 精准 全力 优质 热情 努力 始终 坚持 连续 "
    "在此基础上 与此同时 共同组成 按照通知 文化程度 检验检测 直接用于 累计完成 一年来 上一年 不计入 举办了 产权证 先后为 全中心 全公司 区域内 固定的 "
    "多功能 年平均 我单位 房产证 报告期 改造后 服务了 本单位 标准化 现代化 现阶段 科技型 秘书处 管委会 组织了 综合性 综合楼 花名册 规范化 辖区内 "
    "近年来 高质量 一个 一共 一批 一支 上年 上述 下列 专业 专职 专门 中小 中心 主体 主办 主要 举办 举行 产权 人员 仅就 今年 从业 从事 以上 "
    "以及 以来 企业 众多 使用 充分 先后 免租 免费 全会 全体 全年 全所 全校 全职 全部 全院 全面 公共 公司 公用 共有 共计 其中 具备 具有 净值 "
    "分别 分布 办了 办公 单位 去年 取得 另外 可供 可用 台账 各种 各类 各项 合同 合计 同时 名下 名册 员工 团队 固定 在册 在岗 在编 在职 培育 "
    "房产证载 证载 所载 不动产权证 不动产权证书 不动产证 填报 多种 大专 大力 大量 如今 学历 完成 实施 实有 实测 实现 实际 审计 对外 小微 工作 已经 市区 带领 常年 常驻 干部 平台 平均 年内 年初 "
    "年均 年底 年度 年末 并且 广大 广泛 建有 建筑 开办 开展 开放 开设 当前 当年 形成 微型 总共 总计 情况 成功 成员 我们 截止 截至 房屋 所有 "
    "所用 扎实 承办 投入 招聘 拥有 持续 接受 提供 数量 方面 无偿 显示 有偿 有关 有序 有效 服务 期末 期间 本年 机构 核定 核实 此外 每年 毕业 "
    "民营 注册 注明 深入 清单 独立 独自 现在 现址 现有 用于 申报 留作 登记 目前 直接 相关 相继 确实 社保 科研 租用 租赁 积极 稳定 策划 类型 "
    "精心 系列 系统 累计 约定 组成 组织 经营 结构 统一 统计 缴纳 而且 职工 聘任 聘有 聘用 自主 自办 自有 自用 自行 自身 获得 表明 表格 装修 "
    "计入 认定 认真 记载 设备 设施 设有 证明 证载 评估 负责 账面 购买 购置 软件 载明 辅助 达到 运营 这支 部分 配备 配套 配有 针对 队伍 附件 "
    "陆续 需要 面向 面积 驻会 上 下 册 办 占 即 可 址 定 就 岗 底 当 按 据 教 末 每 经 聘 "
)
_PLAIN = re.compile(
    "|".join(
        sorted(
            _WORDS.split(),
            key=len,
            reverse=True,
        )
    )
    + "|[我本该贵全](?:单位|分?公司|分?中心|分所|分会|机构|平台|协会|商会|事务所|研究院|学院|学校|联盟|联合会|促进会|基金会|孵化器|众创空间|所|院|会|校|司|店|站|社|馆)?|自[^，。；]{0,8}以来|20\\d\\d年|[上下]?年|[我本该]?(?:所|院|会|校|司|店|办)(?=$|[^一-鿿])|[一-鿿]{1,2}式(?=的?$)|(?<![一-鿿])来|载(?=的?(?:建筑|产权|房屋|总)?(?:面积)?(?:为|是)?$)|去(?=$)|(?:协会|商会|联合会|促进会|学会|联盟)秘书处|[现共有为是的了至仅在从自由对给与和及或并各总计达约近超过已将把均都含计年月日度内中间者其这那，、第]"
)
_OF_A_PART = re.compile(r"第?[一二三四1-4]个?季度|[上下]半年|半年|[1-9一二三四五六七八九十]月份?(?![\d日末底])|期间")
_ALL_MONTHS = re.compile(r"(?:0?1|一)\s?月?份?(?:0?1日)?\s?[-—–~～至到]+\s?(?:12|十二)\s?月份?(?:31日|底|末)?(?:期间)?")
# 2017、2018、2019三年…分别为: the years that follow are told apart.
_SEVERAL_YEARS = re.compile(r"[两二三四五](?:个?年度?|$)")
# The party of a lease that rents is the one that applies with it; a body that runs a base says of its own rooms that they are its own.
_TENANT = re.compile(
    r"(?:乙方|承租[方人]?)(?:（[^）]{1,12}）)?(?:所|向[^，。；]{1,20}?)?(?:承租|租赁|租用|使用)?(?:了)?(?:甲方|出租[方人])?(?:的|之)?|甲方[^，。；]{0,20}?(?:出租|租赁)给乙方(?:使用)?的?|向[^，。；\d]{2,20}?(?:租用|租赁|承租|租)(?:了|的)?"
)
_RUNS_A_BASE = re.compile(r"[一-鿿]{0,6}(?:基地|园区|孵化器|空间|平台)的?运营(?:公司|机构|单位|方|主体)(?=自用|自有|自身|本部|本身)")
_ORGANISATION = re.compile(
    r"[一-鿿（）()XxＸ×某]{4,30}?(?:有限责任公司|有限公司|股份公司|服务中心|促进中心|协会|商会|研究院|事务所|联合会|促进会|学院|学校)"
)
_LISTED = re.compile(r"(?:、[^，。；]*(?:等(?:各类|各种|一系列|专业|专题|系列)?|[、和及与])|”等(?:各类|各种)?|[、和及与])$")
_AND_SO_ON = re.compile(r"等(?:各类|各种|一系列|专业|专题|系列|方面的?)?$")
_JOINED = re.compile(r"[一-鿿](?:[和与、]|(?<![涉普波遍])及|以及)(?:辅助|其他|行政|后勤)?$")
_TAKEN_FOR_USE = frozenset({"租用", "租赁", "购置", "购买", "自有", "自用"})
_AT_END = re.compile(r"(?:在|于)[^，。；]{1,30}$")
_FREE = re.compile("免费|无偿|有偿|收费")
_USERS = re.compile(r"线上[^，。；]{0,8}注册|注册用户")
_ALL_ROUND = re.compile(r"[全我][市县区省]的?|(?:区域|园区|辖区|[市县区])内外?的?|岳阳市?|湖南省?")
_ON_BEHALF = re.compile(r"(?:受|应|接受)[^，。；]{1,14}(?:委托|邀请?|指派|安排)|由[^，。；]{2,14}(?:主办|牵头|组织|发起|举办)")
_NAME_OF_A_PART = re.compile(
    r"(?!申报|申请|机构|单位|企业)[^，。；：:]*?(?:[部处科组线端业]|板块|基地|子公司|分公司|分部|机构|单位|集团|园区?|渠道|环节|业务|条线|领域|片区|站|团队|事业部|[上下]半年|季度|期间|阶段|月份?|[上下]线|线[上下]|兄弟公司|股东|伙伴|联盟)(?:方面|中|内|里|层面|范围内)?[，,：:]$"
)
_OPENS = re.compile(
    r"[一-鿿]{1,12}?(?:[部处科组]|板块|基地|子公司|分公司|分部|机构|单位|集团|园区?|分会|站|公司|中心|协会|商会|联盟|团队)(?=$)"
)
OPENING = 13
"""Characters, with its comma, of an opening clause that can be no more than a name."""

_APPLICANT = re.compile(r"申报(?:主体|单位|机构)[一-鿿]{0,8}?(?:公司|中心|协会)")
_QUOTED = re.compile(r"[“\"‘《][^”\"’》]{0,30}[”\"’》]")
_ASIDE = re.compile(r"[（(][^）)]*[）)]?")
_PLACE = re.compile(
    r"(?:位于|坐落于?|设在|地处|落户|在)(?![^，。；]*(?:分部|分公司|分中心|工作站|服务站|分会|办事处))[^，。；]{1,30}?(?:设有|设立|建有|拥有|租赁|租用|购置|购买|购|租|自有|有|的$|(?<=[楼层室号座厦园区街路村旁边侧内处])$)"
    r"|[一-鿿]{0,16}(?:提供|签订|出租)(?:的|给(?:我们|我单位|我公司|本单位)?(?:使用)?的?)?|为我(?:公司|单位|中心|所|院|会)|给我(?:公司|单位|中心|所|院|会)"
)
# 出租方将写字楼五层（建筑面积332平方米）出租给我单位: which house it is restricts nothing, all of it is handed over.
HANDED_TO_US = re.compile(
    r"[^，。；\d]{0,6}?(?:(?:无偿|免费|整体|全部)*(?:出租|租赁?|提供|借用?|划拨?|调剂|分配)给|交[由给付予]|移交(?:给|由)?|供)(?:我|本|乙方[（(](?:即)?(?:我|本))"
)
_SHARED = re.compile(r"共用|合用|共享|共同使用|公用")
WITH_OTHERS_REACH = 30
"""Characters after an area within which it may be said to be shared."""
_WITH_OTHERS = re.compile(r"[与和同跟][^，。；]{2,16}?(?:共同使用|共用|合用|共同租用|合租)")
_NOT_SHARED = re.compile(r"(?:不|未|没有|无需|并不|并未|并非)$")
# The premises themselves, named before the number, are used by several: 服务场所与某公司共用，面积…
_HOUSE = r"(?:场所|场地|用房|办公楼|办公区|大厅|房屋|房产|写字楼|办公室)"
_OWN_ROOMS = re.compile(r"[与和同跟](?:办公|服务|会议|培训|接待|洽谈|路演|活动)?(?:区|室|大厅|窗口|厅)(?:共用|合用|共同使用|混用)")
_THE_WAY_IN = re.compile(r"(?:了|着)?(?:一个|同一)?(?:个)?(?:出入口|大门|电梯|停车|食堂|会议室|卫生间|通道|楼梯)")
_USED_TOGETHER = re.compile(
    rf"{_HOUSE}(?:面积)?(?:现|目前|均|都)?(?:系|是|为|由|属)?[^，。；\d]{{0,24}}?(?:共用|合用|混用|混合使用|共同使用|共同租用|合租|合署办公|共享使用|轮流使用)"
)
_UNDIVIDED = re.compile(
    r"(?:未|没有|无法|不能|尚未|难以|不)(?:能|曾|作|予|予以|进行|明确|单独|具体|实际){0,3}(?:划分|分割|区分|分清|切割|分开|界定|拆分|分摊)"
    r"|(?:[两二三四五六七八九多几数]家|各家|集团各|各)(?:单位|公司|机构|子公司|企业|协会)[^，。；]{0,4}(?:共用|合用|混用|共同使用|共同租用|合租|共享)"
)
_BREAK = re.compile(r"[、，,。；;：:（(）)/／|\n\r\t]")
_LEAVES_WHOLE = re.compile(
    r"\s*(?:(?:余|多|左右|上下|以上|以内)?(?:次|场次|家)?(?:[和及与至到或]|以及)|之多|之间|之内|大关|关口|整|一?[座处层间套]|[以之]?[内上下]|左右|——|单独|划?分[为成到]|(?:无偿|免费|整体|全部)*(?:提供|出租|租|交|划|拨|借)(?:给|由|付|予)(?:我|本)|的|中|里|当中|之中|其中|均|都|皆|全部?|全员|学历|证书|占|比|组成|构成|到岗|在岗|办公|达标|规模|水平|不等|人民币"
    r"|同比|较|比|增[长加至]|提高|上升|扩[大展建]|减少|下降|20\d\d|二[〇○零]|其余|另|使用|用于|用来|作为|专门|专用|具[有备]|拥有|取得|持有|大专|本科|硕士|博士|研究生|中专"
    r"|(?:(?:中小微?|小微|微型|民营|本地|各类|当地|科技型|规模以上|的)*(?:企业|商户|单位|市场主体|客户|人员|员工|职工|活动|专职人员|团队|服务人员|资产)?(?:数|总数)?(?:提供|开展|享受|接受|进行|办理|做了|实施|组成|构成|共同|送|解决|$|[和及与]))"
    r"|\s*[a-zA-Z0-9])"
)
_NOT_HAN = re.compile(r"[^一-鿿]")
_FIRMS_BETWEEN = re.compile(r"服务(?:了)?(?P<kind>[^，。；]*?)(?:企业|市场主体|商户|工商户|客户|创业者|单位|实体)")
_FIRMS_KINDS = re.compile(
    r"科技型|中小微?型?|小微|微型|民营|各类型?|各种|广大|全[市县区省]|本地|当地|我[市县区]|[市县区]域|辖区|岳阳市?|湖南省?|中|小|微|型|的|个|和|及|或|与|、|企业|个体|工商户|以上|累计|总计|共计?|实际|在|对象|过|数|内|等|市场"
)


def restricted(sentence: Sentence, count: Count) -> Count:
    """The count, with a caveat where a word that the rules do not know stands where a restriction would."""
    if count.cue is None or count.field is None or count.field is REGISTERED_CAPITAL:
        return count
    if count.says is Says.ROOM and not count.is_total:
        return count.but(Caveat.CLAIM, "只是其中一处用房的面积，是否即服务场所面积须人工确认")
    if count.field is PREMISES_AREA and (shared := _shared_by(sentence, count)):
        return count.but(Caveat.CLAIM, f"“{shared}”，其中本单位的部分须人工确认")
    if count.field in _STATES and (part := _of_its_rooms(sentence, count)):
        return count.but(Caveat.CLAIM, f"“{part}”，只是其中一部分，全部须人工确认")
    found = unknown_before(sentence, count) or unknown_opening(sentence, count)
    if not found and (told := unknown_after(sentence, count)):
        return count.but(Caveat.CLAIM, f"后面的“{told}”可能说的不是已有的、本单位的全部，须人工确认")
    return count.but(Caveat.CLAIM, REASON.format(found)) if found else count


# 本次装修涉及服务场所中的75平方米: what the work is about. 写字楼内的180平方米 may be all that there is.
_STATES = (PREMISES_AREA, SERVICE_ASSETS, STAFF_TOTAL)
_AMONG_IT = re.compile(r"(?:面积|数|总额)?(?:当中|之中|里面?|范围内|其中|中|内)的(?:约|近|[一二三]?部分)?$")
_TOUCHES = re.compile(
    r"(?:装修|改造|维修|修缮|翻新|粉刷|整修|施工|改建|抵押|投保|保险|检查|消防|减免|整改|腾退|拆除|拆迁|征收|确权|布线|更换|加固|消杀|诉讼|纠纷|租金|漏水)[^，。；\d]{0,8}(?:涉及|覆盖|惠及)(?:了|到)?"
)


def _of_its_rooms(sentence: Sentence, count: Count) -> str:
    """The words that tell of a part of the premises, the assets or the staff that stands right before the number; "" where none do."""
    assert count.cue is not None
    start = count.quantity.span[0]
    begin = sentence.clause(start)[0]
    touches = _TOUCHES.search(sentence.text, begin, start)
    if touches is not None:
        return touches.group()
    among = _AMONG_IT.match(sentence.text, count.cue.end, start)
    return count.cue.word + among.group() if among is not None and not count.cue.word.endswith("楼") else ""


def _shared_by(sentence: Sentence, count: Count) -> str:
    """与某公司共用, 未划分各自使用面积: the words that say that others use the premises too; "" where nothing does."""
    start, end = count.quantity.span
    found = [_WITH_OTHERS.search(sentence.text, end, end + WITH_OTHERS_REACH), _USED_TOGETHER.search(sentence.text, 0, start)]
    found.append(_UNDIVIDED.search(sentence.text))
    for one in found:
        if one is None or _OWN_ROOMS.search(one.group()) or _THE_WAY_IN.match(sentence.text, one.end()):
            continue
        if _NOT_SHARED.search(sentence.text[: one.start()]) is None:
            return one.group()
    return ""


def owner_goes_on(sentence: Sentence, counts: list[Count]) -> list[Count]:
    """示范基地服务人员13人，服务企业75家: where the first clause is another's, one that opens with its bare head is so too."""
    out: list[Count] = []
    owner = ""
    for count in counts:
        if count.cue is None or count.field is None or not count.taken:
            out.append(count)
            continue
        clause = sentence.clause(count.quantity.span[0])
        if clause[0] == 0:
            name = _OPENS.match(sentence.text[: count.cue.start])
            owner = name.group() if name and Caveat.CLAIM in count.caveats and unknown_before(sentence, count) else ""
        elif owner and not count.caveats and count.cue.start == clause[0]:
            count = count.but(Caveat.CLAIM, REASON.format(owner))
        elif sentence.between(clause[0], count.quantity.span[0], Says.SELF):
            owner = ""
        out.append(count)
    return out


def unknown_before(sentence: Sentence, count: Count) -> str:
    """The words in the clause before the head, and between a number and a head behind it, that are not known to be neutral."""
    assert count.cue is not None
    start, end = count.quantity.span
    clause = sentence.clause(start)
    numbers = [one.span[1] for one in sentence.quantities if one.span[1] <= min(start, count.cue.start)]
    floor = max(clause[0], *numbers, 0)
    out = _rest(sentence, count, floor, min(start, count.cue.start))
    if count.cue.start >= end:
        out += _rest(sentence, count, end, count.cue.start)
    if count.field is ENTERPRISES_SERVED and (kind := _FIRMS_BETWEEN.search(count.cue.word)) is not None:
        out += _NOT_HAN.sub("", _FIRMS_KINDS.sub("", kind.group("kind")))
    return out


def unknown_after(sentence: Sentence, count: Count) -> str:
    """服务人员9人已离职, 活动8次因疫情取消: what is said of the number without a comma, where it is not known to leave it whole."""
    assert count.cue is not None
    start = max(count.quantity.span[1], count.cue.end)
    end = sentence.clause(count.quantity.span[0])[1]
    following = [one.span[0] for one in sentence.quantities if one.span[0] >= start]
    text = _BREAK.split(sentence.text[start : min([end, *following])])[0]
    if sentence.text[start + len(text) :][:1] in tuple("(（:：") and any(
        (cue.start, cue.end) == (start, start + len(text)) for cue in sentence.cues
    ):
        return ""  # 服务场所(㎡)：142 服务资产(万元)：77: the next label
    return "" if _NOT_HAN.sub("", text) == "" or _LEAVES_WHOLE.match(text) else text.strip()


def unknown_opening(sentence: Sentence, count: Count) -> str:
    """法务板块，全年服务企业60家; 受某局委托，承办活动5次: a short clause without a number that opens the sentence and is not known."""
    assert count.cue is not None
    at = next((i for i, (_, end) in enumerate(sentence.clauses) if count.quantity.span[0] < end), 0)
    for start, end in sentence.clauses[:at]:
        text = sentence.text[start:end]
        if _ON_BEHALF.search(text):
            return text.strip("，,：: ")
    if at == 0:
        return ""
    start, end = sentence.clauses[0]
    if end - start > OPENING or any(start <= one.span[0] < end for one in sentence.quantities):
        return ""
    if sentence.between(start, sentence.clause(count.quantity.span[0])[1], Says.SELF) or not _NAME_OF_A_PART.match(
        sentence.text[start:end]
    ):
        return ""
    return _rest(sentence, count, start, end)


def _kinds_listed(unit: str | None, text: str, word: str) -> bool:
    """Does the head close a list of kinds (培训、会议、洽谈等场所), so that these name the whole and not a part?"""
    if unit in ("次", "万元") and (_LISTED.search(text) or _AND_SO_ON.search(text) or "等" in word):
        return True
    return ("、" in text and _AND_SO_ON.search(text) is not None) or (unit in ("㎡", "人") and _JOINED.search(text) is not None)


def _rest(sentence: Sentence, count: Count, start: int, end: int) -> str:
    if start >= end:
        return ""
    text = _ALL_MONTHS.sub(lambda one: "　" * len(one.group()), sentence.text[start:end])
    if (part := _OF_A_PART.search(text)) is not None and count.field is not COLLEGE_RATIO and count.quantity.unit in ("家", "次"):
        return part.group()
    if "分别" in sentence.text:
        text = _SEVERAL_YEARS.sub(lambda one: "　" * len(one.group()), text)
    word = count.cue.word if count.cue else ""
    if any(one.span[1] == start for one in sentence.quantities) and (cut := max(text.rfind("、"), text.rfind("和"))) >= 0:
        start, text = start + cut + 1, text[cut + 1 :]
    strange = any(cue.word not in OWN_PEOPLE for cue in sentence.between(start, end, Says.AREA_DECOY, Says.STAFF_DECOY, Says.OTHER))
    if _kinds_listed(count.quantity.unit, text, word) and not (strange and count.quantity.unit in ("㎡", "人") and _JOINED.search(text)):
        return ""
    if word in _TAKEN_FOR_USE:
        text = _AT_END.sub(lambda one: "　" * len(one.group()), text)
    if _USERS.search(sentence.text):
        text = text.replace("线下", "　　")
    if count.field is ENTERPRISES_SERVED:
        if (free := _FREE.search(text)) is not None:
            return free.group()
        text = _ALL_ROUND.sub(lambda one: "　" * len(one.group()), text)
    if count.field is PREMISES_AREA:
        if HANDED_TO_US.match(sentence.text, count.quantity.span[1]) and "将" in sentence.text[: count.quantity.span[0]]:
            return ""
        if (shared := _SHARED.search(text)) is not None:
            return shared.group()
        for pattern in (_PLACE, _TENANT, _RUNS_A_BASE):
            text = pattern.sub(lambda one: "　" * len(one.group()), text)
    for pattern in (_APPLICANT, _QUOTED, _ASIDE, _ORGANISATION):
        text = pattern.sub(lambda one: "　" * len(one.group()), text)
    known = [False] * len(text)
    for cue in sentence.between(start, end):
        if cue.says not in _NEUTRAL:
            continue
        known[cue.start - start : cue.end - start] = [True] * (cue.end - cue.start)
    for one in sentence.quantities:
        for at in range(max(start, one.span[0]), min(end, one.span[1])):
            known[at - start] = True
    kept = "".join("　" if known[at] else char for at, char in enumerate(text))
    return _NOT_HAN.sub("", _PLAIN.sub("　", kept))
