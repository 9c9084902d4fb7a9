"""Find the source files below the seeds folder, and compare them with what is known of them."""

import os
import re
import time
from collections.abc import Iterable, Iterator
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
from app.ingest.source.names import ENDINGS, index_path, tells_of_pdf
from app.messages import Message
from app.seed_files import open_seed_file
from app.store.rows import SourceFile

DICTIONARY = "dictionary.txt"
"""A file at the top of the folder with further words for the related lane; it is no page."""
PAGE_KEPT, UNREAD = "page-kept", "file-unreadable"
FOLDER_UNREADABLE = "folder-unreadable"
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters and marks of writing direction, which no address or list should contain."""
_ASCII = 0x7F
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
    unread: Skipped | None = None
    """The file or its sidecar, where the system would not let it be read."""

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
    # The folder itself is among them where it cannot be read.
    below = [paths[seed.file] for seed in seeds if seed.path != root]
    tables = read_folder_tables(root, below, settings.max_file_bytes)
    result = []
    for seed in (seed for seed in seeds if paths[seed.file] not in tables.lists):
        said = tables.about(paths[seed.file])
        named = read_file_name(paths[seed.file], settings.file_patterns)
        says = [named] if named.values or named.doubts else []
        known = replace(said, statements=(*said.statements, *says))
        stamp = f"{seed.stamp}+{known.digest()}" if seed.stamp else ""
        result.append(replace(seed, known=known, stamp=stamp))
    return result, tables


def _walk(folder: Path) -> Iterator[tuple[Path, Message | None]]:
    """Yield paths, and the reason to skip those that can be refused without being read."""
    failed: list[OSError] = []
    for here, folders, files in _folders(folder, failed):
        for name in folders:
            if (here / name).is_symlink():
                yield here / name, Message("folder-link")
        for name in files:
            if not (name == DICTIONARY and here == folder) and not (
                name.lower().endswith(SUFFIX) or tells_of_pdf(here / name)
            ):
                yield here / name, _refusal(name)
    for error in failed:
        yield Path(error.filename or folder), Message(FOLDER_UNREADABLE, {"reason": str(error.strerror)})


def _folders(folder: Path, failed: list[OSError]) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield each folder with its folders and files, but those that begin with a dot."""
    for where, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(where), folders, [name for name in files if not name.startswith(".")]


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
        file = printable(path.relative_to(folder).as_posix())
        page = file.rpartition(".")[0] or file
        twin = taken.get(page)
        notes = () if twin is None else (Message("page-id-taken", {"file": twin}),)
        page = page if twin is None else file
        if why is None:
            taken[page] = file
        yield SeedFile(path, file, page, _stamp(path, now), why=why, notes=notes)


def printable(name: str) -> str:
    """Return a file name with invisible characters, bytes that are not UTF-8, and backslashes escaped.

    No two names have the same form: bytes become ``\\x80`` and above, characters ``\\n`` or ``\\u0085``.
    """
    text = name.replace("\\", "\\\\").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _INVISIBLE.sub(_escaped, text)


def _escaped(sign: re.Match[str]) -> str:
    point = ord(sign[0])
    return f"\\u{point:04x}" if point > _ASCII else sign[0].encode("unicode_escape").decode("ascii")


def sidecar_name(file: str) -> str:
    """Return the name of a file's sidecar, both as they are shown."""
    return sidecar_path(Path(file)).as_posix()


def _stamp(path: Path, now: int) -> str:
    """Return a stamp that changes when a file or its sidecar does; empty where none can be given.

    The time of the last change of the entry itself (ctime) cannot be set back by tools that keep
    times, as the time of the content can.
    """
    parts = []
    index = index_path(path)
    for each in (path, sidecar_path(path), *([index] if index else [])):
        try:
            known = each.stat()
        except (OSError, ValueError):
            parts.append("unread" if os.path.lexists(each) else "-")
            continue
        if now - known.st_ctime_ns < _FRESH_NS:
            return ""
        parts.append(f"{known.st_size}.{known.st_mtime_ns}.{known.st_ctime_ns}.{known.st_ino}")
    return "+".join(parts)


def add_digests(
    seeds: list[SeedFile],
    known: dict[str, SourceFile],
    settings: Settings,
    kept: Iterable[SourceFile] = (),
) -> list[SeedFile]:
    """Return the seeds with their digests, read only where the stamp differs; duplicates are skipped.

    ``kept`` files have pages although they cannot be read; what repeats them is a duplicate too.
    """
    first = {content_digest(row.digest): row.file for row in kept if row.page}
    result = []
    for seed in seeds:
        if seed.why:
            result.append(seed)
            continue
        before = known.get(seed.file)
        same = before is not None and seed.stamp != "" and before.stamp == seed.stamp
        read = replace(seed, digest=before.digest) if before and same else _with_digest(seed, settings)
        digest = before.digest if before and read.unread else read.digest
        content = content_digest(digest)
        twin = first.setdefault(content, seed.file) if content else seed.file
        why = None if twin == seed.file else Message("content-twice", {"file": twin})
        result.append(replace(read, digest=digest, why=why))
    return result


def content_digest(digest: str) -> str:
    """Return the part of a digest that is of the file alone, without what stands beside it."""
    return digest.partition("+")[0]


def _with_digest(seed: SeedFile, settings: Settings) -> SeedFile:
    """Return the file with the SHA-256 of its content and what tells all that is said of it, or unread."""
    most = settings.max_file_bytes
    files = (
        (seed.path, seed.file, most),
        (sidecar_path(seed.path), sidecar_name(seed.file), MOST_BYTES),
        *((path, name, most) for path, name in _beside(seed)),
    )
    parts = []
    for path, name, most_bytes in files:
        try:
            parts.append(_file_digest(path, settings.seeds, most_bytes))
        except UnreadableError as error:
            return replace(seed, unread=Skipped(name, replace(error.message.inside(), code=PAGE_KEPT)))
    content, sidecar, *beside = parts
    said = "+".join((content, sidecar[:40], seed.known.digest(), *(each[:40] for each in beside)))
    return replace(seed, digest=said if content else "")


def _beside(seed: SeedFile) -> tuple[tuple[Path, str], ...]:
    """Return the path and the name of the e-paper index that tells more of a PDF, if there is one."""
    index = index_path(seed.path)
    return ((index, Path(seed.file).with_name(printable(index.name)).as_posix()),) if index else ()


def _file_digest(path: Path, root: Path, max_bytes: int) -> str:
    """Return the SHA-256 of a file; an empty string where there is none, or none that can be taken.

    Raises UnreadableError where the system would not let it be read.
    """
    if not os.path.lexists(path):
        return ""
    try:
        with open_seed_file(path, root, max_bytes) as stream:
            return file_digest(stream, sha256).hexdigest()
    except UnreadableError as error:
        if error.message.code == UNREAD:
            raise
        return ""


def orphan_sidecars(folder: Path, seeds: list[SeedFile]) -> tuple[Skipped, ...]:
    """Return the sidecars that belong to no page."""
    files = (
        here / name
        for here, _, names in _folders(folder, [])
        for name in names
        if name.lower().endswith(SUFFIX) and name != FOLDER_TABLE
    )
    found = orphans(files, (seed.path for seed in seeds), folder)
    return tuple(replace(each, where=printable(each.where)) for each in found)
