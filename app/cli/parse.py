"""``judou parse``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from app.build.parsing.parse_alone import parse_alone
from app.cli.options import INPUT
from app.cli.terminal import print_json, warn, words
from app.config import Settings, read_settings
from app.errors import UnreadableError
from app.ingest.catalogue.merge import TOLD
from app.ingest.parse_json import article_form
from app.messages import Message


def run(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Source files: .txt, .md, .pdf, .html, .docx, .epub, .eml, .mhtml, .csv, .json.",
            show_default=False,
        ),
    ],
) -> None:
    """Run the command."""
    settings = read_settings()
    pages: dict[str, Any] = {}
    failed: list[Message] = []
    for file in files:
        try:
            page = _parsed(file, settings)
        except UnreadableError as error:
            failed.append(error.message)
            continue
        pages[file.stem if file.stem not in pages else str(file)] = page
    print_json(pages)
    for message in failed:
        warn(words().message(message))
    if failed:
        raise typer.Exit(INPUT)


def _parsed(file: Path, settings: Settings) -> dict[str, Any]:
    """Return the page of a file as JSON has it; tell what is wrong with what stands beside it."""
    page, faults = parse_alone(file, settings)
    for fault in faults:
        warn(words().gettext("skipped %(file)s: %(why)s", file=fault.where, why=words().message(fault.why)))
    for note in (each for each in page.notes if each.code in TOLD):
        warn(words().gettext("noted %(file)s: %(what)s", file=str(file), what=words().message(note)))
    articles = [article_form(article) for article in page.articles]
    return {"layout": page.layout, "articles": articles}
