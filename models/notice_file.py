"""Loads a notice from its TOML, strictly: the types say what may stand there, `notice_rules` what must fit together.

Every mistake of a file is found at once; a notice with a mistake is never used (NoticeError, exit 4).
"""

from __future__ import annotations

from pathlib import Path

from models.criterion import BY_KIND, Condition
from models.notice import Notice
from models.notice_rules import Rules
from models.problem import NoticeError
from models.strict import Mistake, Reader, nearest, parse

FOLDER = Path(__file__).parent / "notices"
MAX_BYTES = 1_000_000
"""A notice is a few pages of text; more is not a notice."""


def known_notices() -> tuple[str, ...]:
    """The ids of the notices that come with the program."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def load_notice(id_or_path: str | Path) -> Notice:
    """A notice by its id or from a file of one's own.

    Raises NoticeError with every mistake, one a line.
    """
    notice, mistakes = read_notice(path_of(id_or_path))
    if notice is None or mistakes:
        raise NoticeError("\n".join(str(one) for one in mistakes))
    return notice


def path_of(id_or_path: str | Path) -> Path:
    """Where the notice stands; a bare word is an id. Raises NoticeError for an id that is not there."""
    text = str(id_or_path)
    if isinstance(id_or_path, Path) or text.endswith(".toml") or "/" in text:
        return Path(id_or_path)
    if text not in known_notices():
        near = nearest(text, known_notices())
        hint = f"，是否要写 {near}" if near else ""
        raise NoticeError(f"没有名为“{text[:60]}”的通知{hint}；现有：{'、'.join(known_notices())}；自己写的通知请给出 .toml 文件的路径。")
    return FOLDER / f"{text}.toml"


def check_notice(path: Path) -> tuple[Mistake, ...]:
    """Everything that is wrong with a notice's file, in the order of its lines; empty: it can be used."""
    return read_notice(path)[1]


def read_notice(path: Path) -> tuple[Notice | None, tuple[Mistake, ...]]:
    """The notice, where it can be built, and its mistakes. Raises nothing."""
    try:
        data = path.read_bytes()[: MAX_BYTES + 1]
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError:
        return None, (Mistake(path.name, None, "", "打不开这个文件", "请核对路径和读取权限"),)
    except UnicodeDecodeError:
        return None, (Mistake(path.name, None, "", "文件不是 UTF-8 编码", "请在编辑器里另存为 UTF-8"),)
    if len(data) > MAX_BYTES:
        return None, (Mistake(path.name, None, "", "文件超过 1 MB，不像是通知", "请核对是否选错了文件"),)
    parsed = parse(text, path.name)
    raw = parsed.tables
    if not raw and parsed.mistakes:
        return None, parsed.mistakes
    reader = Reader(path.name, text, {Condition: BY_KIND})
    rules = Rules(reader, raw, built_in=path.parent == FOLDER, stem=path.stem)
    reader.check = rules
    notice = reader.table(Notice, raw, ())
    rules.finish(text)
    # A key on a line that could not be read is not missing: its own mistake says it already.
    kept = [one for one in reader.mistakes if one.reason not in {f"缺少 {key}" for key in parsed.lost}]
    mistakes = tuple(sorted(dict.fromkeys((*parsed.mistakes, *kept)), key=lambda one: one.line or 0))
    return (None if mistakes else notice), mistakes
