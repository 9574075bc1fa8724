"""The command line. Results go to stdout, everything meant for people to stderr, in Chinese; heavy libraries load late."""

from __future__ import annotations

import argparse
import datetime
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from models.problem import NoticeError, ShenheError, UsageError
from pipeline import VERSION
from pipeline.house import check_house
from pipeline.settings import Settings
from pipeline.text_safety import terminal_text

if TYPE_CHECKING:
    from pipeline.run import RunRequest

DONE, FOUND_SOMETHING, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
DEFAULT_NOTICE = "hunan-2020"


class _Parser(argparse.ArgumentParser):
    """argparse with its few own sentences in Chinese."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"命令行写法不对：{translated(message)}。用 {self.prog} --help 查看用法。")

    def format_help(self) -> str:
        text = super().format_help()
        for english, chinese in HELP_WORDS:
            text = text.replace(english, chinese)
        return text


HELP_WORDS = (
    ("usage: ", "用法："),
    ("positional arguments:", "参数："),
    ("options:", "选项："),
    ("show this help message and exit", "显示本说明"),
    ("(default: ", "（默认 "),
)
ERROR_WORDS = (
    ("the following arguments are required: ", "缺少参数 "),
    ("unrecognized arguments: ", "不认识的参数 "),
    ("expected one argument", "后面要跟一个值"),
    ("invalid choice: ", "没有这个选择 "),
    ("invalid int value: ", "应为整数，写的是 "),
    ("invalid _seconds value: ", "应为秒数，写的是 "),
    ("(choose from ", "（可选："),
    ("argument ", "参数 "),
)


def translated(message: str) -> str:
    for english, chinese in ERROR_WORDS:
        message = message.replace(english, chinese)
    return message


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the number is the process's exit code (contract, section 2)."""
    try:
        check_house()
        arguments = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = arguments.command
        return command(arguments)
    except ShenheError as error:
        print(terminal_text(str(error)), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("已中断。用同一个 --run-id 再运行一次，可以接着做。", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="shenhe", description="读取申报材料，对照通知审核，生成推荐汇总表。")
    parser.add_argument("--version", action="version", version=f"shenhe {VERSION}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, parser_class=_Parser)
    _add_run(commands.add_parser("run", help="审核一个收件文件夹，生成全部结果"))
    _add_watch(commands.add_parser("watch", help="守候一个收件文件夹，每当有材料放好就审核一遍"))
    _add_explain(commands.add_parser("explain", help="说明从一句话里会取什么数、为什么"))
    _add_check(commands.add_parser("check", help="在有标注的样本上运行，逐字段统计对错"))
    _add_notices(commands.add_parser("notices", help="列出已知的通知，或用文字说明其中一个"))
    _add_audit(commands.add_parser("audit", help="核验审核日志，讲述一份申报的经过"))
    doctor = commands.add_parser("doctor", help="检查本机装了什么、缺什么、怎么补")
    doctor.set_defaults(command=_doctor)
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    _add_reviewing(parser)
    parser.add_argument("--run-id", metavar="编号", help="本次运行的编号（默认用 UTC 时间）")
    parser.set_defaults(command=_run)


def _add_watch(parser: argparse.ArgumentParser) -> None:
    _add_reviewing(parser)
    parser.add_argument("--rest", metavar="秒", type=_seconds, default=10.0, help="静止多久算放好了（默认 10）")
    parser.add_argument("--poll", action="store_true", help="定时查看而不等系统通知（网络共享会自动如此）")
    parser.set_defaults(command=_watch, run_id=None)


def _add_reviewing(parser: argparse.ArgumentParser) -> None:
    """What `run` and `watch` have in common."""
    parser.add_argument("inbox", metavar="收件文件夹", type=Path, help="每个子文件夹、文件或 ZIP 是一份申报；只读不写")
    parser.add_argument("-o", "--out", metavar="文件夹", type=Path, default=Path("output"), help="结果放在哪里（默认 output）")
    parser.add_argument("--notice", metavar="编号", default=DEFAULT_NOTICE, help=f"按哪个通知审核，多个用逗号分开（默认 {DEFAULT_NOTICE}）")
    parser.add_argument("--workers", metavar="数", type=_count, default=0, help="同时工作的进程数（默认按本机核数）")
    parser.add_argument("--scheduler", metavar="地址", type=_address, help="交给 Dask 集群识读，如 tcp://10.0.0.5:8786；文件经共享路径读取")
    parser.add_argument("--by-county", action="store_true", help="收件文件夹的第一层是县市区，第二层才是申报单位")
    parser.add_argument("--decisions", metavar="文件", type=Path, help="填好“人工结论”的审核明细.xlsx")
    parser.add_argument("--registry", metavar="文件", type=Path, help="有效期内核心服务机构名单（CSV 或 XLSX）")
    parser.add_argument("--received-on", metavar="日期", type=_date, help="收到材料的日期，如 2020-06-05；用它对照截止日期")
    parser.add_argument("--recommender", metavar="名称", help="推荐单位，印在推荐汇总表上")
    parser.add_argument("--passwords", metavar="文件", type=Path, help="PDF 密码，一行一个")
    parser.add_argument(
        "--read-all", action="store_true", help="每一页都完整识读（默认初看后不细读照片、制度、合同等与申报事项无关的扫描页）"
    )
    parser.add_argument("--strict", action="store_true", help="只要还有需要人工核定的事项，就以退出码 1 结束")
    parser.add_argument("--log-json", action="store_true", help="过程信息写成 JSON，一行一条，供程序收集")
    parser.add_argument("--metrics", metavar="文件", type=Path, help="把运行指标写成 Prometheus 文本格式")


def _add_explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="一句话", nargs="?", help="要解释的文字；不写就从标准输入读")
    parser.add_argument("--notice", metavar="编号", default=DEFAULT_NOTICE, help="按哪个通知的年度理解（默认 hunan-2020）")
    parser.add_argument("--jsonl", action="store_true", help='逐行读 {"id","text"}，逐行写 {"id","fields"}')
    parser.set_defaults(command=_explain)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("samples", metavar="样本文件夹", type=Path, help="其中有 inbox/ 与 expected/")
    parser.add_argument("--workers", metavar="数", type=_count, default=0, help="同时工作的进程数")
    parser.add_argument("-o", "--out", metavar="文件夹", type=Path, help="保留运行结果的地方（默认用后即删）")
    parser.add_argument("--details", action="store_true", help="逐条列出不正确的地方")
    parser.set_defaults(command=_check)


def _add_notices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="编号", nargs="?", help="用文字说明这个通知；不写就列出全部")
    parser.add_argument("--check", metavar="文件", type=Path, help="检查一个新通知文件，一次指出全部错误")
    parser.set_defaults(command=_notices)


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="结果文件夹", type=Path, help="一次运行的文件夹，或其上一层（取最近一次）")
    parser.add_argument("--application", metavar="名称", help="讲述这一份申报的经过")
    parser.set_defaults(command=_audit)


