from dataclasses import replace
from pathlib import Path

from app.config import read_settings
from app.library.copies import Copies
from app.search.engines.local.engine import LocalEngine
from app.search.generation import Handle
from app.store.rows import Generation
from tests.builders import settings_in
from tests.search.stand_in import StandIn

GENERATION = Generation("g000001-00000000", "2026-01-01", "local", "theirs", 0, 0, 0, 0, 0)
OWN = Handle(GENERATION.name, "local", "own")


def test_a_copy_is_known_by_its_own_proof_as_long_as_it_is_of_that_generation(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.index.mkdir()
    copies = Copies(settings, LocalEngine(settings.index))
    assert copies.handle(GENERATION).proof == "theirs"
    copies.keep(GENERATION, OWN)
    assert copies.handle(GENERATION) == OWN
    assert copies.handle(replace(GENERATION, proof="another")).proof == "another"
    copies.forget_others({GENERATION.name})
    assert copies.handle(GENERATION) == OWN
    copies.forget_others(set())
    assert copies.handle(GENERATION).proof == "theirs"


def test_what_cannot_be_read_is_no_copy(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    settings.index.mkdir()
    copies = Copies(settings, LocalEngine(settings.index))
    copies.keep(GENERATION, OWN)
    (file,) = settings.index.glob("copies/*")
    for text in ("", "[]", '{"of": "theirs"}', "{"):
        file.write_text(text, encoding="utf-8")
        assert copies.handle(GENERATION).proof == "theirs"


def test_copies_are_made_where_a_database_is_shared_and_an_index_is_not(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    server = read_settings(index=settings.index, database="postgresql+psycopg://judou@127.0.0.1:1/judou")
    own, shared = LocalEngine(settings.index), StandIn(tmp_path / "server")
    assert not Copies(settings, own).are_made
    assert Copies(server, own).are_made
    assert not Copies(server, shared).are_made
