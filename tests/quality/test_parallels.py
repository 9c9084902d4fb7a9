"""Passages that the articles of the five pages share: each is found, from either side."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.search.engines.local.exact.searcher import ExactSearcher, write_segment
from app.search.engines.local.parallels.reader import ParallelsReader
from app.search.parallels import Stretch
from app.text import fold, strip_punctuation
from tests.builders import index_article
from tests.quality.changed_passages import changed_passages
from tests.quality.known import SEEDS

RECALL = 0.95
"""Of passages of 12 to 200 characters of which up to a fifth were changed."""
KNOWN = json.loads((Path(__file__).parent / "parallels.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    settings = Settings(seeds=SEEDS, index=tmp_path_factory.mktemp("five") / "index")
    build(settings, jobs=1)
    with Library(settings).snapshot() as snapshot:
        yield snapshot


def read(snapshot: Snapshot, stretch: Stretch) -> str:
    text = snapshot.blocks([stretch.block])[stretch.block].text
    return strip_punctuation(fold(text[slice(*stretch.span)]))[0]


def articles(snapshot: Snapshot) -> list[str]:
    return [each.id for page in snapshot.page_entries() for each in page.articles]


def test_every_verbatim_passage_is_found_in_both_of_its_articles(five: Snapshot) -> None:
    ids = articles(five)
    found = {id_: [read(five, each.here) for each in five.parallels(id_).passages] for id_ in ids}
    missing = [
        text
        for first, second, text in KNOWN["verbatim"]
        for n in (first, second)
        if not any(text.lower() in passage for passage in found[ids[n]])
    ]
    assert (len(KNOWN["verbatim"]), missing) == (49, [])


def test_every_verbatim_passage_is_in_the_comparison(five: Snapshot) -> None:
    ids = articles(five)
    for first, second, text in KNOWN["verbatim"]:
        found = five.compare(ids[first], ids[second])
        assert found
        assert any(text.lower() in read(five, each.here) for each in found.passages), text


def test_every_near_passage_is_found(five: Snapshot) -> None:
    ids = articles(five)
    for first, second, one, other in KNOWN["near"]:
        compared = five.compare(ids[first], ids[second])
        assert compared
        near = [each for each in five.near_passages(ids[first]) if each.article == ids[second]]
        for passages in (near, compared.passages):
            pairs = [(read(five, each.here), read(five, each.there)) for each in passages]
            assert any(one in here and other in there for here, there in pairs), (one, other)


def texts(snapshot: Snapshot) -> list[str]:
    """All paragraphs, without punctuation, each once."""
    every = (block.text for id_ in articles(snapshot) for block in snapshot.article(id_).blocks)
    return list(dict.fromkeys(strip_punctuation(fold(text))[0] for text in every))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_changed_passages_are_found(five: Snapshot, tmp_path: Path, seed: int) -> None:
    """A passage is found where it stands verbatim in part, or nearly, over half of its length or more."""
    sources = texts(five)
    made = list(changed_passages(sources, 300, seed))
    parts = (
        [index_article(f"a{n:05d}", None, text) for n, text in enumerate(sources)],
        [index_article(f"b{n:05d}", None, each.changed) for n, each in enumerate(made)],
    )
    files = [tmp_path / "sources", tmp_path / "changed"]
    for path, part in zip(files, parts, strict=True):
        write_segment(path, part)
    reader = ParallelsReader(ExactSearcher(files, 10**9))
    missed = []
    for n, each in enumerate(made):
        start = sources[each.source].index(each.passage)
        source = f"a{each.source:05d}"
        covered = {
            place
            for near in reader.near(f"b{n:05d}")
            if near.article == source
            for place in range(near.there.start, near.there.end)
        }
        for shared in reader.parallels(f"b{n:05d}").passages:
            for place in shared.places:
                if place.article == source:
                    covered.update(range(place.start, place.start + shared.here.length))
        if 2 * len(covered.intersection(range(start, start + len(each.passage)))) < len(each.passage):
            missed.append(each)
    assert len(missed) <= (1 - RECALL) * len(made), missed
