import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.article import PUBLICATION
from app.config import Settings
from app.main import create_app
from tests.builders import markdown, paragraph, settings_in, write_seed
from tests.cli.conftest import Judou

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
COMMANDS = [
    "parse",
    "build",
    "export",
    "search",
    "count",
    "kwic",
    "trends",
    "quote",
    "formulations",
    "check",
    "serve",
    "mcp",
]


def test_parse_prints_the_articles_of_each_file(judou: Judou) -> None:
    done = judou("parse", SEEDS[0], SEEDS[1])
    pages = json.loads(done.stdout)
    assert list(pages) == [path.stem for path in SEEDS[:2]]
    for page in pages.values():
        for article in page["articles"]:
            assert {"kind", "title", "kicker", "authors", "affiliation", "source_note"} <= article.keys()
            assert {"key_points", "headings", "paragraphs", "captions", "blocks"} <= article.keys()
            for block in article["blocks"]:
                assert {"type", "text", "lines", "flags"} <= block.keys()
    assert done.returncode == 0


def test_parse_prints_what_a_sidecar_gives(judou: Judou, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 题目\n\n正文是一段文字。\n", encoding="utf-8")
    sidecar = 'date = "2024-06"\n[[articles]]\ntitle = "题目"\ndocument_number = "国发〔2024〕5号"\n'
    (tmp_path / "a.toml").write_text(sidecar, encoding="utf-8")
    articles = json.loads(judou("parse", tmp_path / "a.md").stdout)["a"]["articles"]
    assert [article["document_number"] for article in articles] == ["国发〔2024〕5号"]
    assert articles[0]["origins"] == {"date": "sidecar", "document_number": "sidecar"}
    assert [articles[0][name] for name in PUBLICATION] == [None, "2024-06", *[None] * 4, "国发〔2024〕5号"]


def test_parse_looks_at_the_folder_and_the_name_and_tells_what_contradicts(
    judou: Judou, tmp_path: Path
) -> None:
    (tmp_path / "rmrb20240102.md").write_text("# 题目\n\n正文是一段文字。\n", encoding="utf-8")
    (tmp_path / "_folder.toml").write_text('column = "观察"\ntable = "list.csv"\n', encoding="utf-8")
    (tmp_path / "list.csv").write_text("文件,日期\nrmrb20240102,2024-01-03\nx.md,2024\n", encoding="utf-8")
    done = judou("parse", tmp_path / "rmrb20240102.md")
    (article,) = json.loads(done.stdout)["rmrb20240102"]["articles"]
    assert [article[name] for name in ("newspaper", "date", "column")] == ["人民日报", "2024-01-03", "观察"]
    assert article["origins"] == {"newspaper": "file name", "date": "folder table", "column": "folder table"}
    assert "'2024-01-03' (the table of the folder) is taken, not '2024-01-02'" in done.stderr
    assert "x.md" not in done.stderr


def test_parse_takes_what_it_can_and_names_the_rest(judou: Judou, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    done = judou("parse", tmp_path / "a.txt", tmp_path / "missing.txt", SEEDS[3])
    assert list(json.loads(done.stdout)) == [SEEDS[3].stem]
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == ["a.txt", "missing.txt"]
    assert done.returncode == 2


def test_build_reports_and_strict_minds_what_was_skipped(judou: Judou, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    write_seed(settings, "a.md", markdown("题目", 1))
    write_seed(settings, "b.txt", "")
    done = judou("build", settings.seeds, "--index", settings.index)
    assert done.returncode == 0
    assert "1 page, 1 article, 1 paragraph (1 parsed, 0 gone)" in done.stdout
    assert "skipped b.txt: empty" in done.stdout
    assert judou("build", settings.seeds, "--index", settings.index, "--strict", "--jobs", 2).returncode == 1
    assert judou("build", settings.seeds, "--index", settings.index, "--full").returncode == 0


def test_export_prints_a_line_for_each_article(judou: Judou, library: Settings) -> None:
    lines = [json.loads(line) for line in judou("export", "--index", library.index).stdout.splitlines()]
    assert [line["page"] for line in lines] == ["2024/c", "a", "b"]
    assert [block["n"] for block in lines[0]["blocks"]] == [1, 2, 3]
    assert all(len(block["id"]) == 16 for line in lines for block in line["blocks"])
    assert lines[1]["paragraphs"] == [paragraph(n) for n in (1, 2, 3)]


def test_pictures_go_with_a_site(judou: Judou, library: Settings) -> None:
    done = judou("export", "--index", library.index, "--pictures")
    assert done.returncode == 2
    assert "--pictures goes with --html DIR" in done.stderr


def test_search_answers_in_lanes(judou: Judou, library: Settings) -> None:
    done = judou("search", "年", "--index", library.index, "--json", "--limit", 2)
    answer = json.loads(done.stdout)
    assert answer["query"] == "年"
    exact = answer["exact"]
    assert len(exact["hits"]) == 2
    assert exact["paragraphs"] >= 9
    for hit in exact["hits"]:
        assert {"paragraph", "article", "n", "text", "spans"} <= hit.keys()
        assert all(hit["text"][start:end] == "年" for start, end in hit["spans"])
    assert answer["related"] is not None
    only = json.loads(judou("search", "年", "--index", library.index, "--json", "--mode", "exact").stdout)
    assert only["related"] is None
    assert "在2001【年】" in judou("search", "年", "--index", library.index).stdout


def test_a_zero_tells_what_the_page_tells(judou: Judou, library: Settings) -> None:
    query = f"{paragraph(1)[:4]} 蟋蟀测速"
    told = judou("search", query, "--index", library.index, "--mode", "exact").stdout
    page = TestClient(create_app(library)).get(
        "/search", params={"q": query}, headers={"cookie": "judou=lang=en"}
    )
    for line in ("No passage fits the whole query", "By itself:"):
        assert line in told
        assert line in page.text
    assert f"By itself: {paragraph(1)[:4]} (1)" in told
    phrase = judou("search", "蟋蟀测速", "--index", library.index).stdout
    assert "The wording does not occur in any of" in phrase
    assert "related: " in phrase


def test_count_is_literal(judou: Judou, library: Settings) -> None:
    done = judou("count", "年", "没有的话", '"年" OR', "--index", library.index, "--json")
    assert [entry["occurrences"] > 0 for entry in json.loads(done.stdout)] == [True, False, False]
    assert list(json.loads(done.stdout)[0]) == ["phrase", "occurrences", "paragraphs", "articles"]
    assert judou("count", "没有的话", "--index", library.index).stdout.startswith("没有的话\t0 occurrences")


def test_search_and_count_take_the_same_options(judou: Judou, library: Settings) -> None:
    (printed,) = re.findall("[^，]{2}，[^，]{2}", paragraph(1))[:1]
    bare = printed.replace("，", "")
    ignoring = ("--punctuation", "ignore", "--index", library.index, "--json")
    assert json.loads(judou("count", bare, *ignoring).stdout)[0]["occurrences"] == 1
    assert json.loads(judou("search", bare, *ignoring).stdout)["exact"]["occurrences"] == 1
    assert "Without punctuation: 1 occurrence," in judou("search", bare, "--index", library.index).stdout
    traditional = ("開放", "--form", "strict", "--index", library.index, "--json")
    assert json.loads(judou("count", *traditional).stdout)[0]["occurrences"] == 0
    assert json.loads(judou("search", *traditional).stdout)["exact"]["occurrences"] == 0


def test_several_words_are_told_each_with_its_count(judou: Judou, library: Settings) -> None:
    told = judou("search", "年 在", "--index", library.index, "--mode", "exact").stdout.splitlines()[0]
    assert re.fullmatch(r"exact: \d+ paragraphs.* \d+ articles \(年 \d+.* 在 \d+\)", told)


def test_check_passes_what_is_whole_and_names_what_is_not(judou: Judou, library: Settings) -> None:
    done = judou("check", "--index", library.index, "--samples", 50)
    assert (done.returncode, "0 wrong" in done.stdout) == (0, True)
    (generation,) = library.index.glob("g*")
    victim = max((p for p in generation.rglob("*") if p.is_file()), key=lambda p: p.stat().st_size)
    victim.unlink()
    done = judou("check", "--index", library.index)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert victim.name in done.stderr
    assert "judou build" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["count", "x", "--index", "nowhere"], 3),
        (["build", "nowhere", "--index", "nowhere"], 2),
        (["search"], 2),
        (["nonsense"], 2),
        (["search", "x", "--limit", "many"], 2),
    ],
)
def test_errors_are_one_line_with_a_way_out(
    judou: Judou, arguments: list[str], code: int, tmp_path: Path
) -> None:
    done = judou(*(tmp_path / "none" if a == "nowhere" else a for a in arguments))
    assert done.returncode == code
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("judou: ")


