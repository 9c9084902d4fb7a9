"""Two hosts with the embedded engine, each with an index of its own, behind one nginx."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.build.build import build as build_here
from app.build.lock import locked
from app.config import Settings, read_settings
from app.store.server_lock import locked_server
from tests.builders import markdown, paragraph, settings_in, write_seed
from tests.deploy.nginx import Proxy
from tests.deploy.two_hosts import SETTINGS, Host, behind_nginx, build, two_hosts
from tests.served import waited

TIMES = 8
"""Requests through the proxy: each host is asked by turns."""
SEARCH = "/papers/api/count?phrase=%E5%B9%B4"


def host_settings(shared: str, tmp_path: Path, name: str) -> Settings:
    folders = settings_in(tmp_path, name)
    folders.index.mkdir()
    return read_settings(seeds=folders.seeds, index=folders.index, database=shared, **SETTINGS)


@pytest.fixture
def hosts(shared: str, tmp_path: Path) -> tuple[Host, Host]:
    return two_hosts(*(host_settings(shared, tmp_path, name) for name in ("one", "other")))


@pytest.fixture
def proxy(hosts: tuple[Host, Host], tmp_path: Path) -> Iterator[Proxy]:
    """nginx before two hosts with a library that a third one has built; they do not run yet."""
    builder = host_settings(hosts[0].settings.database, tmp_path, "builder")
    for number in range(4):
        write_seed(builder, f"{number}.md", markdown(f"第{number}篇", number, number + 10))
    build_here(builder)
    (tmp_path / "nginx").mkdir()
    with behind_nginx(tmp_path / "nginx", hosts) as running:
        yield running


def statuses(proxy: Proxy, path: str) -> set[int]:
    return {proxy.get(path).status_code for _ in range(TIMES)}


def test_what_one_host_cannot_answer_the_other_does(hosts: tuple[Host, Host], proxy: Proxy) -> None:
    one, other = hosts
    with locked(other.settings.index):
        with locked(one.settings.index):
            # Neither can make its copy: what needs a search is refused in words, all else is shown.
            one.start()
            other.start()
            assert statuses(proxy, SEARCH) == {503}
            refused = proxy.get("/papers/search?q=%E5%B9%B4", accept_language="zh")
            assert (refused.headers["retry-after"], "没有应答" in refused.text) == ("5", True)
            assert statuses(proxy, "/papers/pages/1") == {200}
        assert waited(lambda: one.get(SEARCH).status_code == 200)
        assert other.get(SEARCH).status_code == 503
        assert (statuses(proxy, SEARCH), statuses(proxy, "/papers/pages/1")) == ({200}, {200})
    assert waited(lambda: other.get(SEARCH).status_code == 200)
    assert one.get(SEARCH).json() == other.get(SEARCH).json()


def test_a_link_made_on_one_host_opens_on_the_other_and_either_may_stop(
    hosts: tuple[Host, Host], proxy: Proxy
) -> None:
    one, other = hosts
    one.start()
    other.start()
    found = one.get(f"/papers/api/search?q={paragraph(11)}").json()["exact"]["hits"][0]
    link = f"/papers/p/{found['paragraph']}"
    assert all(paragraph(11)[:8] in each.get(link).text for each in hosts)
    # The text is changed by a build on one host, and the old link leads on from the other.
    write_seed(one.settings, "1.md", markdown("第1篇", 1, f"{paragraph(11)[:-1]}，从今以后。"))
    assert build(one.settings).returncode == 0
    changed = "/papers/api/count?phrase=%E4%BB%8E%E4%BB%8A%E4%BB%A5%E5%90%8E"
    assert waited(lambda: [each.get(changed).status_code for each in hosts] == [200, 200])
    assert all("从今以后" in each.get(link).text for each in hosts)
    assert statuses(proxy, changed) == {200}
    for stopped, answering in ((one, other), (other, one)):
        stopped.stop()
        assert (statuses(proxy, changed), statuses(proxy, "/papers/")) == ({200}, {200})
        assert answering.process
        stopped.start()


def test_the_second_of_two_builds_says_who_builds(hosts: tuple[Host, Host], proxy: Proxy) -> None:
    one, other = hosts
    with locked_server(one.settings.database):
        refused = build(other.settings)
    assert refused.returncode != 0
    assert "another build (judou build" in refused.stderr
    assert build(other.settings).returncode == 0
