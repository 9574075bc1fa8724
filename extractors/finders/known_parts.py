"""Parts of a number that are surely of its kind: 其中女性4人, 其中线上3次, 其中检测设备86万元. Any other part is for a person. Data and one question.

No list of what does not belong can be complete, so this one holds what does; what is left of a clause that names a part tells.
"""

from __future__ import annotations

import re

from models.fields import (
    ENTERPRISES_SERVED,
    PREMISES_AREA,
    PUBLIC_ACTIVITIES,
    SERVICE_ASSETS,
    SPECIALISED_ACTIVITIES,
    STAFF_TOTAL,
    WELFARE_ACTIVITIES,
    Field,
)
from models.quantity import Quantity

_GENERAL = (
    "其中 当中 里面 包括 包含 内含 内有 当中 分别 主要 另有 以及 合计 共计 总计 共有 一共 部分 占比 左右 以上 以下 及以上 及以下 余人 余家 余次 使用 用于 属于 具有 拥有 具备 取得 获得 持有 从事 负责 为主 作为 均为 全部 各类 各种 其他 其余 "
    "平方米 平米 万元 场次 人员 员工 职工 企业 单位 活动 服务 面积 场所 场地 设备 资产 总数 数量 本单位 本公司 本中心 我中心 我公司 我单位 中心 公司 今年 年内 全年 上半年 下半年 一季度 二季度 三季度 四季度 "
    "新增 新建 新购 购置 新进 新招 新聘 长期 固定 自有 自购 约 近 含 共 为 有 是 的 和 与 及 或 等 各 了 在 于 由 系 均 都 还 达 计 占 余 多 名 位 人 家 户 个 场 次 期 台 套 件 年 月 日 元 万 亿 上 下 内 外 中 类 型 性 式 该 其 已 又 并"
)
_STAFF = (
    "大学 大专 专科 本科 硕士 博士 研究生 学历 学位 文凭 中专 高中 高职 职高 技校 初中 毕业 文化程度 女性 男性 女 男 党员 团员 群众 民主党派 职称 高级 中级 初级 副高 正高 正副 工程师 经济师 会计师 税务师 律师 讲师 教授 教师 代理人 代理师 咨询师 培训师 "
    "设计师 分析师 评估师 造价师 审计师 架构师 规划师 知识产权师 技师 技工 注册 执业 专任 合伙人 岁 周岁 年龄 青年 中青年 部 组 科 室 处 窗口 专职 全职 在编 编制 正式 聘用 合同工 合同制 签订 劳动合同 社保 社会保险 参保 缴纳 管理 层 行政 财务 技术 研发 咨询 业务 "
    "培训 客服 市场 法务 法律 财税 融资 综合 后勤 辅助 人事 信息 平台 运营 创业 辅导 知识产权 检验 检测 项目 科技 科研 专业 主任 副主任 经理 院长 副院长 所长 副所长 会长 秘书长 理事长 总监 主管 负责人 法定代表人 骨干 核心 资格 资质 证书 退役军人 少数民族 残疾人 残疾 本地 户籍 返聘 退休 "
    "工作 经验 从业 经历 年限 保安 保洁 尚未 拟增至 增至 具 创新 推广 质量 策划 营销 宣传 活动部 对接 档案 文秘 司机 出纳 会计 统计 工程 理工 类专业 专业背景 海归 留学 回国 党务"
)
_AREA = (
    "培训 会议 路演 办公 展示 洽谈 接待 咨询 档案 资料 休息 茶水 公共 工位 开放式 共享 众创 空间 免费 无偿 租用 租赁 承租 新租 续租 多功能 实训 实验 检测 直播 财务 综合 辅助 用房 公益 卫生间 走廊 大厅 窗口 教室 服务厅 展厅 室 厅 区 间 域 楼 层 一 二 三 四 五 六 七 八 九 十 第 处 号 座 栋 "
    "阅览 图书 创客 活动室 讨论 研讨 面试 招聘 政务 前台 机房 设计 研发 打印 文印 监控 值班 党建 路 镇 县 市 乡 街道 位于 设有 设 独立 专用 专门 门厅 电梯 过道 楼梯 资料库 样品 仪器 设施 路演厅 可容纳 容纳 可同时 可 能 产品 成果 技术 专家 融资 创业 孵化服务 辅导 法律 建筑 产权 自建 自用 实际 对外 租 购"
)
_ASSETS = (
    "仪器 软件 系统 平台 家具 电脑 计算机 服务器 网络 检测 检验 试验 实验 办公 硬件 固定资产 原值 净值 著作权 电子 信息化 信息 培训 设施 图书 资料 数据库 网站 专用 通用 机器 工具 装置 多媒体 投影 空调 家电 房产 房屋 用房 建筑物 专利 车辆 运输 通讯 通信 音响 摄影 摄像 直播 实训 打印 "
    "监控 会议 教学 研发 设计 测试 分析 计量 标准 云 数字化 物联网 智能 终端 数据 器具 桌椅 展示 视频 评估 价值 账面 增值 公共 技术 开发 租赁业务 自主 自研 机房 存储 安全 财务 管理 已提 折旧"
)
_EVENTS = (
    "线上 线下 培训 宣讲 沙龙 对接 对接会 论坛 讲座 路演 公益 公益性 免费 政策 解读 融资 银企 法律 财税 税务 人才 招聘 技术 诊断 知识产权 推介 推广 推介会 管理 创业 创新 联合 合办 举办 主办 承办 自办 组织 开展 实施 直播 大型 专题 走进 入企 进企业 咨询 辅导 参观 交流 大赛 比赛 竞赛 展会 展览 研讨 座谈 品牌 质量 专利 "
    "商标 项目 科技 成果 转化 洽谈 市场 营销 电商 数字化 上云 信息化 安全 环保 消防 体检 义诊 服务日 服务月 公开课 大讲堂 训练营 培训班 培训会 宣讲会 座谈会 解读会 说明会 研讨会 洽谈会 推广会 招聘会 交流会 咨询会 路演会 分享会 发布会 讲座 公开课 服务周 惠企 助企 纾困 普法 金融 保险 担保 信贷 产学研 供需 产品 展销 会展 中小企业 小微 民营 专精特新 综合 公共 专业 集中 现场 网络 远程 中型 小型 一般 重点 高新 申报 辅导班 财务 工业设计 设计 "
    "省级 市级 县级 国家级 专家 授课 税收 进园区 进 园区 送服务 乡镇 社区 商圈 校企 校园 行业 高校 老师 邀请 名师 巡回 巡讲 夜校 课堂 抗疫 复工 复产 帮扶 减税降费 减税 降费 外贸 跨境 出口 农产品 乡村 电子商务 互联网 大数据 人工智能 机器人 新材料 中介 服务机构 机构 大厅 信用 股权 挂牌 上市 改制 合规 风险 防范 仲裁 合同 维权 "
    "检测 标准 体系 认证 劳动 用工 工伤 社保 党建引领 沟通 调研 转型 升级 智能制造 精益 生产 企业家 企业内部"
)
_WITH_AN_OFFICE = re.compile(
    r"(?:与|同|和|联合|协同)[^，；]{2,16}?(?:局|委|办|厅|协会|商会|银行|园区|管委会|学院|大学|研究院|公司|中心)(?:一起|共同|联合|合作)?"
)
_ABOUT_A_FIRM = (
    r"获|通过|融资|贷|上市|挂牌|认定|入选|评[为上定]|升级|升规|转型|满意|好评|续签|续约|签订|签约|受益|实现|新增|增长|提升|降低|节约|解决|达成|合作|申报|备案|专利|商标|体系|上云|入库|入规|注册|成立|接受|享受|"
    r"多次|连续|规模|规上|规下|小微|中小|微型|中型|大型|制造|工业|农业|农产品|服务业|科技|高新|专精特新|民营|外资|国有|本[地县市区]|外地|省内|市内|县内|县外|市外|省外|园区|位于|分布|来自|首次|长期|重点|初创|新办"
)
_FIRM_DOES = re.compile(rf"(?:企业|客户|单位|公司)?(?:均|都|已|先后|成功|顺利|也|曾|分别)?(?:为|是|系|属于?|属)?(?:{_ABOUT_A_FIRM})")
_FIRMS_OF_A_KIND = re.compile(r"[家户个](?:为|是|系|属于?)[^，；由我其另未无没非空]{1,10}(?:企业|行业|客户|业|公司)$")
_FOR_SOME = re.compile(r"(?:其中)?(?:为|帮助|协助|推动|指导|促成|引导|辅导|支持|对)")
_WORDS = {
    STAFF_TOTAL.name: _STAFF,
    PREMISES_AREA.name: _AREA,
    SERVICE_ASSETS.name: _ASSETS,
    PUBLIC_ACTIVITIES.name: _EVENTS,
    SPECIALISED_ACTIVITIES.name: _EVENTS,
    WELFARE_ACTIVITIES.name: _EVENTS,
}
_KNOWN = {
    name: re.compile("|".join(sorted(map(re.escape, f"{words} {_GENERAL}".split()), key=len, reverse=True)))
    for name, words in _WORDS.items()
}
_OWN_KINDS = re.compile(r"[一-鿿]{1,8}?(?:[部组科室]|师)(?=[0-9]|[一二两三四五六七八九十]+[人名位])")
_EQUIPMENT = re.compile(r"[一-鿿]{1,8}?(?:仪器|仪表|仪|镜|机|器|柜|箱|炉|泵|秤|屏|装置|系统|软件|设备|家具)")
_QUOTED = re.compile(r"[“\"‘「《][^”\"’」》]{1,30}[”\"’」》]")
_OF_EACH = re.compile(r"学历|毕业|学位|文凭|证书|持证|资格|资质|自考|函授|在读")  # what one has, not whose one is
_NOT_HAN = re.compile(r"[^一-鿿]")
_NUMERALS = re.compile(r"[一二两三四五六七八九十百千零〇]+(?=[余多]?[人名位家户个场次期万])")
LEAST = 2  # characters that make a word


