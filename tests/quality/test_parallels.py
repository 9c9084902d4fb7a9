"""Passages that the articles of the five pages share: each is found, from either side."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build.build import build
from app.config import Settings
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.search.parallels import Stretch
from app.text import fold, strip_punctuation
from tests.quality.known import SEEDS

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
