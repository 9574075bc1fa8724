"""What is known from earlier runs: files, readings, second readings, runs. SQLite beside the runs; SQLAlchemy is the seam.

A reading is known by what it depends on: the file's bytes, the page, and a fingerprint of engine, settings and the code
that reads. Change any of them and exactly that is read again; a new name for old bytes is not a new file.
"""

from __future__ import annotations

import datetime
import hashlib
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, create_engine, event, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError, IntegrityError

from models.problem import MachineError

SCHEMA = "1"
FILE_NAME = "ledger.sqlite"
HOME = Path(__file__).resolve().parent.parent
# The code that a page reading depends on, and the code that a second reading depends on besides.
READING_CODE = (
    "models/document.py",
    "models/geometry.py",
    "pipeline/reading.py",
    "extractors/*.py",
    "extractors/layer/*.py",
    "extractors/ocr/*.py",
)
# What an application hangs on from its files to its answers, its pictures and its lines in the log.
WORKING_CODE = ("models/*.py", "extractors/*.py", "extractors/*/*.py", "pipeline/*.py", "pipeline/write/*.py")

meta = MetaData()
about = Table("about", meta, Column("key", String(40), primary_key=True), Column("value", String(200), nullable=False))
readings = Table(
    "readings",
    meta,
    Column("key", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("made", String(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
files = Table(
    "files",
    meta,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("first_seen", String(32), nullable=False),
)
runs = Table(
    "runs",
    meta,
    Column("run_id", String(80), primary_key=True),
    Column("started", String(32), nullable=False),
    Column("finished", String(32)),
    Column("state", String(20), nullable=False),
)


class Ledger:
    """One writer at a time (the run); every entry is on disk when `put` returns."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._engine = _opened(self._path)
        try:
            with self._engine.begin() as connection:
                _check_schema(connection, self._path)
        except DatabaseError as error:
            raise _damaged(self._path) from error

    def get(self, key: str) -> bytes | None:
        try:
            with self._engine.connect() as connection:
                row = connection.execute(select(readings.c.body).where(readings.c.key == key)).first()
        except DatabaseError as error:
            raise _damaged(self._path) from error
        return None if row is None else bytes(row[0])

    def put(self, key: str, kind: str, body: bytes) -> None:
        self._insert(readings.insert().values(key=key, kind=kind, made=_now(), body=body))

    def saw_file(self, sha256: str, size: int) -> None:
        self._insert(insert(files).values(sha256=sha256, size=size, first_seen=_now()))

    def began(self, run_id: str) -> None:
        self._insert(insert(runs).values(run_id=run_id, started=_now(), state="running"))

    def finished(self, run_id: str) -> None:
        try:
            with self._engine.begin() as connection:
                connection.execute(update(runs).where(runs.c.run_id == run_id).values(finished=_now(), state="finished"))
        except DatabaseError as error:
            raise _not_kept(self._path, error) from error

    def close(self) -> None:
        self._engine.dispose()

    def _insert(self, statement: object) -> None:
        try:
            with self._engine.begin() as connection:
                connection.execute(statement)  # type: ignore[call-overload]
        except IntegrityError:
            return  # known already: the first entry stands
        except DatabaseError as error:
            raise _not_kept(self._path, error) from error


def key_of(*parts: str) -> str:
    """A key from everything that a reading depends on."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache
def code_fingerprint(patterns: tuple[str, ...]) -> str:
    """SHA-256 over the source files of a stage."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in HOME.glob(pattern)}):
        digest.update(path.relative_to(HOME).as_posix().encode() + b"\x00" + path.read_bytes())
    return digest.hexdigest()


def _opened(path: Path) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{path}")
        event.listen(engine, "connect", _prepare)
        meta.create_all(engine)
    except (OSError, DatabaseError) as error:
        raise _damaged(path) from error
    return engine


def _damaged(path: Path) -> MachineError:
    return MachineError(f"台账“{path}”打不开或已损坏。请把它移走（只是缓存，会从文件重新识读），再运行一次。")


def _not_kept(path: Path, error: DatabaseError) -> MachineError:
    return MachineError(f"台账“{path}”写不进去（{error.orig}）：请查看磁盘剩余空间，再用同一个 --run-id 运行一次，可以接着做。")


def _prepare(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _check_schema(connection: Connection, path: Path) -> None:
    known = connection.execute(select(about.c.value).where(about.c.key == "schema")).scalar()
    if known is None:
        connection.execute(insert(about).values(key="schema", value=SCHEMA))
    elif known != SCHEMA:
        raise MachineError(f"台账“{path}”是另一版本（{known}）写的，本程序用版本 {SCHEMA}。请把它移走，程序会从文件重新识读。")


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
