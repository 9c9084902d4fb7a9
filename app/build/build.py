"""Build the index: from the seeds folder to a published generation. Nothing else writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from app.article import Skipped
from app.build.changed_files import ParsePlan, select_changed
from app.build.copy import lacks_copy, make_copy, sweep
from app.build.fingerprint import engine_fingerprint, parser_fingerprint
from app.build.last_build import BuildReport, LastBuild
from app.build.lock import locked
from app.build.parsing.parse_files import DIED, FAILED, ParsedFile, load_parser, parse_seeds
from app.build.removal import check_removal, kept_file
from app.build.sources import PAGE_KEPT, UNREAD
from app.build.write_errors import write_errors_told
from app.build.write_generation import BuildProgress, write_generation
from app.config import Settings
from app.errors import IndexDamagedError, InputError
from app.folder_files import FolderFiles
from app.frozen import dataclass
from app.ingest.catalogue.merge import TOLD
from app.library.copies import Copies
from app.library.index_documents import handle_of, page_order
from app.messages import Message
from app.permalinks.changeset import change_set
from app.permalinks.ids import ParsedPage
from app.search.contract import SearchEngine
from app.search.engines.registry import create_search_engine
from app.search.generation import Previous, new_name
from app.store.database import is_sqlite
from app.store.rows import Alias, Generation, SourceFile
from app.store.server_lock import locked_server
from app.store.set_aside import Rescued, rescue, set_aside
from app.store.store import Store, open_to_write
from app.store.writer import Writer
from app.words.words import is_word

PAGES_AT_ONCE = 200
"""Pages of a library's first build that are in memory before they are written."""
_MOSTLY_NEW = 0.5
"""The share of changed pages above which the index is written anew instead of updated."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The result of parsing: new and changed pages, ids of removed pages, the rows of all files."""

    pages: tuple[ParsedPage, ...]
    parsed: int
    gone: frozenset[str]
    files: tuple[SourceFile, ...]
    noted: tuple[Skipped, ...]
    anew: bool
    """True where everything is indexed again, whatever changed."""

    @property
    def changes_pages(self) -> bool:
        """Return whether any page is new, changed or gone."""
        return bool(self.parsed or self.gone)


def build(
    settings: Settings,
    *,
    full: bool = False,
    jobs: int | None = None,
    allow_removal: bool = False,
    progress: BuildProgress | None = None,
    last: LastBuild | None = None,
) -> BuildReport:
    """Bring the index up to date with the seeds; ``full`` parses and indexes everything again.

    Raises RemovalError where many pages would be gone, unless ``allow_removal``.
    No stage keeps more than ``jobs`` processes at work; without a number, as many as pay.
    ``last`` may have looked through the seeds already.

    1 find files · 2 compare · 3 parse · 4 index beside · 5 publish
    """
    _check_folders(settings)
    last = last or LastBuild(settings)
    with write_errors_told(settings.index), locked(settings.index), locked_server(settings.database_url):
        files = last.files()
        seeds = last.look(files)
        report = _build(settings, files, full, jobs, allow_removal, progress or _ignore_progress)
        last.keep(seeds, report)
    return report


def _build(
    settings: Settings,
    files: FolderFiles,
    full: bool,
    jobs: int | None,
    allow_removal: bool,
    tell: BuildProgress,
) -> BuildReport:
    engine = create_search_engine(settings, jobs)
    copies = Copies(settings, engine)
    with _store(settings, full) as (store, rescued):
        with store.writing() as writer:
            sweep(engine, copies, writer)
            # 2 compare
            plan = select_changed(settings, writer, files, full)
            # 3 parse
            # Where nothing was, no page waits for another: not all of them need be in memory at once.
            at_once = None if rescued.aliases or writer.count_pages() else PAGES_AT_ONCE
            outcome = replace(_parse(settings, writer, plan, jobs, tell, at_once), anew=full)
            check_removal(rescued.files or plan.known.values(), outcome.files, allow_removal)
            if unchanged := _unchanged_generation(engine, copies, writer, outcome):
                writer.write_files(outcome.files)
                report = _report(unchanged, outcome, published=False)
            else:
                # 4 index beside
                previous = _write(settings, engine, copies, writer, outcome, rescued.aliases)
                outcome = replace(outcome, pages=())  # The store has them now: most of a build's memory.
                # 5 publish
                report = _report(_publish(engine, writer, previous, tell), outcome, published=True)
        tell("publish", 1, 1)
        store.seal()
        with store.reading() as reader:
            sweep(engine, copies, reader)
        compacted = _compact(engine, store) if report.published else None
    return replace(report, generation=compacted or report.generation)


def prepare(settings: Settings) -> None:
    """Load what a build of a page more needs, so that it is there when the build is asked for."""
    load_parser()
    create_search_engine(settings)
    is_word("句读")


def _ignore_progress(_stage: str, _done: int, _total: int) -> None:
    return None


def _check_folders(settings: Settings) -> None:
    """Raise InputError if the seeds folder is missing, or the index would be written into it."""
    seeds, index = settings.seeds.resolve(), settings.index.resolve()
    if index.is_relative_to(seeds):
        raise InputError("index-in-seeds", index=str(settings.index), seeds=str(settings.seeds))
    if not seeds.is_dir():
        raise InputError("seeds-missing", seeds=str(settings.seeds))


@contextmanager
def _store(settings: Settings, full: bool) -> Iterator[tuple[Store, Rescued]]:
    """Open and check the store; an outdated one, or a damaged one in a full build, is replaced.

    The ids of the old store are kept as aliases, also where an earlier build did not come to its end.
    """
    url = settings.database_url
    try:
        store = _sound_store(url, full)
    except IndexDamagedError:
        if not full or not is_sqlite(url):
            raise
        store = None
    if store is None:
        set_aside(url)
        store = open_to_write(url)
    # Not built: the first build, or the first to end since a store was set aside.
    rescued = Rescued() if store.is_built() else rescue(url)
    try:
        yield store, rescued
    finally:
        store.close()


