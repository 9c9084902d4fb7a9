"""Find the source files below the seeds folder, and compare them with what is known of them."""

import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path

from app.article import Skipped
from app.ingest.source.kinds import ENDINGS as OTHER_ENDINGS
from app.ingest.source.read import ENDINGS, index_path, tells_of_pdf
from app.ingest.source.sidecar import SUFFIX, orphans, sidecar_path
from app.messages import Message
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

    def row(self, why: Message | None = None) -> SourceFile:
        """Return the row to be stored; ``why`` it was skipped."""
        reason = why or self.why
        return SourceFile(self.file, self.stamp, self.digest, None if reason else self.page, reason)


def find_seeds(folder: Path) -> list[SeedFile]:
    """Return every file below the folder in order, without dotfiles and sidecars."""
    now = time.time_ns()
    found = sorted(_walk(folder), key=lambda pair: pair[0].parts)
    return list(_with_page_ids(folder, found, now))


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


def add_digests(seeds: list[SeedFile], known: dict[str, SourceFile], max_bytes: int) -> list[SeedFile]:
    """Return the seeds with their digests, read only where the stamp differs; duplicates are skipped."""
    first: dict[str, str] = {}
    result = []
    for seed in seeds:
        before = known.get(seed.file)
        same = before is not None and seed.stamp != "" and before.stamp == seed.stamp
        digest = before.digest if before and same else _digest(seed.path, max_bytes)
        content = digest.partition("+")[0]
        twin = first.setdefault(content, seed.file) if content and seed.why is None else seed.file
        why = seed.why if twin == seed.file else Message("content-twice", {"file": twin})
        result.append(replace(seed, digest=digest, why=why))
    return result


def _digest(path: Path, max_bytes: int) -> str:
    """Return the SHA-256 of the content and of what stands beside it; empty for what cannot be read."""
    content = _content_digest(path, max_bytes)
    beside = [_content_digest(each, max_bytes) for each in (sidecar_path(path), *_beside(path))]
    told = beside[0] if len(beside) == 1 else sha256("+".join(beside).encode()).hexdigest()
    return f"{content}+{told}" if told else content


def _beside(path: Path) -> tuple[Path, ...]:
    """Return the e-paper index that tells more of a PDF, if there is one."""
    index = index_path(path)
    return (index,) if index else ()


def _content_digest(path: Path, max_bytes: int) -> str:
    """Return the SHA-256 of a regular file that is not too large; else an empty string."""
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode) or known.st_size > max_bytes:
            return ""
        with path.open("rb") as stream:
            return file_digest(stream, sha256).hexdigest()
    except (OSError, ValueError):
        return ""


def orphan_sidecars(folder: Path, seeds: list[SeedFile]) -> tuple[Skipped, ...]:
    """Return the sidecars that belong to no page."""
    files = (path for path in folder.rglob(f"*{SUFFIX}") if not path.name.startswith("."))
    return orphans(files, (seed.path for seed in seeds), folder)
