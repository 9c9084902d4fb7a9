"""``judou serve``."""

from contextlib import nullcontext
from typing import Annotated

import typer

from app.cli.build import build_and_report, copy_and_report
from app.cli.options import Index, Seeds
from app.cli.terminal import warn, words
from app.config import HOST, PORT, Settings, read_settings
from app.copying import copying
from app.errors import BuildBusyError, IndexWriteError, RemovalError, UnavailableError, UnreadableError
from app.serving import Address, serve_reader
from app.store.rows import Generation
from app.watching import following


def run(
    seeds: Seeds = None,
    index: Index = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = HOST,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = PORT,
    no_build: Annotated[bool, typer.Option("--no-build", help="Serve the index as it is.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Follow the folder and publish what changes in it.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
    root_path: Annotated[
        str | None, typer.Option("--root-path", help="Path prefix behind a proxy.", show_default="none")
    ] = None,
) -> None:
    """Run the command."""
    settings = read_settings(seeds=seeds, index=index, root_path=root_path)
    address = Address(host, port)
    address.check()
    # From before the first build, so that no change is missed.
    with following(settings) if watch else nullcontext(), copying(settings):
        serve_reader(
            settings,
            address,
            workers,
            build=lambda: _copy(settings) if no_build else _build_or_serve_old(settings),
            ready=lambda name: warn(
                words().gettext("serving %(name)s on %(address)s", name=name, address=address)
            ),
        )


def _copy(settings: Settings) -> None:
    """Make a copy before the first answer, where this machine needs one."""
    try:
        copy_and_report(settings)
    except (BuildBusyError, IndexWriteError, UnavailableError) as error:
        warn(words().gettext("not built: %(why)s", why=words().message(error.message)))


def _build_or_serve_old(settings: Settings) -> Generation | None:
    """Build and return what is published; None, with a warning, where what there is must do."""
    try:
        return build_and_report(settings).generation
    except (BuildBusyError, IndexWriteError, RemovalError, UnavailableError, UnreadableError) as error:
        warn(words().gettext("not built: %(why)s", why=words().message(error.message)))
        return None
