"""The syntax tree of a query: its nodes, and what is read off it."""

import re
from collections.abc import Callable, Iterator

from app.frozen import dataclass

_UNKNOWN = re.compile(r"(?<=[^\W_])\?+(?=[^\W_])")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A literal phrase, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A phrase as typed in which ``?`` between two letters or digits stands for any one character."""

    text: str

    @property
    def pieces(self) -> list[str]:
        """The known parts; between two of them stand the unknown characters."""
        return _UNKNOWN.split(self.text)

    @property
    def gaps(self) -> list[int]:
        """The number of unknown characters between the known parts."""
        return [len(found[0]) for found in _UNKNOWN.finditer(self.text)]


@dataclass(frozen=True, slots=True)
class And:
    """All parts in one unit (paragraph or article)."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Units without the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Near:
    """The shortest stretches that hold an occurrence of each side, with at most ``distance`` characters
    between the two."""

    left: "Node"
    right: "Node"
    distance: int


@dataclass(frozen=True, slots=True)
class NotWithin:
    """Occurrences of ``part`` that are not inside an occurrence of ``longer``."""

    part: "Node"
    longer: "Node"


@dataclass(frozen=True, slots=True)
class Field:
    """Articles whose field ``name`` (one of ``app.facets.FIELDS``) contains ``value``."""

    name: str
    value: str


Wording = Phrase | Pattern
"""What stands in a text literally; several wordings may be one to a search, as 國 and 国 are."""
Node = Wording | And | Or | Not | Near | NotWithin | Field


def words(node: Node) -> tuple[Node, ...]:
    """Return what has occurrences of its own: phrases, NEAR, -within, and alternatives of these.

    One word's occurrences are those of the query. Those of several, which must stand in one unit and may
    stand anywhere in it, are counted each by itself: together they would count nothing.
    """
    match node:
        case Phrase() | Pattern() | Near() | NotWithin():
            return (node,)
        case And(parts):
            return _distinct(word for part in parts for word in words(part))
        case Or(parts):
            found = [words(part) for part in parts]
            distinct = _distinct(leaf for own in found for word in own for leaf in alternatives(word))
            if len(distinct) < 2:
                return distinct
            if all(len(own) < 2 for own in found):
                return (Or(distinct),)
            return _distinct(word for own in found for word in own)
    return ()


def alternatives(word: Node) -> tuple[Node, ...]:
    """Return the parts of which each is an occurrence of a word or side: those of OR, else itself."""
    if isinstance(word, Or):
        return _distinct(leaf for part in word.parts for leaf in alternatives(part))
    return (word,)


def _distinct(nodes: Iterator[Node]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(nodes))


def with_wordings(node: Node, change: Callable[[Wording], Wording]) -> Node:
    """Return a query with each wording replaced."""
    match node:
        case Phrase() | Pattern():
            return change(node)
        case And(parts):
            return And(tuple(with_wordings(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(with_wordings(part, change) for part in parts))
        case Not(part):
            return Not(with_wordings(part, change))
        case Near(left, right, distance):
            return Near(with_wordings(left, change), with_wordings(right, change), distance)
        case NotWithin(part, longer):
            return NotWithin(with_wordings(part, change), with_wordings(longer, change))
    return node


def wordings(node: Node) -> Iterator[Wording]:
    """Yield every wording of a query, also what it excludes."""
    match node:
        case Phrase() | Pattern():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from wordings(part)
        case Not(part):
            yield from wordings(part)
        case Near(one, other) | NotWithin(one, other):
            yield from wordings(one)
            yield from wordings(other)


def compared_wordings(node: Node) -> Iterator[Wording]:
    """Yield the wordings whose positions are compared with others, in NEAR and -within, however deep."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from compared_wordings(part)
        case Not(part):
            yield from compared_wordings(part)
        case Near() | NotWithin():
            yield from wordings(node)


def shown_wordings(node: Node) -> Iterator[Wording]:
    """Yield the wordings that a hit shows: neither excluded ones nor fields."""
    match node:
        case Phrase() | Pattern():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from shown_wordings(part)
        case Near(left, right):
            yield from shown_wordings(left)
            yield from shown_wordings(right)
        case NotWithin(part):
            yield from shown_wordings(part)


def required_fields(node: Node) -> Iterator[Field]:
    """Yield the fields that are not excluded."""
    match node:
        case Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from required_fields(part)


def has_only_fields(node: Node) -> bool:
    """Return whether a query asks for fields alone: what it matches is whole articles."""
    match node:
        case And(parts) | Or(parts):
            return all(map(has_only_fields, parts))
        case Not(part):
            return has_only_fields(part)
    return isinstance(node, Field)
