"""The API gives what it describes: the shapes of the schemas, problems as problem+json, ETags."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from app.library.snapshot import Snapshot
from app.web.api import schemas

SHAPES: list[tuple[str, Any]] = [
    ("/api/articles", schemas.Articles),
    ("/api/articles?kind=caption&sort=length&limit=1", schemas.Articles),
    ("/api/articles/{article}", schemas.Article),
    ("/api/paragraphs/{block}", schemas.Paragraph),
    ("/api/pages", schemas.Pages),
    ("/api/pages/{page}", schemas.WholePage),
    ("/api/search?q=开放&limit=3", schemas.Search),
    ("/api/search?q=开放&mode=related&limit=3", schemas.Search),
    ("/api/count?phrase=开放&phrase=绝无此语", list[schemas.Counted]),
    ("/search?q=开放&format=json", schemas.Search),
    ("/?format=json", schemas.Articles),
]


@pytest.fixture
def ids(snapshot: Snapshot) -> dict[str, str]:
    view = next(snapshot.every_article())
    article, block = view.article, view.blocks[0]
    return {"article": article.id, "block": block.id, "page": article.page}


@pytest.mark.parametrize(("address", "shape"), SHAPES)
def test_an_answer_has_the_shape_that_is_described(
    client: TestClient, ids: dict[str, str], address: str, shape: Any
) -> None:
    answer = client.get(address.format(**ids))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    TypeAdapter(shape).validate_json(answer.content)


def test_counting_is_literal(client: TestClient) -> None:
    counted = client.get("/api/count?phrase=对外开放&phrase=-within").json()
    found = client.get("/api/search?q=对外开放").json()["exact"]
    assert counted[0] == {
        "phrase": "对外开放",
        **{name: found[name] for name in ("occurrences", "paragraphs", "articles")},
    }
    assert counted[1]["occurrences"] == 0


def test_paging_is_stable_and_complete(client: TestClient) -> None:
    whole = client.get("/api/search?q=开放&limit=200").json()["exact"]["hits"]
    pages = [
        client.get(f"/api/search?q=开放&limit=7&offset={at}").json()["exact"]["hits"]
        for at in range(0, 200, 7)
    ]
    assert [hit["paragraph"] for page in pages for hit in page] == [hit["paragraph"] for hit in whole]


def test_a_paragraph_is_answered_as_promised(client: TestClient, ids: dict[str, str]) -> None:
    body = client.get(f"/api/paragraphs/{ids['block']}").json()
    assert list(body) == ["id", "status", "current", "was"]
    assert body["status"] == "current"
    assert list(body["current"]) == ["id", "article", "n", "text"]
    assert body["was"] == body["current"]["text"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/articles/nothing", 404),
        ("/api/paragraphs/nothing", 404),
        ("/api/pages/nothing/at/all", 404),
        ("/api/search", 400),
        ("/api/search?q=开放&sort=best", 400),
        ("/api/search?q=" + "x" * 2001, 413),
        ("/api/articles?offset=-1", 400),
        ("/api/articles?limit=0", 400),
        ("/api/count", 400),
        ("/api/count?" + "&".join(["phrase=x"] * 201), 413),
        ("/api/nothing", 404),
    ],
)
def test_problems_are_said_in_the_standard_way(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = schemas.Problem.model_validate_json(answer.content)
    assert problem.status == status
    assert problem.detail


def test_nothing_can_be_changed(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/api/articles").status_code == 405
        assert client.request(method, "/").status_code == 405


def test_the_description_has_an_example_for_what_is_required(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert len(document["paths"]) == 7
    for operations in document["paths"].values():
        for each in operations["get"]["parameters"]:
            assert each["description"]
            assert "example" in each or not each.get("required")


@pytest.mark.parametrize(
    "address", ["/", "/search?q=开放", "/api/articles", "/api/search?q=开放", "/feed.atom"]
)
def test_what_is_known_already_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["judou-generation"] == again.headers["judou-generation"]
    other = client.get(address, headers={"If-None-Match": first.headers["etag"], "Accept-Language": "en"})
    assert other.status_code == 200
