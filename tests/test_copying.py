"""A server beside a database that another machine publishes to copies what is new and goes on answering."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx

from app.build.build import build
from app.config import environment
from app.library.library import open_snapshot
from tests.builders import markdown, paragraph, settings_in, write_seed
from tests.postgres import on
from tests.served import PATIENCE, ROOT, first_page, free_port


def test_a_second_host_follows_what_the_first_publishes(shared: str, tmp_path: Path) -> None:
    one, other = (on(shared, settings_in(tmp_path, name)) for name in ("one", "other"))
    write_seed(one, "a.md", markdown("甲", 1, 2))
    build(one)
    port = free_port()
    command = [sys.executable, "-m", "app", "serve", "--no-build", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environment(other)) as server:
        try:
            first_page(port)
            asked = {"phrase": paragraph(3)}
            address = f"http://127.0.0.1:{port}"
            assert httpx.get(f"{address}/api/count", params=asked, timeout=PATIENCE).status_code == 200
            write_seed(one, "b.md", markdown("乙", 3, 4))
            published = build(one).generation.name
            until, seen = time.monotonic() + PATIENCE, set()
            while time.monotonic() < until:
                # A reader is never told less than there is, and pages are there all the time.
                answer = httpx.get(f"{address}/api/count", params=asked, timeout=PATIENCE)
                seen.add(answer.status_code)
                assert httpx.get(f"{address}/pages/b", timeout=PATIENCE).status_code == 200
                if answer.status_code == 200:
                    break
                time.sleep(0.2)
            assert seen <= {200, 503}
            assert answer.headers["judou-generation"] == published
            assert answer.json()[0]["occurrences"] == 1
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)
    with open_snapshot(other) as snapshot:
        assert snapshot.count([paragraph(3)])[0].occurrences == 1
