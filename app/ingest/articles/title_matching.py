"""Which title belongs to which text: the best assignment over the whole page.

Each title goes to one text and each text takes one title: the words a title shares with a text weigh against
the place where it stands. Display lines that may as well be headings compete with them, and the neighbours
of a run of display lines are taken for one title or for several, whichever gives the better whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.ingest.articles.items import ELSEWHERE, RIGHT_BEFORE, Item, place, text
from app.ingest.articles.similarity import Words, matching
from app.ingest.articles.title_candidates import REMAINDER, Headline, Run, across, goes_on, headlines, merged
from app.ingest.articles.title_or_heading import title_odds
from app.ingest.columns.elements import Element
from app.ingest.lines.width import width

# What the words of a title weigh.
WORDS = 3.5
# A title nobody takes, and one cut in two, must be worth it.
UNMATCHED, TITLED = -6.0, 2.5
CUT_APART, CUT_IN_TWO, CUT_REST, CUT_WRONG, CUT_AND_AWAY = -1.5, -4.5, -6.0, -8.0, -1.0
# Where blank lines are few, one tells.
BLANK, TELLING_BLANKS = 2.0, 0.2
# What may be a heading where it stands is seldom the title of a text elsewhere.
DOUBT_AWAY = -1.0
MOST_LINES = 12
# Cuts times items; where there are more of them than on any page in print, no title is cut.
MOST_TRIALS = 240


@dataclass(frozen=True, slots=True)
class Cut:
    """A run cut into titles, each of lines. The last of a doubtful run may be a heading."""

    run: Run
    titles: tuple[tuple[Headline, ...], ...]

    @property
    def sure(self) -> tuple[tuple[Headline, ...], ...]:
        """What is a title wherever it goes."""
        return self.titles[:-1] if self.run.doubtful else self.titles

    @property
    def doubtful(self) -> tuple[Headline, ...]:
        """What may be a heading where it stands."""
        return self.titles[-1] if self.run.doubtful else ()


@dataclass(frozen=True, slots=True)
class Titling:
    """The titles of a page with the items that take them, and what the whole is worth in log-odds."""

    worth: float
    given: tuple[tuple[Headline, int | None], ...]
    """Sure titles, each with the number of its item."""
    doubts: tuple[tuple[Headline, int | None], ...]
    """Titles that may be headings where they stand, each with the number of its item."""

    titled: int
    """How many items have a title that is sure, or stands right before them."""
    cuts: tuple[Cut, ...]
    """How the runs were cut."""

    @property
    def wanting(self) -> bool:
        """Whether another text might have a title: one lost or fused, or one taken for a heading."""
        lost = any(target is None for _, target in (*self.given, *self.doubts))
        return lost or any(len(title.lines) > 1 for title, _ in self.given)


class _Page:
    """The elements and items of a page, and what each is to a title."""

    def __init__(self, found: Sequence[Element], items: Sequence[Item], words: Words) -> None:
        self.found, self.items, self.words = found, items, words
        self.texts = [text(found, item) for item in items]
        self.known: dict[tuple[int, int], list[float]] = {}
        lines = [line for element in found for line in element.lines]
        self.few_blanks = sum(line.blank for line in lines) < TELLING_BLANKS * len(lines)

    def fits(self, words: str) -> list[float]:
        """How well each item goes with the words of a title."""
        return [self.words.fit(words, text) for text in self.texts]

    def places(self, title: Headline) -> list[float]:
        """What the place of a title is worth for each item."""
        where = title.position, title.end
        if where not in self.known:
            self.known[where] = [place(self.found, title, item) for item in self.items]
        return self.known[where]


def titling(
    found: Sequence[Element],
    items: Sequence[Item],
    runs: Sequence[Run],
    words: Words,
    start: Sequence[Cut] = (),
) -> Titling:
    """The best titling of these items; the first runs may `start` out cut."""
    page = _Page(found, items, words)
    cut = [*start, *(Cut(run, (tuple(headlines(run)),)) for run in runs[len(start) :])]
    best = _assigned(page, cut)
    while len(more := list(_cuts(best.cuts))) * len(items) <= MOST_TRIALS:
        better = max((_assigned(page, trial) for trial in more), key=lambda trial: trial.worth, default=best)
        if better.worth <= best.worth:
            break
        best = better
    return best


def _cuts(runs: Sequence[Cut]) -> Iterator[list[Cut]]:
    """Every way to cut one title of one run in two."""
    for index, run in enumerate(runs):
        for number, title in enumerate(run.titles):
            for middle in range(1, min(len(title), MOST_LINES)):
                halves = (*run.titles[:number], title[:middle], title[middle:], *run.titles[number + 1 :])
                yield [*runs[:index], replace(run, titles=halves), *runs[index + 1 :]]


def _assigned(page: _Page, runs: Sequence[Cut]) -> Titling:
    titles = [merged(title) for run in runs for title in run.sure]
    doubts = [(run.run, merged(run.doubtful)) for run in runs if run.doubtful]
    scores = [
        [
            WORDS * fit + at + TITLED - UNMATCHED
            for fit, at in zip(
                page.fits(title.title + (title.subtitle or "")), page.places(title), strict=True
            )
        ]
        for title in titles
    ]
    scores += _as_titles(page, doubts, len(titles))
    given = matching(scores)
    sure = tuple(zip(titles, given, strict=False))
    worth = UNMATCHED * len(titles) + _cut_costs(page, runs, sure)
    worth += sum(scores[row][column] for row, column in enumerate(given) if column is not None)
    unsure = tuple(zip((title for _, title in doubts), given[len(titles) :], strict=True))
    titled = sum(column is not None for _, column in sure)
    titled += sum(
        column is not None and page.places(title)[column] == RIGHT_BEFORE for title, column in unsure
    )
    return Titling(worth, sure, unsure, titled, tuple(runs))


def _as_titles(page: _Page, doubts: Sequence[tuple[Run, Headline]], sure: int) -> list[list[float]]:
    """For each doubtful title and item the log-odds that it is its title and no heading where it stands."""
    rows = []
    odds = title_odds(page.found, page.items, doubts, sure)
    for (_, title), chance in zip(doubts, odds, strict=True):
        fits, places = page.fits(title.title), page.places(title)
        here = next((fit for fit, at in zip(fits, places, strict=True) if at == RIGHT_BEFORE), 0.0)
        rows.append(
            [
                chance + WORDS * (fit - here) + at - RIGHT_BEFORE + (DOUBT_AWAY if at == ELSEWHERE else 0.0)
                for fit, at in zip(fits, places, strict=True)
            ]
        )
    return rows


def _cut_costs(page: _Page, runs: Sequence[Cut], given: Sequence[tuple[Headline, int | None]]) -> float:
    """What it costs that runs are cut, and that pieces of them went to texts they do not stand beside."""
    cost = 0.0
    for run in runs:
        cost += sum(_cut_cost(before, title, page.few_blanks) for before, title in pairwise(run.titles))
    alone = [len(run.titles) == 1 for run in runs for _ in run.sure]
    for single, (title, column) in zip(alone, given, strict=True):
        if not single and column is not None and page.places(title)[column] == ELSEWHERE:
            cost += CUT_AND_AWAY
    return cost


def _cut_cost(before: Sequence[Headline], title: Sequence[Headline], few_blanks: bool) -> float:
    """What it costs to take neighbouring display lines for two titles."""
    if title[0].parted:
        return 0.0
    above, below = before[-1].title, title[0].title
    if goes_on(above):
        return CUT_WRONG
    cost = across(above, below)
    if few_blanks and title[0].lines[0].blank:
        cost += BLANK
    if width(below) < REMAINDER * width(above):
        return cost + CUT_REST
    return cost + (CUT_APART if width(below) > width(above) + 1 else CUT_IN_TWO)
