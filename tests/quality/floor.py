"""Figures that may rise but not sink: pinned in floor.toml together with a hash of the pages."""

import hashlib
import json
import math
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.article import Article, Block, Part
from tests.quality.generate import generated_pages
from tests.quality.known import KnownPage, known_pages
from tests.quality.marked import MARKED, Marked
from tests.quality.measure import LARGE, QUICK, measure
from tests.quality.ordered import Generated, Truth, generated_texts
from tests.quality.ordered_score import ORDERED, measure_marked, measure_ordered

FLOOR = Path(__file__).parent / "floor.toml"
FILES = 60
SETS = {"known": 0, "quick": QUICK, "large": LARGE, "ordered": ORDERED, **dict.fromkeys(MARKED, FILES)}
"""The five pages; the generated pages of the suite; those of the soak run; texts in source order; web pages,
Word documents and books."""
HEAD = """# Floors of page reconstruction, raised by `python -m tests.quality --update`; a figure is lowered
# only with --allow-regression. pages: a hash of the pages and their truth.
"""
Floors = dict[str, dict[str, float | str]]


def pages_of(name: str) -> Iterable[KnownPage | Generated | Marked]:
    """Return the pages of one set."""
    if name in MARKED:
        return MARKED[name](SETS[name])
    if name == "ordered":
        return generated_texts(SETS[name])
    return known_pages() if name == "known" else generated_pages(SETS[name])


def fingerprint(pages: Iterable[KnownPage | Generated | Marked]) -> str:
    """Return a hash that changes when a page or its truth does, but not when values gain a field."""
    digest = hashlib.sha256()
    for page in pages:
        told = {"name": page.name, "text": page.text, "articles": page.articles}
        digest.update(json.dumps(told, sort_keys=True, default=_known_values).encode())
    return digest.hexdigest()[:16]


def _known_values(value: Article | Block | Part | Truth) -> dict[str, Any]:
    values = {each.name: getattr(value, each.name) for each in fields(value)}
    return {name: known for name, known in values.items() if known not in (None, "", (), 0, {})}


def reached(name: str) -> dict[str, float]:
    """Return the figures of one set now, rounded down."""
    if name in MARKED:
        return rounded(measure_marked(MARKED[name](SETS[name])))
    if name == "ordered":
        return rounded(measure_ordered(generated_texts(SETS[name])))
    pages = known_pages() if name == "known" else generated_pages(SETS[name])
    return rounded(measure(pages)["all"].figures())


def rounded(figures: dict[str, float]) -> dict[str, float]:
    """Round figures down to four places, so that a floor is never above what was measured."""
    return {key: math.floor(value * 10_000) / 10_000 for key, value in figures.items()}


def read_floors() -> Floors:
    """Return what is pinned."""
    return tomllib.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}


def sunk(figures: dict[str, float], floors: dict[str, float | str]) -> list[str]:
    """Say which figures are below their floor."""
    return [
        f"{key} is {figures.get(key, 0):.4f}, its floor {floor:.4f}"
        for key, floor in floors.items()
        if isinstance(floor, float) and figures.get(key, 0) < floor
    ]


def update(names: Iterable[str], allow_regression: bool) -> str:
    """Pin what is reached now; refuse, and say which, if a figure would be lowered."""
    floors = read_floors()
    for name in names:
        figures = reached(name)
        lower = sunk(figures, floors.get(name, {}))
        if lower and not allow_regression:
            return f"{name}: {'; '.join(lower)}: not lowered without --allow-regression"
        floors[name] = {"pages": fingerprint(pages_of(name)), **figures}
    FLOOR.write_text(HEAD + "\n".join(map(_table, floors.items())), encoding="utf-8")
    return "floors written"


def _table(item: tuple[str, dict[str, float | str]]) -> str:
    name, values = item
    rows = [
        f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value:.4f}"
        for key, value in values.items()
    ]
    return "\n".join([f"[{name}]", *rows, ""])
