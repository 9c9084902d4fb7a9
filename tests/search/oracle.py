"""What a query means, said a second time: every character looked at, nothing indexed, nothing clever.

This is the definition of what is counted. A *wording* occurs wherever a text says it, compared character by
character; overlaps count. An occurrence of NEAR is a stretch from the beginning of one side to the end of
the other that contains no shorter one (Clarke, Cormack and Burkowski 1995), of -within an occurrence of its
part that no occurrence of the longer one contains. Of alternatives the shortest stretches count, so that
改革 OR 改革开放 counts a place once. Several words that must stand together have no occurrences together:
each is counted by itself in all that is shown.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from app.search.contract import IndexArticle, IndexBlock
from app.search.language.tree import And, Field, Near, Node, Not, NotWithin, Or, Pattern, Phrase
from app.search.request import Scope
from app.search.results import Counts, Span
from app.text import fold, is_punctuation

Places = dict[Span, frozenset[Span]]
"""Stretches of a text, each with what is marked in it."""


@dataclass(frozen=True)
class Cell:
    """One character as a search compares it, as it is printed, and its offset in the printed text."""

    folded: str
    printed: str
    at: int


@dataclass(frozen=True)
class Answer:
    """The blocks that match, in page order, with the marks and the places in each, and what is counted."""

    marks: dict[str, tuple[Span, ...]]
    places: dict[str, tuple[Span, ...]]
    counts: Counts
    words: tuple[int, ...]


def cells(text: str, bare: bool = False) -> list[Cell]:
    """What of a text is compared: not the spaces of typography and, where it is ignored, no punctuation."""
    folded = fold(text)
    return [
        Cell(char, text[at], at)
        for at, char in enumerate(folded)
        if not (is_punctuation(char) if bare else _is_typography(folded, at))
    ]


def wording_cells(text: str, bare: bool = False) -> list[Cell]:
    """What of a wording is compared: white space at its edges is not."""
    found = cells(text, bare)
    while found and found[0].folded == " ":
        del found[0]
    while found and found[-1].folded == " ":
        del found[-1]
    return found


def _is_typography(folded: str, at: int) -> bool:
    """Whether a character is one of the spaces between Chinese and Latin or digits."""
    before, after = folded[:at].rstrip(" ")[-1:], folded[at:].lstrip(" ")[:1]
    sides = (_is_chinese(before), _is_foreign(after)), (_is_foreign(before), _is_chinese(after))
    return folded[at] == " " and any(map(all, sides))


def _is_chinese(char: str) -> bool:
    return bool(char) and (char in "〇々" or unicodedata.name(char, "").startswith("CJK UNIFIED"))


def _is_foreign(char: str) -> bool:
    name = unicodedata.name(char, "") if char else ""
    letter = char.isalpha() and name.startswith(("LATIN", "GREEK", "CYRILLIC"))
    return bool(char) and (letter or char in "0123456789%‰°℃$€£¥+")


class Oracle:
    """Answers queries over a library; ``bare`` ignores punctuation, ``strict`` wants the form as typed."""

    def __init__(
        self, articles: Sequence[IndexArticle], bare: bool, scope: Scope, strict: bool = False
    ) -> None:
        self.articles, self.bare, self.scope, self.strict = articles, bare, scope, strict

    def answer(self, node: Node) -> Answer:
        """Everything that a query finds, and the numbers that are told of it."""
        words = self._words(node)
        shown: dict[str, list[Places]] = {}
        for block, titles in self._matching(node, bool(words)):
            found = [self._occurrences(word, self._text(block)) for word in words]
            found += [self._places(Phrase(value), self._text(block), False) for value in titles]
            shown[block.id] = [self._printed(block, places) for places in found]
        places = {id_: _in_order(place for own in some for place in own) for id_, some in shown.items()}
        marks = {
            id_: _in_order(mark for own in some for place in own.values() for mark in place)
            for id_, some in shown.items()
        }
        each = tuple(sum(len(some[n]) for some in shown.values()) for n in range(len(words)))
        articles = sum(any(block.id in shown for block in one.blocks) for one in self.articles)
        times = None if len(words) > 1 else sum(map(len, places.values()))
        return Answer(marks, places, Counts(times, len(shown), articles), each if len(words) > 1 else ())

    def _matching(self, node: Node, shows: bool) -> Iterator[tuple[IndexBlock, list[str]]]:
        """Every block that is a hit, and what of the query is asked of titles, where it is a title."""
        for article in self.articles:
            if _asks_fields(node):
                if article.blocks and self._fits(node, article, article.blocks):
                    first = article.blocks[0]
                    yield first, list(_titles(node)) if first.type == "title" else []
                continue
            for block in article.blocks:
                if self.scope is Scope.PARAGRAPH:
                    if self._fits(node, article, [block]):
                        yield block, []
                elif self._fits(node, article, article.blocks):
                    text = self._text(block)
                    if not shows or any(self._occurrences(word, text) for word in self._words(node)):
                        yield block, []

    def _fits(self, node: Node, article: IndexArticle, blocks: Sequence[IndexBlock]) -> bool:
        """Whether a paragraph, or an article, is what the query asks for."""
        match node:
            case And(parts):
                return all(self._fits(part, article, blocks) for part in parts)
            case Or(parts):
                return any(self._fits(part, article, blocks) for part in parts)
            case Not(part):
                return not self._fits(part, article, blocks)
            case Field("title", value):
                return bool(article.title) and _plain(value) in _plain(article.title or "")
            case Field("author", value):
                return any(author and _plain(value) in _plain(author) for author in article.authors)
        return any(self._places(node, self._text(block), self.strict) for block in blocks)

    def _words(self, node: Node) -> list[Node]:
        """What has occurrences of its own, each once."""
        match node:
            case And(parts):
                return self._each_once(word for part in parts for word in self._words(part))
            case Or(parts):
                found = [self._words(part) for part in parts]
                every = self._each_once(leaf for own in found for word in own for leaf in _leaves(word))
                if len(every) > 1 and all(len(own) < 2 for own in found):
                    return [Or(tuple(every))]
                return every if len(every) < 2 else self._each_once(word for own in found for word in own)
            case Not() | Field():
                return []
        return [node]

    def _each_once(self, nodes: Iterator[Node]) -> list[Node]:
        return list({self._key(node): node for node in nodes}.values())

    def _key(self, node: Node) -> object:
        """The same for words that are compared alike."""
        match node:
            case Phrase(text) | Pattern(text):
                wanted = wording_cells(text, self.bare) if isinstance(node, Phrase) else self._wanted(node)
                return type(node), tuple((c and (c.folded, c.printed if self.strict else "")) for c in wanted)
            case Near(one, other, distance):
                return Near, self._key(one), self._key(other), distance
            case NotWithin(one, other):
                return NotWithin, self._key(one), self._key(other)
            case Or(parts):
                return Or, tuple(map(self._key, parts))
        raise TypeError(node)

    def _wanted(self, wording: Phrase | Pattern) -> list[Cell | None]:
        """The characters of a wording as they are compared; None for any one character."""
        if isinstance(wording, Phrase):
            return list(wording_cells(wording.text, self.bare))
        known = wording_cells(wording.text.replace("?", "\0"), False)
        return [
            None if cell.folded == "\0" else cell
            for cell in known
            if cell.folded == "\0" or not (self.bare and is_punctuation(cell.folded))
        ]

    def _occurrences(self, word: Node, text: list[Cell]) -> Places:
        return _shortest(self._places(word, text, self.strict))

    def _places(self, node: Node, text: list[Cell], strict: bool) -> Places:
        """Where a wording, or wordings near or outside others, stand in a text as it is compared."""
        match node:
            case Phrase() | Pattern():
                wanted = self._wanted(node)
                ends = range(len(wanted), len(text) + 1) if wanted else ()
                spans = [(end - len(wanted), end) for end in ends]
                found = [span for span in spans if _says(text[slice(*span)], wanted, strict)]
                return {span: frozenset([span]) for span in found}
            case Or(parts):
                return _joined(self._places(part, text, strict) for part in parts)
            case Near(left, right, distance):
                sides = self._places(left, text, strict), self._places(right, text, strict)
                return _shortest(_joined(_hulls(*pair, distance) for pair in (sides, sides[::-1])))
            case NotWithin(part, longer):
                around = self._places(longer, text, strict)
                return _only(self._places(part, text, strict), lambda place: not _inside(place, around))
        raise TypeError(node)

    def _text(self, block: IndexBlock) -> list[Cell]:
        return cells(block.text, self.bare)

    def _printed(self, block: IndexBlock, places: Places) -> Places:
        """Places in the text as it is compared as places in the text as it is printed."""
        text = self._text(block)

        def printed(span: Span) -> Span:
            return text[span[0]].at, text[span[1] - 1].at + 1

        return {printed(place): frozenset(map(printed, marks)) for place, marks in places.items()}


def _says(text: list[Cell], wanted: Sequence[Cell | None], strict: bool) -> bool:
    """Whether characters are the wanted ones, in the wanted form where that counts."""
    pairs = ((cell, want) for cell, want in zip(text, wanted, strict=True) if want)
    return all(
        cell.folded == want.folded and (not strict or cell.printed == want.printed) for cell, want in pairs
    )


def _hulls(first: Places, second: Places, distance: int) -> Places:
    """The stretches from one side to the other where at most so many characters stand between the two."""
    return _joined(
        {(one[0], other[1]): first[one] | second[other]}
        for one, other in product(first, second)
        if 0 <= other[0] - one[1] <= distance
    )


def _joined(parts: Iterator[Places]) -> Places:
    found: Places = {}
    for part in parts:
        for place, marks in part.items():
            found[place] = found.get(place, frozenset()) | marks
    return found


def _shortest(places: Places) -> Places:
    """The places that contain no other."""
    return _only(places, lambda place: not any(_inside(each, [place]) for each in places if each != place))


def _only(places: Places, kept: Callable[[Span], bool]) -> Places:
    return {place: marks for place, marks in places.items() if kept(place)}


def _inside(place: Span, around: Iterator[Span] | Places | list[Span]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in around)


def _in_order(spans: Iterator[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))


def _plain(text: str) -> str:
    """A field's text or value as it is compared."""
    return "".join(cell.folded for cell in wording_cells(text))


def _leaves(word: Node) -> tuple[Node, ...]:
    return word.parts if isinstance(word, Or) else (word,)


def _titles(node: Node) -> Iterator[str]:
    """What a query of fields alone asks of titles."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _titles(part)
        case Field("title", value):
            yield value


def _asks_fields(node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return all(map(_asks_fields, parts))
        case Not(part):
            return _asks_fields(part)
    return isinstance(node, Field)
