"""The pages of a package that carry neither fields nor evidence, drawn: photos, rules, invoices, contracts, certificates of staff.

Each drawer adds one paper (one page or several) to a Book. Organisations and people are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader

from samples.drawing.book import Book, Cell
from samples.drawing.forms import write_date
from samples.drawing.seals import seal
from samples.drawing.world import Applicant

if TYPE_CHECKING:
    from samples.drawing.paper import Box, Page

Draw = Callable[[Book, Applicant], None]
FIRMS = ("岳阳恒昶机械有限公司", "湖南禾桁食品有限公司", "岳阳筠川新材料有限公司", "临湘沅岸竹木有限公司", "汨罗穗谷农业科技有限公司")
PEOPLE = ("易知远", "彭若澄", "邹怀瑾", "龙砚秋", "欧景行", "蒋予安")
TOPICS = ("增值税改革政策", "企业融资", "质量管理", "知识产权保护", "安全生产", "数字化转型")
DUTY = (
    "全体员工应当严格遵守本规定，不得擅自变更办理流程。",
    "各部门负责人对本部门的执行情况负责，每月检查一次并作记录。",
    "服务过程中形成的资料应及时整理归档，保存期限不少于五年。",
    "对违反本规定的，视情节轻重给予批评教育、扣减绩效等处理。",
    "接待来访企业应当热情周到、一次性告知，不得推诿扯皮。",
    "收到投诉后应在三个工作日内予以答复，并做好登记和回访。",
    "重大事项须经办公会议集体讨论决定，任何个人不得擅自作主。",
    "钥匙、印章、票据由专人保管，使用时须履行登记手续。",
)
NEWS = (
    "记者近日在城区走访时看到，沿街商铺陆续恢复营业，来往行人渐多，市场里一派繁忙景象。",
    "当天上午，春雨初歇，园区道路两旁的樱花次第开放，不少市民前来拍照留念。",
    "一位负责人表示，下一步将继续优化流程、压缩时限，让企业少跑腿、好办事。",
    "业内人士认为，随着各项政策落地见效，市场预期持续向好，企业信心进一步增强。",
    "与会人员围绕人才培养、品牌建设等话题展开热烈讨论，现场气氛活跃。",
)
TALK = (
    "老师您好，请问明天的课几点开始？",
    "上午九点，二楼会议室。",
    "好的，收到，谢谢！",
    "材料我发您邮箱了，请查收。",
    "收到，辛苦了。",
    "下周的安排出来了吗？",
    "还在排，定了通知大家。",
)


def room(seed: int, width: int = 720, height: int = 500) -> ImageReader:
    """A made-up room or street: light from above, people, a screen, grain. No writing on it."""
    rng = np.random.default_rng(seed)
    tone = rng.uniform(0.75, 1.05, 3)
    base = np.linspace(rng.uniform(150, 230), rng.uniform(70, 150), height)[:, None, None] * tone
    image = np.ascontiguousarray(np.clip(np.broadcast_to(base, (height, width, 3)), 0, 255).astype(np.uint8))
    for _ in range(int(rng.integers(2, 6))):
        x, y = int(rng.integers(0, width - 100)), int(rng.integers(0, height // 2))
        colour = tuple(int(v) for v in rng.integers(60, 250, 3))
        cv2.rectangle(image, (x, y), (x + int(rng.integers(60, 260)), y + int(rng.integers(40, 200))), colour, -1)
    for _ in range(int(rng.integers(12, 50))):
        x, y = int(rng.integers(0, width)), int(rng.integers(height // 3, height))
        size = int(rng.integers(14, 34))
        colour = tuple(int(v) for v in rng.integers(20, 170, 3))
        cv2.ellipse(image, (x, y + 2 * size), (size, int(1.5 * size)), 0, 180, 360, colour, -1)
        cv2.circle(image, (x, y), size // 2, (140, 170, 205), -1)
    image = np.asarray(cv2.GaussianBlur(image, (0, 0), 1.4), np.uint8)
    grained = np.clip(image + rng.normal(0, 7, image.shape), 0, 255).astype(np.uint8)
    return ImageReader(Image.fromarray(np.ascontiguousarray(grained[:, :, ::-1])))


def _picture(page: Page, rng: Random, box: Box) -> None:
    page.picture(room(rng.randrange(10**6)), box, mask=None)


def photos_captioned(book: Book, _a: Applicant) -> None:
    page = book.new_page("photo")
    book.title(book.rng.choice(("服务活动照片", "活动现场照片", "现场图片")), size=17)
    for number in (1, 2):
        _picture(page, book.rng, (book.left + 40, book.y, book.left + book.inner - 40, book.y + 260))
        book.y += 268
        book.paragraph(f"图{number}  {book.rng.choice(TOPICS)}宣讲会现场", align="center", size=10)


def photo_full(book: Book, _a: Applicant) -> None:
    """One photo fills the sheet, nothing is written on it."""
    page = book.new_page("photo")
    _picture(page, book.rng, (30, 30, page.width - 30, page.height - 30))


def photos_bare(book: Book, _a: Applicant) -> None:
    page = book.new_page("photo")
    for top in (60.0, 420.0):
        _picture(page, book.rng, (70, top, page.width - 70, top + 330))


def rules(book: Book, _a: Applicant) -> None:
    """A 制度 of two or three pages; only the first has a title."""
    rng = book.rng
    book.new_page("other")
    book.title(
        rng.choice(("财务管理制度", "服务收费公示制度", "档案管理制度", "投诉处理管理办法", "员工考勤管理制度", "印章使用管理规定")),
        size=19,
    )
    for number in range(1, rng.randint(26, 40)):
        book.paragraph(f"第{_han(number)}条  {rng.choice(DUTY)}{rng.choice(DUTY)}", gap=6)


def notice(book: Book, a: Applicant) -> None:
    book.new_page("other")
    book.title(f"关于举办{book.rng.choice(TOPICS)}专题培训班的通知", size=18)
    book.paragraph("各有关企业：", indent=False)
    book.paragraph("为帮助企业了解最新政策，经研究，决定举办专题培训班，现将有关事项通知如下：")
    day = write_date(book.rng.choice(a.activities).held_on, "han")
    for line in (
        f"一、培训时间：{day}上午九时。",
        "二、培训地点：二楼会议室。",
        "三、参加对象：有关企业负责人、财务人员。",
        "四、其他事项：请提前十分钟到场签到，自备纸笔。",
    ):
        book.paragraph(line, gap=6)
    book.paragraph(a.name, align="right")
    seal(book.page, book.left + book.inner - 80, book.y, a.name, size=100)


def sign_in(book: Book, _a: Applicant) -> None:
    rng = book.rng
    book.new_page("other")
    book.title(f"{rng.choice(TOPICS)}培训签到表", size=17)
    head = [[Cell(text, label=True) for text in ("序号", "姓名", "单位", "联系电话", "签名")]]
    rows = [
        [Cell(str(i)), Cell(rng.choice(PEOPLE)), Cell(rng.choice(FIRMS)), Cell(f"0730-8{rng.randint(100000, 999999)}"), Cell("")]
        for i in range(1, 23)
    ]
    book.table([*head, *rows], (0.5, 1, 2.4, 1.5, 1.2), size=10, header=1, min_height=26)


def invoice(book: Book, a: Applicant) -> None:
    rng = book.rng
    page = book.new_page("other", landscape=True)
    book.title("湖南增值税普通发票", size=20)
    page.text(page.width - 220, 90, f"№ {rng.randint(10**7, 10**8 - 1)}", face=book.style.face, size=13)
    page.text(page.width - 220, 112, f"开票日期：2019年{rng.randint(1, 12):02d}月{rng.randint(1, 28):02d}日", face=book.style.face, size=11)
    amount = rng.randint(800, 30000)
    book.gap(24)
    rows = [
        [
            Cell("购买方", label=True),
            Cell(f"名称：{rng.choice(FIRMS)}    纳税人识别号：91430600MA4L{rng.randint(1000, 9999)}XU", span=3, align="left"),
        ],
        [Cell("货物或应税劳务、服务名称", label=True), Cell("数量", label=True), Cell("金额", label=True), Cell("税额", label=True)],
        [
            Cell(rng.choice(("*现代服务*咨询费", "*非学历教育服务*培训费", "*印刷品*资料费"))),
            Cell("1"),
            Cell(f"{amount}.00"),
            Cell(f"{amount * 0.03:.2f}"),
        ],
        [Cell("价税合计", label=True), Cell(f"¥{amount * 1.03:.2f}", span=3, align="left")],
        [Cell("销售方", label=True), Cell(f"名称：{a.name}    纳税人识别号：{a.credit_code}", span=3, align="left")],
    ]
    book.table(rows, (1.4, 1, 1.2, 1), size=11, min_height=44)
    book.paragraph(f"收款人：{rng.choice(PEOPLE)}    复核：{rng.choice(PEOPLE)}    开票人：{rng.choice(PEOPLE)}", indent=False, size=10)


def client_contract(book: Book, a: Applicant) -> None:
    """A contract with a client: two pages, the second without a title."""
    rng = book.rng
    book.new_page("other")
    book.title(rng.choice(("技术服务合同", "管理咨询服务协议", "财税代理服务合同", "企业管理咨询合同")), size=20)
    book.paragraph(f"甲方（委托方）：{rng.choice(FIRMS)}", indent=False)
    book.paragraph(f"乙方（受托方）：{a.name}", indent=False)
    clauses = (
        "乙方为甲方提供管理咨询服务，内容包括现状诊断、方案设计和跟踪辅导。",
        f"服务费用为人民币{rng.randint(3, 60) * 1000}元，合同签订后七日内支付一半，验收合格后付清。",
        "甲方应当如实提供有关资料，指定专人配合乙方工作。",
        "双方对在合作中知悉的对方商业秘密负有保密义务，未经书面同意不得向第三方泄露。",
        "任何一方违约的，应当赔偿对方由此受到的损失。",
        "因履行本合同发生争议的，双方协商解决；协商不成的，向乙方所在地人民法院起诉。",
        "本合同未尽事宜，双方另行签订补充协议，补充协议与本合同具有同等法律效力。",
        "本合同一式两份，双方各执一份，自双方签字盖章之日起生效。",
    )
    for number, clause in enumerate((*clauses[:3], *rng.sample(clauses[3:6], 3), *clauses[3:]), 1):
        book.paragraph(
            f"第{_han(number)}条  {clause}{'双方应本着诚实信用的原则履行各自的义务，不得以任何理由拖延。' * rng.randint(1, 3)}", gap=9
        )
    book.room(160)
    book.gap(20)
    book.page.text(book.left, book.y, "甲方（盖章）：", face=book.style.face, size=12)
    book.page.text(book.left + 260, book.y, "乙方（盖章）：", face=book.style.face, size=12)
    seal(book.page, book.left + 380, book.y + 20, a.name, size=100)


def diploma(book: Book, a: Applicant) -> None:
    rng = book.rng
    page = book.new_page("certificate", landscape=rng.random() < 0.6)
    page.rect((26, 26, page.width - 26, page.height - 26), width=3, stroke=(0.55, 0.42, 0.12))
    book.y = 90
    kind = rng.choice(("毕业证书", "学士学位证书", "专业技术资格证书", "荣誉证书"))
    book.title(" ".join(kind), size=28, gap=30)
    person = rng.choice(a.people).name
    texts = {
        "毕业证书": f"学生 {person}，性别 女，于二〇〇五年九月至二〇〇九年六月在本校工商管理专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
        "学士学位证书": f"{person}，在我校完成了本科学习计划，业已毕业，经审核符合学位条例的规定，授予管理学学士学位。",
        "专业技术资格证书": f"{person} 经评审，具备工程师专业技术资格，特发此证。证书编号：B0{rng.randint(10000, 99999)}",
        "荣誉证书": f"{person} 同志在本年度工作中表现突出，被评为先进个人，特发此证，以资鼓励。",
    }
    book.paragraph(texts[kind], size=16, gap=30)
    book.paragraph("湖南穗川学院", align="right", size=14)
    book.paragraph("二〇〇九年六月三十日", align="right", size=12)
    seal(page, book.left + book.inner - 90, book.y - 30, "湖南穗川学院", size=104)


def identity_card(book: Book, _a: Applicant) -> None:
    page = book.new_page("certificate")
    for top, lines in (
        (120, ("中华人民共和国", "居民身份证", "签发机关  岳阳市公安局", "有效期限  2012.05.06-2032.05.06")),
        (430, ("姓名  龙砚秋", "性别  女  民族  汉", "出生  1985 年 3 月 9 日", "公民身份号码  430602198503090000")),
    ):
        page.rect((140, top, 460, top + 210), fill=(0.87, 0.92, 0.95))
        for at, line in enumerate(lines):
            page.text(165, top + 30 + 42 * at, line, face=book.style.title_face, size=14)


def handout(book: Book, _a: Applicant) -> None:
    """Teaching material with a table of tax brackets or the like."""
    rng = book.rng
    book.new_page("other")
    book.title(rng.choice(("增值税纳税申报实务培训讲义", "现场管理工具培训课件", "个人所得税专题培训讲义")), size=18)
    book.paragraph("一、课程目标：了解基本概念，掌握常用方法，能够独立完成日常操作。")
    head = [[Cell(text, label=True) for text in ("级数", "应纳税所得额", "税率（%）", "速算扣除数")]]
    rows = [[Cell(str(i)), Cell(f"超过{i * 36000}元的部分"), Cell(str(5 * i)), Cell(str(i * 2520))] for i in range(1, 8)]
    book.table([*head, *rows], (0.6, 2.2, 1, 1.2), size=11, header=1, min_height=28)
    book.gap(10)
    for text in (
        "二、常见问题：发票遗失怎么办？",
        "答：先在系统中登记，再凭存根联复印件入账。",
        "三、课堂练习：请根据上表计算每月应缴税款。",
    ):
        book.paragraph(text, gap=8)


def brochure(book: Book, _a: Applicant) -> None:
    rng = book.rng
    page = book.new_page("other")
    page.rect((0, 0, page.width, 250), fill=(rng.uniform(0.05, 0.4), rng.uniform(0.2, 0.5), rng.uniform(0.4, 0.8)), stroke=None)
    page.text(
        60, 90, rng.choice(("用心服务  共创未来", "专业  高效  真诚", "与企业同行")), face=book.style.title_face, size=36, colour=(1, 1, 1)
    )
    _picture(page, rng, (50, 280, 290, 460))
    _picture(page, rng, (305, 280, 545, 460))
    book.y = 490
    for text in ("用真诚赢得信任，用专业创造价值。", "政策辅导 · 管理咨询 · 财税代理 · 人才培训", "欢迎广大企业朋友来电垂询、莅临指导！"):
        book.paragraph(text, align="center", size=15, gap=10)


def press(book: Book, _a: Applicant) -> None:
    """A newspaper's page: a headline and columns of small print."""
    rng = book.rng
    page = book.new_page("other")
    page.text(60, 50, "洞庭晚报", face=book.style.title_face, size=24)
    page.text(400, 60, f"2019年{rng.randint(1, 12)}月{rng.randint(1, 28)}日  星期{rng.choice('一二三四五')}", face=book.style.face, size=10)
    page.text(60, 110, rng.choice(("春风送暖入企来", "一场及时雨  满座尽欢颜", "把课堂搬到车间去")), face=book.style.title_face, size=30)
    for column in range(3):
        y, x = 170.0, 55 + column * 165
        for line in book.lines_of("".join(rng.choice(NEWS) for _ in range(11)), size=9.5, width=150)[:42]:
            page.block([line], x, y, face=book.style.face, size=9.5)
            y += 14.5


