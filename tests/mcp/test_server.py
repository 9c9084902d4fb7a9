"""Both transports, as an assistant has them: a process of its own, and a part of the reader."""

import os
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from mcp.client.stdio import StdioServerParameters, stdio_client

from app.config import Settings
from app.main import create_app
from app.mcp.server import allowed
from tests.mcp.asking import call
from tests.served import PATIENCE, first_page, free_port

ROOT = Path(__file__).parents[2]


def test_a_process_answers_on_standard_input_and_output(settings: Settings) -> None:
    arguments = ["-m", "app", "mcp", "--index", str(settings.index), "--base-url", "https://judou.example/"]
    server = StdioServerParameters(command=sys.executable, args=arguments, cwd=ROOT)
    answer = call(stdio_client(server), "search", query="年", limit=1)
    assert answer["paragraphs"] > 1
    assert answer["passages"][0]["url"].startswith("https://judou.example/p/")


def test_a_server_answers_beside_its_pages_and_refuses_other_hosts(settings: Settings) -> None:
    port = free_port()
    command = [sys.executable, "-m", "app", "serve", "--no-build", "--index", str(settings.index)]
    with subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"JUDOU_MCP": "1"},
    ) as process:
        try:
            assert "开放的大门" in first_page(port)
            address = f"http://127.0.0.1:{port}"
            answer = call(f"{address}/mcp", "search", query="年", limit=1)
            assert answer["passages"][0]["url"].startswith(f"{address}/p/")
            asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
            accepted = {"Accept": "application/json, text/event-stream"}
            for headers, status in (
                ({"Host": "rebound.example"}, 421),
                ({"Origin": "https://rebound.example"}, 403),
                ({}, 200),
            ):
                told = httpx2.post(f"{address}/mcp", json=asked, headers=accepted | headers, timeout=PATIENCE)
                assert told.status_code == status, told.text
            assert httpx2.get(f"{address}/search?q=年", timeout=PATIENCE).status_code == 200
            assert httpx2.get(f"{address}/mcp", timeout=PATIENCE).status_code == 405
        finally:
            process.terminate()


def test_there_is_no_such_address_unless_it_is_asked_for(reader: TestClient) -> None:
    assert reader.post("/mcp", json={}).status_code == 404


def test_a_reader_can_be_started_more_than_once(settings: Settings) -> None:
    app = create_app(Settings(seeds=settings.seeds, index=settings.index, mcp=True))
    for _ in range(2):
        with TestClient(app, base_url="http://127.0.0.1") as client:
            assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({}, {"127.0.0.1", "localhost", "[::1]"}),
        ({"base_url": "https://judou.example/x"}, {"127.0.0.1", "localhost", "[::1]", "judou.example"}),
        ({"trusted_hosts": "a.example, b.example"}, {"a.example", "b.example"}),
    ],
    ids=["nothing", "public", "trusted"],
)
def test_hosts_are_those_of_the_settings(given: dict[str, str], hosts: set[str]) -> None:
    security = allowed(Settings(**given))  # type: ignore[arg-type]
    assert security.enable_dns_rebinding_protection
    assert {host for host in security.allowed_hosts if not host.endswith(":*")} == hosts
    assert f"https://{min(hosts)}" in security.allowed_origins
