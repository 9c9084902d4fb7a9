"""Cut a query into tokens: words, quoted phrases, fields, parentheses and operators.

White space parts words, but for spaces between Chinese and Latin or digits: 2023年 GDP 增长 is one phrase.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto

from app.errors import LimitError, QueryError
from app.frozen import dataclass
from app.text import is_closed_up

_MAX_LENGTH = 2000
"""The most characters of a query that is parsed; a longer one can only be searched literally."""

_NEAR_DEFAULT = 10

QUOTES = ('""', "“”", "「」", "『』", "«»", "＂＂", "””")
"""Opening and closing quotes. Single quotes are left to apostrophes."""

FIELDS = {
    "标题": "title", "標題": "title", "title": "title",
    "作者": "author", "author": "author",
    "单位": "institution", "單位": "institution", "institution": "institution",
    "来源": "source", "來源": "source", "source": "source",
    "日期": "date", "date": "date",
}  # fmt: skip
"""Written names of fields, each with its name in the tree; the first of each is used to write it back."""

_OPERATORS = {"OR": "OR", "|": "OR", "||": "OR", "AND": "AND", "&&": "AND", "NOT": "NOT", "-WITHIN": "WITHIN"}
"""Spellings of operators, each with its canonical name; -within may be in lower case."""

_OPENING, _CLOSING, _MINUS, _BAR = "(（", ")）", "-－−", "|｜"
_OPENING_QUOTES = tuple(pair[0] for pair in QUOTES)
_SPACE, _WORD_START = re.compile(r"\s"), re.compile(r"\S")
_FIELD = re.compile(r"([^\W\d_]{2,11})[:：]")
_NEAR = re.compile(r"NEAR(?:/([0-9]{1,4}))?")


class TokenKind(Enum):
    """The kinds of tokens."""

    TEXT = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    OPERATOR = auto()
    NEAR = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its text (an operator's canonical name, NEAR's distance) and the text as written."""

    kind: TokenKind
    text: str
    written: str
    field: str = ""

    @property
    def quoted(self) -> bool:
        """Whether a text stood in quotes."""
        return self.text != self.written


