"""Near passages are those of their definition, all of them, whatever segments a library is in."""

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.exact.segment.seeds import SeedTable
from app.search.engines.local.parallels import rare_seeds
from app.search.engines.local.parallels.article_text import article_text
from app.search.engines.local.parallels.reader import ParallelsReader
from app.search.parallels import Stretch
from tests.builders import index_article
from tests.search.engines.local.parallels.near_reference import bare, near_passages

PARTS = (
    "推动经济全球化朝着更加开放",
    "包容普惠平衡共赢",
    "实施自由贸易试验区提升战略",
    "鼓励首创性集成式探索",
)
CHANGES = st.sampled_from(["", "", "", "的", "要更", "坚持和完善", "，"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Sentences of a few parts, in which some characters are others, left out or added."""
    text = "".join(draw(st.lists(st.sampled_from(PARTS), max_size=5)))
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        at = draw(st.integers(0, len(text) - 1))
        text = text[:at] + draw(CHANGES) + text[at + draw(st.integers(0, 2)) :]
        if not text:
            break
    return text


@settings(deadline=None, max_examples=120)
@given(
    st.lists(st.lists(texts(), min_size=1, max_size=2), min_size=2, max_size=6),
    st.integers(0, 6),
    texts(),
    st.integers(1, 6),
    st.integers(0, 6),
)
def test_near_passages_are_those_of_a_plain_scan(
    drawn: list[list[str]], cut: int, gone: str, rare: int, seldom: int
) -> None:
    library = [
        index_article(f"{name}0", None, *own, page_order=name)
        for name, own in zip("abcdef", drawn, strict=False)
    ]
    former = index_article("00", None, gone, page_order="0")
    with TemporaryDirectory() as folder, patch.multiple(rare_seeds, RARE=rare, SELDOM=min(rare, seldom)):
        files = [Path(folder) / name for name in "pq"]
        write_segment(files[0], library[cut:])
        write_segment(files[1], [former, *library[:cut]])
        reader = ParallelsReader(ExactSearcher(files, 10**9, [(), (0,)]))
        answers = {one.id: reader.near(one.id) for one in library}
    starts = {one.id: _starts([bare(block.text) for block in one.blocks]) for one in library}

    def place(article: str, stretch: Stretch) -> tuple[str, int, int]:
        first = starts[article][int(stretch.block.split("-")[1]) - 1]
        return stretch.block, stretch.start - first, stretch.end - first

    for one in library:
        found = [
            (*place(one.id, each.here), *place(each.article, each.there), each.matched)
            for each in answers[one.id]
        ]
        assert sorted(found) == near_passages(library, one, rare, min(rare, seldom))


def _starts(own: list[str]) -> list[int]:
    return [sum(map(len, own[:n])) for n in range(len(own))]


def test_segments_without_a_seed_of_a_wording_are_left_out(tmp_path: Path) -> None:
    files = [tmp_path / "p", tmp_path / "q"]
    write_segment(files[0], [index_article("a0", None, PARTS[0] + PARTS[1])])
    write_segment(files[1], [index_article("b0", None, f"甲{PARTS[0]}")])
    lane = ExactSearcher(files, 10**9)
    rare = rare_seeds.RareSeeds(lane, [SeedTable(arrays) for arrays in lane.segments])
    own, length = article_text(lane, 0), len(PARTS[0])
    ranges = [(0, length), (0, length + len(PARTS[1])), (2, 6)]
    assert rare.segments(own, ranges) == [(0, 1), (0,), (0, 1)]
    assert rare.segments(own, []) == []
    wording = PARTS[0][:7]
    assert sorted(lane.bare.positions(wording, (0, 1))) == sorted(lane.bare.positions(wording))
    assert lane.bare.positions(wording, (0,)).tolist() == [0]
