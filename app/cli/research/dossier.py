"""The dossier of a formulation in a terminal."""

from collections.abc import Iterable, Iterator
from importlib import import_module

from app.analysis.dossier import Dossier, open_dossier
from app.analysis.formulations.catalogue import catalogue_of
from app.cli.research.printing import print_as, print_counts, print_recipe, say_more
from app.cli.terminal import print_table, say, words
from app.library.snapshot import Snapshot
from app.search.formulations import Formulation
from app.search.results import Counts


def print_dossier(snapshot: Snapshot, phrase: str, limit: int, *, as_json: bool, as_csv: bool) -> None:
    """Print what is known of one wording; as a table the articles that use it."""
    found = open_dossier(snapshot, catalogue_of(snapshot), phrase)
    if as_json or as_csv:
        answer = import_module("app.answers.dossier").DossierAnswer
        print_as(answer.of(snapshot.generation.name, found), as_csv=as_csv)
        return
    print_counts(snapshot, found.query)
    if found.definition:
        say()
        say(f"{found.definition.sentence}  {found.definition.article.label}  [{found.definition.block.id}]")
    _print_wordings(words().gettext("Variants"), found.variants, limit)
    _print_wordings(words().gettext("Near wordings"), found.near, limit)
    _print_uses(snapshot, found, limit)
    print_recipe(snapshot)


def _print_wordings(name: str, found: Iterable[Formulation], limit: int) -> None:
    every = list(found)
    if every:
        texts = words()
        heads = [name, texts.pgettext("column", "times"), texts.pgettext("column", "articles")]
        say()
        rows = [[each.text, str(each.occurrences), str(each.articles)] for each in every[:limit]]
        print_table([heads, *rows])
        say_more(len(every) - limit)


def _times(counts: Counts) -> str:
    uncounted = words().pgettext("occurrences", "not counted")
    return uncounted if counts.occurrences is None else str(counts.occurrences)


def _print_uses(snapshot: Snapshot, found: Dossier, limit: int) -> None:
    """Print the articles that use it, those that use it most first."""
    parts = [part for part in found.uses.parts if part.counts[0].paragraphs] if found.uses else []
    if not parts:
        return
    parts.sort(key=lambda part: -part.counts[0].at_least)
    articles = snapshot.articles_by_id(part.value for part in parts[:limit])

    def rows() -> Iterator[list[str]]:
        yield ["", words().pgettext("column", "times")]
        for part in parts[:limit]:
            article = articles[part.value]
            yield [f"{article.label}  [{article.id}]", _times(part.counts[0])]

    say()
    print_table(list(rows()))
    say_more(len(parts) - limit)
