"""Gather what is known of one formulation: its definition, variants, uses, neighbours, passages."""

import re

from app.analysis.distribution import Distribution, Division, Nested, distribute
from app.analysis.formulations.catalogue import Catalogue
from app.frozen import dataclass
from app.library.hits import ArticleHits, ExactHits
from app.library.queries import Query, parse_query
from app.library.snapshot import Snapshot
from app.search.concordance import Neighbours
from app.search.formulations import Formulation
from app.search.language.tree import Phrase
from app.search.language.unparse import quote_phrase
from app.search.request import Group, SearchRequest, Sort
from app.search.results import Span
from app.store.rows import StoredArticle, TextBlock

DEFINING = (
    "%s的内涵是",
    "%s的本质是",
    "%s的实质是",
    "%s的核心是",
    "%s的含义是",
    "%s是指",
    "所谓%s",
    "%s就是",
    "%s是",
)
"""Beginnings of sentences that define, punctuation aside; the first that is found counts."""
LOOKED_AT = 40
"""Passages of each beginning that are looked at."""
NEAR, PASSAGES, BESIDE = 6, 8, 20
_OPENING = " \u3000“‘「『"
_SAID = re.compile(r"(?:指出|强调|认为|表示|提出|[：:])[，,：:]?[“‘「『]?$")
_SENTENCE = re.compile(r"[^。！？；!?;]+[。！？；!?;]?[”’」』）]*")


@dataclass(frozen=True, slots=True)
class Definition:
    """The sentence that defines a formulation, and the span in it of the words that do so."""

    block: TextBlock
    article: StoredArticle
    sentence: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dossier:
    """One formulation; of one that does not occur there are no uses and no neighbours."""

    text: str
    query: Query
    found: ExactHits
    """The counts, facets, and first passages in page order."""
    definition: Definition | None
    variants: tuple[Formulation, ...]
    near: tuple[Formulation, ...]
    uses: Distribution | None
    neighbours: Neighbours | None

    @property
    def passages(self) -> tuple[ArticleHits, ...]:
        """The first passages, grouped by article."""
        return self.found.groups


def open_dossier(snapshot: Snapshot, catalogue: Catalogue, text: str) -> Dossier:
    """Return the dossier of a wording, whether it is a formulation or not."""
    query = parse_query(quote_phrase(text), sort=Sort.PAGE, limit=PASSAGES)
    found = snapshot.search(query.request)
    occurs = bool(found.counts.paragraphs)
    return Dossier(
        text,
        query,
        found,
        find_definition(snapshot, text) if occurs else None,
        tuple(catalogue.containing(text)),
        tuple(catalogue.near(text, NEAR)),
        distribute(snapshot, [query], Division.ARTICLE, Nested.ALL) if occurs else None,
        snapshot.neighbours(query.request, BESIDE) if occurs else None,
    )


def find_definition(snapshot: Snapshot, text: str) -> Definition | None:
    """Return the first sentence, in page order, that begins as definitions do; None if there is none."""
    for pattern in DEFINING:
        wanted = pattern % text
        asked = SearchRequest(
            wanted,
            Phrase(wanted),
            ignore_punctuation=True,
            sort=Sort.PAGE,
            limit=LOOKED_AT,
            facet_limit=0,
            group=Group.PARAGRAPH,
        )
        for group in snapshot.search(asked).groups:
            for hit in group.hits:
                for place in hit.places:
                    if found := _sentence(hit.block.text, place):
                        sentence, start = found
                        span = (0, place[1] - start)
                        return Definition(hit.block, group.article, sentence, span)
    return None


def _sentence(text: str, place: Span) -> tuple[str, int] | None:
    """Return the sentence that begins with a place, and where; None if the place is within one.

    What is said or quoted begins a sentence of its own: 习近平总书记强调，新质生产力是…
    """
    for sentence in _SENTENCE.finditer(text):
        if sentence.start() <= place[0] and place[1] <= sentence.end():
            before = text[sentence.start() : place[0]]
            if not before.strip(_OPENING) or _SAID.search(before):
                return text[place[0] : sentence.end()].strip(), place[0]
    return None
