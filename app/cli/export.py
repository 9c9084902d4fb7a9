"""``judou export``."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from app.answers.articles import Article
from app.cli.options import FOUND, Index
from app.cli.progress import progress_bar
from app.cli.terminal import warn, words
from app.config import read_settings
from app.errors import InputError
from app.library.library import open_snapshot


def run(
    index: Index = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a static site with the same permalinks into DIR."),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where the site will be, for whole addresses; without it they lead from file to file.",
            show_default="none",
        ),
    ] = None,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="With the pictures of printed pages, which --html leaves out.")
    ] = False,
    seeds: Annotated[
        Path | None,
        typer.Option(
            "--seeds", metavar="DIR", help="Folder that pictures are drawn from.", show_default="seeds"
        ),
    ] = None,
) -> None:
    """Run the command."""
    if pictures and html is None:
        raise InputError("pictures-without-html")
    if base_url and html is None:
        raise InputError("base-url-without-html")
    if html is not None:
        with progress_bar() as tell:
            site = import_module("app.web.static_export").write_site(
                read_settings(seeds=seeds, index=index, base_url=base_url), html, tell, pictures=pictures
            )
        for why in site.left_out:
            warn(words().message(why))
        warn(words().gettext("%(number)s files in %(folder)s", number=site.files, folder=html))
        if site.left_out:
            raise typer.Exit(FOUND)
        return
    with open_snapshot(read_settings(index=index)) as snapshot:
        for view in snapshot.every_article():
            sys.stdout.write(json.dumps(Article.of(view).model_dump(), ensure_ascii=False) + "\n")
