"""No page is lost, crashes the parser or hangs it, and every character can be found again."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.article import Page
from app.build.build import build
from app.errors import UnreadableError
from app.ingest.parse import parse_page
from app.ingest.parse_json import article_form
from app.ingest.source.decode import decode
from app.words.words import is_word
from tests.builders import settings_in
from tests.quality.accounting import unaccounted, uncovered
from tests.quality.generate import generated_pages
from tests.quality.hostile import MARKS, ODD, broken_pages
from tests.quality.known import known_pages
from tests.reliability.harm import state

LONGEST = 6.0
"""Seconds of the processor that a page may take on a slow and busy machine; what hangs takes minutes."""
QUICK, MANY = 105, 10_000
LARGE = {"columns": (1200, 480), "clean": (600, 30), "million_lines": (700, 180), "one_line": (400, 60)}
"""Most megabytes of memory and most seconds of the processor for a large file. Of memory 120 MB are the
program, and decoded text takes two to four bytes a character."""
FRAGMENTS = st.sampled_from(
    [*ODD, *MARKS, "改革开放", "经济", "一是", "。", "，", "”", "“", "（", "）", "2024年", "GDP", "某某", " "]
)
LINES = st.lists(st.lists(FRAGMENTS, max_size=12).map("".join), max_size=40)


def setup_module() -> None:
    is_word("改革")  # loads the dictionary, which is no page's time


def assert_accounted(page: Page) -> None:
    missing = unaccounted(page)
    del missing["#"]  # the mark of a Markdown heading
    assert not missing
    assert not uncovered(page)
    for article in page.articles:
        assert article_form(article)
        assert all(block.text.strip() for block in article.blocks)


def parse_bytes(name: str, data: bytes) -> Page | None:
    start = time.process_time()
    try:
        page = parse_page(name, decode(data, name).text)
    except UnreadableError:
        return None
    assert time.process_time() - start < LONGEST, name
    return page


def check_broken_pages(count: int) -> int:
    """Parse mutated pages; how many were refused."""
    refused = 0
    for name, data in broken_pages(count):
        page = parse_bytes(name, data)
        refused += page is None
        if page is not None:
            assert_accounted(page)
    return refused


def test_broken_pages_are_parsed_or_refused() -> None:
    assert check_broken_pages(QUICK) < QUICK / 10


@pytest.mark.soak
def test_ten_thousand_broken_pages() -> None:
    assert check_broken_pages(MANY) < MANY / 10


def check_build_of_broken_pages(folder: Path, count: int) -> None:
    """Build mutated pages: each becomes a page or a line of the report, and every count is right."""
    settings = settings_in(folder)
    for name, data in broken_pages(count):
        (settings.seeds / f"{name}.txt").write_bytes(data)
    report = build(settings)
    assert report.generation.pages + len(report.skipped) == count
    # Some pages break in the same way twice.
    refused = [skipped for skipped in report.skipped if skipped.why.code != "content-twice"]
    assert len(refused) < count / 10
    ours = ("parser-failed", "parser-died")
    assert not [skipped for skipped in report.skipped if skipped.why.code in ours]
    state(settings)


def test_broken_pages_are_built(tmp_path: Path) -> None:
    check_build_of_broken_pages(tmp_path, QUICK // 3)


@pytest.mark.soak
def test_ten_thousand_broken_pages_are_built(tmp_path: Path) -> None:
    check_build_of_broken_pages(tmp_path, MANY)


@given(lines=LINES)
@example(lines=["# \ufffe", "# #"])
@example(lines=["# #", "## ###", "#", "# 春天"])
def test_any_lines_are_accounted_for(lines: list[str]) -> None:
    page = parse_bytes("a", "\n".join(["春天来了，田野里一片新绿。" * 3, *lines]).encode())
    if page is not None:  # more odd characters than words are refused
        assert_accounted(page)


@pytest.mark.soak
@settings(max_examples=10_000, deadline=None)
@given(text=st.text(min_size=1, max_size=3000))
def test_ten_thousand_texts_of_any_characters(text: str) -> None:
    page = parse_bytes("a", text.encode("utf-8", "surrogatepass"))
    if page is not None:
        assert_accounted(page)


def test_good_pages_are_accounted_for() -> None:
    for known in [*known_pages(), *generated_pages(24)]:
        assert_accounted(parse_page(known.name, known.text))


LARGE_FILE = """
import json, resource, sys, time
from app.ingest.source.decode import decode
from app.ingest.parse import parse_page
from tests.quality.known import known_pages
text = known_pages()[0].text
kind = sys.argv[1]
if kind == "columns":
    data = (text * (100_000_000 // len(text.encode()))).encode()
elif kind == "clean":
    line = "".join(text.split())[:400] + "\\n"
    data = ("# Title\\n" + line * (100_000_000 // len(line.encode()))).encode()
elif kind == "million_lines":
    data = "\\n".join((text.split("\\n") * 2000)[:1_000_000]).encode()
else:
    data = ("".join(text.split()) * 1500)[:10_000_000].encode()
start = time.process_time()
page = parse_page("a", decode(data, "a").text)
seconds = time.process_time() - start
blocks = sum(len(article.blocks) for article in page.articles)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps([len(data) / 1e6, len(page.articles), blocks, seconds, peak]))
"""


@pytest.mark.soak
@pytest.mark.parametrize("kind", LARGE)
def test_large_files_stay_within_time_and_memory(kind: str) -> None:
    command = [sys.executable, "-c", LARGE_FILE, kind]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=1200, check=False
    )
    assert done.returncode == 0, done.stderr
    size, articles, blocks, seconds, peak = json.loads(done.stdout)
    told = f"{kind}: {size:.0f} MB, {articles} articles, {blocks} blocks, {seconds:.0f} s, {peak:.0f} MB"
    print(told)  # noqa: T201 - figures for docs/reliability.md
    most_memory, most_seconds = LARGE[kind]
    assert blocks
    assert peak < most_memory, told
    assert seconds < most_seconds, told
