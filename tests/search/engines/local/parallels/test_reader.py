"""What articles share against a plain scan, whatever segments a library is in."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.contract import IndexArticle
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.parallels.reader import ParallelsReader
from app.search.parallels import SHORTEST, Comparison
from app.text import fold, strip_punctuation
from tests.builders import index_article

LONG = (
    "推动经济全球化朝着更加开放包容普惠",
    "平衡共赢的方向发展",
    "實施自由贸易试验区，提升战略",
    "鼓励首创性",
)
TEXT = st.lists(st.sampled_from([*LONG, "甲乙", "，", "。甲", "丙 "]), max_size=7).map("".join)
Shared = dict[str, list[tuple[str, str, set[str]]]]


def reader(folder: str, parts: Sequence[Sequence[IndexArticle]], gone: int = 0) -> ParallelsReader:
    """A reader of articles, a page each, in segments; the first ``gone`` of each segment do not count."""
    files = []
    for number, part in enumerate(parts):
        files.append(Path(folder) / str(number))
        write_segment(files[-1], part)
    removed = [list(range(min(gone, len(part)))) for part in parts]
    return ParallelsReader(ExactSearcher(files, 10**9, removed))


def bare(text: str) -> str:
    return strip_punctuation(fold(text))[0]


def scanned(library: Sequence[IndexArticle]) -> Shared:
    """The passages of each article by looking for all of its parts in all others."""
    blocks = [(one.id, block.id, bare(block.text)) for one in library for block in one.blocks]
    found: Shared = {one.id: [] for one in library}
    for article, block, text in blocks:
        reached = 0
        for start in range(len(text)):
            end = start
            having: set[str] = set()
            for z in range(start + SHORTEST, len(text) + 1):
                others = {one for one, _, other in blocks if one != article and text[start:z] in other}
                if not others:
                    break
                end, having = z, others
            if end > max(reached, start):
                found[article].append((block, text[start:end], having))
            reached = max(reached, end)
    return found


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.lists(st.lists(TEXT, max_size=3), min_size=1, max_size=4), min_size=1, max_size=3),
    st.integers(0, 2),
)
def test_passages_are_those_of_a_plain_scan(drawn: list[list[list[str]]], gone: int) -> None:
    named = iter("abcdefghijkl")
    parts = [[index_article(f"{next(named)}0", None, *texts) for texts in part] for part in drawn]
    living = [one for part in parts for one in part[gone:]]
    texts = {block.id: block.text for one in living for block in one.blocks}
    with TemporaryDirectory() as folder:
        lane = reader(folder, parts, gone)
        answers = {one.id: lane.parallels(one.id) for one in living}
    for article, expected in scanned(living).items():
        found = answers[article]
        assert [
            (each.here.block, bare(texts[each.here.block][slice(*each.here.span)]), each.articles)
            for each in found.passages
        ] == [(block, text, len(having) + 1) for block, text, having in expected]
        assert [{place.article for place in each.places} for each in found.passages] == [
            having for _, _, having in expected
        ]
        assert all(
            each.here.length == len(text) for each, (_, text, _) in zip(found.passages, expected, strict=True)
        )
        own = next(one for one in living if one.id == article)
        assert found.characters == sum(len(bare(block.text)) for block in own.blocks)
        assert found.covered <= found.characters


def test_an_unknown_article_shares_nothing(tmp_path: Path) -> None:
    lane = reader(str(tmp_path), [[index_article("a0", None, "改革")]])
    assert lane.parallels("nowhere").passages == ()
    assert lane.near("nowhere") == ()
    assert lane.compare("a0", "nowhere") is None


def test_near_passages_are_found_from_either_side(tmp_path: Path) -> None:
    here = "推动经济全球化朝着更加开放、包容、普惠、平衡、共赢的方向发展。"
    there = "要推动经济全球化，朝着更加开放、包容、普惠、均衡的方向发展"
    lane = reader(
        str(tmp_path), [[index_article("a0", None, here)], [index_article("b0", None, "甲", there)]]
    )
    ((one,), (other,)) = lane.near("a0"), lane.near("b0")
    assert here[slice(*one.here.span)] == here[:-1]
    assert there[slice(*one.there.span)] == there[1:]
    assert (one.article, one.matched, round(one.agreement, 2), one.verbatim) == ("b0", 22, 0.85, False)
    assert (other.here, other.there, other.matched) == (one.there, one.here, 22)


def test_the_same_is_no_near_passage(tmp_path: Path) -> None:
    text = "推动经济全球化朝着更加开放包容普惠平衡共赢的方向发展"
    lane = reader(
        str(tmp_path), [[index_article("a0", None, text), index_article("b0", None, f"《{text}》")]]
    )
    assert lane.near("a0") == ()
    assert [each.articles for each in lane.parallels("a0").passages] == [2]


def told(found: Comparison | None) -> list[object]:
    assert found
    return [
        found.first,
        found.second,
        *((each.here, each.there, each.moved, each.articles, list(each.places)) for each in found.passages),
    ]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.lists(TEXT, min_size=1, max_size=2), min_size=2, max_size=5),
    st.integers(1, 4),
    st.lists(TEXT, min_size=1, max_size=2),
)
def test_near_passages_do_not_depend_on_segments(drawn: list[list[str]], cut: int, other: list[str]) -> None:
    library = [
        index_article(f"{name}0", None, *texts, page_order=name)
        for name, texts in zip("abcdefgh", drawn, strict=False)
    ]
    former = index_article("0z", None, *other, page_order="0")
    with TemporaryDirectory() as one, TemporaryDirectory() as several:
        whole = reader(one, [library])
        files = [Path(several) / name for name in "pq"]
        write_segment(files[0], library[cut:])
        write_segment(files[1], [former, *library[:cut]])
        parted = ParallelsReader(ExactSearcher(files, 10**9, [(), (0,)]))
        for each in library:
            assert whole.near(each.id) == parted.near(each.id)
            one_way, other_way = (lane.compare(each.id, library[0].id) for lane in (whole, parted))
            assert told(one_way) == told(other_way)
