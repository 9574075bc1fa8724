#!/usr/bin/env python3
"""Draws the sample applications and the truth beside them: DIR/inbox/… and DIR/expected/<application>.json."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from drawing.files import zip_bytes
from drawing.packages import Package, packages
from drawing.studio import Studio
from drawing.truth import Case, other_values, record


def save(case: Case, inbox: Path) -> None:
    """Writes the files; what lies "inside" a .zip is packed into it."""
    if (inbox / case.name).is_dir():
        shutil.rmtree(inbox / case.name)
    packed: dict[str, list[tuple[str, bytes]]] = {}
    for written in case.files:
        path = case.path_of(written)
        archive, inside, inner = path.partition(".zip/")
        if inside:
            packed.setdefault(archive + ".zip", []).append((inner, written.data))
            continue
        (inbox / path).parent.mkdir(parents=True, exist_ok=True)
        (inbox / path).write_bytes(written.data)
    for path, files in packed.items():
        (inbox / path).parent.mkdir(parents=True, exist_ok=True)
        (inbox / path).write_bytes(zip_bytes(files, gbk=case.gbk))


def as_lines(truth: dict[str, object]) -> str:
    """JSON with one line a field, to be read and compared by people."""

    def block(value: object) -> str:
        if not isinstance(value, dict) or not value:
            return json.dumps(value, ensure_ascii=False)
        return (
            "{\n"
            + ",\n".join(f"  {json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}" for k, v in value.items())
            + "\n }"
        )

    return "{\n" + ",\n".join(f" {json.dumps(k)}: {block(v)}" for k, v in truth.items()) + "\n}\n"


def draw_one(package: Package, seed: int, out: Path) -> list[str]:
    """Writes one application and its truth; gives remarks for the author of the samples."""
    case = package.draw(Studio(seed, package.index, package.name))
    save(case, out / "inbox")
    (out / "expected" / f"{case.name}.json").write_text(as_lines(record(case)), encoding="utf-8")
    return other_values(case)


def main(argv: list[str] | None = None) -> int:
    """Command line; 0 done, 2 nothing by that name, 3 no Chinese font."""
    parser = argparse.ArgumentParser(description="画出申报样例及其真值")
    parser.add_argument("--seed", type=int, default=1, help="随机种子，默认1；换一个就换一批数值、名称、字体、版式和损伤")
    parser.add_argument("--out", type=Path, required=True, help="输出文件夹，其下建 inbox 和 expected")
    parser.add_argument("--only", help="只画名称中含有这几个字的申报")
    parser.add_argument("--count", type=int, help="只画前几份")
    parser.add_argument("--small", action="store_true", help="只画随源码保存的一套（不到12MB）")
    args = parser.parse_args(argv)
    chosen = [one for one in packages() if (not args.only or args.only in one.name) and not (args.small and one.spare)][: args.count]
    if not chosen:
        print(f"没有名称含“{args.only}”的样例。", file=sys.stderr)
        return 2
    (args.out / "inbox").mkdir(parents=True, exist_ok=True)
    (args.out / "expected").mkdir(parents=True, exist_ok=True)
    for package in chosen:
        for remark in draw_one(package, args.seed, args.out):
            print(f"提示：{remark}", file=sys.stderr)
        print(package.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
