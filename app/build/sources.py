"""Find the source files below the seeds folder, and compare them with what is known of them."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple

from app.article import Skipped
from app.config import Settings
from app.errors import UnreadableError
from app.folder_files import FolderFiles
from app.ingest.catalogue.bounded_toml import MOST_BYTES
from app.ingest.catalogue.describe import Surroundings
from app.ingest.catalogue.file_names import read_file_name
from app.ingest.catalogue.folder_table import FOLDER_TABLE, FolderTables, read_folder_tables
from app.ingest.catalogue.merge import Statement
from app.ingest.catalogue.sidecar import SUFFIX
from app.ingest.source.kinds import ENDINGS as OTHER_ENDINGS
from app.ingest.source.names import ENDINGS, RECORDS, index_path, tells_of_pdf
from app.messages import Message
from app.seed_files import open_seed_file
from app.store.rows import SourceFile

DICTIONARY = "dictionary.txt"
"""A file at the top of the folder with further words for the related lane; it is no page."""
PAGE_KEPT, UNREAD = "page-kept", "file-unreadable"
FOLDER_UNREADABLE = "folder-unreadable"
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters and marks of writing direction, which no address or list should contain."""
ALONE = "+-"
"""What follows the stamp of a file with no sidecar."""
_ASCII = 0x7F
_FOLDER = "."
"""The path of the folder itself, where it cannot be read."""


class SeedFile(NamedTuple):
    """A source file as found: its path below the folder, the same as shown, its page's id; or ``why`` it is
    skipped.

    There are as many as files, and most are as they were: a tuple is made in a fifth of a dataclass's time.
    """

    path: str
    file: str
    page: str
    stamp: str
    digest: str = ""
    why: Message | None = None
    notes: tuple[Message, ...] = ()
    """Remarks on its name."""
    around: Surroundings = Surroundings()
    """What its folders and their tables say of it."""
    named: Statement | None = None
    """What its name says; None until it is to be read."""
    unread: Skipped | None = None
    """The file or its sidecar, where the system would not let it be read."""

    @property
    def known(self) -> Surroundings:
        """Return all that is said of it before it is opened."""
        says = (self.named,) if self.named and (self.named.values or self.named.doubts) else ()
        return replace(self.around, statements=(*self.around.statements, *says))

    def row(self, why: Message | None = None) -> SourceFile:
        """Return the row to be stored; ``why`` it was skipped."""
        reason = why or self.why
        return SourceFile(self.file, self.stamp, self.digest, None if reason else self.page, reason)


class Entry(NamedTuple):
    """A file below the folder, or what stands in its place and can be refused without being read."""

    path: str
    stamp: str
    why: Message | None


def find_seeds(files: FolderFiles, patterns: str = "") -> list[SeedFile]:
    """Return every file below the folder in order, without dotfiles and sidecars.

    ``patterns`` say what is read in names: where they change, every file has another stamp.
    """
    return seeds_of(entries_of(files), patterns)


def seeds_of(entries: Iterable[Entry], patterns: str) -> list[SeedFile]:
    """Return the files of some entries in order, with the ids of their pages."""
    return list(_with_page_ids(sorted(entries, key=in_order), stamp_rule(patterns)))


def in_order(found: "Entry | SeedFile") -> str:
    """Return what files are sorted by: folder by folder, whatever stands in their names."""
    return found.path.replace("/", "\0")


def stamp_rule(patterns: str) -> str:
    """Return what each stamp ends in, so that other patterns of names make other stamps."""
    return sha256(patterns.encode("utf-8")).hexdigest()[:8]


def add_name(seed: SeedFile, patterns: str) -> SeedFile:
    """Return a seed with what its name says, which takes longer than to see that it has not changed."""
    return seed if seed.named else seed._replace(named=read_file_name(seed.path, patterns))


def add_surroundings(
    files: FolderFiles, seeds: list[SeedFile], settings: Settings
) -> tuple[list[SeedFile], FolderTables]:
    """Return the seeds with what is said of them beside them, and the tables that say so.

    Lists that a table names are no pages. A stamp covers all of it, so that only what it changes is read.
    """
    if not any(FOLDER_TABLE in beside for beside in files.folders.values()):
        return seeds, FolderTables({}, (), frozenset())
    below = [seed.path for seed in seeds if seed.path != _FOLDER]
    tables = read_folder_tables(settings.seeds, below, settings.max_file_bytes)
    if not tables.folders:
        return seeds, tables
    result = []
    for seed in (seed for seed in seeds if seed.path not in tables.lists):
        around = tables.about(seed.path)
        stamp = f"{seed.stamp}+{around.digest()}" if seed.stamp else ""
        result.append(seed._replace(around=around, stamp=stamp))
    return result, tables


def entries_of(files: FolderFiles) -> Iterator[Entry]:
    """Yield every file, and what is refused without being read."""
    for below, beside in files.folders.items():
        yield from entries_in(files, below, beside)
    for below, reason in files.unreadable.items():
        why = Message(FOLDER_UNREADABLE, {"reason": reason})
        yield Entry(below.rstrip("/") or _FOLDER, "", why)


def entries_in(files: FolderFiles, below: str, names: Iterable[str]) -> Iterator[Entry]:
    """Yield some files of one folder."""
    beside = files.folders[below]
    folder, sidecars = f"{files.root}/{below}", any(name.endswith(SUFFIX) for name in beside)
    for name in names:
        path, ending = below + name, _ending(name)
        if path in files.links:
            yield Entry(path, "", Message("folder-link"))
        elif path == DICTIONARY or ending == SUFFIX or tells_of_pdf(folder, name, beside):
            continue
        elif sidecars or ending == ".pdf" or path in files.fresh:
            yield Entry(path, _stamp(files, below, name), _refusal(ending))
        else:
            yield Entry(path, f"{beside[name]}{ALONE}", _refusal(ending))


