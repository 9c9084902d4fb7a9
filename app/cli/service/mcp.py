"""``judou mcp``: the library for an assistant on the same machine."""

from typing import Annotated

import typer

from app.cli.options import Index
from app.config import read_settings
from app.mcp.loading import server_module


def run(
    index: Index = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where people read the library, for permalinks.",
            show_default="where judou serve listens",
        ),
    ] = None,
) -> None:
    """Run the command."""
    server_module().serve_stdio(read_settings(index=index, base_url=base_url))
