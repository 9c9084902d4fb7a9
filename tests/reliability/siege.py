"""Long sieges of a library: builds that race and lose workers, connections held over generations, floods.

Each function takes its bounds and returns what was met; a promise that is broken is an AssertionError.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from app.background_thread import running as beside
from app.config import Settings
from app.search.generation import NAME
from tests.builders import markdown, write_seed
from tests.reliability.harm import edit, state
from tests.reliability.load import GENERATION, PHRASES, get, judou, running
from tests.served import PATIENCE, ROOT, waited

BUILT, BUSY = 0, 4
"""How a build ends that came to its end, and one that was refused because another one is under way."""
WIDE = 1_100
"""Pages of a library that is parsed and cut by processes besides the first."""


def expected(settings: Settings) -> tuple[str, dict[str, int]]:
    """What is published, and what a plain scan of it counts."""
    generation, texts = state(settings)
    return generation, {phrase: sum(text.count(phrase) for text in texts) for phrase in PHRASES}


def build(settings: Settings, *options: str) -> int:
    """Run one build; return how it ended."""
    command = judou(settings, "build", *options)
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, timeout=4 * PATIENCE, check=False
    ).returncode


def hold_connections(settings: Settings, connections: int, generations: int) -> Counter[str]:
    """Ask on the same connections through many generations; each answer is that of the one it names."""
    met, known = Counter[str](), dict([expected(settings)])
    with running(settings) as (port, server), ExitStack() as stack:
        held = [http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE) for _ in range(connections)]
        for connection in held:
            stack.callback(connection.close)
        for version in range(1, generations + 1):
            edit(settings, version)
            assert build(settings) == BUILT
            generation, counts = expected(settings)
            known[generation] = counts
            for connection in held:
                phrase = random.Random(version).choice(PHRASES)
                answer = _asked(connection, f"/api/count?phrase={quote(phrase)}")
                body, name = json.loads(answer.read()), answer.headers[GENERATION]
                assert answer.status == 200
                assert body[0]["occurrences"] == known[name][phrase], (name, phrase)
                met["of the newest" if name == generation else "of an older one"] += 1
        met["descriptors"] = len(list(Path(f"/proc/{server.pid}/fd").iterdir()))
        met["megabytes"] = memory(server.pid)
        met["generations kept"] = len([p for p in settings.index.iterdir() if NAME.fullmatch(p.name)])
    return met


def _asked(connection: http.client.HTTPConnection, path: str) -> http.client.HTTPResponse:
    """Ask on a connection; one that was idle so long that the server closed it is opened anew."""
    try:
        connection.request("GET", path)
        return connection.getresponse()
    except (http.client.RemoteDisconnected, ConnectionError):
        connection.close()
        connection.request("GET", path)
        return connection.getresponse()


def memory(process: int) -> int:
    """Return the most memory that a process has taken, in megabytes."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1000


def race(settings: Settings, builders: int, rounds: int) -> Counter[str]:
    """Let builds race while sources change; whoever wins, what is published at last is what is there."""
    met = Counter[str]()

    def change(stop: threading.Event) -> None:
        version = 1
        while not stop.wait(0.05):
            edit(settings, version)
            version += 1

    with beside(change, "changing"):
        for _ in range(rounds):
            command = judou(settings, "build")
            running_builds = [
                subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                for _ in range(builders)
            ]
            for each in running_builds:
                _, said = each.communicate(timeout=4 * PATIENCE)
                assert each.returncode in (BUILT, 1, BUSY), said.decode()
                assert b"Traceback" not in said, said.decode()
                met[{BUILT: "built", 1: "built, files to look at", BUSY: "refused"}[each.returncode]] += 1
            state(settings)
    assert build(settings) == BUILT
    there = {path.read_text(encoding="utf-8").split("版次之")[-1] for path in settings.seeds.glob("p*.md")}
    published = [text for text in state(settings)[1] if text.startswith("版次之")]
    assert {text.removeprefix("版次之") for text in published} == {version.strip() for version in there}
    return met