def unknown_part(field: Field[Quantity] | Field[str], clause: str) -> str:
    """The words of a clause that names a part which are not known to leave it of the kind asked for; "" where all are."""
    if field.name == ENTERPRISES_SERVED.name:
        return _of_firms(clause)
    known = _KNOWN.get(field.name)
    if known is None:
        return ""
    if field.name == STAFF_TOTAL.name:
        if _OF_EACH.search(clause):
            return ""
        clause = _OWN_KINDS.sub("　", clause)
    if field.name == SERVICE_ASSETS.name:
        clause = _EQUIPMENT.sub("　", clause)
    rest = known.sub("　", _NUMERALS.sub("　", _QUOTED.sub("　", _WITH_AN_OFFICE.sub("　", clause))))
    left = [word for word in _NOT_HAN.sub(" ", rest).split() if len(word) >= LEAST]
    return left[0] if left else ""


def _of_firms(clause: str) -> str:
    """其中46家签了合同但…: what is said of some of the firms; a kind of firms before their number (其中制造业62户) is of the kind."""
    found = re.match(
        r"(?:其中|当中|里面|含|包括|有|另)*(?:约|近|有)?(?:\d+|[一二两三四五六七八九十百]+)[余多]?[家户个](?P<rest>[^，；]{3,})", clause
    )
    if found is None or _FIRM_DOES.match(found["rest"]) or _FIRMS_OF_A_KIND.search(clause) or _FOR_SOME.match(clause):
        return ""
    return _NOT_HAN.sub("", found["rest"])[:12]
