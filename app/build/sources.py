"""Find the source files below the seeds folder, and compare them with what is known of them."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path

from app.article import Skipped
from app.config import Settings
from app.errors import UnreadableError
from app.ingest.catalogue.bounded_toml import MOST_BYTES
from app.ingest.catalogue.describe import Surroundings
from app.ingest.catalogue.file_names import read_file_name
from app.ingest.catalogue.folder_table import FOLDER_TABLE, FolderTables, read_folder_tables
from app.ingest.catalogue.sidecar import SUFFIX, orphans, sidecar_path
from app.ingest.source.kinds import ENDINGS as OTHER_ENDINGS
from app.ingest.source.read import ENDINGS, index_path, tells_of_pdf
from app.messages import Message
from app.seed_files import open_seed_file
from app.store.rows import SourceFile

DICTIONARY = "dictionary.txt"
"""A file at the top of the folder with further words for the related lane; it is no page."""
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters and marks of writing direction, which no address or list should contain."""
_FRESH_NS = 2_000_000_000
"""A file that was changed less than two seconds ago may change again within one tick of its clock."""


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A source file as found: its path, its name and page id below the folder, or ``why`` it is skipped."""

    path: Path
    file: str
    page: str
    stamp: str
    digest: str = ""
    why: Message | None = None
    notes: tuple[Message, ...] = ()
    """Remarks on its name."""
    known: Surroundings = Surroundings()
    """What its name, its folders and their tables say of it."""

    def row(self, why: Message | None = None) -> SourceFile:
        """Return the row to be stored; ``why`` it was skipped."""
        reason = why or self.why
        return SourceFile(self.file, self.stamp, self.digest, None if reason else self.page, reason)


def find_seeds(folder: Path) -> list[SeedFile]:
    """Return every file below the folder in order, without dotfiles and sidecars."""
    now = time.time_ns()
    found = sorted(_walk(folder), key=lambda pair: pair[0].parts)
    return list(_with_page_ids(folder, found, now))


def add_surroundings(seeds: list[SeedFile], settings: Settings) -> tuple[list[SeedFile], FolderTables]:
    """Return the seeds with what is known of them before they are opened, and the tables that say so.

    Lists that a table names are no pages. A stamp covers all of it, so that only what it changes is read.
    """
    root = settings.seeds
    paths = {seed.file: seed.path.relative_to(root).as_posix() for seed in seeds}
    tables = read_folder_tables(root, paths.values(), settings.max_file_bytes)
    result = []
    for seed in (seed for seed in seeds if paths[seed.file] not in tables.lists):
        said = tables.about(paths[seed.file])
        named = read_file_name(paths[seed.file], settings.file_patterns)
        known = replace(said, statements=(*said.statements, *([named] if named.values else ())))
        stamp = f"{seed.stamp}+{known.digest()}" if seed.stamp else ""
        result.append(replace(seed, known=known, stamp=stamp))
    return result, tables


def _walk(folder: Path) -> Iterator[tuple[Path, Message | None]]:
    """Yield paths, and the reason to skip those that can be refused without being read."""
    failed: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=failed.append):
        here = Path(where)
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if (here / name).is_symlink():
                yield here / name, Message("folder-link")
        for name in files:
            if name == DICTIONARY and here == folder:
                continue
            if (
                not name.startswith(".")
                and not name.lower().endswith(SUFFIX)
                and not tells_of_pdf(here / name)
            ):
                yield here / name, _refusal(name)
    for error in failed:
        yield Path(error.filename), Message("folder-unreadable", {"reason": str(error.strerror)})


def _refusal(name: str) -> Message | None:
    """Return why a file with such an ending is not taken."""
    ending = Path(name).suffix.lower()
    if ending in ENDINGS:
        return None
    return (
        Message(OTHER_ENDINGS[ending])
        if ending in OTHER_ENDINGS
        else Message("ending-unknown", {"known": " ".join(ENDINGS)})
    )


def _with_page_ids(folder: Path, found: list[tuple[Path, Message | None]], now: int) -> Iterator[SeedFile]:
    """Yield each file with its page's id: its path without suffix, which a second file of that stem keeps."""
    taken: dict[str, str] = {}
    for path, why in found:
        file = _printable(path.relative_to(folder).as_posix())
        page = file.rpartition(".")[0] or file
        twin = taken.get(page)
        notes = () if twin is None else (Message("page-id-taken", {"file": twin}),)
        page = page if twin is None else file
        if why is None:
            taken[page] = file
        yield SeedFile(path, file, page, _stamp(path, now), why=why, notes=notes)


def _printable(name: str) -> str:
    """Return a file name with bytes that are not UTF-8, and invisible characters, escaped."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _INVISIBLE.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), text)


def _stamp(path: Path, now: int) -> str:
    """Return a stamp that changes when a file or its sidecar does; empty where none can be given.

    The time of the last change of the entry itself (ctime) cannot be set back by tools that keep
    times, as the time of the content can.
    """
    parts = []
    for each in (path, sidecar_path(path), *_beside(path)):
        try:
            known = each.stat()
        except (OSError, ValueError):
            parts.append("-")
            continue
        if now - known.st_ctime_ns < _FRESH_NS:
            return ""
        parts.append(f"{known.st_size}.{known.st_mtime_ns}.{known.st_ctime_ns}.{known.st_ino}")
    return "+".join(parts)


def add_digests(seeds: list[SeedFile], known: dict[str, SourceFile], settings: Settings) -> list[SeedFile]:
    """Return the seeds with their digests, read only where the stamp differs; duplicates are skipped."""
    first: dict[str, str] = {}
    result = []
    for seed in seeds:
        before = known.get(seed.file)
        same = before is not None and seed.stamp != "" and before.stamp == seed.stamp
        digest = before.digest if before and same else _digest(seed, settings)
        content = digest.partition("+")[0]
        twin = first.setdefault(content, seed.file) if content and seed.why is None else seed.file
        why = seed.why if twin == seed.file else Message("content-twice", {"file": twin})
        result.append(replace(seed, digest=digest, why=why))
    return result


def _digest(seed: SeedFile, settings: Settings) -> str:
    """Return the SHA-256 of the content, and what tells all that is said of it; empty if it is unreadable."""
    content = _content_digest(seed.path, settings.seeds, settings.max_file_bytes)
    sidecar = _content_digest(sidecar_path(seed.path), settings.seeds, MOST_BYTES)
    beside = (
        _content_digest(each, settings.seeds, settings.max_file_bytes)[:40] for each in _beside(seed.path)
    )
    return "+".join((content, sidecar[:40], seed.known.digest(), *beside)) if content else ""


def _beside(path: Path) -> tuple[Path, ...]:
    """Return the e-paper index that tells more of a PDF, if there is one."""
    index = index_path(path)
    return (index,) if index else ()


def _content_digest(path: Path, root: Path, max_bytes: int) -> str:
    """Return the SHA-256 of a file that can be taken; else an empty string."""
    try:
        with open_seed_file(path, root, max_bytes) as stream:
            return file_digest(stream, sha256).hexdigest()
    except (UnreadableError, ValueError):
        return ""


def orphan_sidecars(folder: Path, seeds: list[SeedFile]) -> tuple[Skipped, ...]:
    """Return the sidecars that belong to no page."""
    files = (
        path
        for path in folder.rglob(f"*{SUFFIX}")
        if not path.name.startswith(".") and path.name != FOLDER_TABLE
    )
    return orphans(files, (seed.path for seed in seeds), folder)