def _sound_store(url: str, full: bool) -> Store | None:
    """Return the store, checked, all of it in a full build; None if another version wrote it."""
    store = open_to_write(url)
    try:
        if store.is_outdated():
            store.close()
            return None
        if store.is_built():
            store.check(in_full=full)
    except BaseException:
        store.close()
        raise
    return store


def _parse(
    settings: Settings,
    writer: Writer,
    plan: ParsePlan,
    jobs: int | None,
    tell: BuildProgress,
    at_once: int | None,
) -> _Outcome:
    """Parse what changed; every ``at_once`` pages are written and not part of the outcome."""
    known = plan.known
    pages: list[ParsedPage] = []
    noted: list[Skipped] = []
    count = 0
    files = list(plan.files)
    every = parse_seeds(plan.parse, settings.seeds, settings.max_file_bytes, jobs)
    for number, parsed in enumerate(every, start=1):
        rows, page = _result(parsed, known.get(parsed.seed.file))
        files += rows
        if page:
            pages.append(page)
            count += 1
            noted += [Skipped(page.file, note) for note in page.page.notes if note.code in TOLD]
        if at_once and len(pages) >= at_once:
            writer.write_pages(change_set(writer, pages, frozenset(), ()).publication)
            pages.clear()
        tell("parse", number, len(plan.parse))
    # Two pages may share one sidecar.
    files = sorted({row.file: row for row in files}.values(), key=lambda row: page_order(row.file))
    coming = {row.page for row in files}
    gone = frozenset(row.page for row in known.values() if row.page and row.page not in coming)
    return _Outcome(tuple(pages), count, gone, tuple(files), tuple(noted), anew=False)


def _result(parsed: ParsedFile, before: SourceFile | None) -> tuple[list[SourceFile], ParsedPage | None]:
    """Return the rows of a parsed file and its page; what could not be read keeps the page it had."""
    same_page = before if before and before.page == parsed.seed.page else None
    if (why := _kept_since(parsed.why)) and (kept := kept_file(same_page, why)):
        return [kept], None
    faults = (SourceFile(fault.where, "", "", None, fault.why) for fault in parsed.faults)
    rows = [parsed.seed.row(parsed.why), *faults]
    return rows, ParsedPage(parsed.page, parsed.seed.file) if parsed.page else None


def _kept_since(why: Message | None) -> Message | None:
    """Return what is told of a page that stays, where the reason is none to take it away; else None."""
    if why and why.code == UNREAD:
        return replace(why, code=PAGE_KEPT)
    return Message(PAGE_KEPT, {"reason": why}) if why and why.code in (DIED, FAILED) else None


def _unchanged_generation(
    engine: SearchEngine, copies: Copies, writer: Writer, outcome: _Outcome
) -> Generation | None:
    """Return the published generation, if it is intact and nothing that a reader sees would differ.

    Where another machine has published it, this one may have to make its copy.
    """
    generation = writer.generation()
    if outcome.anew or generation is None or outcome.changes_pages:
        return None
    if writer.state().get("engine") != engine_fingerprint(engine):
        return None
    told = {(row.file, row.why) for row in outcome.files if row.why}
    if told != {(row.file, row.why) for row in writer.skipped()}:
        return None
    if lacks_copy(engine, copies, generation):
        if not copies.are_made:
            return None
        make_copy(engine, copies, generation, writer)
    return generation


def _write(
    settings: Settings,
    engine: SearchEngine,
    copies: Copies,
    writer: Writer,
    outcome: _Outcome,
    rescued: tuple[Alias, ...],
) -> Previous | None:
    """Write the changes into the open transaction; return the generation to update the index from, if any."""
    before, state = writer.generation(), writer.state()
    made = change_set(writer, outcome.pages, outcome.gone, outcome.files)
    fingerprints = {"parser": parser_fingerprint(settings), "engine": engine_fingerprint(engine)}
    aliases = (*rescued, *made.publication.aliases)
    writer.write(replace(made.publication, aliases=aliases, state=fingerprints))
    same_engine = state.get("engine") == fingerprints["engine"] and not outcome.anew
    if not before or not same_engine or len(made.changed) >= _MOSTLY_NEW * before.pages:
        return None
    return Previous(copies.handle(before), made.changed)


def _publish(
    engine: SearchEngine, writer: Writer, previous: Previous | None, tell: BuildProgress
) -> Generation:
    """Index the state of the open transaction as a new generation, and make it the published one."""
    before = writer.generation()
    name = new_name(before.name if before else None)
    made = write_generation(engine, name, writer, previous, tell)
    built = datetime.now(UTC).isoformat(timespec="microseconds")
    return writer.publish(made.name, built, made.engine, made.proof)


def _compact(engine: SearchEngine, store: Store) -> Generation | None:
    """Publish the same library once more where its index should have fewer parts; None where it need not.

    What is new was published before this, however long it takes. Little is left to the next build. The
    generation before is removed by that one too: its readers have had no time to end.
    """
    with store.writing() as writer:
        before = writer.generation()
        pages = engine.outgrown(handle_of(before)) if before else None
        if before is None or pages is None:
            return None
        made = _publish(engine, writer, Previous(handle_of(before), pages), _ignore_progress)
    store.seal()
    return made


def _report(generation: Generation, outcome: _Outcome, *, published: bool) -> BuildReport:
    skipped = tuple(Skipped(row.file, row.why) for row in outcome.files if row.why)
    return BuildReport(generation, published, outcome.parsed, len(outcome.gone), skipped, outcome.noted)
