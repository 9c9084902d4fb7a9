"""The reader behind a real nginx with the file of deploy/: below a prefix, compressed, TLS ended there."""

import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import fromstring

import httpx
import pytest

from tests.browser.conftest import served
from tests.served import PATIENCE, free_port
from tests.web.html import parse
from tests.web.sample_library import built_library

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NAME = "judou.example"


@pytest.fixture(scope="module")
def nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None or shutil.which("openssl") is None:
        if os.environ.get("JUDOU_REQUIRE_NGINX"):
            pytest.fail("JUDOU_REQUIRE_NGINX is set, and there is no nginx or no openssl")
        pytest.skip("no nginx or no openssl is installed")
    return found


def certificate(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for the name, signed by itself, and its key."""
    pem, key = folder / "judou.pem", folder / "judou.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    written = ["-keyout", str(key), "-out", str(pem)]
    subprocess.run([*command, *names, *written], check=True, capture_output=True)
    return pem, key


def configured(folder: Path, reader: str, plain: int, secure: int, files: tuple[Path, Path]) -> Path:
    """Write the file of deploy/ for these ports and files, with what stands around it on a machine."""
    site = CONFIGURATION.read_text(encoding="utf-8")
    for there, here in (
        ("server 127.0.0.1:8000;", f"server {reader};"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{secure} ssl http2;"),
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


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture(scope="module")
def proxy(
    nginx: str, ports: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client that knows the certificate, and finds the name where nginx listens."""
    folder = tmp_path_factory.mktemp("nginx")
    library = built_library(tmp_path_factory.mktemp("library"))
    library = replace(library, root_path="/papers", trusted_hosts=NAME)
    files = certificate(folder)
    with served(library) as reader:
        main = configured(folder, urlsplit(reader).netloc, *ports, files)
        with subprocess.Popen([nginx, "-p", str(folder), "-c", str(main)]) as server:
            trusted = ssl.create_default_context(cafile=files[0])
            headers = {"Host": f"{NAME}:{ports[1]}"}
            with httpx.Client(verify=trusted, headers=headers) as client:
                try:
                    wait_for(client, ports[1], server)
                    yield client
                finally:
                    server.terminate()


def wait_for(client: httpx.Client, port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            answer(client, port, "/papers/")
            return
        except httpx.TransportError:
            assert server.poll() is None, "nginx has ended"
            assert time.monotonic() < deadline
            time.sleep(0.1)


def answer(client: httpx.Client, port: int, path: str, **headers: str) -> httpx.Response:
    """What is answered over TLS, by the name that the certificate is for."""
    return client.get(
        f"https://127.0.0.1:{port}{path}",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        extensions={"sni_hostname": NAME},
    )


@pytest.fixture
def site(ports: tuple[int, int]) -> str:
    return f"https://{NAME}:{ports[1]}/papers/"


def test_pages_lead_on_below_the_prefix(proxy: httpx.Client, ports: tuple[int, int], site: str) -> None:
    home = answer(proxy, ports[1], "/papers/")
    assert home.status_code == 200
    page = parse(home.text)
    assert page.one("link", rel="canonical").attributes["href"] == site
    paths = {each.attributes.get("href") or each.attributes.get("src", "") for each in page.elements}
    local = sorted(path for path in paths if path.startswith("/"))
    assert len(local) > 20
    assert all(path.startswith("/papers/") for path in local)
    for path in local:
        assert answer(proxy, ports[1], path).status_code in (200, 303), path


def test_links_to_copy_name_what_the_reader_asked_for(
    proxy: httpx.Client, ports: tuple[int, int], site: str
) -> None:
    feed = fromstring(answer(proxy, ports[1], "/papers/feed.atom").content)
    ids = [each.text or "" for each in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(ids) > 3
    assert all(each.startswith(site) for each in ids)
    article = urlsplit(ids[1]).path
    assert f"{site}articles/" in answer(proxy, ports[1], f"{article}/cite/gbt7714-online").text
    text = answer(proxy, ports[1], article).text
    paragraph = re.search(r'href="(/papers/p/[^"/]+)"', text)
    assert paragraph
    metas = parse(answer(proxy, ports[1], paragraph[1]).text).metas()
    assert metas["og:url"] == urljoin(site, paragraph[1])


def test_pages_and_what_belongs_to_them_come_compressed(proxy: httpx.Client, ports: tuple[int, int]) -> None:
    page = answer(proxy, ports[1], "/papers/", accept_encoding="gzip")
    assert page.headers["content-encoding"] == "gzip"
    for rel in ("stylesheet", "icon"):
        path = parse(page.text).one("link", rel=rel).attributes["href"]
        found = answer(proxy, ports[1], path, accept_encoding="gzip")
        assert found.status_code == 200
        assert "immutable" in found.headers["cache-control"]
        small = int(found.headers.get("content-length", "0") or 0)
        assert found.headers.get("content-encoding") == "gzip" or small < 1_000, path
    again = answer(proxy, ports[1], "/papers/", accept_encoding="gzip", if_none_match=page.headers["etag"])
    assert again.status_code == 304
    assert "content-encoding" not in answer(proxy, ports[1], "/papers/", accept_encoding="identity").headers


def test_tls_is_the_only_way_in_and_other_names_are_refused(
    proxy: httpx.Client, ports: tuple[int, int]
) -> None:
    asked = "/papers/search?q=%E5%BC%80%E6%94%BE"
    plain = httpx.get(f"http://127.0.0.1:{ports[0]}{asked}", headers={"Host": NAME})
    assert plain.status_code == 301
    assert plain.headers["location"] == f"https://{NAME}{asked}"
    home = answer(proxy, ports[1], "/papers/")
    assert "max-age" in home.headers["strict-transport-security"]
    assert answer(proxy, ports[1], "/papers/", Host="other.example").status_code == 400
    assert answer(proxy, ports[1], "/").status_code == 404
    assert answer(proxy, ports[1], "/papers").headers["location"].endswith("/papers/")


def test_switches_come_back_to_where_they_were_turned(proxy: httpx.Client, ports: tuple[int, int]) -> None:
    turned = answer(proxy, ports[1], "/papers/preferences?set=theme:dark&back=/papers/pages")
    assert turned.status_code == 303
    assert turned.headers["location"] == "/papers/pages"
    cookie = turned.headers["set-cookie"]
    assert "Path=/papers" in cookie
    assert "Secure" in cookie
    dark = answer(proxy, ports[1], "/papers/pages", cookie=cookie.partition(";")[0])
    assert parse(dark.text).one("html").attributes["data-theme"] == "dark"
