"""``judou search``."""

from dataclasses import replace
from importlib import import_module
from typing import Annotated, Any

import typer

from app.cli.answers import print_answer
from app.cli.options import AsJson, Form, FormOption, Index, Punctuation, PunctuationOption
from app.cli.terminal import print_json, warn, words
from app.config import read_settings
from app.library.library import open_snapshot
from app.library.queries import Mode, Query, answer, other_readings, parse_query
from app.library.snapshot import Snapshot
from app.search.request import Group


def run(
    query: Annotated[str, typer.Argument(help="A phrase; OR, NOT, NEAR/20, quotes and (…) are understood.")],
    index: Index = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option("--limit", min=0, max=10_000, help="Most hits of a lane.")] = 20,
    mode: Annotated[
        Mode | None,
        typer.Option("--mode", help="One lane only.", show_default="both, unless a phrase occurs"),
    ] = None,
    group: Annotated[
        Group, typer.Option("--group", help="List paragraphs, or each article once with its best ones.")
    ] = Group.PARAGRAPH,
    punctuation: Punctuation = PunctuationOption.COUNT,
    form: Form = FormOption.FOLDED,
) -> None:
    """Run the command."""
    asked = parse_query(
        query,
        limit=limit,
        facet_limit=0,
        group=group,
        ignore_punctuation=punctuation == PunctuationOption.IGNORE,
        strict=form == FormOption.STRICT,
    )
    if why := asked.parsed.why:
        warn(words().gettext("searched as one phrase: %(why)s", why=words().message(why)))
    with open_snapshot(read_settings(index=index)) as snapshot:
        if as_json:
            print_json(_json(snapshot, asked, mode))
        else:
            print_answer(answer(snapshot, asked, mode), asked, mode, snapshot.generation.blocks)


def _json(snapshot: Snapshot, asked: Query, mode: Mode | None) -> dict[str, Any]:
    """Return the answer as the API gives it, whose models are imported when they are asked for."""
    exact = snapshot.search(asked.request) if mode != Mode.RELATED else None
    others = replace(asked.request, unmatched=True)
    related = snapshot.search_related(others) if mode != Mode.EXACT else None
    readings = other_readings(snapshot, asked, exact.counts) if exact else ()
    if asked.request.group is Group.ARTICLE:
        model = import_module("app.answers.hits").SearchByArticle
    else:
        model = import_module("app.answers.search").Search
    answered: dict[str, Any] = model.of(asked.text, exact, related, readings).model_dump()
    return answered
