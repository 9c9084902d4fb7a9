"""The API gives what it describes: declared answers, refused parameters, problems, ETags."""

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from app.answers import articles, search
from app.library.snapshot import Snapshot

ANSWERS: list[tuple[str, type[BaseModel]]] = [
    ("/api/articles", articles.Articles),
    ("/api/articles?kind=caption&sort=length&limit=1", articles.Articles),
    ("/api/articles/{article}", articles.Article),
    ("/api/paragraphs/{block}", articles.Paragraph),
    ("/api/pages", articles.Pages),
    ("/api/pages/{page}", articles.WholePage),
    ("/api/search?q=开放&limit=3", search.Search),
    ("/api/search?q=开放&mode=related&limit=3", search.Search),
    ("/api/count?phrase=开放&phrase=绝无此语", search.Counts),
    ("/search?q=开放&format=json", search.Search),
    ("/?format=json", articles.Articles),
]


@pytest.fixture
def ids(snapshot: Snapshot) -> dict[str, str]:
    view = next(snapshot.every_article())
    article, block = view.article, view.blocks[0]
    return {"article": article.id, "block": block.id, "page": article.page}


@pytest.mark.parametrize(("address", "model"), ANSWERS)
def test_an_answer_is_one_of_the_declared_model(
    client: TestClient, ids: dict[str, str], address: str, model: type[BaseModel]
) -> None:
    answer = client.get(address.format(**ids))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert model.model_validate_json(answer.content).model_dump_json().encode() == answer.content


def test_counting_is_literal(client: TestClient) -> None:
    counted = client.get("/api/count?phrase=对外开放&phrase=-within").json()
    found = client.get("/api/search?q=对外开放").json()["exact"]
    assert counted[0] == {
        "phrase": "对外开放",
        **{name: found[name] for name in ("occurrences", "paragraphs", "articles")},
    }
    assert counted[1]["occurrences"] == 0


def test_counts_take_the_options_of_a_search(client: TestClient) -> None:
    for options in ("", "&punctuation=ignore", "&form=strict", "&punctuation=ignore&form=strict"):
        counted = client.get(f"/api/count?phrase=對外，开放{options}").json()[0]
        found = client.get(f"/api/search?q=對外，开放{options}").json()["exact"]
        assert {name: found[name] for name in counted if name != "phrase"} == {
            name: value for name, value in counted.items() if name != "phrase"
        }
        assert (counted["occurrences"] > 0) == (options == "&punctuation=ignore")


def test_several_words_have_no_occurrences_together(client: TestClient) -> None:
    found = client.get("/api/search?q=开放 发展&limit=200").json()["exact"]
    assert found["occurrences"] is None
    assert [word["phrase"] for word in found["words"]] == ["开放", "发展"]
    assert sum(word["occurrences"] for word in found["words"]) >= 2 * found["paragraphs"] > 0
    assert client.get("/api/search?q=开放").json()["exact"]["words"] == []


def test_a_hit_tells_its_marks_and_its_places(client: TestClient) -> None:
    found = client.get("/api/search?q=开放 NEAR/9 发展&limit=200").json()["exact"]
    assert found["occurrences"] == sum(len(hit["places"]) for hit in found["hits"]) > 0
    hit = found["hits"][0]
    assert hit["places"][0][0] == hit["spans"][0][0]


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
    problem = articles.ProblemDetails.model_validate_json(answer.content)
    assert problem.status == status
    assert problem.detail


@pytest.mark.parametrize(
    "address",
    [
        "/api/articles",
        "/api/articles/{article}",
        "/api/paragraphs/{block}",
        "/api/pages",
        "/api/pages/{page}",
        "/api/search?q=开放",
        "/api/count?phrase=开放",
    ],
)
def test_parameters_that_do_not_exist_are_refused(
    client: TestClient, ids: dict[str, str], address: str
) -> None:
    asked = address.format(**ids)
    answer = client.get(f"{asked}{'&' if '?' in asked else '?'}utm_source=x")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "'utm_source'" in answer.json()["detail"]
    assert "lang" in answer.json()["detail"]


@pytest.mark.parametrize("address", ["/", "/search?q=开放&", "/search?q=开放&format=json&", "/pages", "/api"])
def test_pages_pass_over_them(client: TestClient, address: str) -> None:
    assert client.get(f"{address}{'' if '?' in address else '?'}utm_source=x").status_code == 200


def test_nothing_can_be_changed(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/api/articles").status_code == 405
        assert client.request(method, "/").status_code == 405


def test_the_description_has_an_example_for_what_is_required(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert len(document["paths"]) >= 12
    operations = [each for path in document["paths"].values() for each in path.values()]
    for operation in operations:
        for each in operation.get("parameters", []):
            assert each["description"]
            assert each["schema"].get("examples") or not each["required"]


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


def test_a_zero_tells_other_readings(client: TestClient) -> None:
    for address in ("/api/search", "/api/search?group=article"):
        found = client.get(address, params={"q": "共建一带一路", "form": "strict"}).json()
        assert found["exact"]["paragraphs"] == 0
        (reading,) = found["readings"]
        assert (reading["change"], reading["occurrences"]) == ("punctuation", 36)
        asked = {name: reading[name] for name in ("q", "punctuation", "form")}
        there = client.get(address, params=asked).json()
        assert there["exact"]["occurrences"] == 36
        assert there["readings"] == []
