"""Write a syntax tree or a phrase as a query."""

from app.errors import InputError
from app.lazy_pattern import lazy_pattern
from app.search.language.parser import ParsedQuery, parse_or_literal
from app.search.language.tokens import FIELDS, QUOTES, TokenKind, tokenize
from app.search.language.tree import And, Field, Near, Node, Not, NotWithin, Or, Pattern, Phrase
from app.text import is_closed_up

_ONE_WORD = lazy_pattern(
    rf"(?!(?:{'|'.join(FIELDS)})[:：])"
    r"[\u4e00-\u9fff《〈0-9][\u4e00-\u9fff0-9A-Za-z，。；：、！《》〈〉（）“”‘’…—·％%]{,999}"
)
"""A word in which nothing has a meaning of its own: quotations and groups begin words, fields have a name."""

_SEVERAL_WORDS = lazy_pattern(r'(?=[^"]{0,900}[\u4e00-\u9fff] [\u4e00-\u9fff])[\u4e00-\u9fff][^"]{0,900}')
"""Words in Chinese apart by a space, without the first kind of quotes: they are one phrase in these alone."""


def unparse(node: Node) -> str:
    """Return a query that parses to ``node``."""
    match node:
        case Phrase(text):
            return _quote(text)
        case Pattern(text):
            return text
        case Field(name, value):
            written = next(key for key, known in FIELDS.items() if known == name)
            return f"{written}:{_quote(value)}"
        case Not(part):
            return "-" + _inside(part, And, Or)
        case Near(left, right, distance):
            return f"{_inside(left, Or)} NEAR/{distance} {_inside(right, Or, Near)}"
        case NotWithin(part, longer):
            return f"{_inside(part, Or, Near)} -within {_inside(longer, Or, Near, NotWithin)}"
        case Or(parts):
            return " OR ".join(map(unparse, parts))
        case And(parts):
            return _in_a_row([_inside(part, Or) for part in parts])


def _in_a_row(written: list[str]) -> str:
    """Join parts that must all be there, with AND where a space alone would make one phrase of two."""
    joined = written[0]
    for part in written[1:]:
        joined += f" AND {part}" if is_closed_up(joined[-1], part[0]) else f" {part}"
    return joined


def quote_phrase(phrase: str) -> str:
    """Return a phrase as a query: quoted only where it would be read as something else."""
    if _SEVERAL_WORDS.fullmatch(phrase):
        return f'"{phrase}"'
    if _ONE_WORD.fullmatch(phrase) or parse_or_literal(phrase) == ParsedQuery(Phrase(phrase)):
        return phrase
    return _quote(phrase)


def _inside(node: Node, *looser: type) -> str:
    """Return a part as it stands inside an operator: in parentheses if its own operator binds looser."""
    return f"({unparse(node)})" if isinstance(node, looser) else unparse(node)


def _quote(text: str) -> str:
    """Return a phrase bare if it reads back the same, else in the first quotes that do."""
    bare: tuple[str, ...] = () if Pattern(text).gaps else (text,)
    for written in (*bare, *(pair[0] + text + pair[1] for pair in QUOTES)):
        if not text or _reads_as(written, text):
            return written
    # All quotes fold to the same, so an apostrophe searches like the quote that it stands for.
    return '"' + "".join("'" if char in "".join(QUOTES) else char for char in text) + '"'


def _reads_as(written: str, text: str) -> bool:
    """Return whether ``written`` is read as ``text`` everywhere, also before a closing parenthesis."""
    try:
        found = list(tokenize(f"NOT ( {written} ) {written}"))
    except InputError:
        return False
    kinds = (
        TokenKind.OPERATOR,
        TokenKind.OPEN,
        TokenKind.TEXT,
        TokenKind.CLOSE,
        TokenKind.TEXT,
        TokenKind.END,
    )
    return tuple(t.kind for t in found) == kinds and found[2].text == found[4].text == text
