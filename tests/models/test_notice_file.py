"""A notice with a mistake is never used, and the message says file, key, reason and remedy."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.notice_file import FOLDER, check_notice, known_notices, load_notice, read_notice
from models.problem import NoticeError
from models.strict import lines_of_keys, parse

TEMPLATE = (Path(__file__).resolve().parents[2] / "docs" / "notice-template.toml").read_text(encoding="utf-8")
AREA = 'field = "premises_area"'


def checked(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "hunan-2026.toml"
    path.write_text(text, encoding="utf-8")
    return [str(mistake) for mistake in check_notice(path)]


MALFORMED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    # what is wrong, the words to replace, the words put there, what the message must hold
    ("unknown key at the top", "year = 2026", "year = 2026\nyeer = 2026", ("第 ", "“yeer”", "没有这个键", "year")),
    ("unknown key in a criterion", "at_least = 100\nunit", "atleast = 100\nunit", ("atleast", "请改为 at_least")),
    ("unknown key in a hop", "due = 2026-06-08", "dew = 2026-06-08", ("route 第 1 项.hops 第 1 项.dew", "请改为 due")),
    ("missing key", 'issuer = "湖南省工业和信息化厅"\n', "", ("缺少 issuer", "请补上")),
    ("missing clause", 'clause = "二、申报条件 1"\nquote = "服务场所', 'quote = "服务场所', ("缺少 clause",)),
    ("empty clause", 'clause = "一、申报对象"', 'clause = ""', ("clause", "是空的")),
    ("missing quote", 'quote = "服务场所 100 平方米以上"\n', "", ("quote（原文）和 paraphrase（转述）应当恰有一个",)),
    ("quote and paraphrase", 'quote = "服务场所 100 平方米以上"', 'quote = "服务场所"\nparaphrase = "场所"', ("恰有一个",)),
    ("wrong unit", 'unit = "㎡"', 'unit = "亩"', ("criterion 第 1 项.unit", "“亩”", "㎡", "换算")),
    ("unknown field", AREA, 'field = "premise_area"', ("没有字段“premise_area”", "premises_area")),
    ("field nobody reads", AREA, 'field = "lease_years"', ("没有字段“lease_years”", "[[unread]]")),
    ("field of the wrong kind", AREA, 'field = "address"', ("不是数值", "address")),
    ("date rule on a number", 'field = "declared_on"', 'field = "staff_total"', ("不是日期",)),
    ("unknown kind", 'kind = "compare"', 'kind = "compair"', ("没有“compair”这一种类", "compare")),
    ("missing kind", 'kind = "truth"                       # 是否\n', "", ("缺少 kind", "可用")),
    ("no limit", "at_least = 100\nunit = \"㎡\"", 'unit = "㎡"', ("应当恰有一个界限，现有 0 个", "at_least")),
    ("two limits", "at_least = 100\nunit = \"㎡\"", 'at_least = 100\nmore_than = 90\nunit = "㎡"', ("现有 2 个",)),
    ("negative limit", "at_least = 100\nunit = \"㎡\"", 'at_least = -100\nunit = "㎡"', ("负数",)),
    ("limit in quotes", "at_least = 100\nunit = \"㎡\"", 'at_least = "100"\nunit = "㎡"', ("“100”", "数（不带引号）")),
    ("truth as a word", "complete = false ", 'complete = "false" ', ("complete", "true 或 false")),
    ("date in quotes", "due = 2026-06-08", 'due = "2026-06-08"', ("due", "日期（如 2020-06-08，不带引号）")),
    ("impossible date", "due = 2026-06-08", "due = 2026-06-31", ("第 ", "没有这一天")),
    ("unknown category", 'when.category = ["综合"]', 'when.category = ["综合类"]', ("没有类别“综合类”", "综合")),
    ("category as a word", 'when.category = ["综合"]', 'when.category = "综合"', ("列表（写在方括号里）",)),
    ("unknown region", 'when.category = ["综合"]', 'when.region = ["岳阳楼县"]', ("没有名为“岳阳楼县”", "岳阳楼区")),
    ("county in a route", 'marks = ["省直"]', 'counties = ["平江"]', ("没有名为“平江”", "平江县")),
    ("the same criterion twice", 'id = "college_ratio"', 'id = "premises_area"', ("“premises_area”对“综合”写了两条",)),
    ("criterion id", 'id = "reputation"', 'id = "声誉"', ("“声誉”不能作编号", "小写英文字母")),
    ("due dates out of order", "due = 2026-06-08", "due = 2026-07-08", ("后一程的期限早于前一程",)),
    ("nobody's route", 'marks = ["省直"]', "# 没有", ("没有写谁走这条路线",)),
    ("two routes for the rest", 'marks = ["省直"]', "otherwise = true", ("otherwise = true 应当恰有一条路线，现有 2 条",)),
    ("no proofs", '\n[[proof]] ', "\n[[proofs]] ", ("proofs", "请改为 proof")),
    ("unknown proof", 'kind = "licence"', 'kind = "license"', ("没有“license”", "licence")),
    ("unknown column", 'source = "recommender"', 'source = "recomender"', ("不知道“recomender”取自哪里", "recommender")),
    ("column width", "width = 5,", "width = 500,", ("列宽写成了 500",)),
    ("period", 'default = "2025"', 'default = "去年"', ("四位年份",)),
    ("incomplete without saying what", 'missing = ["还没有写进来的内容，一条一项"]', "", ("却没有写缺什么", "missing")),
    ("a telephone", 'title = "营业执照或法人证书"', 'title = "营业执照，咨询 0731-88000000"', ("写有电话或邮箱", "不留联系方式")),
    ("a mail address", 'title = "营业执照或法人证书"', 'title = "交到 abc@example.com"', ("写有电话或邮箱",)),
    ("key twice", "year = 2026", "year = 2026\nyear = 2027", ("同一个键写了两次",)),
    ("quotes left open", 'issuer = "湖南省工业和信息化厅"', 'issuer = "湖南省工业和信息化厅', ("第 ", "引号")),
    ("no equals sign", "year = 2026", "year 2026", ("等号",)),
    ("value without quotes", 'issuer = "湖南省工业和信息化厅"', "issuer = 湖南省工业和信息化厅", ("等号后面的值不合写法",)),
    ("notice id", 'id = "hunan-2026"', 'id = "湖南2026"', ("不能作编号",)),
    ("cohort twice", "[[copies]]", "[[cohort]]\nrecognised = 2023\nvalid_to = 2027-01-01\n\n[[copies]]", ("“2023”写了两次",)),
    ("list that is not there", 'kind = "truth"                       # 是否\nfield = "platform_registered"', 'kind = "listed"\nfield = "credit_code"\nlist = "black"', ("没有名单“black”",)),
    ("k of n", 'kind = "manual"                      # 留给人工核对的一条\nask = "由人工评议声誉和品牌影响力"',
     'kind = "k_of_n"\nk = 3\nparts = [{ kind = "manual", ask = "甲" }, { kind = "manual", ask = "乙" }]', ("k = 3，而 parts 有 2 项", "1 到 2")),
    ("a group of one", 'kind = "manual"                      # 留给人工核对的一条\nask = "由人工评议声誉和品牌影响力"',
     'kind = "any"\nparts = [{ kind = "manual", ask = "甲" }]', ("至少要有两项",)),
    ("slip inside a group", 'kind = "manual"                      # 留给人工核对的一条\nask = "由人工评议声誉和品牌影响力"',
     'kind = "any"\nparts = [{ kind = "manual", aks = "甲" }, { kind = "manual", ask = "乙" }]', ("parts 第 1 项", "aks", "ask")),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_one_mistake_one_sentence(tmp_path: Path, old: str, new: str, words: tuple[str, ...]) -> None:
    assert old in TEMPLATE
    said = checked(tmp_path, TEMPLATE.replace(old, new, 1))
    assert any(all(word in line for word in words) for line in said), said
    assert all(line.startswith("hunan-2026.toml") and "；" in line and line.endswith("。") for line in said)


def test_a_complete_notice_quotes_and_does_not_paraphrase(tmp_path: Path) -> None:
    text = TEMPLATE.replace("complete = false", "complete = true").replace('quote = "服务场所', 'paraphrase = "服务场所', 1)
    assert ["完整的通知应当引用原文" in line for line in checked(tmp_path, text)] == [True]


def test_every_mistake_is_found_at_once_with_its_line(tmp_path: Path) -> None:
    text = (
        TEMPLATE.replace('unit = "㎡"', 'unit = "亩"', 1)
        .replace("due = 2026-06-12", 'due = "6月12日"')
        .replace("width = 26", "width = 0", 1)
    )
    said = checked(tmp_path, text)
    lines = text.splitlines()
    wanted = [number for number, line in enumerate(lines, 1) if line.startswith(('unit = "亩"', 'due = "6月12日"', "columns"))]
    assert sorted(int(line.split(" ")[2]) for line in said if " 第 " in line) == wanted
    assert len(said) == 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (AREA, 'feild = "premises_area"'),
        ("at_least = 80", "atleast = 80"),
        ('issuer = "', 'isuer = "'),
        ("due = 2026-06-08", "dew = 2026-06-08"),
    ],
)
def test_a_misspelt_key_is_one_mistake_and_not_two(tmp_path: Path, old: str, new: str) -> None:
    said = checked(tmp_path, TEMPLATE.replace(old, new, 1))
    assert len(said) == 1, said
    assert "没有这个键" in said[0]


def test_broken_notation_does_not_hide_the_other_mistakes(tmp_path: Path) -> None:
    text = (
        TEMPLATE.replace('issuer = "湖南省工业和信息化厅"', "issuer = 湖南省工业和信息化厅", 1)
        .replace("due = 2026-06-08", "due 2026-06-08")
        .replace('unit = "㎡"', 'unit = "亩"', 1)
    )
    said = checked(tmp_path, text)
    assert len(said) == 3, said
    assert ["值不合写法" in said[0], "㎡" in said[1], "等号" in said[2]] == [True, True, True]


def test_a_sound_notice_has_no_mistakes() -> None:
    assert known_notices() == ("hunan-2020", "hunan-2021", "hunan-2023", "hunan-2025")
    assert [mistake for name in known_notices() for mistake in check_notice(FOLDER / f"{name}.toml")] == []


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(NoticeError, match="是否要写 hunan-2020"):
        load_notice("hunan-2020x")


def test_a_wrong_file_stops_the_run_with_all_its_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEMPLATE.replace("year = 2026", 'year = "2026"'), encoding="utf-8")
    with pytest.raises(NoticeError, match="“year”：写成了“2026”；应为整数"):
        load_notice(path)


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "缺少 id"), (b"\xff\xfe\x00", "UTF-8"), (b"a" * 1_000_001, "1 MB"), (b"\xef\xbb\xbfid = 1", "“1”")]
)
def test_what_is_no_notice_is_said(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    assert any(word in str(mistake) for mistake in check_notice(path))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "打不开" in str(check_notice(tmp_path / "none.toml")[0])


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    parse(text, "x.toml")
    lines_of_keys(text)


@given(st.integers(0, len(TEMPLATE) - 1), st.integers(1, 40), st.text(max_size=6))
def test_no_damage_to_a_notice_makes_checking_raise(tmp_path_factory: pytest.TempPathFactory, start: int, length: int, put: str) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_text(TEMPLATE[:start] + put + TEMPLATE[start + length :], encoding="utf-8", errors="replace")
    notice, mistakes = read_notice(path)
    assert (notice is None) == bool(mistakes)


def test_the_line_of_every_key_is_known() -> None:
    lines = lines_of_keys(TEMPLATE)
    rows = TEMPLATE.splitlines()
    raw = tomllib.loads(TEMPLATE)
    for index, one in enumerate(raw["criterion"]):
        for key in one:
            assert rows[lines[("criterion", index, key)] - 1].startswith(key)
    assert rows[lines[("route", 1, "hops", 0, "due")] - 1].startswith("due")
