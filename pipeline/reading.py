"""What a worker process does with one file: look at it, or read some of its pages. Runs guarded; see crew.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.ocr import first_engine
from extractors.office import Unreadable, docx_pictures, read_docx
from extractors.proofs.certificate_page import as_certificate, certificate_of
from extractors.proofs.qr import read_qr
from extractors.raster import Picture, Undrawable, count_frames, frame, render
from extractors.scan import read_scan
from extractors.textlayer import Advice, Belief, Looked, Reason, Unopenable, look, read_text_layer
from models.document import Media, Page, Reading, ReceivedFile
from models.problem import Category, MachineError, Problem, Severity
from pipeline.worker import allow

REMEDIES = {
    Reason.PASSWORD: "请申报单位提供不加密的文件，或用 --passwords 提供密码。",
    Reason.WRONG_PASSWORD: "提供的密码都不对：请申报单位提供不加密的文件，或核对 --passwords 中的密码。",
    Reason.BROKEN: "文件损坏：请申报单位重新导出 PDF 后提交。",
    Reason.NOT_A_PDF: "内容不是 PDF：请申报单位重新导出 PDF 后提交。",
    Reason.NO_PAGES: "文件里没有页面：请申报单位重新导出 PDF 后提交。",
    Reason.TOO_MANY_PAGES: "页数过多：请申报单位拆分后重新提交。",
    Reason.PAGE_BROKEN: "这一页损坏：请申报单位重新提交该页。",
}
SECONDS_TO_START = 60.0  # loading models in a fresh worker on a busy machine
REGISTER_WORDS = ("营业执照", "法人证书", "登记证书", "登记机关", "登记管理机关", "扫描二维码", "信用信息公示")
FORM_WORDS = ("申报", "申请表", "申请单位", "填报", "填表")
STAMPED = re.compile("仅供|仅限|仅用于|只供|专用|他用|无效")  # 仅供申报使用，再次复印无效
FORM_CELLS = 16  # a page with more cells is a form or a list
LEAST_SCAN = 400  # px on the shorter side: anything smaller in a DOCX is a logo or a seal
QR_WORDS = ("执照", "证书", "信用代码", "登记")  # pages that may carry a register's QR code
LOCKED = frozenset({Reason.PASSWORD, Reason.WRONG_PASSWORD})


@dataclass(frozen=True, slots=True)
class PagePlan:
    """How one page is to be read, and why. `number` None: the format has no pages. `upright`: a look found it to stand so."""

    number: int | None
    advice: Advice
    because: str = ""
    width: float = 0.0
    height: float = 0.0
    upright: bool = False


@dataclass(frozen=True, slots=True)
class LookTask:
    file: ReceivedFile
    passwords: tuple[str, ...]
    max_pages: int


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a look at a file gave: its pages, or the Problem that stands in the way. `password` opened it."""

    pages: tuple[PagePlan, ...]
    problem: Problem | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Some pages of one file, all of one way of reading, so that time limits are fair."""

    file: ReceivedFile
    pages: tuple[PagePlan, ...]
    password: str | None
    threads: int
    seconds: float = 90.0


def look_at(task: LookTask) -> FilePlan:
    """The cheap pass over one file. Never raises for what is wrong with the file."""
    file = task.file
    if file.media is Media.DOCX:
        return FilePlan((PagePlan(None, Advice.TEXT_LAYER),))
    if file.media is Media.IMAGE:
        try:
            return FilePlan(tuple(PagePlan(number, Advice.OCR) for number in range(1, count_frames(file.source) + 1)))
        except Undrawable as error:
            return FilePlan((), replace(error.problem, file=file.path))
    return _look_at_pdf(task)


def _look_at_pdf(task: LookTask) -> FilePlan:
    last = Unopenable(Reason.BROKEN)
    for password in (None, *task.passwords):
        try:
            looked: Looked = look(task.file.source, password=password, max_pages=task.max_pages)
        except Unopenable as error:
            last = error
            if error.reason not in LOCKED:
                break
            continue
        plans = tuple(PagePlan(one.number, one.advice, one.because, one.width, one.height) for one in looked.pages)
        return FilePlan(plans, password=password)
    message = f"“{task.file.path}”：{last.reason.value}"
    message += f"（{last.pages} 页，上限 {task.max_pages} 页）。" if last.pages else "。"
    problem = Problem(Category.FILE, Severity.ERROR, message, REMEDIES[last.reason], file=task.file.path)
    return FilePlan((), problem)


def read_pages(task: ReadTask) -> tuple[Page, ...]:
    """The pages of one task. A page that cannot be read comes back as FAILED with its Problem."""
    if task.file.media is Media.DOCX:
        return _read_docx(task)
    return tuple(_read_one(task, plan) for plan in task.pages)


def _read_one(task: ReadTask, plan: PagePlan) -> Page:
    """One page within its time; what goes wrong in a library costs this page, not its neighbours."""
    allow(task.seconds + SECONDS_TO_START)
    try:
        return _read_page(task, plan)
    except MachineError:
        raise
    except MemoryError:
        return failed(task.file, plan, "超过内存上限")
    except Exception as error:
        return failed(task.file, plan, f"处理出错：{type(error).__name__}")


def _read_docx(task: ReadTask) -> tuple[Page, ...]:
    """The text, then each scan that was pasted in, read as a page of the same file."""
    file = task.file
    try:
        pages = list(read_docx(file.source, file.path))
        pictures = docx_pictures(file.source)
    except Unreadable as error:
        return (failed(file, task.pages[0], error.reason.value),)
    for picture in pictures:
        try:
            drawn = frame(picture.data)
        except Undrawable:
            continue  # an emblem in a format nobody scans to
        if min(drawn.width, drawn.height) >= LEAST_SCAN:
            page = _seen(drawn, file.path, None, task.threads)
            pages.append(replace(page, notes=(*page.notes, f"文档中粘贴的图片“{picture.name}”")))
    return tuple(pages)


def _read_page(task: ReadTask, plan: PagePlan) -> Page:
    if plan.number is None:
        raise ValueError("only office files have pages without a number")
    try:
        if plan.advice in (Advice.TEXT_LAYER, Advice.BOTH):
            layer = read_text_layer(task.file.source, plan.number, file=task.file.path, password=task.password)
            if layer.trust.belief is Belief.BELIEVED and plan.advice is Advice.TEXT_LAYER:
                return layer.page
            return _read_picture(task, plan, layer.page, believed=layer.trust.belief is Belief.BELIEVED)
        if plan.advice is Advice.OCR:
            return _read_picture(task, plan, None, believed=False)
        if plan.advice is Advice.BLANK:
            return Page(task.file.path, plan.number, plan.width, plan.height, Reading.BLANK, notes=("空白页",))
        return failed(task.file, plan, plan.because)
    except Undrawable as error:
        return failed(task.file, plan, error.problem.message)
    except Unopenable as error:
        return failed(task.file, plan, error.reason.value)


def _read_picture(task: ReadTask, plan: PagePlan, layer: Page | None, *, believed: bool) -> Page:
    """The page by its picture; a believed text layer over part of it keeps its own words."""
    number = plan.number or 1
    picture = frame(task.file.source, number) if task.file.media is Media.IMAGE else render(task.file.source, number, None, task.password)
    page = _seen(picture, task.file.path, number, task.threads, upright=plan.upright)
    if layer is None or not layer.words:
        return page
    if not believed:
        return replace(page, notes=(*page.notes, *layer.notes, "文字层不可靠，按图像重新识读"))
    return _together(layer, page)


def drawn(file: ReceivedFile, number: int, passwords: Sequence[str], dpi: float | None = None) -> Picture | None:
    """A page or frame as a picture, with whichever password opens it; None where it cannot be drawn."""
    for password in (None, *passwords):
        try:
            return frame(file.source, number) if file.media is Media.IMAGE else render(file.source, number, dpi, password)
        except Undrawable:
            continue
    return None


def _seen(picture: Picture, path: str, number: int | None, threads: int, *, upright: bool = False) -> Page:
    """A picture read: a photo may be a certificate, which has no lines to go by; anything else is read as a page."""
    engine = first_engine(threads)
    if picture.is_photo:
        certificate = certificate_of(picture, file=path, number=number, engine=engine)
        if certificate is not None and _speaks_like_a_register(certificate):
            return certificate
    page = read_scan(picture, file=path, number=number, engine=engine, upright=upright)
    if any(word in page.text for word in QR_WORDS) and not _asks_for_something(page):
        page = replace(page, qr_texts=read_qr(picture.pixels))
    return as_certificate(page, picture, engine) if _may_be_certificate(picture, page) else page


def _may_be_certificate(picture: Picture, page: Page) -> bool:
    """A second look costs as much as the first: only for pages of few cells that speak like a register's."""
    cells = sum(len(table.cells) for table in page.tables)
    return _speaks_like_a_register(page) and (picture.is_photo or cells < FORM_CELLS)


