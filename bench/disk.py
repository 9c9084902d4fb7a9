"""Where the bytes of an index are: the database, and the parts of its segments."""

from collections import Counter
from pathlib import Path

from app.search.engines.local.exact.arrays import ArrayReader

PARTS = (
    ("suffix arrays", ("plain-suffixes", "bare-suffixes", "plain-heads", "bare-heads")),
    ("texts of the phrase index", ("plain-text", "bare-text")),
    ("places of words", ("word", "plain-word", "bare-word")),
    ("strings that articles share", ("seed",)),
    ("places of titles", ("title-",)),
)
"""The names of arrays, or how they begin, by what they are for."""
DESK = ("places of words", "strings that articles share", "places of titles", "formulations")
"""The parts that only the research desk reads."""
OTHER = "ids, facets, borders, other columns"


def disk_parts(index: Path) -> list[tuple[str, int]]:
    """Return the bytes of each part of an index, the largest first."""
    found: Counter[str] = Counter()
    generation = max(path for path in index.glob("g*") if path.is_dir())
    for path in generation.rglob("*"):
        if path.is_file() and path.name == "phrases":
            for name, size in ArrayReader(path).sizes().items():
                found[_part(name)] += size
        elif path.is_file():
            found[_of_file(path.relative_to(generation))] += path.stat().st_size
    found["database"] = sum(path.stat().st_size for path in index.glob("articles.db*"))
    return found.most_common()


def _part(array: str) -> str:
    return next((part for part, names in PARTS if array.startswith(names)), OTHER)


def _of_file(path: Path) -> str:
    if path.parts[0] == "segments":
        return "words of the related lane"
    return "formulations" if path.parts[0].startswith("formulations") else OTHER
