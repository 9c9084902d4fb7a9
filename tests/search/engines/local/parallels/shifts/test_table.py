"""Pairs of wordings: the same however a library is divided, and however it came to be."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.parallels.shifts.table import Shifts, ShiftTable
from app.search.parallels import Shift
from tests.builders import index_article
from tests.search.engines.local.conftest import Open

BEFORE, AFTER = "推动经济全球化朝着更加开放包容", "的方向发展，完善对外开放体制机制"
TEXT = st.tuples(
    st.sampled_from(["", "要", "推动"]),
    st.sampled_from([BEFORE, BEFORE[3:], "深化改革"]),
    st.sampled_from(["普惠", "均衡", "平衡共赢", "三", "四十", ""]),
    st.sampled_from([AFTER, AFTER[:9], "。"]),
).map("".join)


def find_shifts(exact: ExactSearcher) -> tuple[Shift, ...]:
    table = ShiftTable.of(exact)
    return tuple(Shifts(exact, table, table.containing("")))


def shifts(parts: Sequence[Sequence[IndexArticle]], gone: Sequence[Sequence[int]]) -> tuple[Shift, ...]:
    with TemporaryDirectory() as folder:
        files = [Path(folder) / str(number) for number in range(len(parts))]
        for path, part in zip(files, parts, strict=True):
            write_segment(path, part)
        return find_shifts(ExactSearcher(files, 10**9, gone))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(TEXT, min_size=1, max_size=2), min_size=2, max_size=6), st.integers(1, 5), TEXT)
def test_they_do_not_depend_on_segments(drawn: list[list[str]], cut: int, other: str) -> None:
    library = [
        index_article(f"{name}0", None, *texts, page_order=name)
        for name, texts in zip("abcdefgh", drawn, strict=False)
    ]
    former = index_article("00", None, other, page_order="0")
    whole = shifts([library], [()])
    assert shifts([library[cut:], [former, *library[:cut]]], [(), (0,)]) == whole


def test_wordings_are_whole_words_with_counts_and_dates(opened: Open) -> None:
    lane = opened(
        [
            index_article("a0", None, f"{BEFORE}、普惠、均衡{AFTER}", date="2019-05-01"),
            index_article(
                "b0", None, f"{BEFORE}普惠、平衡、共赢{AFTER}", "平衡共赢。普惠，平衡共赢", date="2017-01-18"
            ),
        ]
    )
    (shift,) = find_shifts(lane)
    first, second = shift.first, shift.second
    assert (first.text, first.occurrences, first.articles, first.date) == ("普惠均衡", 1, 1, "2019-05-01")
    assert (second.text, second.occurrences, second.articles) == ("普惠平衡共赢", 2, 1)
    assert second.first
    assert second.first.block == "b0-1"
    assert (shift.frames, shift.here.article, shift.there.article) == (1, "a0", "b0")


def test_numbers_are_no_wordings(opened: Open) -> None:
    texts = [f"{BEFORE}三{AFTER}", f"{BEFORE}四十{AFTER}"]
    assert (
        find_shifts(opened([index_article(f"{n}0", None, text) for n, text in zip("ab", texts, strict=True)]))
        == ()
    )


def test_without_dates_nothing_is_first(opened: Open) -> None:
    texts = [f"{BEFORE}均衡{AFTER}", f"{BEFORE}普惠{AFTER}"]
    library = [index_article(f"{n}0", None, text) for n, text in zip("ab", texts, strict=True)]
    (shift,) = find_shifts(opened(library))
    assert (shift.first.first, shift.first.date, shift.second.first) == (None, None, None)


def test_a_table_is_the_same_read_from_its_file(opened: Open, tmp_path: Path) -> None:
    texts = [f"{BEFORE}{inside}{AFTER}" for inside in ("均衡", "普惠", "平衡共赢")]
    exact = opened(
        [index_article(f"{n}0", None, text, date="2020") for n, text in zip("abc", texts, strict=True)]
    )
    table = ShiftTable.of(exact)
    table.write(tmp_path / "table")
    read = ShiftTable.read(tmp_path / "table")
    assert tuple(Shifts(exact, read, read.containing(""))) == find_shifts(exact)
    assert len(find_shifts(exact)) == 3
    few = Shifts(exact, read, read.containing("共赢"))
    assert len(few) == 2
    assert all("共赢" in each.first.text + each.second.text for each in few)
    assert few[1:] == (few[1],)
