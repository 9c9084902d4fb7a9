"""Segments damaged in each way under a running server and before one starts: right answers, or refused."""

import random
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.build.build import build
from app.config import Settings
from app.main import create_app
from tests.builders import markdown, write_seed
from tests.reliability import divided_library
from tests.reliability.divided_library import HARMS, kinds, questions

MENDED_BY = "judou build"
KINDS = (
    "segments.json",
    "manifest.json",
    "dictionary.txt",
    "phrases",
    "lengths",
    "formulations",
    ".toc",
    ".seg",
)


@pytest.fixture(scope="module", autouse=True)
def sizes() -> Iterator[None]:
    with divided_library.close_sizes():
        yield


@pytest.fixture(scope="module")
def settings(sizes: None, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return divided_library.divided_library(tmp_path_factory.mktemp("divided"))


@contextmanager
def serving(settings: Settings) -> Iterator[TestClient]:
    """An application whose own mistakes are answers (500), not exceptions."""
    application = create_app(settings)
    with TestClient(application, "http://judou.example", raise_server_exceptions=False) as client:
        yield client


def answers(client: TestClient, asked: list[str]) -> list[str]:
    """The bodies of all answers; each must be one."""
    found = []
    for address in asked:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text)
        found.append(untimed(answer.text))
    return found


def untimed(body: str) -> str:
    """A body without how long it took."""
    return re.sub("用时[^<]*", "", body)


def compare(client: TestClient, asked: list[str], right: list[str], harmed: str) -> int:
    """Ask everything; each answer is right or refused with the way out. Return how many were refused."""
    refused = 0
    for address, body in zip(asked, right, strict=True):
        answer = client.get(address)
        if answer.status_code == 503:
            assert MENDED_BY in answer.text, (harmed, address, answer.text)
            refused += 1
        else:
            assert answer.status_code == 200, (harmed, address, answer.text)
            assert untimed(answer.text) == body, (harmed, address)
    return refused


def overwrite(path: Path, data: bytes) -> None:
    """Write into a file as ``cp`` does: cut off first, then filled."""
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(data)


def test_there_are_files_of_each_kind(settings: Settings) -> None:
    found = kinds(settings)
    assert set(found) == set(KINDS)
    assert len(found["phrases"]) == 3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("times", [1, pytest.param(60, marks=pytest.mark.soak)])
def test_a_damaged_file_is_never_answered_from(settings: Settings, kind: str, times: int) -> None:
    rng, asked = random.Random(kind), questions(settings)
    with serving(settings) as client:
        right = answers(client, asked)
        for time in range(times):
            victim = rng.choice(kinds(settings)[kind])
            whole = victim.read_bytes()
            harm = rng.choice(HARMS)
            harmed = harm(whole, rng)
            overwrite(victim, harmed)
            told = f"{victim.name}, {harm.__name__}, time {time}"
            compare(client, asked, right, told)
            with serving(settings) as another:
                refused = compare(another, asked, right, told)
            assert refused == (len(asked) if harmed != whole else 0), told
            overwrite(victim, whole)
            assert not compare(client, asked, right, told)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("most", [1, pytest.param(9, marks=pytest.mark.soak)])
def test_a_missing_file_is_never_missed_in_silence(settings: Settings, kind: str, most: int) -> None:
    asked = questions(settings)
    with serving(settings) as client:
        right = answers(client, asked)
        for victim in kinds(settings)[kind][:most]:
            aside = settings.index.parent / "aside"
            for moment in ("before", "after"):
                with serving(settings) as another:
                    if moment == "after":
                        another.get("/healthz")
                    victim.rename(aside)
                    compare(client, asked, right, f"{victim}, {moment}")
                    refused = compare(another, asked, right, f"{victim}, {moment}")
                    assert refused == len(asked) or moment == "after", victim
                    aside.rename(victim)
                    assert not compare(another, asked, right, f"{victim}, back")
            assert not compare(client, asked, right, f"{victim}, back")


def test_a_backup_copied_over_segments_that_are_served_is_never_mixed_with_them(tmp_path: Path) -> None:
    settings = divided_library.divided_library(tmp_path)
    asked, backup = questions(settings), tmp_path / "backup"
    # What SQLite maps into memory (-shm) is no data: to cut it off below a reader ends the process.
    shutil.copytree(settings.index, backup, ignore=shutil.ignore_patterns("*-shm"))
    with serving(settings) as client:
        first = answers(client, asked)
        for number in (2, 5, 6):
            write_seed(settings, f"s{number}.md", markdown(f"开放第{number}页", *range(90, 90 + number)))
            build(settings)
        newest = answers(client, asked)
        with ThreadPoolExecutor(1) as beside:
            copying = beside.submit(shutil.copytree, backup, settings.index, dirs_exist_ok=True)
            while not copying.done():
                for address, bodies in zip(asked, zip(first, newest, strict=True), strict=True):
                    answer = client.get(address)
                    assert answer.status_code == 503 or untimed(answer.text) in bodies, address
            copying.result()
        assert answers(client, asked) == first
        build(settings)
        answers(client, asked)
