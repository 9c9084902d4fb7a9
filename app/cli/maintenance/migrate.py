"""``judou migrate``."""

from typing import Annotated

import typer

from app.build.migrate import migrate
from app.cli.options import Index
from app.cli.progress import progress_bar
from app.cli.terminal import say, words
from app.config import read_settings


def run(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="URL",
            help="The empty database: postgresql+psycopg://USER@HOST/NAME or sqlite:////PATH/articles.db.",
            show_default=False,
        ),
    ],
    index: Index = None,
) -> None:
    """Run the command."""
    with progress_bar() as tell:
        copied = migrate(read_settings(index=index), to, tell)
    say(
        words().gettext(
            "%(pages)s pages, %(articles)s articles and %(old)s old links copied; "
            "now run `judou build` with the new settings",
            pages=copied["pages"],
            articles=copied["articles"],
            old=copied["aliases"],
        )
    )
