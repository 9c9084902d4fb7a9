"""Our own query language: ``parse`` to a small tree, ``unparse`` back.

    甲 乙              both            "甲 乙"           exactly so, space included
    甲 OR 乙, 甲 | 乙    either          -甲, NOT 甲         without
    甲 NEAR/20 乙       at most 20 characters between, in either order
    安全 -within 安全生产  安全 where it is not part of 安全生产
    新?生产力            any one character in place of ?
    标题:甲 作者: 单位: 来源: 日期:2024-03   (title: author: institution: source: date:)

``-`` and ``NOT`` bind looser than ``NEAR``, that looser than ``-within``; ``OR`` binds loosest. All may be
full-width. Quotes, parentheses and operators count only at the edge of a word, so that 建设“一带一路”的 and
（一）加强领导, pasted from a text, are what they look like: literal phrases.
"""

from app.errors import InputError, LimitError, QueryError
from app.frozen import dataclass
from app.messages import Message
from app.search.language.tokens import Token, TokenKind, tokenize
from app.search.language.tree import And, Field, Near, Node, Not, NotWithin, Or, Pattern, Phrase
from app.text import compose

MAX_TERMS, MAX_DEPTH = 64, 20
"""A query has at most so many phrases and fields, and parentheses at most so deep."""
MAX_UNKNOWN = 3
"""A phrase has at most so many unknown characters."""


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The tree of a query; ``literal`` if it did not parse and is searched as one phrase, and ``why``."""

    node: Node
    literal: bool = False
    why: Message | None = None


def parse(query: str) -> Node:
    """Return the tree of a query.

    Raises QueryError for bad syntax, LimitError for too many terms or too deep parentheses.
    """
    reader = _Parser(list(tokenize(compose(query))))
    node = reader.either(0)
    reader.expect(TokenKind.END)
    return node


def parse_or_literal(query: str) -> ParsedQuery:
    """Return the tree of a query, or the whole query as one phrase if it does not parse. Never raises."""
    try:
        return ParsedQuery(parse(query))
    except InputError as error:
        return ParsedQuery(Phrase(compose(query.strip())), literal=True, why=error.message)


class _Parser:
    """Recursive descent over tokens; each method parses one level of precedence."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0
        self.terms = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self, *operators: str) -> bool:
        """Step over the next token if it is one of these operators."""
        found = self.next.kind is TokenKind.OPERATOR and self.next.text in operators
        self.at += found
        return found

    def expect(self, kind: TokenKind) -> None:
        if self.next.kind is not kind:
            raise QueryError("query-misplaced", what=self.next.written)
        self.at += 1

    def either(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise LimitError("query-too-deep", depth=MAX_DEPTH)
        parts = [self.all(depth)]
        while self.take("OR"):
            parts.append(self.all(depth))
        return parts[0] if len(parts) == 1 else Or(_flat(Or, parts))

    def all(self, depth: int) -> Node:
        parts = [self.unary(depth)]
        while (
            self.take("AND")
            or self.next.kind in (TokenKind.TEXT, TokenKind.FIELD, TokenKind.OPEN)
            or self.is_not()
        ):
            parts.append(self.unary(depth))
        return parts[0] if len(parts) == 1 else And(_flat(And, parts))

    def is_not(self) -> bool:
        return self.next.kind is TokenKind.OPERATOR and self.next.text == "NOT"

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
        while self.next.kind is TokenKind.NEAR:
            distance = int(self.next.text)
            self.at += 1
            node = Near(_positional(node), _positional(self.outside(depth)), distance)
        return node

    def outside(self, depth: int) -> Node:
        node = self.primary(depth)
        while self.take("WITHIN"):
            node = NotWithin(_positional(node), _positional(self.primary(depth)))
        return node

    def primary(self, depth: int) -> Node:
        token = self.next
        if token.kind in (TokenKind.TEXT, TokenKind.FIELD):
            self.at += 1
            return self.term(_term(token))
        if token.kind is TokenKind.OPEN:
            self.at += 1
            node = self.either(depth + 1)
            self.expect(TokenKind.CLOSE)
            return node
        if token.written:
            raise QueryError("query-operand-missing", what=token.written)
        raise QueryError("query-unfinished")

    def term(self, node: Node) -> Node:
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise LimitError("query-terms-too-many", number=MAX_TERMS)
        return node


def _term(token: Token) -> Node:
    """Return the field, pattern or phrase that a token is."""
    if token.kind is TokenKind.FIELD:
        return Field(token.field, token.text)
    pattern = Pattern(token.text)
    if token.quoted or not pattern.gaps:
        return Phrase(token.text)
    if sum(pattern.gaps) > MAX_UNKNOWN:
        raise LimitError("query-unknown-too-many", number=MAX_UNKNOWN)
    return pattern


def _flat(kind: type[And] | type[Or], parts: list[Node]) -> tuple[Node, ...]:
    """Return the parts, with the parts of nested nodes of the same kind in their place."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return tuple(flat)


def _positional(node: Node) -> Node:
    """Return a node whose occurrences have positions; raises QueryError for any other."""
    match node:
        case Phrase() | Pattern() | Near() | NotWithin():
            return node
        case Or(parts) if all(_positional(part) for part in parts):
            return node
    raise QueryError("query-not-positional")
