"""The file of a library's formulations, with the candidates from which a later one goes on; and that of what
has changed since they were found."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter
from app.search.engines.local.formulations.candidates import Candidates, Found
from app.search.engines.local.formulations.lookup import Spread
from app.search.engines.local.formulations.mine import Mined
from app.search.engines.local.formulations.updates.changes import Change, PageText

_SPREAD = ("blocks", "starts", "articles", "times")
_PAGES = ("came", "left")


class Listed(NamedTuple):
    """Where formulations occur, the most frequent first; which of them are titles."""

    spread: Spread
    titles: Array

    @classmethod
    def of(cls, mined: Mined) -> "Listed":
        """Return what is told of formulations, without what they were chosen from."""
        return cls(mined.spread, np.array([text in mined.titles for text in mined.texts], bool))


def write_mined(path: Path, mined: Mined) -> None:
    """Write formulations and candidates into a new file."""
    found = mined.candidates.found
    with ArrayWriter(path) as writer:
        writer.put("characters", np.array([mined.characters], np.int64))
        writer.put_strings("text", mined.texts)
        _put_listed(writer, Listed.of(mined))
        writer.put_strings("candidate", found.texts)
        writer.put_small("candidate-cut", found.cut)
        writer.put("candidate-free", found.free)
        writer.put_small("candidate-words", found.words)
        writer.put_small("candidate-times", mined.candidates.times)
        writer.put_small("candidate-parts", mined.candidates.parts.ravel())
        writer.put_small("candidate-marks", mined.candidates.marks)
        writer.put_small("candidate-part-marks", mined.candidates.part_marks.ravel())


def write_listed(listed: Listed, path: Path) -> None:
    """Write formulations alone into a new file."""
    with ArrayWriter(path) as writer:
        _put_listed(writer, listed)


def read_listed(path: Path) -> Listed:
    """Return the formulations of a file."""
    arrays = ArrayReader(path)
    return Listed(_read_spread(arrays), arrays["title"])


def read_characters(path: Path) -> int:
    """Return how many characters the library had in which the formulations of a file were found."""
    return int(ArrayReader(path)["characters"][0])


def _put_listed(writer: ArrayWriter, listed: Listed) -> None:
    writer.put_strings("printed", listed.spread.printed)
    writer.put("title", listed.titles)
    for name in _SPREAD:
        writer.put_small(name, getattr(listed.spread, name))


def _read_spread(arrays: ArrayReader) -> Spread:
    return Spread(arrays.strings("printed"), *(arrays[name] for name in _SPREAD))


def read_mined(path: Path) -> Mined:
    """Return the formulations and candidates of a file."""
    arrays = ArrayReader(path)
    texts, is_title = list(arrays.strings("text")), arrays["title"].tolist()
    found = Found(
        arrays.strings("candidate"),
        arrays["candidate-cut"],
        arrays["candidate-free"],
        arrays["candidate-words"].astype(np.uint32),
    )
    times, parts = (arrays[f"candidate-{name}"].astype(np.int64) for name in ("times", "parts"))
    return Mined(
        int(arrays["characters"][0]),
        texts,
        {text for text, title in zip(texts, is_title, strict=True) if title},
        Candidates(
            found,
            times,
            parts.reshape(-1, 2),
            arrays["candidate-marks"],
            arrays["candidate-part-marks"].reshape(-1, 2),
        ),
        _read_spread(arrays),
    )


def write_change(path: Path, change: Change) -> None:
    """Write what has changed into a new file."""
    with ArrayWriter(path) as writer:
        writer.put("slots", change.slots)
        for name, pages in zip(_PAGES, change[:2], strict=True):
            edges = [np.zeros(0, bool), *(page.edges for page in pages)]
            writer.put_strings(name, [page.text for page in pages])
            writer.put(f"{name}-edges", np.packbits(np.concatenate(edges)))


def read_change(path: Path) -> Change:
    """Return what has changed, from its file."""
    arrays = ArrayReader(path)
    came, left = (_read_pages(arrays, name) for name in _PAGES)
    return Change(came, left, arrays["slots"])


def _read_pages(arrays: ArrayReader, name: str) -> list[PageText]:
    texts = list(arrays.strings(name))
    ends = np.cumsum([len(text) + 1 for text in texts], dtype=np.int64)
    edges = np.unpackbits(arrays[f"{name}-edges"]).view(bool)
    return [PageText(text, edges[end - len(text) - 1 : end]) for text, end in zip(texts, ends, strict=True)]
