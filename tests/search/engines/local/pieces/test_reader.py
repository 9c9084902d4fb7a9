"""The pieces of a text against a plain scan, whatever segments a library is in."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.pieces.reader import PieceReader
from app.search.pieces import Piece, Place
from app.text import fold, strip_punctuation
from tests.builders import index_article

TEXT = st.text("甲乙國国，改革 A", max_size=90) | st.text("甲，", max_size=90)


def reader(folder: str, parts: Sequence[Sequence[IndexArticle]], gone: int) -> PieceReader:
    """A reader of articles, a page each, in segments; the first ``gone`` of each segment do not count."""
    files = []
    for number, part in enumerate(parts):
        files.append(Path(folder) / str(number))
        write_segment(files[-1], part)
    removed = [list(range(min(gone, len(part)))) for part in parts]
    return PieceReader(ExactSearcher(files, 10**9, removed))


def scanned(texts: Sequence[str], library: Sequence[IndexArticle], shortest: int, most: int) -> list[object]:
    """The pieces of texts by looking for all of their parts in all blocks."""
    blocks = [
        (block.id, one.id, strip_punctuation(fold(block.text))[0]) for one in library for block in one.blocks
    ]
    found: list[object] = []
    for text in texts:
        bare, kept = strip_punctuation(fold(text))
        own, reached = [], 0
        for start in range(len(bare)):
            ends = range(len(bare), start, -1)
            end = next((z for z in ends if any(bare[start:z] in other for _, _, other in blocks)), start)
            if end - start >= shortest and end > reached:
                places = [
                    Place(block, article, at)
                    for block, article, other in blocks
                    for at in range(len(other))
                    if other.startswith(bare[start:end], at)
                ]
                told = tuple(places) if len(places) <= most else ()
                own.append(Piece((kept[start], kept[end - 1] + 1), end - start, len(places), told))
            reached = max(reached, end)
        found.append(tuple(own))
    return found


def occurrences(text: str, library: Sequence[IndexArticle]) -> int:
    """How often a text stands in all blocks, punctuation and spaces aside."""
    wanted = strip_punctuation(fold(text))[0]
    texts = [strip_punctuation(fold(block.text))[0] for one in library for block in one.blocks]
    return sum(text.startswith(wanted, at) for text in texts for at in range(len(text)) if wanted)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=3),
    st.integers(0, 2),
    st.lists(TEXT, max_size=4),
    st.integers(1, 3),
    st.data(),
)
def test_pieces_are_those_of_a_plain_scan(
    drawn: list[list[str]], gone: int, asked: list[str], shortest: int, data: st.DataObject
) -> None:
    named = iter("abcdefghijkl")
    parts = [[index_article(f"{next(named)}0", None, text) for text in part] for part in drawn]
    living = [one for part in parts for one in part[gone:]]
    # What is asked holds long parts of the library, too.
    every = [text for part in drawn for text in part]
    asked = [*asked, data.draw(st.sampled_from(every)) + data.draw(TEXT) + data.draw(st.sampled_from(every))]
    with TemporaryDirectory() as folder:
        opened = reader(folder, parts, gone)
        found, counts = opened.pieces(asked, shortest, 5), opened.frequencies(asked)
    assert list(found) == scanned(asked, living, shortest, 5)
    assert list(counts) == [occurrences(text, living) for text in asked]


def test_a_character_that_is_in_no_text_parts_a_text(tmp_path: Path) -> None:
    lane = reader(str(tmp_path), [[index_article("a0", None, "改革开放"), index_article("b0", "改革")]], 0)
    ((first, second),) = lane.pieces(["改革\0開放𠮷改革"], 2, 9)
    assert (first.span, first.length, first.occurrences) == ((0, 5), 4, 1)
    assert [place.start for place in second.places] == [0, 0]
    assert lane.pieces([], 2, 9) == ()
    assert lane.pieces(["", "，"], 2, 9) == ((), ())
