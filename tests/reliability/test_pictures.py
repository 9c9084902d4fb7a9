"""Pictures of printed pages as an attack on memory: few are drawn at a time, and few are kept waiting."""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.background_thread import running as beside
from app.config import Settings
from app.web.core.drawing_queue import AT_ONCE
from tests.reliability.load import get, running
from tests.reliability.siege import memory
from tests.served import children
from tests.web.printed_library import printed_library

MEGABYTES, DRAWER_MEGABYTES = 400, 600


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return printed_library(tmp_path_factory.mktemp("printed"))


def pictures(port: int) -> list[str]:
    """Return the addresses of all pictures of a library."""
    found = []
    for page in json.loads(get(port, "/api/pages")[2])["pages"]:
        for sheet in (1, 2, 3, 999_999):
            found += [f"/pages/{page['id']}/picture/{sheet}{dark}.png" for dark in ("", "-dark")]
    for article in json.loads(get(port, "/api/articles?limit=100")[2])["articles"]:
        for block in json.loads(get(port, f"/api/articles/{article['id']}")[2])["blocks"]:
            found += [f"/p/{block['id']}/cutting.png", f"/p/{block['id']}/quotation.png"]
    return found


class Watch:
    """The most processes of a server at a time, and the most memory that one of them has taken."""

    def __init__(self, server: int) -> None:
        self._server = server
        self.processes = self.megabytes = 0

    def look(self, stop: threading.Event) -> None:
        while not stop.wait(0.02):
            try:
                own = children(self._server)
                self.processes = max(self.processes, len(own))
                self.megabytes = max([self.megabytes, *map(memory, own)])
            except (OSError, IndexError):
                continue  # One has just ended.


@pytest.mark.parametrize("times", [1, pytest.param(30, marks=pytest.mark.soak)])
def test_pictures_are_drawn_few_at_a_time_whoever_asks(printed: Settings, times: int) -> None:
    with running(printed) as (port, server):
        asked = pictures(port) * times
        watch = Watch(server.pid)
        kept = printed.index / "pictures"
        met = Counter[int]()
        with beside(watch.look, "watch"), ThreadPoolExecutor(40) as clients:
            for turn in range(0, len(asked), 100):
                met.update(clients.map(lambda path: get(port, path)[0], asked[turn : turn + 100]))
                for picture in kept.glob("*.png") if kept.is_dir() else ():
                    picture.unlink()  # Each is drawn anew.
        assert get(port, "/healthz")[0] == 200
        assert set(met) <= {200, 404, 503}
        assert met[200] >= 1
        assert 1 <= watch.processes <= AT_ONCE
        assert watch.megabytes < DRAWER_MEGABYTES
        assert memory(server.pid) < MEGABYTES
