"""What the last build left, by which the next one can tell at once that nothing has changed since.

All of it is compared without opening the database, which takes longer to load than all files to look at: the
files below the seeds folder, those of the index, the settings, and our own code with all that is installed.
Where anything differs, even if a build does not mind it, a build looks for itself.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.article import Skipped
from app.code_fingerprint import code_fingerprint, installed
from app.config import Settings
from app.file_watch import FileWatch
from app.folder_files import FolderFiles, FolderState
from app.frozen import dataclass
from app.search.generation import NAME
from app.store.columns import message_text, message_value
from app.store.rows import Generation

RECORD = "last-build.json"
_LOG = "articles.db-wal"
"""What SQLite has not yet written into the database; readers leave an empty one behind."""
_DATABASE = ("articles.db", _LOG, "articles.db.seal")
_GENERATIONS = 2
"""Folders of generations that stay; where there are more, the next build has some to remove."""
_MOST_FRESH = 100
"""Files that are read to see whether they have changed; where there are more, a build looks for itself."""
_PASSING = frozenset(
    (
        "page-kept",
        "file-unreadable",
        "folder-unreadable",
        "parser-died",
        "parser-failed",
        "pdf-slow",
        "pdf-failed",
    )
)
"""Reasons for skipping a file that may not be there the next time."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The result of a build, and what the library holds now."""

    generation: Generation
    published: bool
    """False where nothing had changed."""
    parsed: int
    gone: int
    skipped: tuple[Skipped, ...]
    noted: tuple[Skipped, ...]
    """What contradicts in what is known of the articles of the pages that were parsed."""


class LastBuild:
    """The record of the last build in an index folder; none is kept of a database or an engine elsewhere."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._path = settings, settings.index / RECORD
        self._is_kept = not settings.database and settings.engine == "local"
        self._seeds: FolderFiles | None = None

    def if_unchanged(self) -> BuildReport | None:
        """Return what a build would report that finds nothing changed; None where it has to look."""
        known = _read(self._path) if self._is_kept else None
        try:
            if known and known["before"] == _everything_else(self._settings):
                seeds = FolderState(*known["seeds"])
                index = known["index"]
                unchanged = _stamps(self._settings.index, index) == index
                if unchanged and self.files().state(seeds.fresh) == seeds:
                    skipped = tuple(Skipped(where, message_value(why)) for where, why in known["skipped"])
                    return BuildReport(Generation(**known["generation"]), False, 0, 0, skipped, ())
        except (OSError, KeyError, TypeError, ValueError):
            pass
        return None

    def files(self) -> FolderFiles:
        """Return the files below the seeds folder, looked through once."""
        if self._seeds is None:
            self._seeds = FolderFiles(self._settings.seeds)
        return self._seeds

    def look(self, files: FolderFiles) -> FolderState | None:
        """Forget the last build, and return the state of the seeds before the next one reads them.

        None where the state is not known well enough to be compared.
        """
        self._path.unlink(missing_ok=True)
        if not self._is_kept:
            return None
        try:
            return files.state(files.fresh) if len(files.fresh) <= _MOST_FRESH else None
        except OSError:
            return None

    def keep(self, seeds: FolderState | None, report: BuildReport) -> None:
        """Write down a build that has ended, and the seeds as it found them."""
        names = {path.name for path in self._settings.index.iterdir() if NAME.fullmatch(path.name)}
        passing = any(each.why.code in _PASSING for each in report.skipped)
        if seeds is None or passing or len(names) > _GENERATIONS:
            return
        index = self._settings.index
        folder = index / report.generation.name
        files = [path.relative_to(index).as_posix() for path in folder.rglob("*") if path.is_file()]
        known = {
            "before": _everything_else(self._settings),
            "seeds": seeds,
            "index": _stamps(index, (*files, *_DATABASE)),
            "generation": asdict(report.generation),
            "skipped": [(each.where, message_text(each.why)) for each in report.skipped],
        }
        text = json.dumps(known)
        beside = self._path.with_name(f"{RECORD}.new")
        with suppress(OSError):  # On a full disk the next build looks for itself.
            beside.write_text(f"{_digest(text)}\n{text}", encoding="ascii")
            beside.replace(self._path)


def _read(path: Path) -> dict[str, Any] | None:
    """Return a record; None where there is none, or where anything in it has changed."""
    try:
        digest, _, text = path.read_text(encoding="ascii").partition("\n")
        found: dict[str, Any] = json.loads(text)
    except (OSError, ValueError):
        return None
    return found if digest == _digest(text) else None


def _digest(text: str) -> str:
    return sha256(text.encode("ascii")).hexdigest()


def _stamps(index: Path, files: Iterable[str]) -> dict[str, list[int] | None]:
    """Return the stamps of files of an index folder, and of its folders of generations the names."""
    paths = sorted(files)
    watch = FileWatch(index / path for path in paths)
    found = {path: stamp and list(stamp) for path, stamp in zip(paths, watch.began, strict=True)}
    if (log := found.get(_LOG)) and not log[0]:
        found[_LOG] = None
    return found | {path.name: [] for path in index.iterdir() if NAME.fullmatch(path.name)}


def _everything_else(settings: Settings) -> str:
    """Return the fingerprint of all that decides what a build makes of the same files."""
    chosen = (settings.seeds.resolve(), settings.max_file_bytes, settings.file_patterns)
    return code_fingerprint(("",), (), (*map(str, chosen), *installed()))
