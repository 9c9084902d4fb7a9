"""Tools of formulations and parallels say what the API says, with links that lead there."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from mcp.server.mcpserver import MCPServer

from app.build.build import build
from app.config import Settings
from app.library.library import Library
from app.main import create_app
from app.mcp.server import reading_server
from tests.builders import settings_in, write_seed
from tests.mcp.asking import call, call_all
from tests.mcp.test_tools import addresses

PHRASE = "新质生产力"
SHARED = "要坚持以高水平开放促进深层次改革推动高质量发展，不断塑造发展新动能新优势"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Articles that repeat a few wordings, a month apart."""
    settings = settings_in(tmp_path_factory.mktemp("desk"))
    for n, subject in enumerate(["各级党委要", "企业应当", "我们必须", "地方政府", "科研机构"], start=1):
        again = SHARED if n < 3 else SHARED.replace("不断", "持续")
        texts = f"{subject}发展新质生产力，推进高质量发展。", f"{subject}坚持新质生产力，{n}年不变。{again}。"
        write_seed(settings, f"{n}.md", "\n\n".join((f"# 题目{n}", *texts)))
        write_seed(settings, f"{n}.toml", f'date = "2024-0{n}-01"\n')
    build(settings)
    return settings


@pytest.fixture
def server(desk: Settings) -> MCPServer:
    return reading_server(desk, Library(desk))


@pytest.fixture(scope="module")
def reader(desk: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(desk), base_url=desk.origin) as client:
        yield client


def without_urls(value: Any) -> Any:
    """Return an answer as the API has it: without addresses, notes and names."""
    if isinstance(value, dict):
        return {name: without_urls(each) for name, each in value.items() if name not in ("url", "note")}
    return [without_urls(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("show", ["all", "new", "silent"])
def test_formulations_are_those_of_the_api(server: MCPServer, reader: TestClient, show: str) -> None:
    answer = call(server, "formulations", show=show)
    told = reader.get("/api/formulations", params={"show": show, "sort": "frequency"}).json()
    assert answer["total"] == told["total"]
    families = told.get("families") or [{"head": each, "members": []} for each in told["formulations"]]
    assert without_urls(answer["families"]) == families
    assert (answer["note"] == "") is bool(told["total"])


def test_formulations_of_a_part_have_its_counts(server: MCPServer, reader: TestClient) -> None:
    answer = call(server, "formulations", filters={"month": ["2024-02"]})
    heads = [family["head"] for family in answer["families"]]
    assert heads
    for head in heads:
        params = {"q": f"“{head['text']}”", "month": "2024-02", "limit": "1"}
        exact = reader.get("/api/search", params=params).json()["exact"]
        assert (head["occurrences"], head["articles"]) == (exact["occurrences"], exact["articles"])
        assert head["paragraphs"] is None
    rare = call(server, "formulations", filters={"month": ["2024-02"]}, occurrences=1000)
    assert rare["families"] == []
    assert "None of" in rare["note"]


def test_a_dossier_is_that_of_the_api(server: MCPServer, reader: TestClient) -> None:
    answer = call(server, "formulation", phrase=PHRASE)
    assert without_urls(answer) == reader.get(f"/api/formulations/{PHRASE}").json()
    none = call(server, "formulation", phrase="蟋蟀测速")
    assert none["occurrences"] == 0
    assert "does not occur in any of" in none["note"]


def test_parts_are_compared_as_in_the_api(server: MCPServer, reader: TestClient) -> None:
    answer = call(server, "key_formulations", one="month:2024-02")
    told = reader.get("/api/formulations", params={"one": "month:2024-02", "sort": "keyness"}).json()
    assert without_urls(answer) == told


def test_parallels_and_comparisons_are_those_of_the_api(server: MCPServer, reader: TestClient) -> None:
    ids = [each["id"] for each in reader.get("/api/articles").json()["articles"]]
    answer = call(server, "parallels", article=ids[0], limit=200)
    told = reader.get(f"/api/parallels/{ids[0]}").json()
    assert answer["passages_total"] == len(told["passages"]) > 0
    assert [without_urls(each["passage"]) for each in answer["passages"]] == [
        each["passage"] for each in told["passages"]
    ]
    assert [without_urls(each["here"]) for each in answer["near"]] == [each["here"] for each in told["near"]]
    assert answer["near"]
    compared = call(server, "compare", first=ids[0], second=ids[1])
    shown = reader.get("/compare", params={"a": ids[0], "b": ids[1], "format": "json"}).json()
    assert compared.pop("passages_total") == len(shown["passages"])
    assert without_urls(compared) == shown


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("formulations", {}),
        ("key_formulations", {"one": "month:2024-02"}),
        ("formulation", {"phrase": PHRASE}),
        ("parallels", {}),
        ("compare", {}),
    ],
)
def test_answers_name_the_generation_and_lead_somewhere(
    server: MCPServer, reader: TestClient, name: str, arguments: dict[str, Any]
) -> None:
    ids = [each["id"] for each in reader.get("/api/articles").json()["articles"]]
    arguments = {"parallels": {"article": ids[0]}, "compare": {"first": ids[0], "second": ids[1]}}.get(
        name, arguments
    )
    answer = call(server, name, **arguments)
    assert answer["generation"] == reader.get("/").headers["Judou-Generation"]
    found = addresses(answer)
    assert found
    assert {reader.get(url).status_code for url in found} == {200}


def test_what_cannot_be_meant_is_said(server: MCPServer) -> None:
    part, article = call_all(
        server, ("key_formulations", {"one": "colour:red"}), ("parallels", {"article": "0" * 16})
    )
    assert part.is_error
    assert article.is_error