def stand_alone(names: Iterable[str]) -> bool:
    """Return whether the files of a folder tell of themselves alone: none is a sidecar, or may have an index
    beside it."""
    return not any(name.lower().endswith((SUFFIX, ".pdf")) for name in names)


def _ending(name: str) -> str:
    """Return the ending of a name, in lower case and with its dot; all of the name where it has none."""
    return name[max(0, name.rfind(".")) :].lower()


@cache
def _refusal(ending: str) -> Message | None:
    """Return why a file with such an ending is not taken."""
    if ending in ENDINGS:
        return None
    return (
        Message(OTHER_ENDINGS[ending])
        if ending in OTHER_ENDINGS
        else Message("ending-unknown", {"known": " ".join(ENDINGS)})
    )


def _with_page_ids(found: Iterable[Entry], rule: str) -> Iterator[SeedFile]:
    """Yield each file with its page's id: its path without suffix, which a second file of that stem keeps."""
    taken: dict[str, str] = {}
    for path, stamp, why in found:
        file = printable(path)
        stem, _, ending = file.rpartition(".")
        page = file if f".{ending.lower()}" in RECORDS else stem or file
        twin = taken.get(page)
        notes = () if twin is None else (Message("page-id-taken", {"file": twin}),)
        page = page if twin is None else file
        if why is None:
            taken[page] = file
        yield SeedFile(path, file, page, f"{stamp}+{rule}" if stamp else "", why=why, notes=notes)


def printable(name: str) -> str:
    """Return a file name with invisible characters, bytes that are not UTF-8, and backslashes escaped.

    No two names have the same form: bytes become ``\\x80`` and above, characters ``\\n`` or ``\\u0085``.
    """
    if name.isprintable() and "\\" not in name:
        return name
    text = name.replace("\\", "\\\\").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _INVISIBLE.sub(_escaped, text)


def _escaped(sign: re.Match[str]) -> str:
    point = ord(sign[0])
    return f"\\u{point:04x}" if point > _ASCII else sign[0].encode("unicode_escape").decode("ascii")


def sidecar_name(file: str) -> str:
    """Return the path of a file's sidecar, given and returned as text."""
    stem, dot, ending = file.rpartition(".")
    # As pathlib has it: what a name begins or ends with is no ending.
    whole = not dot or not ending or "/" in ending or not stem or stem.endswith("/")
    return (file if whole else stem) + SUFFIX


def _stamp(files: FolderFiles, below: str, name: str) -> str:
    """Return a stamp that changes when a file or what belongs to it does; empty where none can be given."""
    beside = files.folders[below]
    index = index_path(files.root / below / name)
    parts = (name, sidecar_name(name), *([index.name] if index else ()))
    if any(below + part in files.fresh for part in parts):
        return ""
    return "+".join(beside.get(part, "-") for part in parts)


def add_digest(seed: SeedFile, known: Mapping[str, SourceFile], settings: Settings) -> SeedFile:
    """Return a seed with its digest, read only where the stamp differs."""
    if seed.why:
        return seed
    before = known.get(seed.file)
    if before and before.stamp == seed.stamp != "":
        return seed._replace(digest=before.digest)
    read = _with_digest(add_name(seed, settings.file_patterns), settings)
    return read._replace(digest=before.digest) if before and read.unread else read


def skip_duplicates(seeds: Iterable[SeedFile], kept: Iterable[SourceFile] = ()) -> list[SeedFile]:
    """Return seeds, which come in order, of which those are skipped that have the content of one before.

    ``kept`` files have pages although they cannot be read; what repeats them is a duplicate too.
    """
    first = {content_digest(row.digest): row.file for row in kept if row.page}
    result = []
    for seed in seeds:
        content = "" if seed.why else content_digest(seed.digest)
        twin = first.setdefault(content, seed.file) if content else seed.file
        same = twin == seed.file
        result.append(seed if same else seed._replace(why=Message("content-twice", {"file": twin})))
    return result


def content_digest(digest: str) -> str:
    """Return the part of a digest that is of the file alone, without what stands beside it."""
    return digest.partition("+")[0]


def _with_digest(seed: SeedFile, settings: Settings) -> SeedFile:
    """Return the file with the SHA-256 of its content and what tells all that is said of it, or unread."""
    root, most = settings.seeds, settings.max_file_bytes
    index = index_path(root / seed.path)
    files = [(seed.path, seed.file, most), (sidecar_name(seed.path), sidecar_name(seed.file), MOST_BYTES)]
    if index:  # The e-paper index that tells more of a PDF.
        below = index.relative_to(root).as_posix()
        files.append((below, printable(below), most))
    parts = []
    for path, name, most_bytes in files:
        try:
            parts.append(_file_digest(root / path, root, most_bytes))
        except UnreadableError as error:
            return seed._replace(unread=Skipped(name, replace(error.message.inside(), code=PAGE_KEPT)))
    content, sidecar, *others = parts
    said = "+".join((content, sidecar[:40], seed.known.digest(), *(each[:40] for each in others)))
    return seed._replace(digest=said if content else "")


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


def orphan_sidecars(files: FolderFiles, pages: Iterable[str]) -> tuple[Skipped, ...]:
    """Return the sidecars that belong to none of some files."""
    found = [
        below + name
        for below, beside in files.folders.items()
        for name in beside
        if name.lower().endswith(SUFFIX) and name != FOLDER_TABLE and below + name not in files.links
    ]
    wanted = set(map(sidecar_name, pages)) if found else set()
    why = Message("sidecar-without-page")
    return tuple(Skipped(printable(path), why) for path in sorted(found) if path not in wanted)
