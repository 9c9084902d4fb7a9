"""Copy a library's database into an empty one, so that every old link leads on from there.

What names generations stays behind: a build under the new settings publishes the first one there.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

from app.build.lock import locked
from app.build.write_errors import write_errors_told
from app.build.write_generation import BuildProgress
from app.config import Settings
from app.errors import InputError
from app.store.database import database_file, is_sqlite
from app.store.server_lock import locked_server
from app.store.store import open_to_read, open_to_write


def migrate(settings: Settings, to: str, progress: BuildProgress) -> Counter[str]:
    """Copy every table of the settings' database into the one at ``to``; return the rows of each.

    It is one transaction: a target is empty or whole. Raises IndexMissingError where nothing was built,
    IndexDamagedError where the source is damaged or of another version, InputError where the target has
    tables of a library, of whatever version, and BuildBusyError where a build writes to either.
    """
    copied: Counter[str] = Counter()
    with (
        write_errors_told(settings.index),
        closing(open_to_read(settings.database_url)) as source,
        closing(open_to_write(to)) as target,
        _both_locked(settings, to),
    ):
        source.check()
        if not target.is_empty():
            raise InputError("migration-target-not-empty")
        with target.writing() as writer, closing(source.every_row()) as batches:
            for table, rows in batches:
                writer.copy(table, rows)
                copied[table.name] += len(rows)
                progress("migrate", copied.total(), 0)
    return copied


@contextmanager
def _both_locked(settings: Settings, to: str) -> Iterator[None]:
    """Hold the locks of builds that write to either database, each once."""
    folders = {settings.index.resolve()} if is_sqlite(settings.database_url) else set()
    if is_sqlite(to):
        folders.add(database_file(to).parent.resolve())
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(locked(folder))
        for url in {settings.database_url, to}:
            held.enter_context(locked_server(url))
        yield