def _run(arguments: argparse.Namespace) -> int:
    from pipeline.stopping import stopping_on

    stopping = threading.Event()
    with stopping_on(stopping, signals=("SIGTERM",)):
        return _review(arguments, stopping)


def _review(arguments: argparse.Namespace, stopping: threading.Event, leave_out: frozenset[str] = frozenset()) -> int:
    """One run with all it tells; stdout is the run's folder."""
    from pipeline.progress import reporter
    from pipeline.run import run
    from pipeline.summary import tell

    request = replace(_request(arguments), leave_out=leave_out)
    told = reporter(as_json=arguments.log_json)
    try:
        result = run(request, reporter=told, stopping=stopping)
        tell(result, told)
        if arguments.metrics is not None:
            from pipeline.metrics import write_metrics

            write_metrics(result, arguments.metrics)
    finally:
        told.close()
    print(result.folder, flush=True)
    return result.exit_code


def _request(arguments: argparse.Namespace) -> RunRequest:
    from models.notice_file import load_notice
    from pipeline.folders import new_run_id
    from pipeline.run import RunRequest

    names = [name.strip() for name in arguments.notice.split(",") if name.strip()]
    if not names:
        raise UsageError("--notice 后面没有通知编号。用 shenhe notices 查看有哪些。")
    return RunRequest(
        inbox=arguments.inbox,
        out=arguments.out,
        notices=tuple(load_notice(name) for name in dict.fromkeys(names)),
        run_id=arguments.run_id or new_run_id(),
        settings=Settings(
            workers=arguments.workers,
            by_county=arguments.by_county,
            strict=arguments.strict,
            read_all=arguments.read_all,
            passwords=_passwords(arguments.passwords),
        ),
        recommender=arguments.recommender,
        received_on=arguments.received_on,
        decisions=arguments.decisions,
        registry=arguments.registry,
        scheduler=arguments.scheduler,
    )


