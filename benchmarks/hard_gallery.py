"""Writes docs/hard-pages.md: ten hard pages of the samples, what was believed on them, what was flagged, and why.

    python -m benchmarks.hard_gallery [RUN]     RUN: a finished run over samples/inbox; without it one is made

Everything on the page comes out of results.jsonl of that run; nothing is written by hand but the headings.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from extractors.raster import Picture, frame, render
from models.fields import FIELDS
from pipeline.cli import main as shenhe

HOME = Path(__file__).resolve().parent.parent
INBOX = HOME / "samples" / "inbox"
DOCS = HOME / "docs"
PICTURES = DOCS / "hard-pages"
TEN = (
    ("07", "300 dpi 扫描，歪斜，盖章"),
    ("62", "印章压住数值"),
    ("17", "浅淡复印，150 dpi，笔画断缺"),
    ("21", "正反透字、折痕、深色复印"),
    ("08", "黑白扫描，噪点、污线、压缩痕迹"),
    ("18", "手机拍照：透视、阴影"),
    ("19", "页面横倒、颠倒"),
    ("20", "图像上盖着一层有错的隐藏文字"),
    ("26", "字体没有映射：看得见，复制出来是乱码"),
    ("24", "整份申报只是一张图片"),
)
UNUSED = "unused"  # another place said otherwise and was not believed
COLOURS = {UNUSED: (120, 120, 120), "found": (0, 130, 60), "conflict": (215, 120, 0), "unreadable": (205, 0, 0), "corrected": (0, 80, 200)}
STATES = {UNUSED: "未采用", "found": "采信", "conflict": "有出入", "unreadable": "未能确认", "corrected": "人工核定"}
WIDTH = 900  # px of a picture in the docs
DPI = 110
QUALITY = 55
TOLD = 90  # characters of a reason or of the words as they stood


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with its place on the page that is shown."""

    title: str
    state: str
    value: str
    text: str
    because: str
    box: tuple[float, float, float, float]

    @property
    def questioned(self) -> bool:
        return self.state not in ("found", UNUSED)


@dataclass(frozen=True, slots=True)
class HardPage:
    application: str
    told: str
    file: str
    page: int
    values: tuple[Shown, ...]


def main(arguments: list[str]) -> int:
    if arguments:
        return write(Path(arguments[0]))
    with tempfile.TemporaryDirectory(prefix="shenhe-gallery-") as spare:
        code = shenhe(["run", str(INBOX), "-o", spare, "--run-id", "gallery"])
        return write(Path(spare) / "gallery") if code in (0, 1) else code


def write(run: Path) -> int:
    lines = [json.loads(line) for line in (run / "results.jsonl").read_text("utf-8").splitlines()]
    pages = [page for number, told in TEN for line in lines if line["application"].startswith(number) and (page := hard_page(line, told))]
    PICTURES.mkdir(exist_ok=True)
    told = [HEAD]
    for index, page in enumerate(pages, 1):
        draw(page, PICTURES / f"{index:02d}.jpg")
        told.append(section(index, page))
    (DOCS / "hard-pages.md").write_text("\n".join(told), "utf-8")
    print(f"{DOCS / 'hard-pages.md'}：{len(pages)} 页")
    return 0 if len(pages) == len(TEN) else 1


def hard_page(line: dict[str, object], told: str) -> HardPage | None:
    """The page of an application that carries most of its values, the questioned ones counting double."""
    fields: dict[str, dict[str, object]] = line["fields"]  # type: ignore[assignment]
    by_page: dict[tuple[str, int], list[Shown]] = {}
    for field in FIELDS:
        answer = fields[field.name]
        for seen in (answer, *answer["others"]):  # type: ignore[misc]
            place = seen["place"]
            if place and place.get("page") and place.get("box") and answer["state"] in COLOURS:
                used = answer["state"] != "found" or seen.get("value") == answer.get("value")
                shown = Shown(
                    field.title,
                    str(answer["state"]) if used else UNUSED,
                    f"{seen.get('value') or ''}{answer.get('unit') or ''}",
                    str(seen.get("text") or ""),
                    str(answer["because"]),
                    tuple(place["box"]),
                )
                by_page.setdefault((place["file"], place["page"]), []).append(shown)
    if not by_page:
        return None
    (file, page), values = max(by_page.items(), key=lambda pair: (sum(1 + one.questioned for one in pair[1]), pair[0]))
    unique = tuple({(one.title, one.box): one for one in values}.values())
    return HardPage(str(line["application"]), told, file, page, unique)


def draw(page: HardPage, target: Path) -> None:
    """The page with a numbered box round every value: green believed, orange contradicted, red not read surely."""
    picture = _picture(page)
    image = Image.fromarray(picture.pixels).convert("RGB")
    factor = WIDTH / image.width
    image = image.resize((WIDTH, round(image.height * factor)))
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(17)
    scale = factor / picture.scale
    for number, value in enumerate(page.values, 1):
        x0, top, x1, bottom = (side * scale for side in value.box)
        colour = COLOURS[value.state]
        pen.rectangle((x0 - 3, top - 3, x1 + 3, bottom + 3), outline=colour, width=2)
        pen.rectangle((x1 + 3, top - 3, x1 + 27, top + 17), fill=colour)
        pen.text((x1 + 6, top - 4), str(number), font=font, fill="white")
    image.save(target, quality=QUALITY, optimize=True)


def _picture(page: HardPage) -> Picture:
    source = INBOX / page.file
    return render(str(source), page.page, DPI) if source.suffix.lower() == ".pdf" else frame(str(source), page.page)


def section(index: int, page: HardPage) -> str:
    rows = [
        f"| {number} | {one.title} | {STATES[one.state]} | {_cell(one.value)} | {_cell(one.text)} | {_cell(one.because)} |"
        for number, one in enumerate(page.values, 1)
    ]
    believed = sum(one.state == "found" for one in page.values)
    return "\n".join(
        (
            f"## {index}. {page.told}",
            "",
            f"`{page.file}` 第 {page.page} 页：采信 {believed} 处，存疑 {sum(one.questioned for one in page.values)} 处。",
            "",
            f"![{page.told}](hard-pages/{index:02d}.jpg)",
            "",
            "| 框 | 字段 | 结果 | 取值 | 原文 | 为什么 |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        )
    )


def _cell(text: str) -> str:
    text = text.replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= TOLD else text[: TOLD - 1] + "…"


HEAD = """# 十页难读的纸

样例里最难读的十页：框出每一处取值，说明采信了什么、存疑的是什么、为什么。绿框：采信；橙框：各处有出入；灰框：未采用的另一写法；红框：有字迹，未能确认。
本页由 `python -m benchmarks.hard_gallery` 从一次真实运行的 `results.jsonl` 写出，标题以外没有手写的内容。机构、人员、号码都是编的。

采信要过的关：识别把握、数字写法、另一引擎（tesseract）换比例重读、第三识别模型（PP-OCRv4）旁证、旁边有没有未识读的字、笔画断缺、红章压字、把读出的字重画上去后有没有说不清的墨迹；
算术（比例与人数、分项与合计、清单行数）、证照校验码和其他材料可以作证。合起来是一个把握（概率），不到门槛的不采信。
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