def test_python_m_app_is_the_same_program() -> None:
    command = [sys.executable, "-m", "app", "--version"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=True).stdout.startswith(
        b"judou"
    )


def test_help_is_complete(judou: Judou) -> None:
    told = judou("--help").stdout
    assert all(f"  {command} " in told for command in COMMANDS)
    assert "Exit codes" in told
    assert judou().stdout == told


def test_a_reader_of_the_output_may_leave(library: Settings) -> None:
    command = f"{sys.executable} -m app export --index {library.index} | head -c 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, timeout=300, check=False)
    assert done.stderr == b""


def test_a_port_in_use_is_told(judou: Judou, library: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = judou("serve", library.seeds, "--index", library.index, "--port", port)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"127.0.0.1:{port}" in done.stderr


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({}, "没有的话\t0 occurrences\t0 paragraphs\t0 articles\n"),
        ({"LANG": "zh_CN.UTF-8"}, "没有的话\t0处\t0段\t0篇文章\n"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "没有的话\t0处\t0段\t0篇文章\n"),
        ({"LANG": "zh_CN", "LC_ALL": "C"}, "没有的话\t0 occurrences\t0 paragraphs\t0 articles\n"),
    ],
)
def test_commands_speak_the_language_of_the_terminal(
    judou: Judou, library: Settings, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], line: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert judou("count", "没有的话", "--index", library.index).stdout == line


