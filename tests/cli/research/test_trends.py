"""``judou trends``: what the distribution of the API says, in a terminal."""

import csv
import json

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.main import create_app
from tests.builders import paragraph
from tests.cli.conftest import Judou

PHRASES = ["年", paragraph(1)[5:8], "蟋蟀测速"]


@pytest.mark.parametrize(("by", "nested"), [("article", "all"), ("folder", "longest"), ("year", "all")])
def test_json_and_csv_are_those_of_the_api(judou: Judou, library: Settings, by: str, nested: str) -> None:
    options = ("--index", library.index, "--by", by, "--nested", nested)
    client = TestClient(create_app(library))
    params = {"q": PHRASES, "by": by, "nested": nested}
    answer = json.loads(judou("trends", *PHRASES, *options, "--json").stdout)
    assert answer == client.get("/api/trends", params=params).json()
    table = judou("trends", *PHRASES, *options, "--csv").stdout
    from_api = client.get("/api/trends", params={**params, "format": "csv"}).text.removeprefix("\ufeff")
    assert list(csv.reader(table.splitlines())) == list(csv.reader(from_api.splitlines()))


def test_parts_end_with_the_whole_and_none_is_left_out_in_silence(judou: Judou, library: Settings) -> None:
    every = judou("trends", PHRASES[0], "--index", library.index).stdout
    answer = json.loads(judou("trends", PHRASES[0], "--index", library.index, "--json").stdout)
    whole = answer["whole"]["counts"][0]
    rows = [line.split() for line in every.splitlines()]
    assert [str(answer["whole"]["characters"]), str(whole["occurrences"])] in [row[:2] for row in rows]
    assert all(any(part["value"] in line for line in every.splitlines()) for part in answer["parts"])
    some = judou("trends", PHRASES[0], "--index", library.index, "--limit", 1).stdout
    assert f"{len(answer['parts']) - 1} more;" in some


def test_a_wording_that_does_not_occur_says_what_was_searched(judou: Judou, library: Settings) -> None:
    assert "does not occur in any of" in judou("trends", PHRASES[2], "--index", library.index).stdout


def test_at_most_six_wordings_are_compared(judou: Judou, library: Settings) -> None:
    done = judou("trends", *"一二三四五六七", "--index", library.index)
    assert done.returncode == 2
    assert "at most 6 phrases" in done.stderr
