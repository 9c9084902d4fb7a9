"""What every engine promises of its generations; a test module gives it one by the fixture ``engine``."""

from collections.abc import Iterator, Set
from dataclasses import replace

import pytest

from app.errors import IndexDamagedError
from app.search.contract import IndexArticle, SearchEngine
from app.search.generation import Check, new_name
from app.search.request import Filter
from app.search.results import Counts
from tests.builders import index_article
from tests.search.libraries import SMALL, generation, opened, request, scanned_counts, seeds_library


class TestBuilding:
    def test_a_small_change_gives_what_a_full_build_gives(self, engine: SearchEngine) -> None:
        before = [
            replace(one, page=f"{n:02}", page_order=f"{n:02}.md")
            for n, one in enumerate([*SMALL, *seeds_library()])
        ]
        edited = replace(before[0], blocks=index_article("a1", "浦东新区的开放", "浦东再出发。").blocks)
        new = replace(index_article("a0", "新的", "开放的新文章"), page="01+", page_order="01+.md")
        after = [edited, new, *before[2:]]
        first = generation(engine, before)
        second = generation(engine, after, first, {"00", "01", "01+"})
        grown, fresh = opened(engine, second, after), opened(engine, generation(engine, after), after)
        for query in ("开放", "数字经济", "再出发", "制度 创新"):
            assert grown.exact.search(request(query)) == fresh.exact.search(request(query))
            assert grown.related.search(request(query)) == fresh.related.search(request(query))
        if grown.desk and fresh.desk:
            assert grown.desk.formulations() == fresh.desk.formulations() != ()
            filters = (Filter("page", "05"),)
            one, other = grown.desk.formulations_in(filters), fresh.desk.formulations_in(filters)
            assert one.occurrences.tolist() == other.occurrences.tolist()
            assert one.spread.tolist() == other.spread.tolist()
            assert sum(fresh.desk.formulation_profile(0, 7)) == fresh.desk.formulations()[0].occurrences
        assert opened(engine, first).exact.count(["数字经济"]) == [scanned_counts(before, "数字经济")]

    def test_searches_within_pages_are_counted_as_each_is(self, engine: SearchEngine) -> None:
        before = [replace(one, page=f"{n:02}", page_order=f"{n:02}.md") for n, one in enumerate(SMALL)]
        first = generation(engine, before)
        new = replace(index_article("a0", "新的", "开放的新文章"), page="05", page_order="05.md")
        after = [*before[1:], new]
        second = generation(engine, after, first, {"00", "05"})
        index = opened(engine, second, after)
        for pages in ({"05"}, {"00", "01", "05", "none"}, set[str]()):
            asked = [
                request(query, filters=(Filter("page", page),), limit=0)
                for page in pages
                for query in ("开放", "-没有的")
            ]
            counted = engine.count_within(second, lambda _: {}, pages, asked)
            assert counted == index.exact.count_each(asked)
        index.close()

    def test_an_empty_library_answers(self, engine: SearchEngine) -> None:
        index = opened(engine, generation(engine, []))
        for query in ("甲", "-甲", "标题:甲", "甲 NEAR/2 乙"):
            assert index.exact.search(request(query)).counts == Counts(0, 0, 0)
        assert index.related.search(request("甲")).hits == ()
        if index.suggestions:
            assert index.suggestions.suggest("甲", 3) == index.suggestions.did_you_mean("甲乙丙丁", 3) == []

    def test_what_was_built_is_whole_and_listed_until_it_is_removed(self, engine: SearchEngine) -> None:
        handle = generation(engine, SMALL)
        assert handle.engine == engine.name
        for check in Check:
            engine.verify(handle, check)
        assert handle.name in engine.generations()
        engine.remove(handle.name)
        engine.remove(handle.name)
        assert handle.name not in engine.generations()
        with pytest.raises(IndexDamagedError, match="judou build"):
            engine.verify(handle)

    def test_a_generation_without_its_proof_is_refused(self, engine: SearchEngine) -> None:
        handle = replace(generation(engine, SMALL), proof="another")
        with pytest.raises(IndexDamagedError, match="judou build"):
            engine.open(handle, lambda _: {})

    def test_a_build_that_fails_leaves_nothing_once_it_is_removed(self, engine: SearchEngine) -> None:
        def broken(_pages: Set[str] | None) -> Iterator[IndexArticle]:
            yield SMALL[0]
            raise ZeroDivisionError

        before, name = engine.generations(), new_name(None)
        with pytest.raises(ZeroDivisionError):
            engine.build(name, broken)
        engine.remove(name)
        assert engine.generations() == before

    def test_the_same_engine_has_the_same_fingerprint(self, engine: SearchEngine) -> None:
        assert engine.fingerprint() == engine.fingerprint() != ""
