"""A real nginx with the file of deploy/, in a folder of its own, and a client that trusts its certificate."""

import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.served import PATIENCE, free_port

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NAME = "judou.example"
_UPSTREAM = re.compile(r"upstream judou \{.*?\n\}\n", re.DOTALL)
_FIRST_LOCATION = "    location = /papers "


@dataclass(frozen=True)
class Proxy:
    """A running nginx: the ports on which it listens, without TLS and with it, and a client."""

    plain: int
    secure: int
    client: httpx.Client

    @property
    def site(self) -> str:
        """The address that readers know."""
        return f"https://{NAME}:{self.secure}/papers/"

    def get(self, path: str, **headers: str) -> httpx.Response:
        """What is answered over TLS, by the name that the certificate is for."""
        return self.client.get(
            f"https://127.0.0.1:{self.secure}{path}",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
            extensions={"sni_hostname": NAME},
        )


def skip_without_nginx() -> str:
    """Return where nginx is; skip a test where it or openssl is missing, fail where both are required."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None or shutil.which("openssl") is None:
        if os.environ.get("JUDOU_REQUIRE_NGINX"):
            pytest.fail("JUDOU_REQUIRE_NGINX is set, and there is no nginx or no openssl")
        pytest.skip("no nginx or no openssl is installed")
    return found


@contextmanager
def proxied(folder: Path, upstream: str, within: str = "") -> Iterator[Proxy]:
    """Run nginx until the end, with another ``upstream`` in its file and more ``within`` its server."""
    program = skip_without_nginx()
    plain, secure = free_port(), free_port()
    files = _certificate(folder)
    main = _configured(folder, (upstream, within), (plain, secure), files)
    with subprocess.Popen([program, "-p", str(folder), "-c", str(main)]) as server:
        trusted = ssl.create_default_context(cafile=files[0])
        headers = {"Host": f"{NAME}:{secure}"}
        with httpx.Client(verify=trusted, headers=headers, timeout=PATIENCE) as client:
            proxy = Proxy(plain, secure, client)
            try:
                _wait_for(proxy, server)
                yield proxy
            finally:
                server.terminate()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for the name, signed by itself, and its key."""
    pem, key = folder / "judou.pem", folder / "judou.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    written = ["-keyout", str(key), "-out", str(pem)]
    subprocess.run([*command, *names, *written], check=True, capture_output=True)
    return pem, key


def _configured(
    folder: Path, changed: tuple[str, str], ports: tuple[int, int], files: Sequence[Path]
) -> Path:
    """Write the file of deploy/ for these ports and files, with what stands around it on a machine."""
    upstream, within = changed
    site = CONFIGURATION.read_text(encoding="utf-8")
    (before,) = _UPSTREAM.findall(site)
    for there, here in (
        (before, upstream),
        (_FIRST_LOCATION, f"{within}{_FIRST_LOCATION}"),
        ("listen 80;", f"listen 127.0.0.1:{ports[0]};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{ports[1]} ssl http2;"),
        ("/etc/ssl/judou.example.pem", str(files[0])),
        ("/etc/ssl/judou.example.key", str(files[1])),
    ):
        assert site.count(there) == 1, there
        site = site.replace(there, here)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    around = f"daemon off; {user} pid {folder}/pid; error_log {folder}/error.log; events {{}}"
    main = folder / "nginx.conf"
    main.write_text(f"{around} http {{ access_log off; {temporary} {site} }}", encoding="utf-8")
    return main


def _wait_for(proxy: Proxy, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            proxy.get("/papers/")
            return
        except httpx.TransportError:
            assert server.poll() is None, "nginx has ended"
            assert time.monotonic() < deadline
            time.sleep(0.1)
