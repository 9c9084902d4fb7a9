"""``judou kwic``: a concordance, what stands beside a query, or the words near it."""

from importlib import import_module
from typing import Annotated

import typer

from app.analysis.concordance import (
    CONTEXT,
    LINES,
    WINDOW,
    Associations,
    Line,
    Listed,
    Listing,
    associations,
    lines,
    without,
)
from app.cli.options import AsJson, Form, FormOption, Index, Punctuation, PunctuationOption
from app.cli.research.options import AsCsv, Only, check_one_form, filters_of
from app.cli.research.printing import paragraph_url, print_as, print_counts, print_recipe, say_more
from app.cli.terminal import display_width, padded, print_table, say, warn, words
from app.config import read_settings
from app.library.library import open_snapshot
from app.library.queries import Query, parse_query
from app.library.snapshot import Snapshot
from app.search.concordance import Neighbours, Order

MOST_LINES = 1_000_000


def run(
    query: Annotated[str, typer.Argument(help="A phrase; OR, NOT, NEAR/20, quotes and (…) are understood.")],
    index: Index = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    show: Annotated[
        Listed, typer.Option("--show", help="Lines, what stands beside them, or the words near them.")
    ] = Listed.LINES,
    sort: Annotated[Order, typer.Option("--sort", help="The order of the lines.")] = Order.RIGHT,
    width: Annotated[
        int, typer.Option("--width", min=0, max=500, help="Characters on either side.")
    ] = CONTEXT,
    longer: Annotated[
        list[str] | None,
        typer.Option("--without", help="A longer string; the query does not count inside it."),
    ] = None,
    offset: Annotated[int, typer.Option("--offset", min=0, max=MOST_LINES, help="Lines to pass over.")] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST_LINES, help="Most lines.")] = LINES,
    only: Only = None,
    punctuation: Punctuation = PunctuationOption.COUNT,
    form: Form = FormOption.FOLDED,
) -> None:
    """Run the command."""
    check_one_form(as_json=as_json, as_csv=as_csv)
    settings = read_settings(index=index)
    listing = Listing(show, sort, width, offset, limit)
    parsed = parse_query(
        query,
        ignore_punctuation=punctuation == PunctuationOption.IGNORE,
        strict=form == FormOption.STRICT,
        filters=filters_of(only),
        limit=0,
        facet_limit=0,
    )
    if why := parsed.parsed.why:
        warn(words().gettext("searched as one phrase: %(why)s", why=words().message(why)))
    asked = without(parsed, longer or ())
    with open_snapshot(settings) as snapshot:
        if as_json or as_csv:
            answer = import_module("app.answers.concordance").concordance_answer
            print_as(answer(snapshot, query, asked, listing, paragraph_url(settings)), as_csv=as_csv)
        else:
            _print(snapshot, asked, listing)


def _print(snapshot: Snapshot, query: Query, listing: Listing) -> None:
    """Print what is listed under the counts that a search gives."""
    print_counts(snapshot, query)
    if listing.show is Listed.NEIGHBOURS:
        _print_neighbours(snapshot.neighbours(query.request, listing.limit))
    elif listing.show is Listed.COLLOCATES:
        _print_collocates(associations(snapshot, query), slice(listing.offset, listing.end))
    else:
        _print_lines(list(lines(snapshot, query, listing)))
    near = words().gettext(
        "near: %(n)s words on either side in the paragraph, what overlaps it not", n=WINDOW
    )
    print_recipe(snapshot, *([near] if listing.show is Listed.COLLOCATES else []))


def _print_lines(found: list[Line]) -> None:
    """Print occurrences under each other, each with its article and the id of its paragraph."""
    left = max((display_width(each.left) for each in found), default=0)
    beyond = max((display_width(each.key + each.right) for each in found), default=0)
    for each in found:
        after = padded(f"{each.key}】{each.right}", beyond + display_width("】"))
        line = f"{padded(each.left, left, right=True)}【{after}  {each.article.label}  [{each.block.id}]"
        say(line.replace("\n", " "))


def _print_neighbours(found: Neighbours) -> None:
    texts = words()
    heads = [texts.pgettext("column", "times"), texts.pgettext("column", "articles")]
    begins = texts.gettext("begins a paragraph: %(n)s", n=texts.number(found.left.nothing))
    ends = texts.gettext("ends a paragraph: %(n)s", n=texts.number(found.right.nothing))
    sides = (
        (texts.gettext("Left of it"), found.left, begins),
        (texts.gettext("Right of it"), found.right, ends),
    )
    for name, side, edge in sides:
        rows = [[each.text, str(each.occurrences), str(each.articles)] for each in side.named]
        print_table([[name, *heads], *rows])
        say_more(side.total - len(rows))
        say(edge)
        say()


def _print_collocates(found: Associations, wanted: slice) -> None:
    texts = words()
    heads = (texts.gettext(each) for each in ("together", "articles", "in all"))
    rows = [["", *heads, "G²", texts.gettext("log-ratio"), "logDice", "MI"]]
    for each in found.words[wanted]:
        word = each.collocate
        counts = map(str, (word.together, word.articles, word.occurrences))
        measures = (each.log_likelihood, each.log_ratio, each.log_dice, each.mutual_information)
        rows.append([word.word, *counts, *(f"{value:.2f}" for value in measures)])
    print_table(rows)
    say_more(len(found.words[wanted.stop :]))
