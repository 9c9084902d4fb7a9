"""Our own query language: ``parse`` to a small tree, ``unparse`` back.

    甲 乙              both            "甲 乙"           exactly so, space included
    甲 OR 乙, 甲 | 乙    either          -甲, NOT 甲         without
    甲 NEAR/20 乙       at most 20 characters between, in either order
    安全 -within 安全生产  安全 where it is not part of 安全生产
    标题:甲 作者: 单位: 来源: 日期:2024-03   (title: author: institution: source: date:)

``-`` and ``NOT`` bind looser than ``NEAR``, that looser than ``-within``; ``OR`` binds loosest. All may be
full-width. Quotes, parentheses and operators count only at the edge of a word, so that 建设“一带一路”的 and
（一）加强领导, pasted from a text, are what they look like: literal phrases.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import InputError, LimitError, QueryError
from app.search.language.tokens import FIELDS, QUOTES, Kind, Token, tokens

MAX_TERMS, MAX_DEPTH = 64, 20
"""A query has at most so many phrases and fields, and parentheses at most so deep."""


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
    """At least one part."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Units without the part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Near:
    """Occurrences of either side with one of the other at most ``distance`` characters away."""

    left: "Node"
    right: "Node"
    distance: int


@dataclass(frozen=True, slots=True)
class Outside:
    """Occurrences of ``part`` that are not inside an occurrence of ``longer``."""

    part: "Node"
    longer: "Node"


@dataclass(frozen=True, slots=True)
class Field:
    """Articles whose ``name`` (title, author, institution, source, date) contains ``value``."""

    name: str
    value: str


Node = Phrase | And | Or | Not | Near | Outside | Field


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's tree; ``literal`` when it did not parse and is searched as one phrase, and ``why``."""

    node: Node
    literal: bool = False
    why: str = ""


def parse(query: str) -> Node:
    """The tree of a query. Raises QueryError, or LimitError for one that is too long or too deep."""
    reader = _Reader(list(tokens(query)))
    node = reader.either(0)
    reader.expect(Kind.END)
    return node


def parse_or_literal(query: str) -> Parsed:
    """The tree of a query; of one that does not parse, the whole query as one phrase. Never raises."""
    try:
        return Parsed(parse(query))
    except InputError as error:
        return Parsed(Phrase(query.strip()), literal=True, why=str(error))


def unparse(node: Node) -> str:
    """A query that parses to ``node``."""
    match node:
        case Phrase(text):
            return _quote(text)
        case Field(name, value):
            written = next(key for key, known in FIELDS.items() if known == name)
            return f"{written}:{_quote(value)}"
        case Not(part):
            return "-" + _inside(part, And, Or)
        case Near(left, right, distance):
            return f"{_inside(left, Or)} NEAR/{distance} {_inside(right, Or, Near)}"
        case Outside(part, longer):
            return f"{_inside(part, Or, Near)} -within {_inside(longer, Or, Near, Outside)}"
        case Or(parts):
            return " OR ".join(map(unparse, parts))
        case And(parts):
            return " ".join(_inside(part, Or) for part in parts)


def as_query(phrase: str) -> str:
    """A phrase as one would type it: quoted only where its marks would be taken for operators."""
    return phrase if parse_or_literal(phrase) == Parsed(Phrase(phrase)) else _quote(phrase)


def positive(node: Node) -> Iterator[Phrase | Near | Outside]:
    """The parts that have places in a text and are not excluded: what is counted and marked."""
    match node:
        case Phrase() | Near() | Outside():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from positive(part)


def fields(node: Node) -> Iterator[Field]:
    """The fields that are not excluded."""
    match node:
        case Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from fields(part)


def phrases(node: Node) -> Iterator[str]:
    """The phrases that a hit shows: not what is excluded, not fields."""
    match node:
        case Phrase(text):
            yield text
        case And(parts) | Or(parts):
            for part in parts:
                yield from phrases(part)
        case Near(left, right):
            yield from phrases(left)
            yield from phrases(right)
        case Outside(part):
            yield from phrases(part)


def compared(node: Node, near: bool = False) -> Iterator[str]:
    """The phrases whose places are compared with those of another: in NEAR and -within, however deep."""
    match node:
        case Phrase(text) if near:
            yield text
        case And(parts) | Or(parts):
            for part in parts:
                yield from compared(part, near)
        case Not(part):
            yield from compared(part, near)
        case Near(one, other) | Outside(one, other):
            yield from compared(one, True)
            yield from compared(other, True)


