"""Texts that are looked up together against those looked up one by one."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.formulations import lookup
from app.search.engines.local.formulations.lookup import count, spread
from tests.builders import index_article

TEXT = st.text("甲乙丙，", min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("few", "together"),
    [(0, 50_000), (0, 2), (100, 50_000)],
    ids=["together", "some at a time", "one by one"],
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), min_size=1, max_size=3), st.booleans(), st.data())
def test_counts_and_first_places_are_those_of_single_look_ups(
    monkeypatch: pytest.MonkeyPatch,
    few: int,
    together: int,
    parts: list[list[str]],
    gone: bool,
    data: st.DataObject,
) -> None:
    monkeypatch.setattr(lookup, "_FEW", few)
    monkeypatch.setattr(lookup, "_TOGETHER", together)
    monkeypatch.setattr(lookup, "_CHUNK", together)
    whole = "".join(text for part in parts for text in part)
    wanted = data.draw(st.lists(TEXT, max_size=8, unique=True)) + [whole[:1], whole[:9], whole[2:11] or "丁"]
    with TemporaryDirectory() as folder:
        files = []
        for number, part in enumerate(parts):
            files.append(Path(folder) / str(number))
            articles = [index_article(f"{chr(97 + number)}{n}", None, text) for n, text in enumerate(part)]
            write_segment(files[-1], articles)
        exact = ExactSearcher(files, 10**9, [[0] if gone and number else [] for number in range(len(files))])
        found = spread(exact, wanted)
        assert count(exact.plain, wanted).tolist() == [exact.plain.count(text) for text in wanted]
        for n, text in enumerate(wanted):
            postings = exact.plain.postings(text)
            assert found.blocks[n] == len(postings.blocks)
            own = slice(*found.starts[n : n + 2].tolist())
            articles = exact.columns.article_of[postings.blocks].tolist()
            times: Counter[int] = Counter()
            for article, each in zip(articles, postings.frequencies.tolist(), strict=True):
                times[article] += each
            numbers = exact.numbering.articles.of_slot[found.articles[own]]
            assert (numbers[1:] > numbers[:-1]).all()
            assert dict(zip(numbers.tolist(), found.times[own].tolist(), strict=True)) == times
            if len(postings.blocks):
                assert found.printed[n] == exact.plain.as_printed(text)
        assert found.occurrences().tolist() == count(exact.plain, wanted).tolist()
