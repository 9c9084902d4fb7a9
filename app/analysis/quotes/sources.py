"""Where a draft says that a quotation stands, and whether that is so.

A title or a newspaper in 《》, an article of a law, or who says it.

Only what the library has is known to be wrong: of a title or an author that it has not, nothing is said.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from app.analysis.quotes.clauses import Clause, clauses_of, last_clause
from app.analysis.quotes.draft import Quotation
from app.analysis.quotes.report import QuoteWarning, WarningKind
from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.language.tree import Field
from app.search.request import Group, SearchRequest
from app.store.rows import StoredArticle, TextBlock
from app.text import close_up, fold, strip_punctuation

_TITLE = re.compile(r"[《〈]([^《》〈〉]{2,80})[》〉]")
_DATE = re.compile(r"\s*(\d{4})年(\d{1,2})月(\d{1,2})日")
_SAYS = re.compile(
    r"([\u3400-\u9fff·]{2,12})(?:指出|强调|提出|认为|写道|表示|撰文|提到|说|称)[^《》“”]{0,12}[:：，,]?\s*$"
)
_NAME = range(4, 1, -1)
"""Characters of a name, the longest first."""
_TITLED = 20
"""Articles of one title, at most, that are looked into."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a draft names as the source of a quotation, as far as the library has it; else empty."""

    title: str = ""
    newspaper: str = ""
    date: str = ""
    author: str = ""
    clause: Clause | None = None
    pages: tuple[str, ...] = ()
    """The pages of the articles of that title."""

    def is_of(self, article: StoredArticle) -> bool:
        """Say whether an article is what is named."""
        if self.title:
            return _is_titled(article, self.title)
        if self.newspaper:
            return article.newspaper == self.newspaper and self.date in ("", article.date)
        return bool(self.author) and self.author in article.authors


class Sources:
    """The sources that a draft names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._titles: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, str] = {}
        self._clauses: dict[str, dict[str, Clause]] = {}

    def named(self, quotation: Quotation) -> Named:
        """Return what is named after a quotation, in brackets, or before it."""
        for text in (quotation.tail, quotation.lead):
            if found := list(_TITLE.finditer(text)):
                return self._titled(found[-1][1], text[found[-1].end() :])
        clause = last_clause(quotation.lead)
        return Named(author=self._author(quotation.lead), clause=clause)

    def _titled(self, title: str, rest: str) -> Named:
        if title in self._newspapers:
            dated = _DATE.match(rest)
            date = "-".join(part.zfill(2) for part in dated.groups()) if dated else ""
            return Named(newspaper=title, date=date)
        pages = self._pages(title)
        return Named(title, clause=last_clause(rest), pages=pages) if pages else Named()

    def clause_of(self, block: TextBlock) -> Clause | None:
        """Return the article of a law that a block is of; None where it is of none."""
        if block.article not in self._clauses:
            self._clauses[block.article] = clauses_of(self._snapshot.article(block.article).blocks)
        return self._clauses[block.article].get(block.id)

    def is_at(self, clause: Clause | None, block: TextBlock) -> bool:
        """Say whether a block is of an article of a law, if one is named and the block is of any."""
        own = self.clause_of(block) if clause else None
        return own is None or clause is None or clause.has(own)

    def warnings(self, named: Named, article: StoredArticle, block: TextBlock) -> Iterator[QuoteWarning]:
        """Yield a warning where the library has the source that is named, and the quotation is not there."""
        clause = self.clause_of(block) if named.clause else None
        there = f"《{article.label}》" + (clause.label if clause else "")
        asked = named.clause.label if named.clause else ""
        if named.title and (not named.is_of(article) or not self.is_at(named.clause, block)):
            yield QuoteWarning(WarningKind.SOURCE, f"《{named.title}》{asked}", there)
        elif named.newspaper and article.newspaper and not named.is_of(article):
            own = f"《{article.newspaper}》{article.date or ''}"
            yield QuoteWarning(WarningKind.SOURCE, f"《{named.newspaper}》{named.date}", own)
        elif named.author and not named.is_of(article):
            names = "、".join(article.authors) or f"《{article.label}》"
            yield QuoteWarning(WarningKind.SOURCE, named.author, names)
        elif named.clause and not named.title and not self.is_at(named.clause, block):
            yield QuoteWarning(WarningKind.SOURCE, asked, there)

    @cached_property
    def _newspapers(self) -> frozenset[str]:
        return frozenset(value for value, _ in self._snapshot.filter_values("newspaper"))

    def _pages(self, title: str) -> tuple[str, ...]:
        """Return the pages of the articles that have this in their title."""
        if title not in self._titles:
            field = Field("title", close_up(fold(title)))
            request = SearchRequest(title, field, group=Group.ARTICLE, limit=_TITLED, facet_limit=0)
            groups = self._snapshot.search(request).groups
            self._titles[title] = tuple(dict.fromkeys(each.article.page for each in groups))
        return self._titles[title]

    def _author(self, lead: str) -> str:
        """Return the author of the library who is said to say it; empty where there is none."""
        said = _SAYS.search(lead)
        if said is None:
            return ""
        run = re.sub(
            "(?:同志|教授|研究员|强调|先生|女士|在文章中|在文中|曾|还|也|则|又|进一步|明确)+$", "", said[1]
        )
        if run not in self._names:
            ends = [run[-length:] for length in _NAME if len(run) >= length]
            there = self._snapshot.tallies_of("author", ends)
            self._names[run] = next((name for name in ends if name in there), "")
        return self._names[run]


def _is_titled(article: StoredArticle, title: str) -> bool:
    """Say whether a title, which may be short for it or longer, is an article's."""
    own, named = (strip_punctuation(fold(text))[0] for text in (article.title or article.opening, title))
    return bool(own) and (named in own or own in named)
