import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import Response

from app.config import Settings
from app.main import create_app
from app.web.core.middleware import SECURITY_HEADERS, route_of


@pytest.mark.parametrize(
    "address", ["/", "/search?q=开放", "/nothing", "/api/articles", "/static/x/style.css", "/metrics"]
)
def test_every_answer_is_closed_tight(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "permissions-policy" in headers
    assert "access-control-allow-origin" not in headers


def test_our_own_mistakes_are_closed_tight_too_and_tell_nothing(settings: Settings) -> None:
    app = create_app(settings)

    def broken(request: Request) -> Response:
        raise ValueError("a division by zero")

    app.add_route("/broken", broken)
    with TestClient(app, raise_server_exceptions=False) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert all(answer.headers[name] == value for name, value in SECURITY_HEADERS.items())
    assert "division" not in answer.text


def test_a_request_is_one_line_without_its_query(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "judou.access"):
        client.get("/search?q=秘密")
    line = json.loads(caplog.messages[0])
    assert (line["method"], line["path"], line["status"]) == ("GET", "/search", 200)
    assert line["ms"] > 0
    assert line["bytes"] > 1000
    assert "query" not in line


def test_queries_are_written_down_only_when_asked_for(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(replace(settings, log_queries=True))
    with TestClient(app) as client, caplog.at_level(logging.INFO, "judou.access"):
        client.get("/search?q=x")
    assert json.loads(caplog.messages[0])["query"] == "q=x"


def test_only_trusted_hosts_are_answered(settings: Settings) -> None:
    app = create_app(replace(settings, trusted_hosts="judou.example, localhost"))
    with TestClient(app) as client:
        assert client.get("/", headers={"Host": "judou.example"}).status_code == 200
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_other_sites_may_read_only_where_the_setting_says_so(settings: Settings) -> None:
    app = create_app(replace(settings, cors_origins="https://friend.example"))
    with TestClient(app) as client:
        friend = client.get("/api/articles", headers={"Origin": "https://friend.example"})
        stranger = client.get("/api/articles", headers={"Origin": "https://stranger.example"})
    assert friend.headers["access-control-allow-origin"] == "https://friend.example"
    assert "access-control-allow-credentials" not in friend.headers
    assert "access-control-allow-origin" not in stranger.headers


@pytest.mark.parametrize(
    "host", ["evil.example/path", 'a"b', "a b", "a@b", "<script>", "x" * 300 + ":99999999"]
)
def test_a_strange_host_is_refused_and_not_repeated(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text


def test_clients_cannot_make_new_kinds_of_pages() -> None:
    paths = ["/", "/search", "/p/x/cite", "/whatever/the/client/says", "/" + "x" * 10_000]
    assert [route_of({"path": path}) for path in paths] == ["home", "search", "p", "other", "other"]


def test_metrics_and_health_tell_the_generation(client: TestClient) -> None:
    client.get("/search?q=开放")
    health = client.get("/healthz").json()
    assert health["status"] == "ok"
    lines = client.get("/metrics").text.splitlines()
    assert f'judou_generation_info{{name="{health["generation"]}",built="{health["built"]}"}} 1' in lines
    assert f"judou_articles {health['articles']}" in lines
    assert any(line.startswith('judou_requests_total{route="search",status="2xx"}') for line in lines)
    buckets = [
        int(line.split()[-1])
        for line in lines
        if line.startswith('judou_request_seconds_bucket{route="search"')
    ]
    assert buckets == sorted(buckets)


def test_before_anything_is_built_the_way_out_is_named(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    empty = replace(settings, index=tmp_path_factory.mktemp("empty"))
    with TestClient(create_app(empty)) as client:
        for address in ("/", "/healthz", "/api/articles"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert "judou build" in answer.text
        assert client.get("/metrics").status_code == 200


def test_a_worker_makes_as_many_pages_at_a_time_as_the_settings_say(settings: Settings) -> None:
    app = create_app(replace(settings, threads=1))
    at_once: list[int] = []
    running = 0

    def slow(_: Request) -> Response:
        nonlocal running
        running += 1
        at_once.append(running)
        time.sleep(0.05)
        running -= 1
        return Response("")

    app.add_route("/slow", slow)
    with TestClient(app) as client, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: client.get("/slow"), range(4)))
    assert at_once == [1, 1, 1, 1]
