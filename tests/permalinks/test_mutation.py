"""Links survive a thousand random edits of the five pages."""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.article import BlockType
from app.permalinks.changeset import change_set
from app.permalinks.resolve import Resolved, SketchIndex, Status, resolve_block, sketch_index
from app.permalinks.sketch import normalize
from app.store.reader import Reader
from app.store.rows import SourceFile, StoredBlock
from app.store.store import Store, open_to_write
from tests.permalinks import mutation
from tests.permalinks.mutation import Press, press

BUILDS = 10
"""Builds of one series; every third of them takes three edits at once."""
SURVIVES = 0.34
"""A paragraph that keeps fewer of the characters it was linked for may be called gone."""


@dataclass
class Links:
    """Every link ever given out in one series of edits, with the characters it stood for."""

    text: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, frozenset[int]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def publish(store: Store, printed: Press) -> None:
    with store.writing() as writer:
        sources = printed.print()
        names = {source.page.id for source in sources}
        gone = {page.id for page in writer.pages()} - names
        files = tuple(SourceFile(s.file, "", "", s.page.id) for s in sources)
        writer.write(change_set(writer, sources, gone, files).publication)


def current(reader: Reader, printed: Press) -> dict[str, frozenset[int]]:
    """The paragraphs as they stand: id → the numbers of its characters."""
    found = {}
    for page, items in printed.pages.items():
        for article, item in zip(reader.articles_of(page), items, strict=True):
            blocks = [b for b in reader.blocks_of(article.id) if b.type != "title"]
            for block, text in zip(blocks, item.texts, strict=True):
                if block.type == BlockType.PARAGRAPH:
                    found[block.id] = frozenset(number for _, number in text.chars)
    return found


def judge(links: Links, now: dict[str, frozenset[int]]) -> dict[str, str]:
    """For each link the paragraph that holds most of its characters, if enough of them are left."""
    holder = {number: known for known, numbers in now.items() for number in numbers}
    best = {}
    for known, numbers in links.numbers.items():
        held = Counter(holder[number] for number in numbers if number in holder)
        best[known] = held.most_common(1)[0][0] if held else ""
    return best


def check(links: Links, reader: Reader, printed: Press, label: str) -> None:
    now = current(reader, printed)
    best = judge(links, now)
    for known, numbers in links.numbers.items():
        found = resolve_block(reader, _no_index, known)
        outcome = _outcome(found, numbers, now, links.text[known], best[known])
        if found.status is not Status.CURRENT or outcome != "right":
            # Links whose paragraph no edit has touched are right without any merit.
            links.outcomes[outcome] += 1
        if outcome != "right":
            links.wrong.append(f"{label}: {outcome} {known} {links.text[known][:30]}")
    links.numbers |= {known: numbers for known, numbers in now.items() if known not in links.numbers}
    links.text |= {
        known: block.text for known, block in reader.blocks(now).items() if known not in links.text
    }


def _no_index() -> SketchIndex:
    return sketch_index([])


def _outcome(
    found: Resolved[StoredBlock],
    numbers: frozenset[int],
    now: dict[str, frozenset[int]],
    text: str,
    best: str,
) -> str:
    left = len(numbers & now.get(best, frozenset())) / len(numbers)
    if found.current is None:
        return "right" if left < SURVIVES else "gone"
    if found.status is Status.CURRENT:
        return "right" if normalize(found.current.text) == normalize(text) else "wrong without notice"
    assert found.was == text
    assert (found.status is Status.MOVED) == (found.current.text == text)
    shared = len(numbers & now.get(found.current.id, frozenset())) / len(numbers)
    same_text = normalize(found.current.text) == normalize(text)
    right = same_text or shared >= min(left, SURVIVES) or left < SURVIVES
    return "right" if right else "another"


def series(folder: Path, seed: int, builds: int) -> Links:
    rng = random.Random(seed)
    printed, links = press(rng), Links()
    store = open_to_write(f"sqlite:///{folder / f'{seed}.db'}")
    publish(store, printed)
    with store.reading() as reader:
        check(links, reader, printed, "first")
    for number in range(builds):
        edits_at_once = [
            rng.choice([*mutation.EDITS, mutation.delete_paragraph]) for _ in range(1 + 2 * (number % 3 == 2))
        ]
        for edit in edits_at_once:
            edit(printed)
            mutation.drop_empty(printed)
        publish(store, printed)
        with store.reading() as reader:
            check(links, reader, printed, f"{seed}/{number} {edits_at_once}")
    store.close()
    return links


def report(found: list[Links]) -> tuple[Counter[str], list[str]]:
    outcomes: Counter[str] = sum((links.outcomes for links in found), Counter())
    return outcomes, [line for links in found for line in links.wrong]


def test_links_survive_edits(tmp_path: Path) -> None:
    outcomes, wrong = report([series(tmp_path, seed, BUILDS) for seed in range(2)])
    assert outcomes["wrong without notice"] == 0
    assert outcomes["right"] >= 0.99 * outcomes.total(), "\n".join(wrong)


@pytest.mark.soak
def test_links_survive_a_thousand_edits(tmp_path: Path) -> None:
    outcomes, wrong = report([series(tmp_path, seed, BUILDS) for seed in range(63)])
    (tmp_path / "wrong.txt").write_text("\n".join(wrong), encoding="utf-8")
    assert outcomes["wrong without notice"] == 0
    assert outcomes["right"] >= 0.99 * outcomes.total(), f"{outcomes} {wrong[:20]}"