def kill(settings: Settings, times: int, seed: int, *, parents: bool) -> Counter[str]:
    """Kill full builds, or processes that they began; each ends in words, and what is served is whole."""
    met, rng = Counter[str](), random.Random(seed)
    for page in range(WIDE):
        write_seed(settings, f"w{page:04}.md", markdown(f"页{page}", *range(4 * page, 4 * page + 4)))
    assert build(settings) == BUILT
    before = state(settings)
    for _ in range(times):
        command = judou(settings, "build", "--full", "--jobs", "2")
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as each:
            workers = _await_workers(each)
            time.sleep(rng.uniform(0, 3))
            with suppress(ProcessLookupError):
                os.kill(each.pid if parents else rng.choice(workers), signal.SIGKILL)
            _, said = each.communicate(timeout=4 * PATIENCE)
        assert b"Traceback" not in said, said.decode()
        met[f"ended with {each.returncode}"] += 1
        met["a process was ended, it says"] += b"was ended" in said
        assert state(settings)[1] == before[1]
        _await_end(workers)
    assert build(settings) == BUILT
    assert state(settings)[1] == before[1]
    return met


def _await_workers(build_: "subprocess.Popen[bytes]") -> list[int]:
    """Return the processes that a build has begun to parse, once there are two."""
    while build_.poll() is None:
        if len(found := [int(each) for each in _children(build_.pid) if _is_worker(each)]) == 2:
            return found
        time.sleep(0.01)
    raise AssertionError("the build ended before it began to parse")


def _children(process: int) -> list[str]:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return []


def _is_worker(process: str) -> bool:
    """Say whether a process is a worker of multiprocessing, and not its keeper of semaphores."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    return False


def _await_end(workers: list[int]) -> None:
    assert waited(lambda: not any(map(_is_worker, map(str, workers)))), "workers go on"


def flood(settings: Settings, requests: int, connections: int, paths: list[str]) -> Counter[str]:
    """Send many requests, and open many connections, whole, half and empty; the server stays as it was."""
    met, rng = Counter[str](), random.Random(7)
    with running(settings) as (port, server):
        get(port, "/search?q=" + quote("龘靐龘"))
        descriptors = len(list(Path(f"/proc/{server.pid}/fd").iterdir()))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        for _ in range(requests):
            connection.request("GET", rng.choice(paths))
            answer = connection.getresponse()
            answer.read()
            met[f"{answer.status // 100}xx"] += 1
        connection.close()
        for number in range(connections):
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as one:
                if number % 3:
                    one.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"\r\n" * (number % 3 - 1))
        assert get(port, "/healthz")[0] == 200
        assert waited(lambda: len(list(Path(f"/proc/{server.pid}/fd").iterdir())) <= descriptors + 20)
        met["megabytes"] = memory(server.pid)
    return met


@contextmanager
def without_locks(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a process for which no file can be locked, as on some network file systems."""
    (folder / "sitecustomize.py").write_text(
        "import errno, fcntl\n"
        "def flock(*_):\n"
        "    raise OSError(errno.ENOLCK, 'No locks available')\n"
        "fcntl.flock = flock\n"
    )
    yield os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}


def follow(settings: Settings, changes: int, seed: int) -> Counter[str]:
    """Change, break, hide and remove sources under ``serve --watch``; at last it serves what is there."""
    met, rng = Counter[str](), random.Random(seed)
    with running(settings, "--watch") as (port, server):
        for version in range(1, changes + 1):
            edit(settings, version)
            path = settings.seeds / f"x{rng.randrange(5)}.md"
            match rng.randrange(5):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    path.write_bytes(rng.randbytes(3000))
                case 2:
                    path.with_suffix(".toml").write_text("date = [[[")
                case 3:
                    path.write_text(f"# 题{version}\n\n开放年年开放。\n", encoding="utf-8")
                case 4:
                    with suppress(FileNotFoundError):
                        path.rename(settings.seeds / f"y{version}.md")
            time.sleep(rng.uniform(0, 0.4))
            assert get(port, f"/api/count?phrase={quote('年')}")[0] == 200
        marker = write_seed(settings, "last.md", markdown("最后", "全部变化到此为止了。"))
        counting = f"/api/count?phrase={quote('全部变化到此为止了')}"
        assert waited(lambda: json.loads(get(port, counting)[2])[0]["occurrences"]), f"{marker} is not there"
        generation, counts = expected(settings)
        for phrase, count in counts.items():
            status, name, text = get(port, f"/api/count?phrase={quote(phrase)}")
            assert (status, name, json.loads(text)[0]["occurrences"]) == (200, generation, count)
        met["followed"] += 1
        met["megabytes"] = memory(server.pid)
    return met
