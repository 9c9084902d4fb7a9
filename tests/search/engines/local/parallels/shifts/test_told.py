"""What is told of wordings is what a plain scan counts."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.parallels.shifts.told import told
from tests.builders import index_article

TEXT = st.text("改革开", max_size=9)
ARTICLE = st.tuples(
    st.lists(TEXT, min_size=1, max_size=2), st.sampled_from([None, "2019", "2020-05", "2020-06-01"])
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(ARTICLE, min_size=1, max_size=6),
    st.integers(0, 6),
    st.lists(st.text("改革开放", min_size=1, max_size=3)),
)
def test_wordings_are_counted(drawn: list[tuple[list[str], str | None]], cut: int, texts: list[str]) -> None:
    library = [
        index_article(f"{name}0", None, *own, date=date, page_order=name)
        for name, (own, date) in zip("abcdef", drawn, strict=False)
    ]
    gone = index_article("00", None, "改革开放改革", date="2018", page_order="0")
    blocks = [(one, block) for one in library for block in one.blocks]
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in "pq"]
        write_segment(files[0], library[cut:])
        write_segment(files[1], [gone, *library[:cut]])
        exact = ExactSearcher(files, 10**9, [(), (0,)])
        found = told(exact, texts)
        dates = sorted(exact.columns.facets["date"][0])
        answers = [
            (times, articles, (dates[date], exact.columns.block_ids[block], start) if date >= 0 else None)
            for times, articles, date, block, start in zip(*(each.tolist() for each in found), strict=True)
        ]
    for text, (times, articles, first) in zip(texts, answers, strict=True):
        places = [
            (one, block.id, at)
            for one, block in blocks
            for at in range(len(block.text))
            if block.text.startswith(text, at)
        ]
        assert times == len(places)
        assert articles == len({one.id for one, _, _ in places})
        dated = [(one.date or "", block, at) for one, block, at in places if one.date]
        assert first == min(dated, default=None, key=lambda each: each[0])
