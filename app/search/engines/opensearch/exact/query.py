"""A query as the cluster takes it: which blocks match, and how often each of its words stands in them.

What the cluster cannot tell of a word is ``verified`` first: the documents in which it stands, by their
numbers, with how often. Then the query is exact, however it is ordered, counted and grouped afterwards.
"""

from collections.abc import Mapping
from functools import cached_property

from app.search.engines.local.exact.index_form import Matching
from app.search.engines.opensearch.cluster import Body
from app.search.engines.opensearch.exact.clauses import (
    NOTHING,
    Clauses,
    all_of,
    any_of,
    none_of,
    of_field,
)
from app.search.engines.opensearch.index.mapping import ARTICLE, BLOCK
from app.search.language.tree import (
    And,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Wording,
    alternatives,
    has_only_fields,
    required_fields,
    with_wordings,
    words,
)
from app.search.request import Scope

Verified = Mapping[Node, Mapping[int, int]]
"""Words that were looked at: how often each stands in which documents, by their numbers ``seq``."""

_FROM_LIST = "return params.times.get(doc['seq'].value.toString());"
WHOLE_NUMBERS = {"source": "return Math.rint(_score);"}
"""What makes a whole number of the sum of a phrase's scores."""


class Query:
    """One query over blocks; without ``verified`` it matches all that may match, and more."""

    def __init__(
        self, node: Node, matching: Matching, scope: Scope, verified: Verified | None = None
    ) -> None:
        self.clauses = Clauses(matching, node)
        self.node = self._unified(node)
        self.matching, self._verified = matching, verified or {}
        self.words = words(self.node)
        self.of_fields = has_only_fields(self.node)
        self.by_article = scope is Scope.ARTICLE or self.of_fields

    @cached_property
    def uncertain(self) -> tuple[Node, ...]:
        """The words, and what stands in the tree, of which only the texts can tell where they stand."""
        every = [*self.words, *(leaf for leaf in _leaves(self.node))]
        return tuple(word for word in dict.fromkeys(every) if not self.clauses.is_exact(word))

    def matching_blocks(self) -> Body:
        """Return what matches the blocks that are hits, before filters."""
        if not self.by_article:
            return self._unit(self.node)
        articles = {"has_parent": {"parent_type": ARTICLE, "query": self._unit(self.node)}}
        if self.of_fields:
            return all_of([articles, {"term": {"first": True}}])
        return all_of([articles, any_of(map(self._where, self.words))]) if self.words else articles

    def possible_blocks(self) -> Body:
        """Return what matches every block that is a hit, or whose article may be one for it."""
        if not self.by_article:
            return self._unit(self.node)
        return {"has_parent": {"parent_type": ARTICLE, "query": self._unit(self.node)}}

    def occurrences(self) -> Body:
        """Return what the occurrences of all words together are the score of, give or take rounding."""
        if self.of_fields:
            titles = {
                self.clauses.folded(Phrase(field.value))
                for field in required_fields(self.node)
                if field.name == "title"
            }
            found = any_of(self.clauses.phrase(form) for form in sorted(titles))
            return {"bool": {"must": [found], "filter": [{"term": {"type": "title"}}]}}
        return any_of(map(self.occurrences_of, self.words))

    def occurrences_of(self, word: Node) -> Body:
        """Return what the occurrences of a word are the score of, give or take rounding."""
        if self.clauses.is_exact(word):
            return self.clauses.occurrences(word)
        times = self._verified.get(word, {})
        script = {"source": _FROM_LIST, "params": {"times": {str(seq): n for seq, n in times.items()}}}
        return {"script_score": {"query": _numbered(times), "script": script}} if times else NOTHING

    def in_title(self, word: Node) -> Body:
        """Return what matches the articles whose title has a word."""
        if field := self.clauses.in_title(word):
            return field
        title = {"bool": {"filter": [{"term": {"type": "title"}}, self.occurrences_of(word)]}}
        return {"has_child": {"type": BLOCK, "query": title}}

    def terms(self) -> list[Node]:
        """Return what hits are ranked by."""
        return list(dict.fromkeys(term for word in self.words for term in alternatives(word)))

    def _unit(self, node: Node, least: bool = False) -> Body:
        """Return what matches the blocks, or articles, that are what a node asks for.

        What is uncertain matches wherever it may stand; ``least``: nowhere, for what is excluded.
        """
        match node:
            case And(parts):
                return all_of(self._unit(part, least) for part in parts)
            case Or(parts):
                return any_of(self._unit(part, least) for part in parts)
            case Not(part):
                return none_of(self._unit(part, not least))
            case Field(name, value):
                of_article = of_field(name, value)
                if self.by_article:
                    return of_article
                return {"has_parent": {"parent_type": ARTICLE, "query": of_article}}
        found = self._where(node, least)
        return {"has_child": {"type": BLOCK, "query": found}} if self.by_article else found

    def _where(self, word: Node, least: bool = False) -> Body:
        """Return what matches the blocks in which a word stands."""
        if self.clauses.is_exact(word):
            return self.clauses.leaf(word)
        if word in self._verified:
            return _numbered(self._verified[word])
        return NOTHING if least else self.clauses.leaf(word)

    def _unified(self, node: Node) -> Node:
        """Return a query in which wordings that are one to this search are one: 國 OR 国 is 國."""
        first: dict[object, Wording] = {}
        return with_wordings(node, lambda word: first.setdefault(self.clauses.key(word), word))


def _numbered(documents: Mapping[int, int]) -> Body:
    return {"terms": {"seq": sorted(documents)}} if documents else NOTHING


def _leaves(node: Node) -> list[Node]:
    """Return what of a tree stands in texts, each as it is asked for."""
    match node:
        case And(parts) | Or(parts):
            return [leaf for part in parts for leaf in _leaves(part)]
        case Not(part):
            return _leaves(part)
        case Field():
            return []
    return [node]
