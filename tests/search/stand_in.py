"""A search engine that stands in for one on other machines: a folder is its server, which may be away.

It keeps its generations there under names of its own, offers neither suggestions nor the desk, and loses or
miscounts what a test asks for.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.config import Settings
from app.errors import SearchUnavailableError
from app.search.contract import ExactReader, IndexProgress, OpenIndex, ReadArticles, ReadTexts, RelatedReader
from app.search.engines.local.engine import LocalEngine
from app.search.generation import Check, Handle, Previous
from app.search.request import SearchRequest
from app.search.results import Counts


class Server:
    """The folder that stands for a server."""

    def __init__(self, folder: Path) -> None:
        self.indexes, self._away = folder / "indexes", folder / "away"
        self.indexes.mkdir(parents=True, exist_ok=True)

    def go(self) -> None:
        """Do not answer from now on."""
        self._away.touch()

    def come_back(self) -> None:
        """Answer again."""
        self._away.unlink()

    def ask(self) -> None:
        """Raise SearchUnavailableError where nobody answers."""
        if self._away.exists():
            raise SearchUnavailableError("search-unavailable", engine="stand-in", reason="nobody answers")


class _Asking:
    """An object whose methods are asked of a server."""

    def __init__(self, server: Server, asked: Any) -> None:
        self._server, self._asked = server, asked

    def __getattr__(self, name: str) -> Any:
        self._server.ask()
        return getattr(self._asked, name)


class StandInIndex:
    """An open generation on a server."""

    suggestions = None
    desk = None

    def __init__(self, server: Server, index: OpenIndex) -> None:
        self._index = index
        self.exact: ExactReader = _Asking(server, index.exact)
        self.related: RelatedReader = _Asking(server, index.related)

    def has_changed(self) -> bool:
        """Say no: nobody tells."""
        return False

    def close(self) -> None:
        """Let go of it."""
        self._index.close()


class StandIn:
    """An engine whose indexes are on a server; ``lose`` may leave out articles of a build."""

    name = "stand-in"
    is_shared = True
    lose: Callable[[Sequence[Any]], Sequence[Any]] = staticmethod(lambda articles: articles)

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder)
        self._engine = LocalEngine(self.server.indexes)

    def fingerprint(self) -> str:
        """Return what never changes."""
        return "1"

    def build(
        self,
        name: str,
        read: ReadArticles,
        previous: Previous | None = None,
        progress: IndexProgress | None = None,
    ) -> Handle:
        """Write a generation anew, whatever was there before."""
        assert previous is None or previous.handle.engine == self.name
        self.server.ask()
        made = self._engine.build(name, lambda _: self.lose([*read(None)]), None, progress)
        return replace(made, engine=self.name, proof=f"on the server: {made.proof}")

    def outgrown(self, handle: Handle) -> None:
        """Return None: nothing is merged here."""
        assert handle.engine == self.name

    def verify(self, handle: Handle, check: Check = Check.QUICK) -> None:
        """Compare a generation with its proof."""
        self.server.ask()
        self._engine.verify(_here(handle), check)

    def open(self, handle: Handle, texts: ReadTexts, check: Check = Check.QUICK) -> StandInIndex:
        """Open a generation."""
        self.server.ask()
        return StandInIndex(self.server, self._engine.open(_here(handle), texts, check))

    def count_within(
        self, handle: Handle, texts: ReadTexts, pages: Set[str], requests: Sequence[SearchRequest]
    ) -> list[Counts]:
        """Count searches within pages."""
        self.server.ask()
        return self._engine.count_within(_here(handle), texts, pages, requests)

    def generations(self) -> frozenset[str]:
        """Return the names of all indexes."""
        self.server.ask()
        return self._engine.generations()

    def remove(self, name: str) -> None:
        """Remove an index."""
        self.server.ask()
        self._engine.remove(name)


def _here(handle: Handle) -> Handle:
    return replace(handle, engine="local", proof=handle.proof.removeprefix("on the server: "))


def use_stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path) -> StandIn:
    """Let builds and readers use an engine whose server is a folder; return it."""
    engine = StandIn(folder)

    def create(_settings: Settings, _processes: int | None = None) -> StandIn:
        return engine

    for module in ("app.build.build", "app.library.library"):
        monkeypatch.setattr(f"{module}.create_search_engine", create)
    return engine
