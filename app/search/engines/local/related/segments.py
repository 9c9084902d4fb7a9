"""Choose the segments of a generation: immutable ones linked from the previous generation, and new ones.

After a small change the segments of the previous generation are linked and one is added for what is new. A
document map gives each document of a segment its block in this generation, -1 where the block is gone or
stands in a later segment. Segments that are small beside the new text, or mostly gone, are not linked but
written anew with it, so that there are never more than a handful.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

import numpy as np

from app.errors import IndexDamagedError
from app.search.engines.local.exact.arrays import Array, ArrayReader, ArrayWriter

_FORMAT = 4
"""The version of the files; a folder of another version is refused."""

WORDS, COLUMNS, MAPS, DICTIONARY = "words", "columns", "maps", "dictionary.txt"
_LAYOUT = "layout.json"

# A segment is linked if it is so many times larger than all that is written anew ...
_KEEP_FACTOR = 4
# ... and at least this share of its documents is still used.
_KEEP_SHARE = 0.7


def read_segment_names(folder: Path) -> list[str]:
    """Return the names of a generation's segments. Raises IndexDamagedError if they cannot be read."""
    try:
        layout = json.loads((folder / _LAYOUT).read_text(encoding="utf-8"))
        known, parts = layout["format"], [str(name) for name in layout["parts"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError("index-layout-damaged", path=str(folder / _LAYOUT)) from error
    if known != _FORMAT:
        raise IndexDamagedError("index-outdated", folder=str(folder))
    return parts


def write_segment_names(folder: Path, parts: Sequence[str]) -> None:
    """Write the names of a generation's segments."""
    (folder / _LAYOUT).write_text(json.dumps({"format": _FORMAT, "parts": list(parts)}), encoding="utf-8")


def carry_segments(folder: Path, previous: Path | None, usable: Set[str], total: int) -> dict[str, Set[str]]:
    """Link the segments of the previous generation that are worth it; return the usable blocks of each.

    ``total`` counts all blocks of the new generation: blocks of no segment must be written in any case.
    """
    live = dict(_used_blocks(previous, usable)) if previous and _same_dictionary(folder, previous) else {}
    new = total - sum(len(ids) for ids, _ in live.values())
    kept: dict[str, Set[str]] = {}
    for name, (ids, size) in sorted(live.items(), key=lambda item: len(item[1][0])):
        if previous and len(ids) > _KEEP_FACTOR * new and len(ids) >= _KEEP_SHARE * size:
            _link(previous / WORDS / name, folder / WORDS / name)
            kept[name] = ids
        else:
            new += len(ids)
    return kept


def new_segment_names(taken: Set[str], count: int) -> list[str]:
    """Return names for new segments; segments are ordered by name."""
    last = max((int(name) for name in taken), default=0)
    return [f"{last + n:06d}" for n in range(1, count + 1)]


def write_document_maps(folder: Path, parts: Mapping[str, Set[str]], places: Mapping[str, int]) -> None:
    """Write the document map of each segment, and the number of words of each block."""
    lengths = np.zeros(len(places), np.uint32)
    with ArrayWriter(folder / MAPS) as writer:
        for name, live in parts.items():
            arrays = ArrayReader(folder / WORDS / name / COLUMNS)
            blocks = [places[id_] if id_ in live else -1 for id_ in arrays.strings("ids")]
            table = np.array(blocks, np.int32)
            writer.put(name, table)
            lengths[table[table >= 0]] = arrays["lengths"][table >= 0]
        writer.put("lengths", lengths)


def read_document_maps(folder: Path, parts: Sequence[str]) -> tuple[list[Array], Array]:
    """Return the document maps of all segments, and the number of words of each block."""
    arrays = ArrayReader(folder / MAPS)
    return [arrays[name] for name in parts], arrays["lengths"]


def _used_blocks(previous: Path, usable: Set[str]) -> Iterator[tuple[str, tuple[Set[str], int]]]:
    """Yield each segment, its blocks that were used and are usable, and its number of documents."""
    try:
        parts = read_segment_names(previous)
    except IndexDamagedError:
        return
    for name, table in zip(parts, read_document_maps(previous, parts)[0], strict=True):
        ids = ArrayReader(previous / WORDS / name / COLUMNS).strings("ids")
        counted = {id_ for id_, block in zip(ids, table.tolist(), strict=True) if block >= 0}
        yield name, (counted & usable, len(ids))


def _same_dictionary(folder: Path, previous: Path) -> bool:
    """Return whether both generations cut words with the same user dictionary."""
    texts = [
        path.read_bytes() if path.is_file() else b"" for path in (folder / DICTIONARY, previous / DICTIONARY)
    ]
    return texts[0] == texts[1]


def _link(source: Path, target: Path) -> None:
    """Hard-link the files of a segment; copy them where the file system has no hard links."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        try:
            os.link(path, target / path.name)
        except OSError:
            shutil.copy2(path, target / path.name)
