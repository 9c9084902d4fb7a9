"""Assign titles to texts: the best assignment over the whole page.

Each title goes to one text and each text takes one title: the words a title shares with a text weigh against
the place where it stands. Display lines that may as well be headings compete with them, and the neighbours
of a run of display lines are taken for one title or for several, whichever gives the better whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.frozen import dataclass
from app.ingest.articles.bodies import runs_text
from app.ingest.articles.page_items import ELSEWHERE, RIGHT_BEFORE, Item, position_score
from app.ingest.articles.text_similarity import BigramModel, best_assignment, bigram_coverage
from app.ingest.articles.title_candidates import (
    REST_OF_LINE,
    DisplayRun,
    TitleCandidate,
    is_unfinished,
    line_break_log_odds,
    merge_candidates,
    title_candidates,
)
from app.ingest.articles.title_or_heading import title_log_odds
from app.ingest.columns.elements import Element
from app.ingest.lines.width import width

# What the words of a title weigh.
_WORDS = 3.5
# A title nobody takes, and one cut in two, must be worth it.
_UNMATCHED, _TITLED = -6.0, 2.5
_CUT_APART, _CUT_IN_TWO, _CUT_REST, _CUT_WRONG, _CUT_AND_AWAY = -1.5, -4.5, -6.0, -8.0, -1.0
# Two lines whose words are each of one text and of that alone; so much of a title stands in its text.
_EACH_ITS_OWN, _SHARED, _TWO_LINES = 2.0, 0.2, 2
# Where blank lines are few, one tells.
_BLANK, _TELLING_BLANKS = 2.0, 0.2
# What may be a heading where it stands is seldom the title of a text elsewhere.
_DOUBT_AWAY = -1.0
_MOST_LINES = 12
# What goes on over so many lines holds no titles.
_NO_TITLES = 60
# Cuts times items; where there are more of them than on any page in print, no title is cut.
_MOST_TRIALS = 240


@dataclass(frozen=True, slots=True)
class RunSplit:
    """A run cut into titles, each of lines. The last of an uncertain run may be a heading."""

    run: DisplayRun
    titles: tuple[tuple[TitleCandidate, ...], ...]

    @property
    def certain(self) -> tuple[tuple[TitleCandidate, ...], ...]:
        """Return the titles that are no headings."""
        return self.titles[:-1] if self.run.uncertain else self.titles

    @property
    def uncertain(self) -> tuple[TitleCandidate, ...]:
        """Return the title that may be a heading where it stands, or nothing."""
        return self.titles[-1] if self.run.uncertain else ()


@dataclass(frozen=True, slots=True)
class TitleAssignment:
    """The titles of a page with the items that take them, and the log-odds of the whole."""

    log_odds: float
    certain: tuple[tuple[TitleCandidate, int | None], ...]
    """Certain titles, each with the number of its item."""
    uncertain: tuple[tuple[TitleCandidate, int | None], ...]
    """Titles that may be headings where they stand, each with the number of its item."""

    titled_items: int
    """Number of items that have a title that is certain, or stands right before them."""
    splits: tuple[RunSplit, ...]
    """The runs as they were cut."""

    @property
    def incomplete(self) -> bool:
        """Return whether another text might have a title: one lost or fused, or one taken for a heading."""
        lost = any(target is None for _, target in (*self.certain, *self.uncertain))
        return lost or any(len(title.lines) > 1 for title, _ in self.certain)


class _Page:
    """The elements and items of a page, with remembered scores of titles."""

    def __init__(self, elements: Sequence[Element], items: Sequence[Item], bigrams: BigramModel) -> None:
        self.elements, self.items, self.bigrams = elements, items, bigrams
        self.texts = [runs_text(elements, item.parts) for item in items]
        self.known: dict[tuple[int, int], list[float]] = {}
        lines = [line for element in elements for line in element.lines]
        self.few_blanks = sum(line.blank_before for line in lines) < _TELLING_BLANKS * len(lines)

    def fits(self, title: str) -> list[float]:
        """Return for each item the log-odds from the words of a title."""
        return [self.bigrams.title_log_odds(title, body) for body in self.texts]

    def places(self, title: TitleCandidate) -> list[float]:
        """Return for each item the log-odds from the place of a title."""
        where = title.position, title.end
        if where not in self.known:
            self.known[where] = [position_score(self.elements, title, item) for item in self.items]
        return self.known[where]


def assign_titles(
    elements: Sequence[Element],
    items: Sequence[Item],
    runs: Sequence[DisplayRun],
    bigrams: BigramModel,
    start: Sequence[RunSplit] = (),
) -> TitleAssignment:
    """Return the best assignment of titles to these items; the first runs may `start` out cut."""
    page = _Page(elements, items, bigrams)
    cut = [*start, *(RunSplit(run, (tuple(title_candidates(run)),)) for run in runs[len(start) :])]
    best = _assigned(page, cut)
    while len(more := list(_cuts(best.splits))) * len(items) <= _MOST_TRIALS:
        better = max(
            (_assigned(page, trial) for trial in more), key=lambda trial: trial.log_odds, default=best
        )
        if better.log_odds <= best.log_odds:
            break
        best = better
    return best


def _cuts(runs: Sequence[RunSplit]) -> Iterator[list[RunSplit]]:
    """Yield every way to cut one title of one run in two."""
    for index, run in enumerate(runs):
        for number, title in enumerate(run.titles):
            if len(title) > _NO_TITLES:
                continue
            for middle in range(1, min(len(title), _MOST_LINES)):
                halves = (*run.titles[:number], title[:middle], title[middle:], *run.titles[number + 1 :])
                yield [*runs[:index], replace(run, titles=halves), *runs[index + 1 :]]


def _assigned(page: _Page, runs: Sequence[RunSplit]) -> TitleAssignment:
    titles = [merge_candidates(title) for run in runs for title in run.certain]
    uncertain = [(run.run, merge_candidates(run.uncertain)) for run in runs if run.uncertain]
    scores = [
        [
            _WORDS * fit + at + _TITLED - _UNMATCHED
            for fit, at in zip(
                page.fits(title.text + (title.subtitle or "")), page.places(title), strict=True
            )
        ]
        for title in titles
    ]
    scores += _as_titles(page, uncertain, len(titles))
    given = best_assignment(scores)
    certain = tuple(zip(titles, given, strict=False))
    worth = _UNMATCHED * len(titles) + _cut_costs(page, runs, certain)
    worth += sum(scores[row][column] for row, column in enumerate(given) if column is not None)
    unsure = tuple(zip((title for _, title in uncertain), given[len(titles) :], strict=True))
    titled = sum(column is not None for _, column in certain)
    titled += sum(
        column is not None and page.places(title)[column] == RIGHT_BEFORE for title, column in unsure
    )
    return TitleAssignment(worth, certain, unsure, titled, tuple(runs))


def _as_titles(
    page: _Page, uncertain: Sequence[tuple[DisplayRun, TitleCandidate]], certain: int
) -> list[list[float]]:
    """Return for each uncertain title and item the log-odds that it is its title and no heading."""
    rows = []
    odds = title_log_odds(page.elements, page.items, uncertain, certain)
    for (_, title), chance in zip(uncertain, odds, strict=True):
        fits, places = page.fits(title.text), page.places(title)
        here = next((fit for fit, at in zip(fits, places, strict=True) if at == RIGHT_BEFORE), 0.0)
        rows.append(
            [
                chance + _WORDS * (fit - here) + at - RIGHT_BEFORE + (_DOUBT_AWAY if at == ELSEWHERE else 0.0)
                for fit, at in zip(fits, places, strict=True)
            ]
        )
    return rows


def _cut_costs(
    page: _Page, runs: Sequence[RunSplit], given: Sequence[tuple[TitleCandidate, int | None]]
) -> float:
    """Return the cost of runs being cut, and of pieces of them going to texts they do not stand beside."""
    cost = 0.0
    for run in runs:
        cost += sum(_cut_cost(before, title, page.few_blanks) for before, title in pairwise(run.titles))
    cost += sum(_own_words(page, above, below) for above, below in _cut_pairs(runs, given))
    alone = [len(run.titles) == 1 for run in runs for _ in run.certain]
    for single, (title, column) in zip(alone, given, strict=True):
        if not single and column is not None and page.places(title)[column] == ELSEWHERE:
            cost += _CUT_AND_AWAY
    return cost


def _cut_pairs(
    runs: Sequence[RunSplit], given: Sequence[tuple[TitleCandidate, int | None]]
) -> Iterator[tuple[tuple[TitleCandidate, int | None], tuple[TitleCandidate, int | None]]]:
    """Yield the neighbours among the certain titles of each run, with their items."""
    start = 0
    for run in runs:
        end = start + len(run.certain)
        yield from pairwise(given[start:end])
        start = end


def _own_words(
    page: _Page, above: tuple[TitleCandidate, int | None], below: tuple[TitleCandidate, int | None]
) -> float:
    """Return the log-odds, from the words of neighbouring lines, that they are titles of two texts.

    Each shares words with its own text and none with the other's; the halves of one title share some.
    """
    (one, first), (other, second) = above, below
    if first is None or second is None or first == second or len(one.lines) + len(other.lines) > _TWO_LINES:
        return 0.0
    own = min(bigram_coverage(one.text, page.texts[first]), bigram_coverage(other.text, page.texts[second]))
    foreign = max(
        bigram_coverage(one.text, page.texts[second]), bigram_coverage(other.text, page.texts[first])
    )
    return _EACH_ITS_OWN if own >= _SHARED and foreign == 0 else 0.0


def _cut_cost(before: Sequence[TitleCandidate], title: Sequence[TitleCandidate], few_blanks: bool) -> float:
    """Return the cost of taking neighbouring display lines for two titles."""
    if title[0].set_apart:
        return 0.0
    above, below = before[-1].text, title[0].text
    if is_unfinished(above):
        return _CUT_WRONG
    cost = line_break_log_odds(above, below)
    if few_blanks and title[0].lines[0].blank_before:
        cost += _BLANK
    if width(below) < REST_OF_LINE * width(above):
        return cost + _CUT_REST
    return cost + (_CUT_APART if width(below) > width(above) + 1 else _CUT_IN_TWO)
