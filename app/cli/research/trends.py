"""``judou trends``: wordings over the parts of the library."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Annotated

import typer

from app.analysis.distribution import (
    MOST_PHRASES,
    Distribution,
    Division,
    Nested,
    Spread,
    counted_queries,
    distribute,
    rate,
)
from app.cli.options import AsJson, Form, FormOption, Index, Punctuation, PunctuationOption
from app.cli.research.options import AsCsv, Only, check_one_form, filters_of
from app.cli.research.printing import print_as, print_counts, print_recipe, say_more
from app.cli.terminal import print_table, say, words
from app.config import read_settings
from app.errors import LimitError
from app.library.library import open_snapshot
from app.library.queries import Query, parse_query
from app.library.snapshot import Snapshot
from app.search.results import Part

PARTS = 100
"""Parts that are printed unless more are asked for."""


def run(
    queries: Annotated[list[str], typer.Argument(help="Wordings, up to six.", show_default=False)],
    index: Index = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    by: Annotated[Division, typer.Option("--by", help="What the library is divided by.")] = Division.ARTICLE,
    nested: Annotated[
        Nested, typer.Option("--nested", help="Whether a wording inside another asked for counts too.")
    ] = Nested.ALL,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most parts printed as text.")] = PARTS,
    only: Only = None,
    punctuation: Punctuation = PunctuationOption.COUNT,
    form: Form = FormOption.FOLDED,
) -> None:
    """Run the command."""
    check_one_form(as_json=as_json, as_csv=as_csv)
    settings, texts = read_settings(index=index), tuple(dict.fromkeys(queries))
    if len(texts) > MOST_PHRASES:
        raise LimitError("phrases-too-many", number=MOST_PHRASES, length=settings.max_query_length)
    ignore, strict = punctuation == PunctuationOption.IGNORE, form == FormOption.STRICT
    filters = filters_of(only)
    parsed = [
        parse_query(each, ignore_punctuation=ignore, strict=strict, filters=filters, limit=0, facet_limit=0)
        for each in texts
    ]
    asked = counted_queries(parsed, nested)
    with open_snapshot(settings) as snapshot:
        found = distribute(snapshot, asked, by, nested)
        if as_json or as_csv:
            name, model = snapshot.generation.name, import_module("app.answers.research").Trends
            print_as(model.of(name, texts, found), as_csv=as_csv)
        else:
            _print(snapshot, asked, texts, found, limit)


def _print(
    snapshot: Snapshot, queries: Sequence[Query], texts: Sequence[str], found: Distribution, limit: int
) -> None:
    """Print the finding, the table with the whole last, and how even each wording is."""
    for query in queries:
        print_counts(snapshot, query)
    shown = found.parts[:limit]
    articles = {}
    if found.by is Division.ARTICLE:
        stored = snapshot.articles_by_id(part.value for part in shown)
        articles = {each.id: f"{each.label}  [{each.id}]" for each in stored.values()}
    heads = (head for text in texts for head in (text, words().pgettext("column", "per 10,000")))
    rows = [[words().gettext("characters"), *heads, ""]]
    for part in shown:
        name = articles.get(part.value, part.value) or words().gettext("not known")
        rows.append([*_cells(part), name])
    whole = words().ngettext("All %(n)s article", "All %(n)s articles", found.whole.articles)
    say()
    print_table([*rows, [*_cells(found.whole), whole]], left=(len(rows[0]) - 1,))
    say_more(len(found.parts) - len(shown))
    if found.overlap:
        say(words().gettext("An article that belongs to several of these is counted in each."))
    say()
    print_table([["", "Range", "DP", "DPnorm", "Juilland D"], *map(_evenness, texts, found.spreads)])
    print_recipe(snapshot, words().gettext("nothing smoothed"))


def _cells(part: Part) -> Iterator[str]:
    """Yield the characters of a part, and of each wording occurrences and rate; no zero without text."""
    if not part.characters:
        yield from [words().gettext("no data")] * (1 + 2 * len(part.counts))
        return
    yield str(part.characters)
    for counts in part.counts:
        per = rate(counts, part.characters)
        yield "–" if counts.occurrences is None else str(counts.occurrences)
        yield "–" if per is None else f"{per:.2f}"


def _evenness(text: str, spread: Spread) -> list[str]:
    measured = spread.dispersion
    numbers = (measured.dp, measured.dp_norm, measured.juilland_d)
    values = ("–" if number is None else f"{number:.2f}" for number in numbers)
    return [text, f"{measured.range} / {measured.parts}", *values]
