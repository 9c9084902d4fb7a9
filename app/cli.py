"""The commands. Each reads its options, calls one thing below and prints.

Exit codes: 0 done · 1 problems found (``check``, ``export``, ``build --strict``) · 2 wrong usage or input ·
3 the index is missing or damaged · 4 the index is being built or cannot be written, or a build was refused.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import Abort, TyperException

from app import __version__
from app.api_hits import SearchByArticle
from app.api_models import Article, Counts, Search
from app.build.build import BuildReport, build
from app.build.parse_alone import parse_alone
from app.config import Settings, read_settings
from app.console import (
    LANG,
    counts_texts,
    print_answer,
    print_json,
    print_report,
    progress_bar,
    say,
    translate_help,
    warn,
    words,
)
from app.errors import (
    BuildBusyError,
    IndexDamagedError,
    IndexMissingError,
    IndexWriteError,
    InputError,
    JudouError,
    RemovalError,
    UnreadableError,
)
from app.ingest.catalogue.merge import TOLD
from app.ingest.parse_json import article_form
from app.library.library import Library
from app.library.queries import Mode, answer, other_readings, parse_query
from app.library.recall_check import Miss, Scan, recall
from app.library.snapshot import Snapshot
from app.messages import Message
from app.search.contract import Group
from app.serving import Address, serve_reader
from app.store.rows import Generation

FOUND, INPUT, INDEX, WRITE, INTERRUPTED = 1, 2, 3, 4, 130
SAMPLES = 500

app = typer.Typer(
    name="judou",
    help="A searchable web reader for Chinese newspaper and policy articles.",
    epilog="Exit codes: 0 done, 1 problems found, 2 wrong usage or input, 3 index missing or damaged, "
    "4 index being built or not writable, or a build refused. "
    "Settings: JUDOU_… variables, see docs/settings.md.",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Seeds = Annotated[
    Path | None, typer.Argument(help="Folder of the source pages; never written.", show_default="seeds")
]
Index = Annotated[
    Path | None, typer.Option("--index", help="Folder of everything derived.", show_default="index")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


class PunctuationOption(StrEnum):
    """What ``--punctuation`` can be."""

    COUNT = "count"
    IGNORE = "ignore"


class FormOption(StrEnum):
    """What ``--form`` can be."""

    FOLDED = "folded"
    STRICT = "strict"


Punctuation = Annotated[
    PunctuationOption, typer.Option("--punctuation", help="Whether punctuation in texts is passed over.")
]
Form = Annotated[
    FormOption, typer.Option("--form", help="strict: find characters only in the form that is typed.")
]


class PrintedLanguage(StrEnum):
    """The values of ``--lang``."""

    CHINESE = "zh"
    ENGLISH = "en"


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
    sys.exit(code)


def _code(error: JudouError) -> int:
    if isinstance(error, IndexMissingError | IndexDamagedError):
        return INDEX
    return WRITE if isinstance(error, BuildBusyError | IndexWriteError | RemovalError) else INPUT


@app.command()
def parse(
    files: Annotated[
        list[Path],
        typer.Argument(help="Source files: .txt, .md, .pdf, .html, .docx, .epub.", show_default=False),
    ],
) -> None:
    """Reconstruct source files and print their articles as JSON."""
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


@app.command(name="build")
def build_command(
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
) -> None:
    """Parse what is new or changed in SEEDS and publish a new index."""
    settings = read_settings(seeds=seeds, index=index)
    report = _build(settings, full=full, jobs=jobs, allow_removal=allow_removal)
    if strict and report.skipped:
        raise typer.Exit(FOUND)


def _build(
    settings: Settings, *, full: bool = False, jobs: int | None = None, allow_removal: bool = False
) -> BuildReport:
    with progress_bar() as tell:
        report = build(settings, full=full, jobs=jobs, allow_removal=allow_removal, progress=tell)
    print_report(report)
    return report


@app.command()
def export(
    index: Index = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a static site with the same permalinks into DIR."),
    ] = None,
    pictures: Annotated[
        bool, typer.Option("--pictures", help="With the pictures of printed pages, which --html leaves out.")
    ] = False,
) -> None:
    """Print every article as a line of JSON, or write the library as a static site."""
    if pictures and html is None:
        raise InputError("pictures-without-html")
    if html is not None:
        with progress_bar() as tell:
            site = import_module("app.web.static_export").write_site(
                read_settings(index=index), html, tell, pictures=pictures
            )
        for why in site.left_out:
            warn(words().message(why))
        warn(words().gettext("%(number)s files in %(folder)s", number=site.files, folder=html))
        if site.left_out:
            raise typer.Exit(FOUND)
        return
    with _snapshot(read_settings(index=index)) as snapshot:
        for view in snapshot.every_article():
            sys.stdout.write(json.dumps(Article.of(view).model_dump(), ensure_ascii=False) + "\n")


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="A phrase; OR, NOT, NEAR/20, quotes and (…) are understood.")],
    index: Index = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option("--limit", min=0, max=10_000, help="Most hits of a lane.")] = 20,
    mode: Annotated[
        Mode | None,
        typer.Option("--mode", help="One lane only.", show_default="both, unless a phrase occurs"),
    ] = None,
    group: Annotated[
        Group, typer.Option("--group", help="List paragraphs, or each article once with its best ones.")
    ] = Group.PARAGRAPH,
    punctuation: Punctuation = PunctuationOption.COUNT,
    form: Form = FormOption.FOLDED,
) -> None:
    """Search for exact phrases, then for related paragraphs."""
    asked = parse_query(
        query,
        limit=limit,
        facet_limit=0,
        group=group,
        ignore_punctuation=punctuation == PunctuationOption.IGNORE,
        strict=form == FormOption.STRICT,
    )
    if why := asked.parsed.why:
        warn(words().gettext("searched as one phrase: %(why)s", why=words().message(why)))
    with _snapshot(read_settings(index=index)) as snapshot:
        if as_json:
            exact = snapshot.search(asked.request) if mode != Mode.RELATED else None
            others = replace(asked.request, unmatched=True)
            related = snapshot.search_related(others) if mode != Mode.EXACT else None
            empty = exact is not None and not exact.counts.paragraphs
            readings = other_readings(snapshot, asked) if empty else ()
            found = SearchByArticle if group is Group.ARTICLE else Search
            print_json(found.of(query, exact, related, readings).model_dump())
        else:
            print_answer(answer(snapshot, asked, mode), asked, mode, snapshot.generation.blocks)


@app.command()
def count(
    phrases: Annotated[list[str], typer.Argument(help="Literal phrases.", show_default=False)],
    index: Index = None,
    as_json: AsJson = False,
    punctuation: Punctuation = PunctuationOption.COUNT,
    form: Form = FormOption.FOLDED,
) -> None:
    """Count how often each literal phrase occurs."""
    ignore, strict = punctuation == PunctuationOption.IGNORE, form == FormOption.STRICT
    with _snapshot(read_settings(index=index)) as snapshot:
        counted = snapshot.count(phrases, ignore_punctuation=ignore, strict=strict)
    if as_json:
        print_json(Counts.of(phrases, counted).model_dump())
        return
    for phrase, counts in zip(phrases, counted, strict=True):
        say("\t".join((phrase, *counts_texts(counts))))


@app.command()
def check(
    index: Index = None,
    samples: Annotated[int, typer.Option("--samples", min=1, help="Random substrings counted.")] = SAMPLES,
) -> None:
    """Check every file of the index, and that random substrings are found as a plain scan finds them."""
    with _snapshot(read_settings(index=index)) as snapshot:
        say(words().gettext("%(name)s: every file is as it was built", name=snapshot.generation.name))
        problems = _problems(snapshot, samples)
    for problem in problems:
        warn(words().message(problem))
    if problems:
        raise typer.Exit(FOUND)


def _problems(snapshot: Snapshot, samples: int) -> list[Message]:
    scan = Scan(snapshot.index_articles())
    held = snapshot.generation
    problems = []
    if scan.blocks != held.blocks:
        problems.append(Message("store-differs", {"stored": scan.blocks, "built": held.blocks}))
    misses = recall(snapshot.count, scan, samples)
    say(
        words().gettext(
            "%(samples)s random substrings counted in %(texts)s texts: %(wrong)s wrong",
            samples=samples,
            texts=scan.blocks,
            wrong=len(misses),
        )
    )
    return problems + [_miscounted(miss) for miss in misses]


def _miscounted(miss: Miss) -> Message:
    found, there = miss.answered.times, miss.scanned.times
    return Message("phrase-miscounted", {"phrase": miss.phrase, "found": found, "there": there})


@app.command()
def serve(
    seeds: Seeds = None,
    index: Index = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    no_build: Annotated[bool, typer.Option("--no-build", help="Serve the index as it is.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 1,
    root_path: Annotated[
        str | None, typer.Option("--root-path", help="Path prefix behind a proxy.", show_default="none")
    ] = None,
) -> None:
    """Build what is new or changed in SEEDS, then serve the reader."""
    settings = read_settings(seeds=seeds, index=index, root_path=root_path)
    address = Address(host, port)
    address.check()
    serve_reader(
        settings,
        address,
        workers,
        build=lambda: None if no_build else _build_or_serve_old(settings),
        ready=lambda name: warn(
            words().gettext("serving %(name)s on %(address)s", name=name, address=address)
        ),
    )


def _build_or_serve_old(settings: Settings) -> Generation | None:
    """A build that cannot be made is no reason not to serve what there is."""
    try:
        return _build(settings).generation
    except (BuildBusyError, IndexWriteError, RemovalError, UnreadableError) as error:
        warn(words().gettext("not built: %(why)s", why=words().message(error.message)))
        return None


@contextmanager
def _snapshot(settings: Settings) -> Iterator[Snapshot]:
    library = Library(settings)
    try:
        with library.snapshot() as snapshot:
            yield snapshot
    finally:
        library.close()


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
