"""What a call of a tool reads: one generation, with addresses that people can follow."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from starlette.requests import Request

from app.config import Settings
from app.errors import JudouError
from app.frozen import dataclass
from app.i18n.catalogues import Language, texts
from app.library.library import Library
from app.library.queries import Mode, Query, answer, named_filters
from app.library.snapshot import Snapshot
from app.mcp.answers import ArticleName
from app.search.request import Filter
from app.store.rows import StoredArticle
from app.web.core.params import Limits
from app.web.core.urls import Links
from app.web.core.viewer import read_viewer
from app.web.layout.labels import suggestion_label, zero_label

Call = Context[Any, Any]
"""The call of a tool, which the server hands in."""
Values = dict[str, list[str]]
"""Filters: of each name the values, any of which an article must have."""
WORDS = texts(Language.ENGLISH)


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot, and the addresses that lead to what is in it."""

    snapshot: Snapshot
    links: Links
    limits: Limits

    @property
    def generation(self) -> str:
        """The name of what is read."""
        return self.snapshot.generation.name

    def paragraph(self, block: str) -> str:
        """Return the permalink of a block."""
        return self.links.absolute(self.links.paragraph(block))

    def article(self, article: StoredArticle) -> ArticleName:
        """Return an article as it is cited."""
        return ArticleName(
            url=self.links.absolute(self.links.article(article.id)),
            id=article.id,
            title=article.label,
            authors=article.authors,
            newspaper=article.newspaper,
            date=article.date,
            page=article.page,
        )

    def filters(self, values: Values | None) -> tuple[Filter, ...]:
        """Return filters; InputError for a name that there is not."""
        pairs = ((name, value) for name, some in (values or {}).items() for value in some)
        return named_filters((name, self.limits.text(name, value)) for name, value in pairs)

    def note(self, query: Query) -> str:
        """Return of a query without hits what was searched and what comes nearest; empty for others."""
        found = answer(self.snapshot, query, Mode.EXACT)
        if found.zero is None:
            return ""
        told = [zero_label(found.zero, query.request, self.snapshot.generation.blocks, WORDS)]
        told += [
            f"{suggestion_label(each.kind, WORDS)} {each.phrase} ({each.occurrences})."
            for each in found.suggestions
        ]
        return " ".join(told)


class Opener:
    """Opens a library for each call; what cannot be meant becomes an answer that says so."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._settings, self._library = settings, library
        self._limits = Limits(settings.max_query_length, settings.page_size)

    @contextmanager
    def __call__(self, call: Call) -> Iterator[Opened]:
        """Open the generation that is published now, for one call."""
        try:
            with self._library.snapshot() as snapshot:
                yield Opened(snapshot, self._links(call), self._limits)
        except JudouError as error:
            raise ToolError(str(error)) from error

    def _links(self, call: Call) -> Links:
        """Return addresses at the host that was asked, or where the settings say that the reader is."""
        request = call.request_context.request
        if isinstance(request, Request):
            return read_viewer(request, self._settings).links
        return Links(self._settings.root_path.rstrip("/"), self._settings.origin)
