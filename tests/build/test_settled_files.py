from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.build import changed_files
from app.build.changed_files import ParsePlan, select_changed
from app.build.sources import SeedFile, add_digest, entries_of
from app.config import Settings
from app.folder_files import FolderFiles
from app.store.rows import SourceFile
from app.store.store import Store, open_to_write
from tests.builders import build_library, settings_in

NAMES = ["a.md", "a.txt", "b.md", "x/a.md", "x/a.txt", "a.toml", "x/a.toml", "c\\.md", "x/b.html", "x/b.pdf"]
EDITS = st.dictionaries(
    st.sampled_from(NAMES[:7]) | st.sampled_from(NAMES),
    st.sampled_from(["one", "two", "", None]),
    min_size=1,
    max_size=3,
)
"""Files that are written, with their contents, or taken away."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A database, of which only the fingerprint of the parser matters here."""
    store = open_to_write(build_library(tmp_path_factory.mktemp("library")).database_url)
    yield store
    store.close()


def edit(folder: Path, edits: Mapping[str, str | None]) -> None:
    for name, content in edits.items():
        path = folder / name
        path.unlink(missing_ok=True)
        if content is not None:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")


def plan(store: Store, options: Settings, known: dict[str, SourceFile]) -> ParsePlan:
    with store.writing() as writer:
        writer._files = known
        return select_changed(options, writer, FolderFiles(options.seeds), full=False)


def rows(found: ParsePlan) -> dict[str, SourceFile]:
    """Return what is written down once all of a plan is parsed."""
    return {row.file: row for row in (*found.files, *(seed.row() for seed in found.parse))}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=st.lists(EDITS, min_size=3, max_size=6))
@example(history=[{"a.md": "one", "a.txt": "two"}, {"b.md": ""}, {"a.md": None}])
def test_what_is_settled_is_what_looking_into_it_gives(
    store: Store, tmp_path_factory: pytest.TempPathFactory, history: list[Mapping[str, str | None]]
) -> None:
    options, known = settings_in(tmp_path_factory.mktemp("seeds")), dict[str, SourceFile]()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("app.folder_files._FRESH_NS", -(10**18))
        for edits in history:
            edit(options.seeds, edits)
            found = plan(store, options, known)
            with patched.context() as looking:
                looking.setattr(changed_files, "_settled", lambda files, *_: ([], entries_of(files)))
                whole = plan(store, options, known)
            assert found.parse == whole.parse
            assert rows(found) == rows(whole)
            known = rows(found)


def test_only_what_changed_or_is_touched_is_looked_into(store: Store, tmp_path: Path) -> None:
    options, looked = settings_in(tmp_path), list[str]()

    def noted(seed: SeedFile, known: Mapping[str, SourceFile], options: Settings) -> SeedFile:
        looked.append(seed.file)
        return add_digest(seed, known, options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("app.folder_files._FRESH_NS", -(10**18))
        patched.setattr(changed_files, "add_digest", noted)
        edit(options.seeds, {"a.md": "one", "b.md": "two", "x/a.md": "three"})
        known = rows(plan(store, options, {}))
        looked.clear()
        edit(options.seeds, {"b.txt": "four"})
        assert [seed.file for seed in plan(store, options, known).parse] == ["b.txt"]
    assert sorted(looked) == ["b.md", "b.txt"]
