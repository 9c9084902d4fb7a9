"""Formulations of the five pages with one change are told; their own sentences and other prose are not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis.quotes.near_formulations import find_near_formulations
from app.build.build import build
from app.config import read_settings
from app.library.library import Library
from app.library.snapshot import Snapshot
from app.text import fold, strip_punctuation
from tests.quality.mutated_formulations import mutated

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
LONG, LEAST_LONG, LEAST_SHORT = 5, 0.88, 0.5
"""Formulations of so many characters, and the share that is told of those and of shorter ones."""
MOST_FALSE = 1
"""Wordings that are told in a hundred thousand characters of other texts."""
_SENTENCE = re.compile("[^。！？]+[。！？]")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    settings = read_settings(seeds=SEEDS, index=tmp_path_factory.mktemp("near") / "index")
    build(settings)
    with Library(settings).snapshot() as opened:
        yield opened


def test_a_formulation_with_one_change_is_told(snapshot: Snapshot) -> None:
    made = list(mutated([each.text for each in snapshot.formulations()]))
    found = find_near_formulations(snapshot, "\n".join(each.sentence for each in made))
    told = {(each.text, strip_punctuation(fold(each.formulation.text))[0]) for each in found}
    right: dict[bool, list[bool]] = {True: [], False: []}
    for each in made:
        # A formulation inside of another one may be named in its place.
        right[len(each.formulation) >= LONG].append(
            any(
                text in each.wording and (name in each.formulation or each.formulation in name)
                for text, name in told
            )
        )
    assert len(right[True]) > 300
    assert sum(right[True]) >= LEAST_LONG * len(right[True])
    assert sum(right[False]) >= LEAST_SHORT * len(right[False])


def test_what_the_library_says_itself_is_never_told(snapshot: Snapshot) -> None:
    texts = [block.text for article in snapshot.every_article() for block in article.blocks]
    assert find_near_formulations(snapshot, "\n".join(texts)) == ()
    sentences = [sentence for text in texts for sentence in _SENTENCE.findall(text)][::7]
    for sentence in sentences:
        assert find_near_formulations(snapshot, f"文件提出，{sentence}") == (), sentence


def test_other_texts_are_hardly_ever_told(snapshot: Snapshot) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(HERE.glob("cases/**/*.txt"))]
    draft = "\n".join(texts)
    found = find_near_formulations(snapshot, draft)
    assert len(draft) > 40_000
    assert len(found) <= MOST_FALSE * (len(draft) // 100_000 + 1), [each.text for each in found]
