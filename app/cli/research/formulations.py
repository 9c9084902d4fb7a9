"""``judou formulations``: the fixed wordings of the library, those first used lately, those fallen silent."""

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from app.analysis.first_and_last_uses import Uses, first_uses, last_uses
from app.analysis.formulations import (
    Catalogue,
    Family,
    FormulationList,
    FormulationOrder,
    in_order,
    selected,
)
from app.cli.options import AsJson, Index
from app.cli.research.options import AsCsv, check_one_form
from app.cli.research.printing import print_as, print_recipe, say_more
from app.cli.terminal import print_table, say, words
from app.config import read_settings
from app.library.library import open_snapshot
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation

LISTED = 100
"""Rows that are printed unless more are asked for."""


def run(
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
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows.")] = LISTED,
) -> None:
    """Run the command."""
    check_one_form(as_json=as_json, as_csv=as_csv)
    with open_snapshot(read_settings(index=index)) as snapshot:
        name, models = snapshot.generation.name, "app.api_formulations"
        if show is FormulationList.ALL:
            ordered = in_order(Catalogue(snapshot.formulations()), sort)
            families = list(selected(ordered, least, articles))
            if as_json or as_csv:
                answer = import_module(models).FormulationFamilies
                print_as(answer.of(name, len(families), families[:limit]), as_csv=as_csv)
            else:
                _print_families(snapshot, families, limit)
            return
        uses = (first_uses if show is FormulationList.NEW else last_uses)(snapshot, since)
        if as_json or as_csv:
            answer = import_module(models).FormulationUses
            print_as(answer.of(name, uses, uses.formulations[:limit]), as_csv=as_csv)
        else:
            _print_uses(snapshot, uses, limit)


def _print_families(snapshot: Snapshot, families: list[Family], limit: int) -> None:
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
