"""Tell which formulations are new, and which have not been used for long, by the dates of articles.

A date says when something was printed, whenever it came into the library: the lists are the same however a
library was built. Where nothing is known nothing is said: a formulation that stands in an article without a
date may be older, or have been used since; and where there is no text, nothing is silent.
"""

import numpy as np

from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.formulations import Chosen, Formulations


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
    formulations: Chosen

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


def _uses(days: dict[str, int], since: str, found: Formulations, *, new: bool) -> Uses:
    before = sum(n for day, n in days.items() if day and day < since and not since.startswith(day))
    after = sum(n for day, n in days.items() if day and day >= since)
    ranks = found.first if new else found.last
    # Of each day whether it is too vague and whether it is one that is asked for; at last of none.
    vague = np.array([*(since.startswith(day) and day != since for day in found.days), True])
    fits = np.array([*((day >= since) is new for day in found.days), False])
    unknown = (found.undated > 0) | vague[ranks]
    numbers = np.flatnonzero(fits[ranks] & ~unknown) if before and after else np.zeros(0, np.int64)
    order = np.lexsort((-found.occurrences[numbers], -ranks[numbers]))
    shown = Chosen(found, numbers[order])
    return Uses(since, before, after, days[""], int(np.count_nonzero(unknown)), shown)
