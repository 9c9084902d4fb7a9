"""Tools say what pages and API say, with links that lead there."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from mcp.client import Client
from mcp.server.mcpserver import MCPServer

from tests.builders import paragraph
from tests.mcp.asking import call, call_all, with_client

PHRASE, NOWHERE = "年", "蟋蟀测速"
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search", {"query": PHRASE}),
    ("count", {"phrases": [PHRASE]}),
    ("concordance", {"query": PHRASE}),
    ("neighbours", {"query": PHRASE}),
    ("collocates", {"query": PHRASE}),
    ("trends", {"queries": [PHRASE], "by": "page"}),
]
NAMES = [name for name, _ in CALLS]
OTHERS = {
    "read_paragraph",
    "read_article",
    "check_quotations",
    "formulations",
    "key_formulations",
    "formulation",
    "parallels",
    "compare",
}


def addresses(value: Any) -> list[str]:
    """Return every address in an answer."""
    if isinstance(value, dict):
        own = [each for name, each in value.items() if name == "url" and each]
        return own + [each for inner in value.values() for each in addresses(inner)]
    return [each for inner in value for each in addresses(inner)] if isinstance(value, list) else []


def test_every_tool_reads_only_and_declares_what_it_answers(server: MCPServer) -> None:
    async def ask(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = with_client(server, ask)
    assert {*NAMES, *OTHERS} == {tool.name for tool in tools}
    for tool in tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema
        assert all("description" in each for each in tool.input_schema["properties"].values()), tool.name


@pytest.mark.parametrize(("name", "arguments"), CALLS, ids=NAMES)
def test_answers_name_the_generation_and_link_to_what_there_is(
    server: MCPServer, reader: TestClient, name: str, arguments: dict[str, Any]
) -> None:
    answer = call(server, name, **arguments)
    assert answer["generation"] == reader.get("/").headers["Judou-Generation"]
    found = addresses(answer)
    assert found
    assert all(url.startswith("http://") for url in found)
    assert {reader.get(url).status_code for url in found} == {200}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [(name, {**args, **({"query": NOWHERE} if "query" in args else {})}) for name, args in CALLS],
    ids=NAMES,
)
def test_a_zero_says_what_was_searched(server: MCPServer, name: str, arguments: dict[str, Any]) -> None:
    arguments |= {each: [NOWHERE] for each in ("phrases", "queries") if each in arguments}
    answer = call(server, name, **arguments)
    note = answer["counts"][0]["note"] if name == "count" else answer["note"]
    assert "does not occur in any of" in note
    assert not [each for each in (answer, *answer.get("counts", ())) if each.get("occurrences")]


def test_search_and_count_agree_with_the_reader(server: MCPServer, reader: TestClient) -> None:
    answer = call(server, "search", query=PHRASE, limit=200, filters={"page": ["a"]})
    params = {"q": PHRASE, "limit": 200, "page": "a"}
    exact = reader.get("/api/search", params=params).json()["exact"]  # type: ignore[arg-type]
    assert answer["occurrences"] == exact["occurrences"] > 0
    assert [each["id"] for each in answer["passages"]] == [each["paragraph"] for each in exact["hits"]]
    assert {each["article"]["page"] for each in answer["passages"]} == {"a"}
    counted = call(server, "count", phrases=[PHRASE, NOWHERE])["counts"]
    told = reader.get("/api/count", params={"phrase": [PHRASE, NOWHERE]}).json()
    assert [each["occurrences"] for each in counted] == [each["occurrences"] for each in told]


def test_lists_of_the_desk_agree_with_the_reader(server: MCPServer, reader: TestClient) -> None:
    params: dict[str, Any] = {"q": PHRASE, "sort": "left", "width": 7, "limit": 3, "offset": 2}
    lines = reader.get("/api/concordance", params=params).json()
    answer = call(server, "concordance", query=PHRASE, sort="left", width=7, limit=3, offset=2)
    assert {name: answer[name] for name in lines} == lines
    beside = reader.get("/api/concordance", params={"q": PHRASE, "show": "neighbours"}).json()
    assert call(server, "neighbours", query=PHRASE)["neighbours"] == beside["neighbours"]
    trends = reader.get("/api/trends", params={"q": [PHRASE, "在"], "by": "folder"}).json()
    told = call(server, "trends", queries=[PHRASE, "在"], by="folder")
    assert told["whole"] == trends["whole"]
    assert told["spread"] == trends["spread"]
    assert told["parts_total"] == len(trends["parts"])


def test_a_paragraph_and_its_article_are_read_by_their_ids(server: MCPServer, reader: TestClient) -> None:
    passage = call(server, "search", query=paragraph(2))["passages"][0]
    read = call(server, "read_paragraph", paragraph=passage["id"])
    assert read["status"] == "current"
    assert read["current"]["text"] == passage["text"]
    whole = reader.get(f"/api/articles/{passage['article']['id']}").json()
    first = call(server, "read_article", article=whole["id"], limit=2)
    rest = call(server, "read_article", article=whole["id"], offset=2)
    assert [each["text"] for each in (*first["blocks"], *rest["blocks"])] == whole["paragraphs"]
    assert first["total"] == len(whole["blocks"])


def test_quotations_are_checked_and_lead_to_where_they_stand(server: MCPServer, reader: TestClient) -> None:
    altered = paragraph(3).replace("在", "未")
    text = f"文件指出：“{paragraph(2)}”又说：“{altered}”还说：“蟋蟀测速的量子力学年会。”"
    answer = call(server, "check_quotations", text=text)
    assert [each["verdict"] for each in answer["checked"]] == ["exact", "altered", "absent"]
    for each in answer["checked"][:2]:
        assert reader.get(each["url"]).status_code == 200
    told = reader.post("/api/quote", json={"text": text}).json()
    assert [{name: each[name] for name in told["checked"][0]} for each in answer["checked"]] == told[
        "checked"
    ]
    assert answer["searched"] > 0
    assert answer["near_formulations"] == told["near_formulations"] == []


def test_what_cannot_be_meant_is_said_in_words(server: MCPServer) -> None:
    wrong, unknown, long = call_all(
        server,
        ("search", {"query": PHRASE, "filters": {"colour": ["red"]}}),
        ("read_paragraph", {"paragraph": "0000000000000000"}),
        ("search", {"query": "长" * 2001}),
    )
    assert wrong.is_error
    assert unknown.is_error
    assert long.is_error
    assert "'colour'" in str(wrong.content)
    assert "2000" in str(long.content)
