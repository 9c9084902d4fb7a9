"""Tell which formulations are new, and which have not been used for long, by the dates of articles.

A date says when something was printed, whenever it came into the library: the lists are the same however a
library was built. Where nothing is known nothing is said: a formulation that stands in an article without a
date may be older, or have been used since; and where there is no text, nothing is silent.
"""

from collections.abc import Iterable

from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation


@dataclass(frozen=True, slots=True)
class Uses:
    """The formulations that are first used since a day, or last used before it, the latest first.

    ``before`` and ``after`` are the articles dated so; without any on either side there is no answer.
    ``unknown`` counts the formulations of which nothing can be said, ``undated`` the articles without a date.
    """

    since: str
    before: int
    after: int
    undated: int
    unknown: int
    formulations: tuple[Formulation, ...]

    @property
    def has_data(self) -> bool:
        """True where there is text both before the day and since."""
        return bool(self.before and self.after)


def first_uses(snapshot: Snapshot, since: str = "") -> Uses:
    """Return what no article before a day or month has; without one, before the last month."""
    days = _days(snapshot)
    return _uses(days, since or max(days)[:7], snapshot.formulations(), new=True)


def last_uses(snapshot: Snapshot, since: str = "") -> Uses:
    """Return the formulations that no article since a day has; without one, since a year before the last."""
    days = _days(snapshot)
    last = max(days)[:7]
    since = since or (f"{int(last[:4]) - 1:04}{last[4:]}" if last else "")
    return _uses(days, since, snapshot.formulations(), new=False)


def _days(snapshot: Snapshot) -> dict[str, int]:
    """Return how many articles have each date; those without one under an empty text."""
    days = dict(snapshot.filter_values("date"))
    return {"": snapshot.generation.articles - sum(days.values())} | days


def _uses(days: dict[str, int], since: str, found: Iterable[Formulation], *, new: bool) -> Uses:
    before = sum(n for day, n in days.items() if day and day < since and not since.startswith(day))
    after = sum(n for day, n in days.items() if day and day >= since)
    kept, unknown = [], 0
    for each in found:
        day = each.first if new else each.last
        if each.undated or day is None or (since.startswith(day) and day != since):
            unknown += 1
        elif (day >= since) is new:
            kept.append((day, each))
    kept.sort(key=lambda pair: (pair[0], pair[1].occurrences), reverse=True)
    shown = tuple(each for _, each in kept) if before and after else ()
    return Uses(since, before, after, days[""], unknown, shown)
