"""The commands by name: the module of one is imported when it is asked for, so that help comes at once."""

import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.exceptions import Abort, TyperException

from app import __version__
from app.cli.options import INDEX, INPUT, INTERRUPTED, WRITE, PlainCommand, PlainGroup, PrintedLanguage
from app.cli.terminal import LANG, say, translate_help, warn, words
from app.errors import (
    BuildBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexWriteError,
    JudouError,
    RemovalError,
    UnavailableError,
)
from app.gc_pause import freeze_heap, importing

COMMANDS = {
    "parse": "Reconstruct source files and print their articles as JSON.",
    "build": "Parse what is new or changed in SEEDS and publish a new index.",
    "export": "Print every article as a line of JSON, or write the library as a static site.",
    "search": "Search for exact phrases, then for related paragraphs.",
    "count": "Count how often each literal phrase occurs.",
    "kwic": "List every occurrence of a query in a line of its own, what stands beside it, or words near it.",
    "trends": "Count wordings in each part of the library, beside the text that it has.",
    "quote": "Compare the quotations of a text with the library: what was changed, and where they stand.",
    "formulations": "List the fixed wordings of the library, those first used lately, those fallen silent.",
    "check": "Check every file of the index, and that random substrings are found as a plain scan "
    "finds them.",
    "migrate": "Copy the database, with the history of all links, into an empty one elsewhere.",
    "serve": "Build what is new or changed in SEEDS, then serve the reader.",
    "mcp": "Let an assistant on this machine read the library (Model Context Protocol, on standard input).",
}
"""What each command does; its options and its body are ``run`` in the module of its name."""

_ROOMS = {
    "kwic": "research.",
    "trends": "research.",
    "quote": "research.",
    "formulations": "research.",
    "check": "maintenance.",
    "migrate": "maintenance.",
    "serve": "service.",
    "mcp": "service.",
}
"""The folders of commands that stand in one."""


def module_of(name: str) -> str:
    """Return the module that a command stands in."""
    return f"app.cli.{_ROOMS.get(name, '')}{name}"


_PLAIN: dict[str, Any] = {
    "rich_markup_mode": None,
    "add_completion": False,
    "pretty_exceptions_enable": False,
}


def command(name: str) -> Any:
    """Return a command with its options, translated."""
    alone = typer.Typer(**_PLAIN)
    with importing():
        module = import_module(module_of(name))
    alone.command(name, cls=PlainCommand, help=COMMANDS[name])(module.run)
    found = typer.main.get_command(alone)
    translate_help(found)
    return found


class LazyGroup(PlainGroup):
    """Commands that stand for their modules until one is asked for."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the name, the command and the arguments that are left."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, found and command(str(name)), rest


app = typer.Typer(
    name="judou",
    help="A searchable web reader for Chinese newspaper and policy articles.",
    epilog="Exit codes: 0 done, 1 problems found, 2 wrong usage or input, 3 index missing or damaged, "
    "4 index being built, not writable or not to be reached, or a build refused. "
    "Settings: JUDOU_… variables, see docs/settings.md.",
    cls=LazyGroup,
    **_PLAIN,
)
for _name, _help in COMMANDS.items():
    app.command(_name, help=_help)(lambda: None)


def main() -> None:
    """Run the command line: an error that a person can mend is one line and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        commands = typer.main.get_command(app)
        translate_help(commands)
        code = commands.main(sys.argv[1:] or ["--help"], prog_name="judou", standalone_mode=False)
    except JudouError as error:
        warn(words().message(error.message))
        code = _code(error)
    except TyperException as error:
        told = getattr(error, "format_message", error.__str__)()
        warn(words().gettext("%(problem)s; see `judou --help`", problem=told.rstrip(".")))
        code = INPUT
    except (Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough; the stream must not complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    # Python looks through everything for garbage once more as it ends: a fifth of a small build's time.
    freeze_heap()
    sys.exit(code)


_NOT_NOW = BuildBusyError | IndexWriteError | RemovalError | UnavailableError


def _code(error: JudouError) -> int:
    if isinstance(error, IndexMissingError | IndexDamagedError):
        return INDEX
    return WRITE if isinstance(error, _NOT_NOW) else INPUT


def _version(wanted: bool) -> None:
    if wanted:
        say(f"judou {__version__}")
        raise typer.Exit


@app.callback()
def judou(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Annotated[
        PrintedLanguage | None,
        typer.Option(LANG, help="Language of all that is printed.", show_default="as the terminal"),
    ] = None,
) -> None:
    """A searchable web reader for Chinese newspaper and policy articles."""