def has_only_fields(node: Node) -> bool:
    """Whether a query asks for articles by their fields alone, and for no words."""
    match node:
        case And(parts) | Or(parts):
            return all(map(has_only_fields, parts))
        case Not(part):
            return has_only_fields(part)
    return isinstance(node, Field)


def _inside(node: Node, *looser: type) -> str:
    """A part as it stands inside an operator: in parentheses if its own operator binds looser."""
    return f"({unparse(node)})" if isinstance(node, looser) else unparse(node)


def _quote(text: str) -> str:
    """A phrase as a bare word where that reads back the same, else in the first quotes that do."""
    for written in (text, *(pair[0] + text + pair[1] for pair in QUOTES)):
        if not text or _reads_as(written, text):
            return written
    # All quotes fold to the same, so an apostrophe searches like the quote that it stands for.
    return '"' + "".join("'" if char in "".join(QUOTES) else char for char in text) + '"'


def _reads_as(written: str, text: str) -> bool:
    """Whether a written phrase is read as ``text`` wherever it stands, also before a closing parenthesis."""
    try:
        found = list(tokens(f"NOT ( {written} ) {written}"))
    except InputError:
        return False
    kinds = (Kind.OPERATOR, Kind.OPEN, Kind.TEXT, Kind.CLOSE, Kind.TEXT, Kind.END)
    return tuple(t.kind for t in found) == kinds and found[2].text == found[4].text == text


class _Reader:
    """Recursive descent over tokens; each method reads one level of binding."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0
        self.terms = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, *operators: str) -> bool:
        """Step over the next token if it is one of these operators."""
        found = self.next.kind is Kind.OPERATOR and self.next.text in operators
        self.at += found
        return found

    def expect(self, kind: Kind) -> None:
        if self.next.kind is not kind:
            raise QueryError(f"{self.next.written!r} does not fit there; put it in quotes to search for it")
        self.at += 1

    def either(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise LimitError(f"parentheses are more than {MAX_DEPTH} deep")
        parts = [self.all(depth)]
        while self.take("OR"):
            parts.append(self.all(depth))
        return parts[0] if len(parts) == 1 else Or(_flat(Or, parts))

    def all(self, depth: int) -> Node:
        parts = [self.unary(depth)]
        while self.take("AND") or self.next.kind in (Kind.TEXT, Kind.FIELD, Kind.OPEN) or self.is_not():
            parts.append(self.unary(depth))
        return parts[0] if len(parts) == 1 else And(_flat(And, parts))

    def is_not(self) -> bool:
        return self.next.kind is Kind.OPERATOR and self.next.text == "NOT"

    def unary(self, depth: int) -> Node:
        negated = False
        while self.take("NOT"):
            negated = not negated
        node = self.near(depth)
        if negated:
            return node.part if isinstance(node, Not) else Not(node)
        return node

    def near(self, depth: int) -> Node:
        node = self.outside(depth)
        while self.next.kind is Kind.NEAR:
            distance = int(self.next.text)
            self.at += 1
            node = Near(_positional(node), _positional(self.outside(depth)), distance)
        return node

    def outside(self, depth: int) -> Node:
        node = self.primary(depth)
        while self.take("WITHIN"):
            node = Outside(_positional(node), _positional(self.primary(depth)))
        return node

    def primary(self, depth: int) -> Node:
        token = self.next
        if token.kind in (Kind.TEXT, Kind.FIELD):
            self.at += 1
            return self.term(
                Phrase(token.text) if token.kind is Kind.TEXT else Field(token.field, token.text)
            )
        if token.kind is Kind.OPEN:
            self.at += 1
            node = self.either(depth + 1)
            self.expect(Kind.CLOSE)
            return node
        raise QueryError(
            f"something is missing before {token.written!r}" if token.written else "it is unfinished"
        )

    def term(self, node: Node) -> Node:
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise LimitError(f"a query has at most {MAX_TERMS} terms")
        return node


def _flat(kind: type[And] | type[Or], parts: list[Node]) -> tuple[Node, ...]:
    """The parts, with parts of parts of the same kind in their place."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return tuple(flat)


def _positional(node: Node) -> Node:
    """A node whose occurrences have places in a text; raises QueryError for any other."""
    match node:
        case Phrase() | Near() | Outside():
            return node
        case Or(parts) if all(_positional(part) for part in parts):
            return node
    raise QueryError("NEAR and -within take phrases, or phrases joined by OR")
