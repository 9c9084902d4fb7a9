"""Where a draft says that a quotation stands: a title in 《》, or who says it; and whether that is so.

Only what the library has is known to be wrong: of a title or an author that it has not, nothing is said.
"""

import re
from collections.abc import Iterator, Mapping

from app.analysis.quotes.report import QuoteWarning, WarningKind
from app.library.snapshot import Snapshot
from app.search.language.tree import Field
from app.search.request import SearchRequest
from app.store.rows import StoredArticle
from app.text import close_up, fold, strip_punctuation

_TITLE = re.compile(r"[《〈]([^《》〈〉]{2,80})[》〉]")
_SAYS = re.compile(
    r"([\u3400-\u9fff·]{2,12})(?:指出|强调|提出|认为|写道|表示|撰文|提到|说|称)[^《》“”]{0,12}[:：，,]?\s*$"
)
_NAME = range(4, 1, -1)
"""Characters of a name, the longest first."""


class Sources:
    """The sources that a draft names, as far as the library has them."""

    def __init__(self, snapshot: Snapshot, articles: Mapping[str, StoredArticle]) -> None:
        self._snapshot, self._articles = snapshot, articles
        self._known: dict[str, bool] = {}
        self._names: dict[str, str] = {}

    def named(self, lead: str) -> frozenset[str]:
        """Return the articles, of those that were found, that are what a draft names before a quotation."""
        title, author = _last_title(lead), self._author(lead)
        return frozenset(
            name
            for name, each in self._articles.items()
            if (title and _is_titled(each, title)) or (author and author in each.authors)
        )

    def warnings(self, lead: str, article: StoredArticle) -> Iterator[QuoteWarning]:
        """Yield a warning where the library has the source that is named, and the quotation is not there."""
        title, author = _last_title(lead), self._author(lead)
        if title and not _is_titled(article, title) and self._has_title(title):
            yield QuoteWarning(WarningKind.SOURCE, f"《{title}》", f"《{article.label}》")
        elif author and author not in article.authors:
            names = "、".join(article.authors) or f"《{article.label}》"
            yield QuoteWarning(WarningKind.SOURCE, author, names)

    def _has_title(self, title: str) -> bool:
        """Say whether the library has an article with this in its title."""
        if title not in self._known:
            field = Field("title", close_up(fold(title)))
            found = self._snapshot.search(SearchRequest(title, field, limit=1, facet_limit=0))
            self._known[title] = bool(found.counts.articles)
        return self._known[title]

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


def _last_title(lead: str) -> str:
    found: list[str] = _TITLE.findall(lead)
    return found[-1] if found else ""


def _is_titled(article: StoredArticle, title: str) -> bool:
    """Say whether a title, which may be short for it or longer, is an article's."""
    own, named = (strip_punctuation(fold(text))[0] for text in (article.title or article.opening, title))
    return bool(own) and (named in own or own in named)
