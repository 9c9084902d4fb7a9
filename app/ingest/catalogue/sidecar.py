"""``seeds/<name>.toml``: what a person knows of a page and the page does not say.

The format is described in docs/sidecar.md. Nothing in it is guessed at: an unknown key, a value of
the wrong kind or an entry that fits no article, or several, is a SidecarError that names it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.errors import SidecarError
from app.frozen import dataclass
from app.ingest.catalogue.bounded_toml import read_toml
from app.ingest.catalogue.entry import Entry, read_entry
from app.ingest.catalogue.values import ARTICLE_KEYS, PAGE_KEYS, check_values

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar as read and checked."""

    name: str
    values: Mapping[str, Any]
    """For every article of the page, where and when it was published."""
    entries: tuple[Entry, ...]


def sidecar_path(source: Path) -> Path:
    """Return the path of a source file's sidecar, whether it exists or not."""
    return source.with_suffix(SUFFIX)


def read_sidecar(path: Path, root: Path) -> Sidecar | None:
    """Read and check a sidecar below ``root``; None if there is none, SidecarError if it is wrong."""
    where = (path.name,)
    table = read_toml(path, root)
    if table is None:
        return None
    entries = table.pop("articles", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SidecarError("sidecar-not-tables", where=(*where, "articles"))
    return Sidecar(
        path.name,
        check_values(table, PAGE_KEYS, where),
        tuple(_entry(entry, (*where, f"articles[{number}]")) for number, entry in enumerate(entries, 1)),
    )


def _entry(table: dict[str, Any], place: tuple[str, ...]) -> Entry:
    entry = read_entry(table, ARTICLE_KEYS, place)
    if entry.title is None and entry.opening is None:
        raise SidecarError("sidecar-names-nothing", where=place)
    return entry
