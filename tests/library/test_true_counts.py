"""A zero means zero, a number means what it says: the numbers that readers print, told as they are."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from app.library.library import Library
from app.library.queries import Change, Mode, answer, parse_query
from app.library.snapshot import Snapshot
from app.search.results import Counts
from tests.builders import settings_in

SEEDS = Path(__file__).parents[2] / "seeds"
TRADITIONAL = """# 香港衞生署的報告

隨著經濟復甦，衞生署發表敍述，答覆質詢。

二○二四年，二〇二四年，二○二四年：憑藉座標，明瞭比例為３∶２。

咖啡店（cafe\u0301）的か\u3099く生は著名。
"""
SPACED = """# 增长的数字

2023 年 GDP 增长 5.2% 左右。

Python 语言与 AI 工具，工具 AI。

产业链、供应链，锻炼。
"""


def opened(settings: Settings) -> Iterator[Snapshot]:
    build(settings)
    with Library(settings).snapshot() as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The five pages."""
    settings = settings_in(tmp_path_factory.mktemp("five"))
    shutil.copytree(SEEDS, settings.seeds, dirs_exist_ok=True)
    yield from opened(settings)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Two pages, one in traditional characters, one with spaces between Chinese and Latin."""
    settings = settings_in(tmp_path_factory.mktemp("small"))
    settings.seeds.mkdir(exist_ok=True)
    (settings.seeds / "hk.md").write_text(TRADITIONAL, encoding="utf-8")
    (settings.seeds / "spaced.md").write_text(SPACED, encoding="utf-8")
    yield from opened(settings)


def counts(snapshot: Snapshot, query: str, **options: bool) -> Counts:
    return snapshot.search(parse_query(query, **options).request).counts  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "occurrences"),
    [
        ("復甦", 3),
        ("憑藉", 1),
        ("明瞭", 4),
        ("制度 NEAR/1 开放", 23),
        ("开放制度", 1),
        ("制度?开放", 22),
        ("共建一带一路", 0),
    ],
)
def test_the_five_pages_have_what_they_print(five: Snapshot, query: str, occurrences: int) -> None:
    assert counts(five, query).occurrences == occurrences


def test_alternatives_count_a_place_once(five: Snapshot) -> None:
    assert counts(five, "改革 OR 改革开放") == counts(five, "改革")


def test_several_words_are_counted_in_passages_and_each_by_itself(five: Snapshot) -> None:
    found = five.search(parse_query("开放 改革", limit=10_000).request)
    assert found.counts.occurrences is None
    assert [word.phrase for word in found.words] == ["开放", "改革"]
    blocks = [hit.block.text for group in found.groups for hit in group.hits]
    assert len(blocks) == found.counts.paragraphs
    assert [word.occurrences for word in found.words] == [
        sum(text.count(word) for text in blocks) for word in ("开放", "改革")
    ]


def test_what_is_printed_with_punctuation_is_offered_without(five: Snapshot) -> None:
    (reading,) = answer(five, parse_query("共建一带一路"), Mode.EXACT).readings
    assert (reading.change, reading.counts.occurrences) == (Change.PUNCTUATION, 36)
    assert five.search(reading.query.request).counts == reading.counts
    assert five.count(["共建一带一路"], ignore_punctuation=True) == [reading.counts]


@pytest.mark.parametrize(
    ("query", "occurrences"),
    [
        ("卫生署", 2),
        ("随着", 1),
        ("经济复苏", 1),
        ("叙述", 1),
        ("二〇二四年", 3),
        ("二○二四年", 3),
        ("凭借坐标", 1),
        ("3:2", 1),
        ("答复", 1),
        ("着名", 1),
        ("caf\u00e9", 1),
        ("cafe\u0301", 1),
        ("\u304c\u304f", 1),
        ("か\u3099く", 1),
    ],
)
def test_every_script_finds_what_is_printed_in_another(small: Snapshot, query: str, occurrences: int) -> None:
    assert counts(small, query).occurrences == occurrences
    assert small.count([query])[0].occurrences == occurrences


@pytest.mark.parametrize(
    "query", ["2023年GDP增长", "2023 年 GDP 增长", "2023年 GDP增长5.2%", "“2023年 GDP 增长”", "ＧＤＰ 增长"]
)
def test_spaces_between_chinese_and_latin_part_nothing(small: Snapshot, query: str) -> None:
    assert counts(small, query).occurrences == 1


def test_words_that_a_space_joined_are_offered_apart(small: Snapshot) -> None:
    found = answer(small, parse_query("AI Python 语言"), Mode.EXACT)
    assert found.zero is None
    found = answer(small, parse_query("语言 AI"), Mode.EXACT)
    (reading,) = found.readings
    assert (reading.change, reading.query.text) == (Change.APART, "语言 AND AI")
    assert [(word.phrase, word.occurrences) for word in reading.words] == [("语言", 1), ("AI", 2)]
    assert not answer(small, parse_query("“语言 AI”"), Mode.EXACT).readings


def test_as_typed_finds_only_the_form_that_is_printed(small: Snapshot) -> None:
    typed = ("衞生署", "卫生署", "衛生署")
    assert [counts(small, query, strict=True).occurrences for query in typed] == [2, 0, 0]
    assert small.count(["二〇二四年", "二○二四年"], strict=True) == [Counts(1, 1, 1), Counts(2, 1, 1)]
    (reading,) = answer(small, parse_query("卫生署", strict=True), Mode.EXACT).readings
    assert (reading.change, reading.counts.occurrences) == (Change.FORMS, 2)
    assert not reading.query.request.strict


def test_pinyin_leads_to_what_sounds_so(five: Snapshot) -> None:
    for query in ("zhidu xing kaifang", "zhiduxingkaifang"):
        suggested = answer(five, parse_query(query), Mode.EXACT).suggestions
        assert [(each.phrase, each.occurrences) for each in suggested][:1] == [("制度型开放", 22)]
    assert "制度型开放" in [each.phrase for each in five.suggest("zhiduxingkaifang", 5)]


def test_english_that_stands_nowhere_gives_no_fragments(five: Snapshot) -> None:
    assert answer(five, parse_query("distinctive action"), Mode.EXACT).suggestions == ()


def test_where_two_words_are_counted_as_one_it_is_told(small: Snapshot) -> None:
    both = parse_query("链")
    found = answer(small, both, Mode.EXACT)
    assert (found.zero, found.exact.counts.occurrences) == (None, 3)
    (reading,) = found.readings
    assert (reading.change, reading.counts.occurrences) == (Change.TYPED, 2)
    assert small.search(reading.query.request).counts == reading.counts
    for query in ("供应链", "炼乳", "卫生署"):
        assert answer(small, parse_query(query), Mode.EXACT).readings == ()