def tokenize(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, ``END`` last.

    Raises QueryError for unclosed quotes and parentheses, LimitError for a query that is too long.
    """
    if len(query) > _MAX_LENGTH:
        raise LimitError("query-too-long", length=_MAX_LENGTH)
    at, depth, after_operator = 0, 0, False
    while found := _WORD_START.search(query, at):
        token, at = _token(query, found.start(), depth, after_operator)
        depth += (token.kind is TokenKind.OPEN) - (token.kind is TokenKind.CLOSE)
        after_operator = token.kind in (TokenKind.OPERATOR, TokenKind.NEAR)
        yield token
    yield Token(TokenKind.END, "", "")


def _token(query: str, at: int, depth: int, after_operator: bool) -> tuple[Token, int]:
    """Return the token that begins at ``at``, and its end."""
    char = query[at]
    if char in _OPENING and _is_group(query, at, depth, after_operator):
        return Token(TokenKind.OPEN, char, char), at + 1
    if char in _CLOSING:
        if not depth:
            raise QueryError("query-closes-nothing", mark=char)
        return Token(TokenKind.CLOSE, char, char), at + 1
    if char in _BAR:
        end = at + 1 + (query[at + 1 : at + 2] in _BAR and at + 1 < len(query))
        return Token(TokenKind.OPERATOR, "OR", query[at:end]), end
    if end := _quoted_end(query, at, depth):
        return Token(TokenKind.TEXT, query[at + 1 : end - 1], query[at:end]), end
    return _field(query, at, depth) or _word(query, at, depth)


def _word(query: str, at: int, depth: int) -> tuple[Token, int]:
    """Return a word, or an operator that is written like one."""
    end = _word_end(query, at, depth)
    word = query[at:end]
    plain = unicodedata.normalize("NFKC", word).replace("−", "-")
    if near := _NEAR.fullmatch(plain):
        return Token(TokenKind.NEAR, str(int(near[1] or _NEAR_DEFAULT)), word), end
    name = _OPERATORS.get(plain.upper() if plain.startswith("-") else plain)
    if name:
        return Token(TokenKind.OPERATOR, name, word), end
    if word[0] in _MINUS and len(word) > 1 and word[1] not in "-－−–—―─":
        return Token(TokenKind.OPERATOR, "NOT", word[0]), at + 1
    end = _phrase_end(query, end, depth)
    bare = query[at:end].rstrip(_BAR)
    return Token(TokenKind.TEXT, bare, bare), at + len(bare)


def _phrase_end(query: str, end: int, depth: int) -> int:
    """Return the end of the phrase whose first word ends at ``end``: a space between Chinese and Latin or
    digits separates no words, unless an operator or a field follows."""
    while (found := _WORD_START.search(query, end)) and found.start() > end:
        start = found.start()
        if not is_closed_up(query[end - 1], query[start]) or _field(query, start, depth):
            break
        word_end = _word_end(query, start, depth)
        plain = unicodedata.normalize("NFKC", query[start:word_end])
        if plain in _OPERATORS or _NEAR.fullmatch(plain):
            break
        end = word_end
    return end


def _word_end(query: str, at: int, depth: int) -> int:
    """Return the end of a word: at white space, or at the parenthesis that closes the group around it."""
    opened = 0
    for i in range(at, len(query)):
        if query[i].isspace():
            return i
        if query[i] in _OPENING:
            opened += 1
        elif query[i] in _CLOSING:
            if not opened and depth:
                return i
            opened = max(0, opened - 1)
    return len(query)


def _quoted_end(query: str, at: int, depth: int) -> int:
    """Return the end of the quoted phrase that begins at ``at``; 0 if these quotes are part of a word."""
    closing = next((pair[1] for pair in QUOTES if pair[0] == query[at]), "")
    if not closing:
        return 0
    end, opened = at + 1, 1
    while end < len(query):
        if query[end] == closing:
            opened -= 1
        elif query[end] == query[at]:
            opened += 1
        end += 1
        if not opened and end == at + 2:
            raise QueryError("query-quotes-empty")
        if not opened:
            return end if _is_whole(query, at, end, depth) else 0
    raise QueryError("query-quote-open", mark=query[at])


def _is_group(query: str, at: int, depth: int, after_operator: bool) -> bool:
    """Return whether the parenthesis at ``at`` groups; around a single word it is part of the word."""
    end = _group_end(query, at, depth)
    inside = query[at + 1 : end - 1].strip()
    return end > 0 and (after_operator or bool(_SPACE.search(inside)) or inside[:1] in _OPENING_QUOTES)


def _group_end(query: str, at: int, depth: int) -> int:
    """Return the end of the group that begins at ``at``; 0 if its parentheses are part of a word."""
    end, opened = at + 1, 1
    while end < len(query):
        if query[end] in _OPENING_QUOTES and (query[end - 1] in _OPENING or query[end - 1].isspace()):
            end = _quoted_end(query, end, depth + opened) or end + 1
            continue
        opened += (query[end] in _OPENING) - (query[end] in _CLOSING)
        end += 1
        if not opened:
            return end if _is_whole(query, at, end, depth) else 0
    raise QueryError("query-parenthesis-open", mark=query[at])


def _is_whole(query: str, at: int, end: int, depth: int) -> bool:
    """Return whether ``[at, end)`` ends at an edge of a word.

    Raises QueryError where a word goes on after quoted white space.
    """
    if end >= len(query) or query[end].isspace() or (depth and query[end] in _CLOSING):
        return True
    if _SPACE.search(query, at, end):
        raise QueryError("query-space-missing", mark=query[end - 1])
    return False


def _field(query: str, at: int, depth: int) -> tuple[Token, int] | None:
    """Return a field with its value, if the name of a field begins at ``at``."""
    found = _FIELD.match(query, at)
    name = FIELDS.get(unicodedata.normalize("NFKC", found[1]).lower()) if found else None
    if found is None or name is None:
        return None
    start = found.end()
    end = start < len(query) and _quoted_end(query, start, depth)
    if end:
        return Token(TokenKind.FIELD, query[start + 1 : end - 1], query[at:end], name), end
    end = _word_end(query, start, depth)
    value = query[start:end]
    if not value or (value[0] in _OPENING and value[-1] not in _CLOSING):
        raise QueryError("query-field-empty", field=found[0])
    return Token(TokenKind.FIELD, value, query[at:end], name), end
