"""Start-up check: `models`, `extractors` and `pipeline` are common names; a neighbour's would silently win otherwise."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from models.problem import MachineError

ROOMS = ("models", "extractors", "pipeline")


def check_house() -> None:
    """Raises MachineError where one of the three packages is not the one beside this file."""
    home = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        spec = find_spec(room)
        where = Path(spec.origin).resolve().parent if spec is not None and spec.origin else None
        if where != home / room:
            raise MachineError(f"Python 找到的“{room}”不是本程序的（{where}）。请用 make setup 建的 .venv 运行，不要与其他软件装在一起。")
