"""``judou build``."""

import sys
from contextlib import nullcontext
from importlib import import_module
from typing import Annotated, Any

import typer

from app.build.last_build import BuildReport, LastBuild
from app.cli.options import FOUND, Index, Seeds
from app.cli.terminal import say, words
from app.config import Settings, read_settings
from app.gc_pause import gc_seldom, importing

_BUILD = "app.build.build"
"""Imported where there is something to build, or to wait for."""


def run(
    seeds: Seeds = None,
    index: Index = None,
    full: Annotated[bool, typer.Option("--full", help="Parse and index everything again.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", min=1, help="Processes at work at a time.", show_default="as many as pay"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was skipped.")] = False,
    allow_removal: Annotated[
        bool, typer.Option("--allow-removal", help="Publish even where many pages would be gone.")
    ] = False,
    copy: Annotated[
        bool,
        typer.Option("--copy", help="Only make this machine's copy of what another one has published."),
    ] = False,
    when_told: Annotated[bool, typer.Option("--when-told", hidden=True)] = False,
) -> None:
    """Run the command."""
    settings = read_settings(seeds=seeds, index=index)
    # What a small build loads and looks through stays to its end; looking for garbage takes a tenth of it.
    with gc_seldom():
        if when_told and not _told(settings):
            return
        if copy:
            copy_and_report(settings, jobs)
            return
        report = build_and_report(
            settings, full=full, jobs=jobs, allow_removal=allow_removal, expected=when_told
        )
    if strict and report.skipped:
        raise typer.Exit(FOUND)


def _told(settings: Settings) -> bool:
    """Load what a build needs, and say whether a line then comes on standard input, or its end."""
    _builder().prepare(settings)
    return bool(sys.stdin.readline())


def copy_and_report(settings: Settings, jobs: int | None = None) -> None:
    """Make this machine's copy of what is published, where it needs one, and say of what."""
    if copied := import_module("app.build.copy").copy_published(settings, jobs=jobs):
        say(words().gettext("%(name)s is here", name=copied.name))


def build_and_report(
    settings: Settings,
    *,
    full: bool = False,
    jobs: int | None = None,
    allow_removal: bool = False,
    expected: bool = False,
) -> BuildReport:
    """Build, show how far it is, and print what was done; ``expected`` says that something has changed."""
    last = LastBuild(settings)
    report = None if full or expected else last.if_unchanged()
    if report is None:
        report = _build(settings, full=full, jobs=jobs, allow_removal=allow_removal, last=last)
    print_report(report)
    return report


def _build(settings: Settings, **options: Any) -> BuildReport:
    """Build; what draws the bar is imported where there is a terminal to see it."""
    bar = import_module("app.cli.progress").progress_bar() if sys.stderr.isatty() else nullcontext()
    with bar as tell:
        report: BuildReport = _builder().build(settings, **options, progress=tell)
    return report


def _builder() -> Any:
    """Return the module that builds."""
    with importing():
        return import_module(_BUILD)


def print_report(report: BuildReport) -> None:
    """Print the result of a build and the files it skipped."""
    held = report.generation
    gettext, ngettext = words().gettext, words().ngettext
    size = (
        ngettext("%(n)s page", "%(n)s pages", held.pages),
        ngettext("%(n)s article", "%(n)s articles", held.articles),
        ngettext("%(n)s paragraph", "%(n)s paragraphs", held.paragraphs),
    )
    say(
        gettext(
            "%(name)s: %(size)s (%(what)s)",
            name=held.name,
            size=words().listed(size),
            what=gettext("%(parsed)s parsed, %(gone)s gone", parsed=report.parsed, gone=report.gone)
            if report.published
            else gettext("nothing changed"),
        )
    )
    for noted in report.noted:
        say(gettext("noted %(file)s: %(what)s", file=noted.where, what=words().message(noted.why)))
    for skipped in report.skipped:
        say(gettext("skipped %(file)s: %(why)s", file=skipped.where, why=words().message(skipped.why)))
