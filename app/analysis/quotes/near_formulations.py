"""Tell which wordings of a draft are nearly, and not quite, a formulation of the library.

A stretch is told where it differs from a formulation in one place (``approximate.py``), is rare where that
is frequent, and where what both have in common says that the formulation was meant. Ordinary prose shares
words with formulations by chance, so that each kind of difference needs evidence of its own: see
``docs/research.md``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from app.analysis.formulations.catalogue import Catalogue, catalogue_of
from app.analysis.formulations.wordings import Wordings
from app.analysis.quotes.approximate import Lexicon, Near
from app.analysis.quotes.comparison.difference import compare
from app.analysis.quotes.near_evidence import (
    AROUND,
    PARTED,
    RARER,
    Candidate,
    can_be_meant,
    is_meant,
)
from app.analysis.quotes.report import NearFormulation
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation
from app.search.results import Span
from app.text import fold, is_punctuation
from app.words.words import located_words

_PASSED = frozenset("“”‘’「」『』《》〈〉、·\"' \u3000")
"""Marks that do not part a wording; any other ends it."""
_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"))


class _Known:
    """The formulations of a generation as they are looked for in drafts, by the numbers of their wordings."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._all, (self.wordings, self._numbers) = catalogue.all, catalogue.bare
        self.lexicon = Lexicon(self.wordings)

    def formulation(self, found: Candidate) -> Formulation:
        """Return the one that a stretch may have been meant to be."""
        return self._all[int(self._numbers[found.near.number])]

    def occurrences(self, found: Candidate) -> int:
        """Return how often that occurs."""
        return int(self._all.occurrences[self._numbers[found.near.number]])


def find_near_formulations(snapshot: Snapshot, text: str) -> tuple[NearFormulation, ...]:
    """Return the wordings of a draft that are nearly a formulation, in the order of their first places."""
    known = snapshot.once(_Known, lambda: _Known(catalogue_of(snapshot)))
    draft = _Draft(text)
    near, same = known.lexicon.find(draft.bare)
    if not near:
        return ()
    candidates = list(draft.candidates(near, known.wordings, same))
    own = _counts(snapshot, (each.text for each in candidates))
    rare = [each for each in candidates if own[each.text] * RARER <= known.occurrences(each)]
    counts = _counts(snapshot, (part for each in rare for part in each.asked()))
    told = []
    for each in rare:
        each.counts = {part: counts[part] for part in each.asked()}
        if is_meant(each, known.occurrences(each), snapshot.generation.characters):
            told.append(each)
    return tuple(_gathered(draft, _apart(told, known), known))


def _counts(snapshot: Snapshot, texts: Iterable[str]) -> dict[str, int]:
    """Return how often each of some texts occurs, punctuation aside."""
    asked = list(dict.fromkeys(texts))
    return dict(zip(asked, snapshot.frequencies(asked), strict=True))


class _Draft:
    """A draft without punctuation; where a mark ends a wording stands a line break."""

    def __init__(self, text: str) -> None:
        self.text, folded = text, fold(text)
        kept = [
            (at, char if not is_punctuation(char) else PARTED)
            for at, char in enumerate(folded)
            if not is_punctuation(char) or text[at] not in _PASSED
        ]
        self.bare = "".join(char for _, char in kept)
        self._places = [at for at, _ in kept]
        self._folded = folded

    def candidates(
        self, near: Iterable[Near], wordings: Wordings, same: Iterable[Span]
    ) -> Iterator[Candidate]:
        """Yield the stretches that can be told: of whole words, and not inside of a formulation.

        ``same`` are the stretches that are formulations as they are.
        """
        borders, themselves = self._borders(), set(same)
        covered = {at for span in themselves for at in range(*span)}
        words: dict[str, frozenset[int]] = {}
        for each in near:
            (start, end), wording = each.span, wordings[each.number]
            found = Candidate(each.span, self.bare[start:end], self._around(each.span), wording, each)
            changed = range(start + each.left, max(end - each.right, start + each.left + 1))
            if (each.left and start not in borders) or (each.right and end not in borders):
                continue
            if found.span in themselves or not covered.isdisjoint(changed):
                continue
            own = words.get(wording) or words.setdefault(wording, _borders_of(wording))
            size = len(wording)
            before = max(at for at in range(each.left + 1) if at in own)
            after = max(at for at in range(each.right + 1) if size - at in own)
            found.before, found.after = wording[:before], wording[size - after :]
            inner = [at for at in range(start + before, end - after + 1) if at in borders]
            cut = ((a, z) for a, z in pairwise(inner) if a < changed.stop and changed.start < z)
            found.words = tuple(self.bare[a:z] for a, z in cut)
            if can_be_meant(found):
                yield found

    def _around(self, span: Span) -> str:
        """Return a stretch with what stands beside it in its sentence."""
        start, end = span
        before = self.bare[max(0, start - AROUND) : start].rpartition(PARTED)[2]
        after = self.bare[end : end + AROUND].partition(PARTED)[0]
        return before + self.bare[start:end] + after

    def _borders(self) -> set[int]:
        """Return the places without punctuation at which words begin or end."""
        edges = {edge for at, word in located_words(self._folded) for edge in (at, at + len(word))}
        found = {0, len(self._places)}
        for at, place in enumerate(self._places):
            before = self._places[at - 1] + 1 if at else 0
            if place in edges or before in edges or before != place:
                found.add(at)
        return found

    def printed(self, span: Span) -> Span:
        """Return where a stretch stands in the draft as it is, with the marks that belong to those in it."""
        start, end = self._places[span[0]], self._places[span[1] - 1] + 1
        for opening, closing in _PAIRS:
            inside = self.text[start:end]
            missing = inside.count(opening) - inside.count(closing)
            end += missing > 0 and self.text[end : end + 1] == closing
            start -= missing < 0 and start > 0 and self.text[start - 1] == opening
        return start, end


def _borders_of(wording: str) -> frozenset[int]:
    words = ((at, at + len(word)) for at, word in located_words(wording))
    return frozenset({0, len(wording)}.union(*words))


def _apart(told: Sequence[Candidate], known: _Known) -> list[Candidate]:
    """Return what does not overlap: of two that do the one with more in common, or the more frequent one."""
    kept: list[Candidate] = []
    taken: set[int] = set()

    def worth(each: Candidate) -> tuple[int, int, int]:
        ours, theirs = each.change
        return len(ours + theirs), -len(each.wording), -known.occurrences(each)

    for each in sorted(told, key=worth):
        if taken.isdisjoint(range(*each.span)):
            taken.update(range(*each.span))
            kept.append(each)
    return sorted(kept, key=lambda each: each.span)


def _gathered(draft: _Draft, told: Iterable[Candidate], known: _Known) -> Iterator[NearFormulation]:
    """Yield each wording once, with all of its places."""
    places: dict[tuple[str, str], list[Candidate]] = {}
    for each in told:
        places.setdefault((each.text, each.wording), []).append(each)
    for (text, _), own in places.items():
        spans = tuple(draft.printed(each.span) for each in own)
        printed, formulation = draft.text[slice(*spans[0])], known.formulation(own[0])
        yield NearFormulation(
            printed, spans, formulation, compare(printed, formulation.text), own[0].counts[text]
        )
