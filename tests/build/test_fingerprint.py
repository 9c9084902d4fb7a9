from dataclasses import replace
from pathlib import Path

import pytest

from app.build.fingerprint import _APP, ENGINE, PARSER, engine_fingerprint, parser_fingerprint
from tests.builders import settings_in, write_seed


def test_every_part_of_a_fingerprint_exists() -> None:
    assert all((_APP / part).exists() for part in (*PARSER, *ENGINE))


def test_the_same_code_has_the_same_fingerprint(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    assert parser_fingerprint(settings) == parser_fingerprint(settings)
    assert parser_fingerprint(settings) != engine_fingerprint(settings)


def test_a_limit_that_decides_what_is_taken_counts(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    smaller = replace(settings, max_file_bytes=5000)
    assert parser_fingerprint(settings) != parser_fingerprint(smaller)


def test_the_dictionary_counts(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    before = engine_fingerprint(settings)
    write_seed(settings, "dictionary.txt", "新质生产力")
    assert engine_fingerprint(settings) != before


def test_changed_code_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path)
    before = parser_fingerprint(settings)
    monkeypatch.setattr("app.build.fingerprint._code", lambda part: part.encode() + b"changed")
    assert parser_fingerprint(settings) != before