def test_the_option_wins_over_the_terminal(
    judou: Judou, library: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("count", "没有的话", "--index", library.index)
    assert "0处" in judou("--lang", "zh", *asked).stdout
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "0 occurrences" in judou("--lang=en", *asked).stdout
    monkeypatch.delenv("LC_ALL")
    done = judou("--lang", "fr", *asked)
    assert (done.returncode, "see `judou --help`" in done.stderr) == (2, True)


def test_reports_warnings_errors_and_help_are_in_chinese(judou: Judou, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    where = ("--index", settings.index)
    assert judou("--lang", "zh", "count", "x", *where).stderr.startswith("judou: 缺少 ")
    write_seed(settings, "a.md", markdown("题目", 1))
    write_seed(settings, "b.txt", "")
    done = judou("--lang", "zh", "build", settings.seeds, *where)
    assert "1个版面、1篇文章、1段（解析 1 个，移除 0 个）" in done.stdout
    assert "略过 b.txt：空文件；请填入版面文字，或删去" in done.stdout
    done = judou("--lang", "zh", "search", "(开放", *where)
    assert done.stderr == "judou: 已按字面检索：括号 ( 没有成对\n"
    assert "逐字：0处、0段、0篇文章" in done.stdout
    assert "0 个有误" in judou("--lang", "zh", "check", *where).stdout
    assert "用法见 `judou --help`" in judou("--lang", "zh", "search").stderr
    assert "计数每个词语逐字出现的次数。" in judou("--lang", "zh", "--help").stdout
    assert "同时工作的进程数上限。" in judou("--lang", "zh", "build", "--help").stdout


def test_a_search_lists_articles_where_it_is_asked_to(judou: Judou, library: Settings) -> None:
    def lane(*options: object) -> Any:
        asked = ("search", "年", "--index", library.index, "--json", "--mode", "exact", *options)
        return json.loads(judou(*asked).stdout)["exact"]

    flat, found = lane(), lane("--group", "article")
    assert sum(group["paragraphs"] for group in found["groups"]) == flat["paragraphs"]
    assert len({group["article"] for group in found["groups"]}) == flat["articles"]
    told = judou("search", "年", "--index", library.index, "--group", "article").stdout
    assert f"{found['groups'][0]['paragraphs']} paragraphs" in told
