"""Make this machine's copy of what another one has published: the same texts, indexed and proved here."""

from contextlib import closing

from app.build.lock import locked
from app.build.write_errors import write_errors_told
from app.build.write_generation import BuildProgress, write_generation
from app.config import Settings
from app.errors import IndexDamagedError, IndexMissingError
from app.library.copies import Copies
from app.search.contract import SearchEngine
from app.search.engines.registry import create_search_engine
from app.search.generation import Check
from app.store.reader import Reader
from app.store.rows import Generation
from app.store.store import open_to_read


def copy_published(
    settings: Settings, *, jobs: int | None = None, progress: BuildProgress | None = None
) -> Generation | None:
    """Make this machine's copy of the published generation, where it lacks one; return that generation.

    None where machines need no copies. The database is read as it is at one moment, and not written to.
    """
    engine = create_search_engine(settings, jobs)
    copies = Copies(settings, engine)
    if not copies.are_made:
        return None
    with (
        write_errors_told(settings.index),
        locked(settings.index),
        closing(open_to_read(settings.database_url)) as store,
    ):
        store.check()
        with store.reading() as reader:
            generation = reader.generation()
            if generation is None:
                raise IndexMissingError("index-missing")
            make_copy(engine, copies, generation, reader, progress)
            sweep(engine, copies, reader)
    return generation


def make_copy(
    engine: SearchEngine,
    copies: Copies,
    generation: Generation,
    reader: Reader,
    progress: BuildProgress | None = None,
) -> None:
    """Index what a reader reads under the name of its generation, unless that is here and whole."""
    if lacks_copy(engine, copies, generation):
        engine.remove(generation.name)
        made = write_generation(engine, generation.name, reader, None, progress or _ignore_progress)
        copies.keep(generation, made)


def lacks_copy(engine: SearchEngine, copies: Copies, generation: Generation) -> bool:
    """Say whether a generation is not on this machine, or not whole."""
    try:
        engine.verify(copies.handle(generation), Check.QUICK)
    except IndexDamagedError:
        return True
    return False


def sweep(engine: SearchEngine, copies: Copies, reader: Reader) -> None:
    """Remove leftovers of killed builds; the last two generations stay for requests that still read them."""
    last = set(reader.generation_names(2))
    for name in engine.generations() - last:
        engine.remove(name)
    copies.forget_others(last)


class PublishedElsewhere:
    """What is published, looked at again and again by a machine that may have to copy it."""

    def __init__(self, settings: Settings) -> None:
        self._engine = create_search_engine(settings)
        self._copies = Copies(settings, self._engine)
        self._store = open_to_read(settings.database_url) if self._copies.are_made else None
        self._here = ""

    @property
    def concerns_us(self) -> bool:
        """Say whether machines have copies of their own at all."""
        return self._store is not None

    def is_missing(self) -> bool:
        """Say whether the published generation is not on this machine; what was here once is not looked at
        again."""
        if self._store is None:
            return False
        with self._store.reading() as reader:
            generation = reader.generation()
        if generation is None or generation.name == self._here:
            return False
        if lacks_copy(self._engine, self._copies, generation):
            return True
        self._here = generation.name
        return False

    def close(self) -> None:
        """Let go of the database."""
        if self._store:
            self._store.close()


def _ignore_progress(_stage: str, _done: int, _total: int) -> None:
    return None
