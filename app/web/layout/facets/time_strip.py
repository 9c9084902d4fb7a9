"""How many articles each year or month has, as a strip of bars: SVG made by the server, every bar a link.

Bars are placed in percent of the width and in pixels of the height, so that the writing keeps its size.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from app.facets import UNDATED
from app.i18n.catalogues import Texts
from app.search.request import Filter
from app.web.core.params import State
from app.web.layout.elements import Bar, Link, StripView
from app.web.layout.labels import year_label

HEIGHT, LOWEST = 74, 2
"""Pixels of the highest bar and of the lowest that is not 0."""
TOP, AXIS = 16, 18
"""Pixels above the bars and below them, for writing."""
YEARS = 46
"""Years that a strip shows one by one: those before the first of them are one bar, if they are few enough."""
MERGED = 40
_SIZE = (TOP + HEIGHT + AXIS, TOP + HEIGHT)
WIDE_MARK, NARROW_MARK = 6, 14
"""Years that the mark of the merged ones covers in a wide strip and in a narrow one."""
NARROW = 4.5
"""Percent of the width below which a bar is narrower than its mark."""
GAP = 0.2
"""The share of its place that a bar leaves free."""
NEAR, NOTABLE = 4, 6
"""A bar has its number printed if none so near is higher, and the highest is not so many times higher."""


_Counted = Mapping[str, int]
_Address = Callable[[tuple[str, ...]], str]


class _Period(NamedTuple):
    name: str
    values: tuple[str, ...]
    mark: str
    minor: bool = False


def year_strip(words: Texts, counted: _Counted, address: _Address, chosen: str = "") -> StripView:
    """Return the strip of all years from the first to the last; ``address`` leads to what is of some."""
    years = _known_years(counted)
    return StripView(_bars(words, _years(words, years) if years else [], counted, address, chosen), *_SIZE)


def month_strip(words: Texts, year: str, counted: _Counted, address: _Address, chosen: str = "") -> StripView:
    """Return the strip of the months of a year."""
    months = enumerate(_months(year), 1)
    periods = [_Period(words.day(month), (month,), words.number(n), n % 2 == 0) for n, month in months]
    return StripView(_bars(words, periods, counted, address, chosen), *_SIZE)


def listed_years(words: Texts, counted: _Counted, address: _Address, chosen: str = "") -> StripView:
    """Return the strip of all years with a list that says the same, the newest first."""

    def link(value: str, name: str) -> Link:
        return Link(name, address((value,)), value == chosen, words.number(counted[value]))

    return replace(
        year_strip(words, counted, address, chosen),
        values=tuple(link(year, year_label(year, words)) for year in reversed(_known_years(counted))),
        undated=link(UNDATED, words.gettext("no date")) if counted.get(UNDATED) else None,
    )


def listed_months(
    words: Texts, year: str, counted: _Counted, address: _Address, chosen: str = ""
) -> StripView:
    """Return the strip of the months of a year with a list that says the same."""
    found = [
        Link(words.day(month), address((month,)), month == chosen, words.number(number))
        for month in _months(year)
        if (number := counted.get(month))
    ]
    return replace(month_strip(words, year, counted, address, chosen), values=tuple(found))


def _known_years(counted: _Counted) -> list[str]:
    return sorted(year for year in counted if year != UNDATED and year.isdecimal())


def _months(year: str) -> list[str]:
    return [f"{year}-{n:02}" for n in range(1, 13)]


def _years(words: Texts, years: list[str]) -> list[_Period]:
    """Return all years from the first to the last; where these are many, what is before them in one."""
    first, last = int(years[0]), int(years[-1])
    early = tuple(year for year in years if int(year) <= last - YEARS)
    merged = []
    if early and len(early) <= MERGED:
        first = last - YEARS + 1
        before = words.gettext("before %(year)s", year=first)
        merged = [_Period(before, early, f"–{first - 1}")]
    every = 1 if last - first < 13 else 5 if last - first <= 70 else 10
    return merged + [
        _Period(
            year_label(str(year), words),
            (str(year),),
            str(year) if year % every == 0 and not (merged and year - first < WIDE_MARK) else "",
            year % (2 * every) != 0 or bool(merged) and year - first < NARROW_MARK,
        )
        for year in range(first, last + 1)
    ]


def _bars(
    words: Texts, periods: list[_Period], counted: Mapping[str, int], address: _Address, chosen: str
) -> tuple[Bar, ...]:
    numbers = [sum(counted.get(value, 0) for value in each.values) for each in periods]
    highest, step = max(numbers, default=0) or 1, 100 / max(1, len(periods))
    bars, edges = [], {0: "first", len(periods) - 1: "last"}
    for at, (each, number) in enumerate(zip(periods, numbers, strict=True)):
        if not (number or each.mark):
            continue
        height = max(LOWEST, round(number / highest * HEIGHT, 1)) if number else 0
        near = numbers[max(0, at - NEAR) : at + NEAR + 1]
        notable = number and number == max(near) and number * NOTABLE >= highest
        bars.append(
            Bar(
                x=round((at + GAP / 2) * step, 3),
                middle=round((at + 0.5) * step, 3),
                width=round((1 - GAP) * step, 3),
                y=round(TOP + HEIGHT - height, 1),
                height=height,
                label=words.gettext("%(name)s: %(count)s", name=each.name, count=words.number(number))
                if number
                else "",
                href=address(each.values) if number else "",
                number=words.number(number) if notable else "",
                mark=each.mark,
                minor=each.minor,
                edge=edges.get(at, "") if step < NARROW else "",
                current=chosen in each.values,
            )
        )
    return tuple(bars)


def in_period(params: State, name: str, values: tuple[str, ...]) -> State:
    """Return a list from its start, kept to these years or months instead of others."""
    return replace(params, filters=period_filters(params.filters, name, values), offset=0)


def period_filters(filters: tuple[Filter, ...], name: str, values: tuple[str, ...]) -> tuple[Filter, ...]:
    """Return filters with these years or months instead of others."""
    kept = (each for each in filters if each.name not in _REPLACED[name])
    return (*kept, *(Filter(name, value) for value in values))


_REPLACED = {"year": ("year", "month", "date"), "month": ("month", "date")}
