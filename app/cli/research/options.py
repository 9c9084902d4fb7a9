"""Options that the commands of the desk take."""

from collections.abc import Sequence
from typing import Annotated

import typer

from app.errors import InputError
from app.library.queries import named_filters
from app.search.request import Filter

AsCsv = Annotated[bool, typer.Option("--csv", help="Print a table as CSV instead of text.")]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="NAME=VALUE",
        help="Only articles with this value, as year=2024; repeat it for any of several.",
        show_default=False,
    ),
]


def filters_of(only: Sequence[str] | None) -> tuple[Filter, ...]:
    """Return the filters that ``--only`` names; InputError for a name that there is not."""
    parted = (each.partition("=") for each in only or ())
    return named_filters((name, value) for name, _, value in parted)


def check_one_form(*, as_json: bool, as_csv: bool) -> None:
    """Raise InputError where two forms are asked for."""
    if as_json and as_csv:
        raise InputError("forms-both")
