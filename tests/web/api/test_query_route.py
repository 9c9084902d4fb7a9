import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from app.web.api.query_route import QueryRoute
from app.web.api.routes import router


@pytest.mark.parametrize(
    "query",
    [
        "q=开放",
        "q=开放&q=改革&limit=&limit=2",
        "q=改革&mode=related&limit=3",
        "q=改革&kind=article&kind=brief",
    ],
)
def test_the_api_reads_an_address_as_the_page_does(client: TestClient, query: str) -> None:
    assert client.get(f"/api/search?{query}").content == client.get(f"/search?{query}&format=json").content


def test_what_a_route_reads_is_what_it_describes(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    routes = [
        route for route in router.routes if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    ]
    assert all(isinstance(route, QueryRoute) for route in routes)
    for route in routes:
        described = document["paths"][route.path.replace(":path", "")]["get"]["parameters"]
        refused = client.get(
            f"{route.path.replace('{id:path}', 'x').replace('{id}', 'x')}?q=x&phrase=x&utm=x"
        )
        assert refused.status_code == 400
        known = refused.json()["detail"].rpartition("there are ")[2].split(", ")
        assert known == [each["name"] for each in described if each["in"] == "query"]
