"""The syntax tree of a query: its nodes, and the terms that are read off it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A literal phrase, as typed."""

    text: str


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
    """Occurrences of one side with the other at most ``distance`` characters before or after it."""

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


Node = Phrase | And | Or | Not | Near | NotWithin | Field


def counted_terms(node: Node) -> Iterator[Phrase | Near | NotWithin]:
    """Yield the positional parts that are not excluded: their occurrences are counted and marked."""
    match node:
        case Phrase() | Near() | NotWithin():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from counted_terms(part)


def required_fields(node: Node) -> Iterator[Field]:
    """Yield the fields that are not excluded."""
    match node:
        case Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from required_fields(part)


def shown_phrases(node: Node) -> Iterator[str]:
    """Yield the phrases that a hit shows: neither excluded ones nor fields."""
    match node:
        case Phrase(text):
            yield text
        case And(parts) | Or(parts):
            for part in parts:
                yield from shown_phrases(part)
        case Near(left, right):
            yield from shown_phrases(left)
            yield from shown_phrases(right)
        case NotWithin(part):
            yield from shown_phrases(part)


def compared_phrases(node: Node, near: bool = False) -> Iterator[str]:
    """Yield the phrases whose positions are compared with others, in NEAR and -within, however deep."""
    match node:
        case Phrase(text) if near:
            yield text
        case And(parts) | Or(parts):
            for part in parts:
                yield from compared_phrases(part, near)
        case Not(part):
            yield from compared_phrases(part, near)
        case Near(one, other) | NotWithin(one, other):
            yield from compared_phrases(one, True)
            yield from compared_phrases(other, True)


def has_only_fields(node: Node) -> bool:
    """Return whether a query asks for fields alone: what it matches is whole articles."""
    match node:
        case And(parts) | Or(parts):
            return all(map(has_only_fields, parts))
        case Not(part):
            return has_only_fields(part)
    return isinstance(node, Field)
