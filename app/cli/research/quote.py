"""``judou quote``: the quotations of a text against the library."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from app.analysis.quotes.check import check
from app.analysis.quotes.report import Checked, NearFormulation, Report, Verdict
from app.analysis.quotes.wording import verdict_name, warning_sentence
from app.cli.options import AsJson, Index
from app.cli.research.options import AsCsv, check_one_form
from app.cli.research.printing import print_as, print_recipe
from app.cli.terminal import say, words
from app.config import read_settings
from app.errors import InputError
from app.library.library import open_snapshot


def run(
    file: Annotated[str, typer.Argument(help="A text in UTF-8; - reads standard input.", show_default=False)],
    index: Index = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Run the command."""
    check_one_form(as_json=as_json, as_csv=as_csv)
    text = _read(file)
    with open_snapshot(read_settings(index=index)) as snapshot:
        report = check(snapshot, text)
        if as_json or as_csv:
            answer = import_module("app.answers.quotes").QuoteCheck
            print_as(answer.of(snapshot.generation.name, report), as_csv=as_csv)
        else:
            _print(report)
            print_recipe(snapshot)
    wrong = any(each.verdict is Verdict.ALTERED or each.warnings for each in report.checked)
    raise typer.Exit(1 if wrong else 0)


def _read(file: str) -> str:
    """Return the text of a file or of standard input; InputError where it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError("quote-file-unreadable", file=file, reason=str(error.strerror)) from None
    except UnicodeDecodeError:
        raise InputError("quote-file-not-utf8", file=file) from None


def _print(report: Report) -> None:
    for each in report.checked:
        _print_one(each)
    for near in report.near:
        _print_near(near)
    for passed in report.passed:
        say(words().gettext("passed over, too short: %(text)s", text=passed.text))


def _print_near(near: NearFormulation) -> None:
    """Print a wording beside the formulation that it is near, both with their counts."""
    texts, formulation = words(), near.formulation
    own, often = texts.number(near.occurrences), texts.number(formulation.occurrences)
    say(texts.gettext("near a formulation: %(text)s (%(n)s)", text=near.text, n=own))
    say(f"  → {formulation.text} ({often})")


def _print_one(checked: Checked) -> None:
    """Print a quotation under its verdict, what was changed in it, and where it stands."""
    found, texts = checked.found, words()
    say(f"{verdict_name(texts, checked.verdict)}  “{checked.quotation.text}”")
    for warning in checked.warnings:
        say(f"  {warning_sentence(texts, warning)}")
    for change in checked.changes:
        if change.kind not in ("same", "omitted"):
            say(f"  {change.kind}: {change.quote or '–'} → {change.source or '–'}")
    if found:
        say(f"  {found.article.label}  [{found.block.id}]")
