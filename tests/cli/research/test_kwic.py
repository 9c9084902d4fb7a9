"""``judou kwic``: what the concordance of the API says, in a terminal."""

import csv
import json

import pytest
from fastapi.testclient import TestClient

from app.cli.terminal import display_width
from app.config import Settings
from app.main import create_app
from tests.builders import paragraph
from tests.cli.conftest import Judou

PHRASE = "年"


def asked(library: Settings, **params: str) -> TestClient:
    client = TestClient(create_app(library), base_url=library.origin)
    client.params = {"q": PHRASE, **params}
    return client


@pytest.mark.parametrize("show", ["lines", "neighbours", "collocates"])
def test_json_and_csv_are_those_of_the_api(judou: Judou, library: Settings, show: str) -> None:
    options = ("--index", library.index, "--show", show, "--limit", 200)
    client = asked(library, show=show)
    answer = json.loads(judou("kwic", PHRASE, *options, "--json").stdout)
    assert answer == client.get("/api/concordance", params={"limit": 200}).json()
    table = judou("kwic", PHRASE, *options, "--csv").stdout
    from_api = client.get("/api/concordance", params={"format": "csv"}).text.removeprefix("\ufeff")
    assert list(csv.reader(table.splitlines())) == list(csv.reader(from_api.splitlines()))
    assert table.count("\n") > 1


def test_order_width_slice_and_filters_are_taken(judou: Judou, library: Settings) -> None:
    told = judou(
        "kwic", PHRASE, "--index", library.index, "--json", "--sort", "left", "--width", 3,
        "--offset", 1, "--limit", 2, "--only", "page=a", "--only", "page=b", "--without", paragraph(2),
    ).stdout  # fmt: skip
    params = {
        "sort": "left",
        "width": 3,
        "offset": 1,
        "limit": 2,
        "page": ["a", "b"],
        "without": paragraph(2),
    }
    answer = asked(library).get("/api/concordance", params=params).json()  # type: ignore[arg-type]
    assert json.loads(told) == answer
    assert len(answer["lines"]) == 2


def test_the_query_stands_in_one_column(judou: Judou, library: Settings) -> None:
    told = judou("kwic", PHRASE, "--index", library.index, "--only", "page=a").stdout
    lines = [line for line in told.splitlines() if f"【{PHRASE}】" in line]
    assert len(lines) >= 3
    assert len({display_width(line.partition("【")[0]) for line in lines}) == 1


def test_a_zero_says_what_was_searched(judou: Judou, library: Settings) -> None:
    done = judou("kwic", "蟋蟀测速", "--index", library.index)
    assert "0 occurrences" in done.stdout
    assert "does not occur in any of" in done.stdout
    assert done.returncode == 0


def test_what_cannot_be_meant_is_refused(judou: Judou, library: Settings) -> None:
    for options, told in ((("--json", "--csv"), "two forms"), (("--only", "colour=red"), "'colour'")):
        done = judou("kwic", PHRASE, "--index", library.index, *options)
        assert done.returncode == 2
        assert told in done.stderr
