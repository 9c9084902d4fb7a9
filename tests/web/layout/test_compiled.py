"""Templates that were compiled are taken as they are, unless they are not what they were made of."""

from pathlib import Path

import pytest
from jinja2 import BytecodeCache, DictLoader, Environment

from app.web.layout.templates import CompiledTemplates

SOURCES = {"a.html": "<p>{{ name }}</p>", "b.html": "{% include 'a.html' %}!"}


class Compiling(Environment):
    """Counts what it compiles."""

    def __init__(self, kept: BytecodeCache, sources: dict[str, str]) -> None:
        super().__init__(loader=DictLoader(sources), bytecode_cache=kept)
        self.compiled = 0

    def _compile(self, source: str, filename: str) -> object:  # type: ignore[override]
        self.compiled += 1
        return super()._compile(source, filename)


def rendered(kept: CompiledTemplates, sources: dict[str, str] = SOURCES) -> tuple[str, int]:
    """Return what the second template makes, and how many were compiled for it."""
    environment = Compiling(kept, sources)
    return environment.get_template("b.html").render(name="句读"), environment.compiled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "templates"


def test_what_was_compiled_is_not_compiled_again(folder: Path) -> None:
    kept = CompiledTemplates(folder)
    assert rendered(kept) == ("<p>句读</p>!", 2)
    assert rendered(kept) == ("<p>句读</p>!", 0)
    assert rendered(CompiledTemplates(folder)) == ("<p>句读</p>!", 0)


def test_another_text_is_compiled_in_place_of_the_old(folder: Path) -> None:
    rendered(CompiledTemplates(folder))
    other = SOURCES | {"a.html": "<b>{{ name }}</b>"}
    assert rendered(CompiledTemplates(folder), other) == ("<b>句读</b>!", 1)
    assert rendered(CompiledTemplates(folder), other) == ("<b>句读</b>!", 0)
    assert len(list(folder.iterdir())) == len(SOURCES)


@pytest.mark.parametrize("at", [0, 20, -1])
def test_damaged_code_is_never_run(folder: Path, at: int) -> None:
    rendered(CompiledTemplates(folder))
    for path in folder.iterdir():
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
    assert rendered(CompiledTemplates(folder)) == ("<p>句读</p>!", 2)


def test_what_is_cut_off_or_empty_is_compiled_anew(folder: Path) -> None:
    rendered(CompiledTemplates(folder))
    for size, path in enumerate(folder.iterdir()):
        path.write_bytes(path.read_bytes()[: 40 * size])
    assert rendered(CompiledTemplates(folder)) == ("<p>句读</p>!", 2)


def test_nothing_is_kept_where_there_is_no_index(tmp_path: Path) -> None:
    assert rendered(CompiledTemplates(tmp_path / "index" / "templates")) == ("<p>句读</p>!", 2)
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_the_folder_is_left_alone(folder: Path) -> None:
    folder.write_text("mine")
    assert rendered(CompiledTemplates(folder)) == ("<p>句读</p>!", 2)
    assert folder.read_text() == "mine"
