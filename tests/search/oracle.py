"""What a query means, said a second time: every character looked at, nothing indexed, nothing clever.

What is counted is what is marked: an occurrence is a stretch of a text, however many parts of the query
fit it.
"""

from collections.abc import Iterator, Sequence

from app.search.contract import IndexArticle, IndexBlock, Scope, Span
from app.search.language.tree import And, Field, Near, Node, Not, NotWithin, Or, Phrase
from app.text import fold, strip_punctuation

Spans = set[Span]


class Oracle:
    """Answers queries over a library; ``bare`` ignores punctuation."""

    def __init__(self, articles: Sequence[IndexArticle], bare: bool, scope: Scope) -> None:
        self.articles, self.bare, self.scope = articles, bare, scope

    def answer(self, node: Node) -> dict[str, tuple[Span, ...]]:
        """Every block that matches, in page order, with its spans in order."""
        matching = dict(self._matching(node))
        return {id_: tuple(sorted(spans)) for id_, spans in matching.items()}

    def _matching(self, node: Node) -> Iterator[tuple[str, Spans]]:
        for article in self.articles:
            if _asks_fields(node):
                if article.blocks and self._fits(node, article, article.blocks):
                    first = article.blocks[0]
                    titled = first.type == "title"
                    yield first.id, self._of_fields(node, first) if titled else set()
                continue
            for block in article.blocks:
                marks = self._marks(node, block)
                if self.scope is Scope.PARAGRAPH:
                    if self._fits(node, article, [block]):
                        yield block.id, marks
                elif self._fits(node, article, article.blocks) and (marks or not _shows(node)):
                    yield block.id, marks

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
                return bool(article.title) and fold(value) in fold(article.title or "")
            case Field("author", value):
                return any(fold(value) in fold(author) for author in article.authors)
        return any(self._places(node, self._text(block)) for block in blocks)

    def _marks(self, node: Node, block: IndexBlock) -> Spans:
        """What of a block is shown: all that is asked for and nothing that is excluded."""
        match node:
            case And(parts) | Or(parts):
                return set().union(*(self._marks(part, block) for part in parts))
            case Not() | Field():
                return set()
        return self._printed(block, self._places(node, self._text(block)))

    def _of_fields(self, node: Node, title: IndexBlock) -> Spans:
        match node:
            case And(parts) | Or(parts):
                return set().union(*(self._of_fields(part, title) for part in parts))
            case Field("title", value):
                return self._printed(title, self._places(Phrase(value), self._text(title)))
        return set()

    def _places(self, node: Node, text: str) -> Spans:
        """Where a phrase, or phrases near or outside others, stand in a text as it is searched."""
        match node:
            case Phrase(phrase):
                wanted = self._searched(phrase)
                starts = [at for at in range(len(text)) if wanted and text.startswith(wanted, at)]
                return {(at, at + len(wanted)) for at in starts}
            case Or(parts):
                return set().union(*(self._places(part, text) for part in parts))
            case Near(left, right, distance):
                ones, others = self._places(left, text), self._places(right, text)
                pairs = [(one, other) for one in ones for other in others if _near(one, other, distance)]
                return {place for pair in pairs for place in pair}
            case NotWithin(part, longer):
                around = self._places(longer, text)
                return {
                    (start, end)
                    for start, end in self._places(part, text)
                    if not any(first <= start and end <= last for first, last in around)
                }
        raise TypeError(node)

    def _searched(self, text: str) -> str:
        return strip_punctuation(fold(text))[0] if self.bare else fold(text)

    def _text(self, block: IndexBlock) -> str:
        return self._searched(block.text)

    def _printed(self, block: IndexBlock, places: Spans) -> Spans:
        """Places in the text as it is searched as spans of the text as it is printed."""
        if not self.bare:
            return places
        printed = strip_punctuation(fold(block.text))[1]
        return {(printed[start], printed[end - 1] + 1) for start, end in places}


def _near(one: Span, other: Span, distance: int) -> bool:
    """Whether at most so many characters stand between two places, which do not overlap."""
    return 0 <= other[0] - one[1] <= distance or 0 <= one[0] - other[1] <= distance


def _asks_fields(node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return all(map(_asks_fields, parts))
        case Not(part):
            return _asks_fields(part)
    return isinstance(node, Field)


def _shows(node: Node) -> bool:
    match node:
        case And(parts) | Or(parts):
            return any(map(_shows, parts))
    return not isinstance(node, Not | Field)
