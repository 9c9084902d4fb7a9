"""``judou formulations``: what the list of the API says, in a terminal."""

import csv
import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.build.build import build
from app.config import Settings
from app.main import create_app
from tests.builders import settings_in, write_seed
from tests.cli.conftest import Judou


@pytest.fixture
def library(tmp_path: Path) -> Settings:
    """Articles that repeat a few wordings, a month apart."""
    settings = settings_in(tmp_path)
    subjects = ["各级党委要", "企业应当", "我们必须", "地方政府", "科研机构"]
    for n, subject in enumerate(subjects, start=1):
        texts = f"{subject}发展新质生产力，推进高质量发展。", f"{subject}坚持新质生产力，{n}年不变。"
        write_seed(settings, f"{n}.md", "\n\n".join((f"# 题目{n}", *texts)))
        write_seed(settings, f"{n}.toml", f'date = "2024-0{n}-01"\n')
    build(settings)
    return settings


@pytest.mark.parametrize("show", ["all", "new", "silent"])
def test_json_and_csv_are_those_of_the_api(judou: Judou, library: Settings, show: str) -> None:
    options = ("--index", library.index, "--show", show, "--limit", 200)
    params: dict[str, str | int] = {"show": show, "sort": "frequency", "limit": 200}
    client = TestClient(create_app(library))
    told = json.loads(judou("formulations", *options, "--json").stdout)
    assert told == client.get("/api/formulations", params=params).json()
    table = judou("formulations", *options, "--csv").stdout
    from_api = client.get("/api/formulations", params={**params, "format": "csv"}).text.removeprefix("\ufeff")
    assert list(csv.reader(table.splitlines())) == list(csv.reader(from_api.splitlines()))


def test_wordings_are_listed_with_their_counts(judou: Judou, library: Settings) -> None:
    told = judou("formulations", "--index", library.index).stdout
    rows = [line.split() for line in told.splitlines()]
    assert ["新质生产力", "10", "5"] in [row[:3] for row in rows]


@pytest.mark.parametrize(
    ("options", "params"),
    [
        (("--one", "month:2024-01"), {"one": "month:2024-01"}),
        (
            ("--one", "month:2024-01", "--other", "month:2024-02"),
            {"one": "month:2024-01", "other": "month:2024-02"},
        ),
        (("--only", "month=2024-01"), {"month": "2024-01"}),
    ],
    ids=["one", "both", "only"],
)
def test_parts_are_those_of_the_api(
    judou: Judou, library: Settings, options: tuple[str, ...], params: dict[str, str]
) -> None:
    told = json.loads(judou("formulations", "--index", library.index, *options, "--json").stdout)
    client = TestClient(create_app(library))
    assert told == client.get("/api/formulations", params={**params, "sort": "frequency"}).json()
    assert judou("formulations", "--index", library.index, *options).returncode == 0


def test_a_dossier_is_that_of_the_api(judou: Judou, library: Settings) -> None:
    told = judou("formulations", "新质生产力", "--index", library.index, "--json").stdout
    client = TestClient(create_app(library))
    assert json.loads(told) == client.get("/api/formulations/新质生产力").json()
    printed = judou("formulations", "新质生产力", "--index", library.index).stdout
    assert "坚持新质生产力" in printed
    assert "题目1" in printed


def test_filters_beside_two_parts_are_refused(judou: Judou, library: Settings) -> None:
    done = judou("formulations", "--index", library.index, "--one", "month:2024-01", "--only", "year=2024")
    assert done.returncode != 0
    assert "whole library" in done.stderr
