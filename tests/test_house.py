"""The house stands as drawn: imports point down, one module imports each library, no machine's paths, no registry."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ALLOWED = {"models": {"models"}, "extractors": {"models", "extractors"}, "pipeline": {"models", "extractors", "pipeline"}}
# One module imports each library; where a few do, they are named. numpy arrays pass between all image readers.
OWNERS = {
    "PIL": {"extractors/raster.py"},
    "cv2": {"extractors/ink.py", "extractors/recheck.py", "extractors/straighten.py"},
    "docx": {"extractors/office.py", "pipeline/write/paper.py"},
    "jinja2": {"pipeline/write/page.py"},
    "jsonschema": {"pipeline/write/records.py"},
    "matplotlib": {"pipeline/write/graph.py"},
    "networkx": {"pipeline/write/graph.py"},
    "openpyxl": {"pipeline/registry.py", "pipeline/write"},
    "pandas": {"pipeline/tabulate.py", "pipeline/write/case.py", "pipeline/write/records.py"},
    "pandera": {"pipeline/tabulate.py"},
    "pdfplumber": {"extractors/plumb.py"},
    "pyarrow": {"pipeline/write/records.py"},
    "pydantic": {"pipeline/codec.py"},
    "pypdfium2": {"extractors/layer/binding.py"},
    "pytesseract": {"extractors/ocr/tesseract.py"},
    "rapidocr": {"extractors/ocr/rapid.py"},
    "rich": {"pipeline/progress.py"},
    "spacy": {"extractors/finders/sentences.py"},
    "sqlalchemy": {"pipeline/ledger.py"},
    "stdnum": {"extractors/codes.py"},
    "zxingcpp": {"extractors/proofs/qr.py"},
    "numpy": {"extractors"},
    "distributed": {"pipeline/cluster.py"},
    "prometheus_client": {"pipeline/metrics.py"},
    "structlog": {"pipeline/log.py"},
    "watchfiles": {"pipeline/watch.py"},
}
FORBIDDEN = re.compile(r"index-url|find-links|pypi\.org|pythonhosted|/work/|/root/|/home/")


def modules(room: str) -> list[Path]:
    return sorted((HOME / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_point_down_only(room: str) -> None:
    rooms = set(ALLOWED)
    wrong = [
        f"{path.relative_to(HOME)} imports {name}"
        for path in modules(room)
        for name in imports(path)
        if name.split(".")[0] in rooms - ALLOWED[room]
    ]
    assert not wrong


def test_the_three_rooms_hold_no_relative_imports() -> None:
    relative = [
        str(path.relative_to(HOME))
        for room in ALLOWED
        for path in modules(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative


def test_each_library_is_imported_where_it_belongs() -> None:
    astray = []
    for room in ALLOWED:
        for path in modules(room):
            here = path.relative_to(HOME).as_posix()
            for name in imports(path):
                library = name.split(".")[0]
                if library in sys.stdlib_module_names or library in ALLOWED:
                    continue
                owners = OWNERS.get(library, set())
                if not any(here == owner or here.startswith(f"{owner}/") for owner in owners):
                    astray.append(f"{here} imports {library}")
    assert not astray


def test_no_file_names_a_registry_or_a_machine() -> None:
    texts = [*HOME.glob("*.*"), HOME / "Makefile", *(HOME / ".ci").iterdir(), *(path for room in ALLOWED for path in modules(room))]
    named = [
        f"{path.name}: {line.strip()[:80]}"
        for path in texts
        if path.is_file() and path.suffix not in {".pdf", ".png"}
        for line in path.read_text(encoding="utf-8").splitlines()
        if FORBIDDEN.search(line) and "emit-index-url" not in line
    ]
    assert not named


def test_the_lock_holds_hashes_for_everything() -> None:
    lock = (HOME / "requirements.lock").read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[a-z0-9])", lock):
        if "==" in entry.split("\n")[0] and not entry.startswith("#"):
            assert "--hash=sha256:" in entry, entry.split("\n")[0]
