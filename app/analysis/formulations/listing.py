"""The lists of formulations that can be asked for: families, two parts compared, first and last uses."""

from dataclasses import replace

from app.analysis.formulations.catalogue import FormulationList, FormulationOrder, catalogue_of, in_order
from app.analysis.formulations.families import Families
from app.analysis.formulations.first_and_last_uses import Uses, first_uses, last_uses
from app.analysis.formulations.keyness import Comparison, compare
from app.errors import InputError
from app.facets import FACETS, counted_as
from app.frozen import dataclass
from app.library.snapshot import Snapshot
from app.search.formulations import Chosen, PartOfLibrary
from app.search.request import Filter


@dataclass(frozen=True, slots=True)
class FormulationListing:
    """What is listed: what ``show`` says; in place of all, where there is ``one``, two parts compared.

    Filters say in which articles formulations are counted.
    """

    show: FormulationList = FormulationList.ALL
    sort: FormulationOrder = FormulationOrder.PINYIN
    least: int = 0
    articles: int = 0
    one: Filter | None = None
    other: Filter | None = None
    since: str = ""
    filters: tuple[Filter, ...] = ()

    def __post_init__(self) -> None:
        """Raise InputError for filters beside two parts, which are compared over the whole library."""
        if self.one and self.filters:
            raise InputError(
                "filters-compared", names=", ".join(dict.fromkeys(each.name for each in self.filters))
            )


def part_named(parameter: str, written: str) -> Filter | None:
    """Return a part of the library, written as a facet and its value; InputError for anything else."""
    facet, colon, value = written.partition(":")
    if not written:
        return None
    if not colon or facet not in FACETS or not value:
        raise InputError("part-unknown", name=parameter, value=written, facets=", ".join(FACETS))
    return Filter(facet, counted_as(facet, value)[0])


def part_of(snapshot: Snapshot, listing: FormulationListing) -> PartOfLibrary | None:
    """Return the part of the library that filters leave; None where there are none."""
    return snapshot.formulations_in(listing.filters) if listing.filters else None


def listed_families(snapshot: Snapshot, listing: FormulationListing) -> Families:
    """Return the families that occur often enough, in order."""
    ordered = in_order(catalogue_of(snapshot), listing.sort, part_of(snapshot, listing))
    return ordered.selected(listing.least, listing.articles)


def listed_uses(snapshot: Snapshot, listing: FormulationListing) -> Uses:
    """Return first or last uses, of the formulations that occur in the articles that pass filters."""
    find = first_uses if listing.show is FormulationList.NEW else last_uses
    found, part = find(snapshot, listing.since), part_of(snapshot, listing)
    if part is None:
        return found
    numbers = found.formulations.numbers
    there = numbers[part.occurrences[numbers] > 0]
    return replace(found, formulations=Chosen(snapshot.formulations().counted_in(part), there))


def listed_comparison(snapshot: Snapshot, one: Filter, other: Filter | None) -> Comparison:
    """Return what two parts prefer."""
    return compare(snapshot, catalogue_of(snapshot).all, one, other)
