"""This machine's copies of generations: what each is known by here.

Machines that share a database but not their index folders have an index each, of the same texts under the
same name. The store has the proof of the one that published it; those of the others stand beside their
indexes.
"""

import json
from collections.abc import Set
from pathlib import Path

from app.config import Settings
from app.library.index_documents import handle_of
from app.search.contract import SearchEngine
from app.search.generation import Handle
from app.store.database import is_sqlite
from app.store.rows import Generation

_FOLDER = "copies"


class Copies:
    """The copies of generations in an index folder; none where all machines read the same index."""

    def __init__(self, settings: Settings, engine: SearchEngine) -> None:
        self.are_made = not is_sqlite(settings.database_url) and not engine.is_shared
        """Whether each machine has an index of its own, out of a database that they share."""
        self._folder = settings.index / _FOLDER

    def handle(self, generation: Generation) -> Handle:
        """Return the handle of a generation on this machine: that of its copy, or else the published one."""
        published = handle_of(generation)
        try:
            kept = json.loads(self._file(generation.name).read_text(encoding="utf-8"))
            if kept["of"] == published.proof:
                return Handle(published.name, published.engine, str(kept["proof"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return published

    def keep(self, generation: Generation, copy: Handle) -> None:
        """Write down by what a copy is known."""
        self._folder.mkdir(exist_ok=True)
        kept = {"of": generation.proof, "proof": copy.proof}
        beside = self._file(f"{generation.name}.new")
        beside.write_text(json.dumps(kept), encoding="utf-8")
        beside.replace(self._file(generation.name))

    def forget_others(self, names: Set[str]) -> None:
        """Remove what is known of copies of other generations."""
        for path in self._folder.glob("*.json"):
            if path.stem not in names:
                path.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"
