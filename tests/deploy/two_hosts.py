"""Two hosts that share a database, each a process of its own, behind a real nginx as docs/scaling.md says."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.config import Settings, environment
from tests.deploy.nginx import NAME, Proxy, proxied
from tests.served import PATIENCE, ROOT, first_page, free_port

_NGINX = re.compile(r"```nginx\n(.*?)```", re.DOTALL)
SETTINGS = {"root_path": "/papers", "trusted_hosts": f"{NAME},127.0.0.1"}
"""How both hosts are set up behind the proxy."""


@dataclass
class Host:
    """A host: how it is set up, its port and, while it runs, its process."""

    settings: Settings
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Serve what is published, from its own copy where it needs one."""
        command = [sys.executable, "-m", "app", "serve", "--no-build", "--port", str(self.port)]
        with (self.settings.index.parent / f"{self.port}.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | environment(self.settings), stdout=log, stderr=log
            )
        first_page(self.port)

    def stop(self) -> None:
        """End it, if it runs."""
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE)
            self.process = None

    def get(self, path: str) -> httpx.Response:
        """What this host answers, past the proxy, wherever a link leads."""
        address = f"http://127.0.0.1:{self.port}{path}"
        return httpx.get(address, timeout=PATIENCE, follow_redirects=True)


@contextmanager
def behind_nginx(folder: Path, hosts: Sequence[Host]) -> Iterator[Proxy]:
    """Run nginx before two hosts, and end it and them."""
    upstream, within = _NGINX.findall((ROOT / "docs" / "scaling.md").read_text(encoding="utf-8"))
    for n, host in enumerate(hosts, start=1):
        assert upstream.count(f"10.0.0.{n}:8000") == 2
        upstream = upstream.replace(f"10.0.0.{n}:8000", f"127.0.0.1:{host.port}")
    try:
        with proxied(folder, upstream, within) as proxy:
            yield proxy
    finally:
        for host in hosts:
            host.stop()


def build(settings: Settings) -> subprocess.CompletedProcess[str]:
    """Run ``judou build`` as a host does."""
    command = [sys.executable, "-m", "app", "--lang", "en", "build"]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment(settings), capture_output=True, text=True
    )


def two_hosts(one: Settings, other: Settings) -> tuple[Host, Host]:
    """Return two hosts that do not run yet."""
    return Host(one, free_port()), Host(other, free_port())
