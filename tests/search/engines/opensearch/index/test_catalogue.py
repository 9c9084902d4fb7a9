from dataclasses import replace

import pytest

from app.search.contract import IndexArticle
from app.search.engines.opensearch.index.catalogue import in_parts
from app.search.generation import Handle
from app.search.results import Counts
from tests.builders import index_article
from tests.cluster.engines import cluster_engine
from tests.search.libraries import generation, opened


def pages(*texts: str) -> list[IndexArticle]:
    """One article a page."""
    return [
        replace(index_article(f"a{n}", None, text), page=f"{n:02}", page_order=f"{n:02}")
        for n, text in enumerate(texts)
    ]


def test_long_lists_are_sent_in_parts() -> None:
    assert in_parts([1, 2, 3], 2) == [[1, 2], [3]]
    assert in_parts([]) == []


@pytest.mark.cluster
def test_generations_share_an_index_and_each_counts_its_own(addresses: str) -> None:
    states = [pages("甲一", "乙一"), pages("甲二", "乙一"), pages("甲三", "乙一", "丙一"), pages("甲三")]
    changed = [set[str](), {"00"}, {"00", "02"}, {"01", "02"}]
    with cluster_engine(addresses) as engine:
        handles: list[Handle] = []
        for state, pages_changed in zip(states, changed, strict=True):
            previous = handles[-1] if handles else None
            handles.append(generation(engine, state, previous, pages_changed))
        for handle, state in zip(handles, states, strict=True):
            texts = [one.blocks[0].text for one in state]
            counted = opened(engine, handle, state).exact.count(["甲一", "甲二", "甲三", "乙一", "丙一"])
            assert [c.occurrences for c in counted] == [
                texts.count(each) for each in ("甲一", "甲二", "甲三", "乙一", "丙一")
            ]
        engine.remove(handles[0].name)
        engine.remove(handles[1].name)
        assert engine.generations() == {handles[2].name, handles[3].name}
        for handle in handles[2:]:
            engine.verify(handle)
        engine.remove(handles[3].name)
        assert opened(engine, handles[2], states[2]).exact.count(["丙一"]) == [Counts(1, 1, 1)]