def _watch(arguments: argparse.Namespace) -> int:
    from pipeline.folders import check_inbox
    from pipeline.log import LogReporter
    from pipeline.stopping import stopping_on
    from pipeline.watch import Watching, watch

    _request(arguments)  # wrong words are said now, not in the night
    check_inbox(arguments.inbox, arguments.out)
    stopping = threading.Event()
    watching = Watching(
        arguments.inbox,
        lambda leave_out: _review(arguments, stopping, leave_out),
        LogReporter(as_json=arguments.log_json).note,
        rest=arguments.rest,
        poll=True if arguments.poll else None,
        stop=stopping,
    )
    with stopping_on(stopping, signals=("SIGTERM", "SIGINT")):
        watch(watching)
    return DONE


def _explain(arguments: argparse.Namespace) -> int:
    from models.notice_file import load_notice
    from pipeline.explain import explain_jsonl, explain_text

    year = load_notice(arguments.notice).year
    if arguments.jsonl:
        for line in explain_jsonl(sys.stdin, notice_year=year):
            print(line)
        return DONE
    text = arguments.text if arguments.text is not None else sys.stdin.read()
    for line in explain_text(text, notice_year=year).splitlines():
        print(terminal_text(line))
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    from pipeline.check import details, table
    from pipeline.check_run import check_samples
    from pipeline.progress import reporter

    told = reporter()
    try:
        score = check_samples(arguments.samples, settings=Settings(workers=arguments.workers), out=arguments.out, reporter=told)
    finally:
        told.close()
    print(table(score))
    if arguments.details:
        for line in details(score).splitlines():
            print(terminal_text(line))
    return FOUND_SOMETHING if score.has_findings else DONE


def _notices(arguments: argparse.Namespace) -> int:
    from models.notice_file import load_notice
    from pipeline.notices import describe, listing, report

    sound = True
    if arguments.check is not None:
        text, sound = report(arguments.check)
    else:
        text = describe(load_notice(arguments.id)) if arguments.id else listing()
    for line in text.splitlines():
        print(terminal_text(line))
    return DONE if sound else NoticeError.exit_code


def _audit(arguments: argparse.Namespace) -> int:
    from pipeline.folders import newest_run
    from pipeline.write.audit import story, verify

    folder = newest_run(arguments.out)
    findings = verify(folder)
    for finding in findings:
        print(terminal_text(finding.message))
    if arguments.application:
        for line in story(folder, arguments.application).splitlines():
            print(terminal_text(line))
    if not findings:
        print("日志完整，结果文件与收件文件均与日志一致。整本日志连同结果一起被改写的，只能与纸面推荐汇总表页脚的校验值核对。")
    return FOUND_SOMETHING if findings else DONE


def _doctor(_arguments: argparse.Namespace) -> int:
    from pipeline.doctor import examine

    report = examine()
    for line in report.lines:
        print(terminal_text(line))
    return report.exit_code


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 256:
        raise argparse.ArgumentTypeError("应在 1 到 256 之间")
    return number


def _address(text: str) -> str:
    if not text.startswith(("tcp://", "tls://")):
        raise argparse.ArgumentTypeError("应写作 tcp://主机:端口")
    return text


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0.5 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("应在 0.5 到 86400 秒之间")
    return seconds


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写作 2020-06-05") from error


def _passwords(path: Path | None) -> tuple[str, ...]:
    if path is None:
        return ()
    try:
        return tuple(line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"密码文件 {path} 读不了：请确认存在，且为 UTF-8 文本，一行一个密码。") from error
