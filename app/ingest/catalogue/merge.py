"""Merge what several places say of one article, the most trusted first; tell what contradicts."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from app.article import Article, Origin
from app.frozen import dataclass
from app.lazy_pattern import lazy_pattern
from app.messages import Message, Value

_TRUST = {origin: rank for rank, origin in enumerate(Origin)}
CONTRADICTION = "metadata-contradiction"
"""The code of the note about a contradiction."""
DOUBT = "file-name-doubtful"
"""The code of the note about a name that says a field in two ways."""
TOLD = frozenset({CONTRADICTION, DOUBT})
"""Notes about what is known of articles; reports tell them."""
FIELD_CODES = {
    "title": "field-title",
    "subtitle": "field-subtitle",
    "kicker": "field-kicker",
    "authors": "field-authors",
    "affiliation": "field-institution",
    "source_note": "field-source-note",
    "newspaper": "field-newspaper",
    "date": "field-date",
    "edition": "field-edition",
    "column": "field-column",
    "url": "field-address",
    "issuing_body": "field-issuing-body",
    "document_number": "field-document-number",
}
"""The names of fields as messages."""
ORIGIN_CODES = {
    Origin.SIDECAR: "origin-sidecar",
    Origin.FOLDER_TABLE: "origin-folder-table",
    Origin.FRONT_MATTER: "origin-front-matter",
    Origin.PRINTED: "origin-printed",
    Origin.MARKUP: "origin-markup",
    Origin.FILE_NAME: "origin-file-name",
}
"""The origins of values as messages."""
NAMED = 24
"""Characters of its opening words by which a note names an article without a title."""
_NO_LETTER = lazy_pattern(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """The values that one place gives, by the names of an article's fields."""

    origin: Origin
    values: Mapping[str, Any]
    doubts: tuple[Message, ...] = ()
    """About values that it gives in two ways, of which none is taken."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places that say different things: what is taken and what is not."""

    name: str
    taken: tuple[Any, Origin]
    left: tuple[Any, Origin]

    def message(self, article: str) -> Message:
        """Return the message about an article, which is named by its title or its opening words."""
        (taken, origin), (left, other) = self.taken, self.left
        values: dict[str, Value] = {
            "field": Message(FIELD_CODES[self.name]),
            "taken": _shown(taken),
            "origin": Message(ORIGIN_CODES[origin]),
            "left": _shown(left),
            "other": Message(ORIGIN_CODES[other]),
        }
        return Message(CONTRADICTION, values, (article,))


@dataclass(frozen=True, slots=True)
class Merged:
    """The values that are taken, where each was found, and what contradicts them."""

    values: Mapping[str, Any]
    origins: Mapping[str, Origin]
    contradictions: tuple[Contradiction, ...]


def merge(statements: Iterable[Statement]) -> Merged:
    """Return for each field the value of the most trusted place.

    Of statements of one origin the later is the nearer and wins: an article's own over its page's. A date
    that is known in part is completed by a fuller one that agrees with it. An empty value says nothing.
    """
    found: dict[str, dict[Origin, Any]] = {}
    for statement in statements:
        for name, value in statement.values.items():
            if value:
                found.setdefault(name, {})[statement.origin] = value
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    contradictions: list[Contradiction] = []
    for name, said in found.items():
        ranked = sorted(said.items(), key=lambda pair: _TRUST[pair[0]])
        origin, value = ranked[0]
        for other, left in ranked[1:]:
            if name == "date" and left.startswith(f"{value}-"):
                origin, value = other, left
            elif not agree(name, value, left):
                contradictions.append(Contradiction(name, (value, origin), (left, other)))
        values[name], origins[name] = value, origin
    return Merged(values, origins, tuple(contradictions))


def notes_about(article: Article, contradictions: Iterable[Contradiction]) -> list[Message]:
    """Return a note on each contradiction in what is known of an article."""
    opening = next((block.text for block in article.blocks), "")[:NAMED]
    return [each.message(article.title or opening) for each in contradictions]


def agree(name: str, one: Any, other: Any) -> bool:
    """Return whether two values of a field say the same, one perhaps more of it than the other."""
    if name == "date":
        return f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-")
    if name == "authors":
        return set(map(letters, one)) == set(map(letters, other))
    mine, theirs = letters(one), letters(other)
    if name == "title":
        return mine in theirs or theirs in mine
    return mine == theirs


def letters(text: str) -> str:
    """Return the letters and digits of a text, whatever their width, without spaces and punctuation."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text))


def _shown(value: Any) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)
