"""``judou formulations``: fixed wordings of the library, those new or fallen silent, or one of them."""

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from app.analysis.formulations.catalogue import FormulationList, FormulationOrder
from app.analysis.formulations.families import Families
from app.analysis.formulations.first_and_last_uses import Uses
from app.analysis.formulations.keyness import Comparison
from app.analysis.formulations.listing import (
    FormulationListing,
    listed_comparison,
    listed_families,
    listed_uses,
    part_named,
)
from app.cli.options import AsJson, Index
from app.cli.research.dossier import print_dossier
from app.cli.research.options import AsCsv, Only, check_one_form, filters_of
from app.cli.research.printing import print_as, print_recipe, say_more
from app.cli.terminal import print_table, say, words
from app.config import read_settings
from app.library.library import open_snapshot
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation

LISTED = 100
"""Rows that are printed unless more are asked for."""
_PART = "FACET:VALUE"


def run(
    phrase: Annotated[
        str, typer.Argument(help="A wording: what is known of it.", show_default="list them")
    ] = "",
    index: Index = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    show: Annotated[
        FormulationList,
        typer.Option("--show", help="All, those first used lately, or those not used for long."),
    ] = FormulationList.ALL,
    sort: Annotated[FormulationOrder, typer.Option("--sort", help="The order.")] = FormulationOrder.FREQUENCY,
    least: Annotated[int, typer.Option("--least", min=0, help="The least number of occurrences.")] = 0,
    articles: Annotated[int, typer.Option("--articles", min=0, help="The least number of articles.")] = 0,
    since: Annotated[
        str,
        typer.Option("--since", metavar="DAY", help="The day that divides these.", show_default="by itself"),
    ] = "",
    one: Annotated[
        str, typer.Option("--one", metavar=_PART, help="A part that is compared.", show_default=False)
    ] = "",
    other: Annotated[
        str, typer.Option("--other", metavar=_PART, help="With this part.", show_default="all the rest")
    ] = "",
    only: Only = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows.")] = LISTED,
) -> None:
    """Run the command."""
    check_one_form(as_json=as_json, as_csv=as_csv)
    parts = part_named("one", one), part_named("other", other)
    listing = FormulationListing(show, sort, least, articles, *parts, since, filters_of(only))
    with open_snapshot(read_settings(index=index)) as snapshot:
        if phrase:
            print_dossier(snapshot, phrase, limit, as_json=as_json, as_csv=as_csv)
        elif as_json or as_csv:
            answer = import_module("app.answers.formulations").formulations_answer
            print_as(answer(snapshot, listing, slice(limit)), as_csv=as_csv)
        elif show is not FormulationList.ALL:
            _print_uses(snapshot, listed_uses(snapshot, listing), limit)
        elif listing.one:
            _print_comparison(snapshot, listed_comparison(snapshot, listing.one, listing.other), limit)
        else:
            _print_families(snapshot, listed_families(snapshot, listing), limit)


def _print_comparison(snapshot: Snapshot, found: Comparison, limit: int) -> None:
    """Print what the first part prefers first, what the second prefers last."""
    texts = words()
    times, share = texts.pgettext("column", "times"), texts.gettext("of its articles")
    rows = [["", *(2 * (times, share)), "G²", texts.gettext("log-ratio")]]
    sizes = found.one.articles or 1, found.other.articles or 1
    for each in found.rows[:limit]:
        cells = (
            cell
            for number, own, size in zip(each.occurrences, each.articles, sizes, strict=True)
            for cell in (str(number), f"{own / size:.0%}")
        )
        rows.append([each.formulation.text, *cells, f"{each.log_likelihood:.1f}", f"{each.log_ratio:.2f}"])
    print_table(rows)
    say_more(len(found.rows) - limit)
    print_recipe(snapshot, "G² (Dunning 1993)", texts.gettext("log-ratio (Hardie 2014)"))


def _print_families(snapshot: Snapshot, families: Families, limit: int) -> None:
    """Print the head of each family with its counts, and what contains it behind them."""
    members = ("、".join(each.text for each in family.members) for family in families[:limit])
    _print_rows([family.head for family in families[:limit]], members)
    say_more(len(families) - limit)
    print_recipe(snapshot)


def _print_uses(snapshot: Snapshot, uses: Uses, limit: int) -> None:
    """Print formulations with their first and last days; nothing is said where there is no text."""
    if not uses.has_data:
        say(words().gettext("no data"))
    else:
        shown = uses.formulations[:limit]
        _print_rows(shown, (f"{each.first or ''} – {each.last or ''}" for each in shown))
        say_more(len(uses.formulations) - limit)
    print_recipe(snapshot, uses.since)


def _print_rows(found: Iterable[Formulation], remarks: Iterable[str]) -> None:
    heads = ["", *(words().pgettext("column", head) for head in ("times", "articles")), ""]
    rows = [
        [each.text, str(each.occurrences), str(each.articles), remark]
        for each, remark in zip(found, remarks, strict=True)
    ]
    print_table([heads, *rows], left=(0, 3))