def chat(book: Book, _a: Applicant) -> None:
    """A telephone's screen: bubbles left and right."""
    rng = book.rng
    page = book.new_page("other")
    page.rect((150, 40, 450, 800), fill=(0.93, 0.93, 0.93), stroke=0.4)
    page.text(250, 60, "培训交流群（86）", face=book.style.title_face, size=12)
    y = 100.0
    for number in range(9):
        text = rng.choice(TALK)
        width = 14 + 10.5 * len(text)
        x = 170.0 if number % 2 else 430.0 - width
        page.rect((x, y, x + width, y + 28), fill=(0.6, 0.92, 0.42) if not number % 2 else 1.0, stroke=None)
        page.text(x + 7, y + 8, text, face=book.style.face, size=10.5)
        y += 68


def empty(book: Book, _a: Applicant) -> None:
    book.new_page("blank")


# How often a paper is drawn when papers are drawn by lot.
OTHERS: tuple[tuple[Draw, int], ...] = (
    (photos_captioned, 5),
    (photo_full, 3),
    (photos_bare, 4),
    (rules, 3),
    (notice, 3),
    (sign_in, 3),
    (invoice, 4),
    (client_contract, 3),
    (diploma, 6),
    (identity_card, 1),
    (handout, 2),
    (brochure, 2),
    (press, 2),
    (chat, 2),
    (empty, 2),
)


def _han(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "") or digits[0]