def _speaks_like_a_register(page: Page) -> bool:
    """A register's words, and none of an application's."""
    text = page.text.replace(" ", "")
    return any(word in text for word in REGISTER_WORDS) and not _asks_for_something(page)


def _asks_for_something(page: Page) -> bool:
    """An application's words: forms name 法定代表人 and 成立日期 as a licence does. What is stamped over a copy is no such word."""
    lines = (line.text.replace(" ", "") for line in page.lines)
    return any(word in line for line in lines if not STAMPED.search(line) for word in FORM_WORDS)


def _together(layer: Page, page: Page) -> Page:
    """Text layer and picture on one page: the layer's words stand, the picture adds what the layer does not cover."""
    if not page.view.is_identity:
        return replace(layer, notes=(*layer.notes, "页内图像有倾斜，只用了文字层"))
    boxes = [word.box for word in layer.words]
    extra = tuple(word for word in page.words if not any(box.grow(2).overlap(word.box) > 0 for box in boxes))
    tables = layer.tables or tuple(table for table in page.tables if not any(table.box.overlap(box) > 0 for box in boxes))
    words = tuple(sorted((*layer.words, *extra), key=lambda word: (word.box.center[1], word.box.x0)))
    return replace(
        layer,
        reading=Reading.BOTH,
        words=words,
        tables=tables,
        marks=layer.marks or page.marks,
        notes=(*layer.notes, f"文字层之外又从图像识读 {len(extra)} 处"),
        seconds=layer.seconds + page.seconds,
    )


def failed(file: ReceivedFile, plan: PagePlan, why: str) -> Page:
    """A page that gave nothing, with its Problem."""
    problem = Problem(
        Category.PAGE,
        Severity.ERROR,
        f"“{file.path}”第 {plan.number} 页未能读取（{why}）。",
        "请人工查看这一页；损坏的，请申报单位重新提交。",
        file=file.path,
        page=plan.number,
    )
    return Page(file.path, plan.number, plan.width, plan.height, Reading.FAILED, notes=(why,), problems=(problem,))


def chunks(file: ReceivedFile, plan: FilePlan, *, threads: int, seconds: float, per_scan: int, per_text: int) -> Iterator[ReadTask]:
    """A file's pages in tasks of one way of reading each, in order."""
    scans = tuple(page for page in plan.pages if page.advice in (Advice.OCR, Advice.BOTH))
    rest = tuple(page for page in plan.pages if page.advice not in (Advice.OCR, Advice.BOTH))
    for pages, size in ((rest, per_text), (scans, per_scan)):
        for at in range(0, len(pages), size):
            yield ReadTask(file, pages[at : at + size], plan.password, threads, seconds)
