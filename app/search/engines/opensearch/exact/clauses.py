"""Wordings and fields as clauses of the cluster's query language, and which of them it can tell exactly.

A clause of phrases matches exactly where they stand, and its score adds up to how often. Of all else a clause
matches at least where it stands: the texts are then looked at (``verify``).
"""

import re
from collections.abc import Iterable

from app.search.engines.local.exact.index_form import Matching, index_form
from app.search.engines.opensearch.cluster import Body
from app.search.language.tree import (
    Near,
    Node,
    NotWithin,
    Or,
    Pattern,
    Phrase,
    Wording,
    alternatives,
    wordings,
)
from app.search.request import Filter

NOTHING: Body = {"match_none": {}}
EVERYTHING: Body = {"match_all": {}}
_MOST_TERMS = 400
"""Characters of phrases in one request; a node refuses more than 1,024 terms, and some are sent twice."""
_DATE = re.compile(r"\d+")


class Clauses:
    """The clauses of one query, as it compares wordings with texts."""

    def __init__(self, matching: Matching, node: Node) -> None:
        self.matching = matching
        self._field = "bare" if matching.bare else "plain"
        self._longest = max(8, _MOST_TERMS // max(1, sum(1 for _ in wordings(node))))

    def is_exact(self, word: Node) -> bool:
        """Say whether the cluster can tell by itself where a word stands and how often."""
        if isinstance(word, Or):
            return all(map(self.is_exact, alternatives(word)))
        strict = self.matching.strict
        return isinstance(word, Phrase) and not strict and len(self.form(word)) <= self._longest

    def form(self, wording: Wording) -> str:
        """Return a wording as it is indexed."""
        return index_form(wording, self.matching).text

    def key(self, wording: Wording) -> object:
        """Return the same for wordings that are compared alike."""
        return index_form(wording, self.matching)

    def folded(self, wording: Wording) -> str:
        """Return a wording as it is indexed, in whatever form it is typed."""
        return index_form(wording, Matching(self.matching.bare)).text

    def leaf(self, word: Node) -> Body:
        """Return what matches wherever a word stands; where it is exact, nowhere else."""
        match word:
            case Phrase():
                return self.phrase(self.form(word)[: self._longest])
            case Pattern():
                pieces = [piece[: self._longest] for piece in self.form(word).split("\0") if piece]
                return all_of(map(self.phrase, pieces))
            case Or(parts):
                return any_of(map(self.leaf, parts))
            case NotWithin(part):
                return self.leaf(part)
            case Near():
                return self._near(word)
        raise TypeError(word)

    def occurrences(self, word: Node) -> Body:
        """Return what an exact word's occurrences are the score of, give or take rounding."""
        forms = dict.fromkeys(self.form(part) for part in alternatives(word) if isinstance(part, Phrase))
        # Wherever a longer one stands, the shorter one in it is the occurrence.
        shortest = [
            form for form in forms if form and not any(one and one != form and one in form for one in forms)
        ]
        return any_of(map(self.phrase, shortest))

    def in_title(self, word: Node) -> Body | None:
        """Return what matches the articles whose title has a word; None where only its block can tell."""
        if not isinstance(word, Phrase) or not self.is_exact(word) or self.matching.bare:
            return None
        return of_field("title", word.text) if self.form(word) else NOTHING

    def phrase(self, form: str) -> Body:
        """Return what matches where an indexed text has these characters; the score is how often."""
        if not form or any("\ud800" <= char <= "\udfff" for char in form):
            return NOTHING
        if len(form) == 1:
            return {"term": {"plain.one": {"value": form}}}
        return {"match_phrase": {self._field: {"query": form, "boost": 1 / (len(form) - 1)}}}

    def _near(self, node: Near) -> Body:
        sides = [self._interval(side) for side in (node.left, node.right)]
        if not all(sides):
            return all_of([self.leaf(node.left), self.leaf(node.right)])
        # Between the pairs of two neighbours stands one more, that of the last and the first character.
        near = {"max_gaps": node.distance + 1, "intervals": sides}
        return {"intervals": {self._field: {"all_of": near}}}

    def _interval(self, side: Node) -> Body | None:
        """Return a side of NEAR as intervals of pairs of characters; None where they say too little."""
        forms = [self.form(part) for part in alternatives(side) if isinstance(part, Phrase)]
        short = any(not 2 <= len(form) <= self._longest for form in forms)
        if short or len(forms) < len(alternatives(side)):
            return None
        found = [{"match": {"query": form, "max_gaps": 0, "ordered": True}} for form in forms]
        return found[0] if len(found) == 1 else {"any_of": {"intervals": found}}


def all_of(clauses: Iterable[Body]) -> Body:
    """Return what matches where all clauses do."""
    found = list(clauses)
    return found[0] if len(found) == 1 else {"bool": {"filter": found}} if found else EVERYTHING


def any_of(clauses: Iterable[Body]) -> Body:
    """Return what matches where any clause does; its score is the sum of theirs."""
    found = list(clauses)
    if len(found) == 1:
        return found[0]
    return {"bool": {"should": found, "minimum_should_match": 1}} if found else NOTHING


def none_of(clause: Body) -> Body:
    """Return what matches where a clause does not."""
    return {"bool": {"must_not": [clause]}}


def of_field(name: str, value: str) -> Body:
    """Return what matches the articles whose field contains a value; of dates the beginning or a range."""
    wanted = index_form(Phrase(value)).text
    if name == "date":
        return _of_date(wanted)
    field = f"field_{name}"
    if not wanted:
        return {"exists": {"field": field}}
    if any("\ud800" <= char <= "\udfff" for char in wanted):
        return NOTHING
    if len(wanted) == 1:
        return {"term": {f"{field}.one": wanted}}
    return {"match_phrase": {field: wanted}}


def of_filters(filters: Iterable[Filter]) -> list[Body]:
    """Return what matches what passes filters: one value of each name."""
    values: dict[str, list[str]] = {}
    for each in filters:
        values.setdefault(each.name, []).append(each.value)
    return [{"terms": {f"facet_{name}": wanted}} for name, wanted in values.items()]


def only_page(filters: Iterable[Filter]) -> str:
    """Return the only page in which what passes filters can be; empty where there may be others."""
    pages = {each.value for each in filters if each.name == "page"}
    return pages.pop() if len(pages) == 1 else ""


def _of_date(value: str) -> Body:
    """Return what matches dates for ``2024``, ``2024-03``, ``2024年3月5日`` or ``2024-01..2024-03``."""
    first, dots, last = value.partition("..")
    low, high = _plain_date(first), _plain_date(last)
    if not dots:
        return {"prefix": {"field_date": low}} if low else {"exists": {"field": "field_date"}}
    bounds = {"gte": low} | ({"lte": high + "\uffff"} if high else {})
    return {"range": {"field_date": bounds}}


def _plain_date(written: str) -> str:
    """Return a date or its beginning as ISO 8601; other text stays, and no date begins with it."""
    parts = _DATE.findall(written)
    if not parts or len(parts) > 3:
        return written.strip()
    return "-".join([parts[0], *(part.zfill(2) for part in parts[1:])])
