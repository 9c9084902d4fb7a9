"""Pictures of printed pages as an attack on memory: few are drawn at a time, and few are kept waiting."""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.config import Settings
from app.web.core.drawing_queue import AT_ONCE
from tests.reliability.load import get, running
from tests.reliability.siege import memory
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
        self._server, self._stop = server, threading.Event()
        self.processes = self.megabytes = 0
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        while not self._stop.wait(0.02):
            try:
                own = Path(f"/proc/{self._server}/task").iterdir()
                children = [child for task in own for child in (task / "children").read_text().split()]
                self.processes = max(self.processes, len(children))
                self.megabytes = max([self.megabytes, *(memory(int(child)) for child in children)])
            except (OSError, IndexError):
                continue  # One has just ended.

    def end(self) -> None:
        self._stop.set()
        self._thread.join()


@pytest.mark.parametrize("times", [1, pytest.param(30, marks=pytest.mark.soak)])
def test_pictures_are_drawn_few_at_a_time_whoever_asks(printed: Settings, times: int) -> None:
    with running(printed) as (port, server):
        asked = pictures(port) * times
        watch = Watch(server.pid)
        kept = printed.index / "pictures"
        met = Counter[int]()
        with ThreadPoolExecutor(40) as clients:
            for turn in range(0, len(asked), 100):
                met.update(clients.map(lambda path: get(port, path)[0], asked[turn : turn + 100]))
                for picture in kept.glob("*.png") if kept.is_dir() else ():
                    picture.unlink()  # Each is drawn anew.
        watch.end()
        assert get(port, "/healthz")[0] == 200
        assert set(met) <= {200, 404, 503}
        assert met[200] >= 1
        assert 1 <= watch.processes <= AT_ONCE
        assert watch.megabytes < DRAWER_MEGABYTES
        assert memory(server.pid) < MEGABYTES
