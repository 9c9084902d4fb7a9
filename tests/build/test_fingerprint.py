import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.build.fingerprint import PARSER, TAKEN, engine_fingerprint, parser_fingerprint
from app.code_fingerprint import APP
from app.search.engines.registry import create_search_engine
from tests.builders import settings_in, write_seed


def test_every_part_of_a_fingerprint_exists() -> None:
    assert all((APP / part).exists() for part in (*PARSER, *TAKEN))


def test_the_same_code_has_the_same_fingerprint(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    engine = create_search_engine(settings)
    assert parser_fingerprint(settings) == parser_fingerprint(settings)
    assert parser_fingerprint(settings) != engine_fingerprint(engine) == engine_fingerprint(engine)


def test_a_limit_that_decides_what_is_taken_counts(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    smaller = replace(settings, max_file_bytes=5000)
    assert parser_fingerprint(settings) != parser_fingerprint(smaller)


def test_the_dictionary_counts(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    before = engine_fingerprint(create_search_engine(settings))
    write_seed(settings, "dictionary.txt", "新质生产力")
    assert engine_fingerprint(create_search_engine(settings)) != before


def test_changed_code_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    before = parser_fingerprint(settings)
    monkeypatch.setattr("app.code_fingerprint._code", lambda part: part.encode() + b"changed")
    assert parser_fingerprint(settings) != before


def test_an_engine_is_indexed_anew_for_its_own_code_alone(tmp_path: Path) -> None:
    copy = tmp_path / "app"
    shutil.copytree(APP, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "templates"))
    asked = (
        "from pathlib import Path;from app.search.engines.local.engine import LocalEngine as Engine;"
        "from app.build.fingerprint import engine_fingerprint as fingerprint;"
        "print(fingerprint(Engine(Path())))"
    )

    def fingerprint() -> str:
        told = subprocess.run(
            [sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return told.stdout

    before = fingerprint()
    (copy / "search" / "engines" / "another").mkdir()
    (copy / "search" / "engines" / "another" / "engine.py").write_text("ANOTHER = True\n", encoding="utf-8")
    with (copy / "search" / "contract.py").open("a", encoding="utf-8") as contract:
        contract.write("# Another promise.\n")
    assert fingerprint() == before
    (copy / "search" / "engines" / "local" / "more.py").write_text("MORE = True\n", encoding="utf-8")
    assert fingerprint() != before
