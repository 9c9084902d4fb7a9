"""The source of a page beside what it became, line by line, so that anyone sees that nothing was dropped.

1 claims: every block, part and unused stretch names its source lines
2 rows: neighbouring lines that the same claims share stand in one row
3 items: a claim is shown whole in the row where it begins, and as a reference in its other rows
"""

from collections.abc import Iterator
from itertools import groupby

from app.article import Lines
from app.frozen import dataclass
from app.library.contents import FullArticle, FullPage
from app.messages import Message
from app.store.rows import StoredBlock
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.labels import block_label, flag_label, role_label
from app.web.library.views import SourceItem, SourceLine, SourceRow

LINES_SHOWN = 1200
"""Lines of a source on one page; a newspaper page has a few hundred."""
LINE_SHOWN = 4000
"""Characters of a line that are shown; the whole line stands in the plain source."""
SURE = 0.995


@dataclass(frozen=True, slots=True)
class Claim:
    """A block, part or unused stretch with the source lines that it claims."""

    lines: Lines
    item: SourceItem
    article: FullArticle | None = None
    begins: bool = False
    """The first claim of its article."""

    def is_of(self, some_id: str) -> bool:
        """Say whether it is the block, or belongs to the article, with this id."""
        own = self.article.article.id if self.article else ""
        return some_id in (own, self.item.anchor.removeprefix("b-"))


class SourcePresenter:
    """One page, prepared once; ``rows`` gives a window of it."""

    def __init__(self, viewer: Viewer, page: FullPage) -> None:
        self.viewer, self.page = viewer, page
        self.lines = page.source.text.split("\n")
        self.claims = [*self._article_claims(), *self._unused_claims()]
        self._owners = self._claims_by_line()
        self._begins = self._lines_of_articles()

    def line_of_block(self, block_id: str) -> int:
        """Return the line where a block begins, 1 if there is no such block."""
        anchor = f"b-{block_id}"
        return next((c.lines[0][0] for c in self.claims if c.lines and c.item.anchor == anchor), 1)

    def line_of_article(self, article_id: str) -> int:
        """Return the line where an article begins, 1 if there is no such article."""
        return self._begins.get(article_id, 1)

    def _lines_of_articles(self) -> dict[str, int]:
        """Return the line where each article begins, by id."""
        found: dict[str, int] = {}
        for claim in self.claims:
            if claim.lines and claim.article:
                own, line = claim.article.article.id, claim.lines[0][0]
                found[own] = min(line, found.get(own, line))
        return found

    def rows(self, first: int, marked: str = "") -> tuple[SourceRow, ...]:
        """Return the rows from line ``first``; those of the block or article ``marked`` are set apart."""
        numbers = range(first, min(first + LINES_SHOWN, len(self.lines) + 1))
        runs = [(owners, list(some)) for owners, some in groupby(numbers, key=self._owners.__getitem__)]
        return tuple(self._row(list(owners), some, marked) for owners, some in runs)

    def _article_claims(self) -> Iterator[Claim]:
        for article in self.page.articles:
            parts = [
                (part.lines, SourceItem(role_label(part.role, self.viewer.words), part.text))
                for part in article.article.parts
            ]
            blocks = [(block.lines, self._block_item(article, block)) for block in article.blocks]
            claimed = sorted((each for each in [*parts, *blocks] if each[0]), key=lambda each: min(each[0]))
            for place, (lines, item) in enumerate(claimed):
                yield Claim(lines, item, article, begins=place == 0)

    def _block_item(self, article: FullArticle, block: StoredBlock) -> SourceItem:
        words = self.viewer.words
        notes = [flag_label(flag, words) for flag in block.flags]
        if block.confidence < SURE:
            notes.append(words.gettext("confidence %(n)s %%", n=round(block.confidence * 100)))
        return SourceItem(
            role=block_label(block, words),
            text=block.text,
            href=self.viewer.links.article(article.article.id, self._at(block), block.id),
            anchor=f"b-{block.id}",
            elsewhere=tuple(
                Link(words.gettext("continues at line %(n)s", n=start), f"#L{start}")
                for start, _ in block.lines[1:]
            ),
            notes=tuple(notes),
        )

    def _at(self, block: StoredBlock) -> list[tuple[str, str]]:
        """Return what leads to a block of a long article, which is shown in portions; a file is one page."""
        return [] if self.viewer.static else [("at", block.id)]

    def _unused_claims(self) -> Iterator[Claim]:
        for unused in self.page.source.unused:
            reason = self.viewer.words.message(Message(unused.reason))
            role = self.viewer.words.gettext("Not part of the text: %(reason)s", reason=reason)
            yield Claim(unused.lines, SourceItem(role, "", unused=True))

    def _claims_by_line(self) -> list[tuple[int, ...]]:
        """Return for every line (from 1) the claims on it; blank lines go with the line before them."""
        found: list[list[int]] = [[] for _ in range(len(self.lines) + 2)]
        for number, claim in enumerate(self.claims):
            for start, end in claim.lines:
                for line in range(max(1, start), min(end, len(self.lines)) + 1):
                    found[line].append(number)
        for line, text in enumerate(self.lines, 1):
            if not found[line] and not text.strip():
                found[line] = found[line - 1]
        return [tuple(owners) for owners in found]

    def _row(self, owners: list[int], numbers: list[int], marked: str) -> SourceRow:
        claims = [self.claims[number] for number in owners]
        begins = next(
            (claim.article for claim in claims if claim.begins and min(claim.lines)[0] in numbers), None
        )
        return SourceRow(
            anchor=f"r{numbers[0]}",
            lines=tuple(self._line(number) for number in numbers),
            items=tuple(self._item(claim, numbers) for claim in claims) or self._unclaimed(numbers),
            marked=bool(marked) and any(claim.is_of(marked) for claim in claims),
            article=self._article_link(begins) if begins else None,
        )

    def _line(self, number: int) -> SourceLine:
        line = self.lines[number - 1]
        return SourceLine(number, self._shown(line), blank=not line.strip())

    def _shown(self, line: str) -> str:
        if len(line) <= LINE_SHOWN:
            return line
        rest = self.viewer.words.ngettext(
            "… %(n)s more character", "… %(n)s more characters", len(line) - LINE_SHOWN
        )
        return line[:LINE_SHOWN] + rest

    def _item(self, claim: Claim, numbers: list[int]) -> SourceItem:
        """Return the claim whole where it begins, a reference elsewhere."""
        first = claim.lines[0][0]
        if first in numbers or not claim.item.text:
            return claim.item
        words = self.viewer.words
        back = Link(words.gettext("see line %(n)s", n=first), f"#L{first}")
        return SourceItem(claim.item.role, "", claim.item.href, elsewhere=(back,))

    def _unclaimed(self, numbers: list[int]) -> tuple[SourceItem, ...]:
        if not any(self.lines[number - 1].strip() for number in numbers):
            return ()
        return (SourceItem(self.viewer.words.gettext("Not accounted for"), "", unused=True),)

    def _article_link(self, article: FullArticle) -> Link:
        stored = article.article
        return Link(stored.label, self.viewer.links.article(stored.id), title=f"a-{stored.id}")
