"""Requests wait in turn; those whose clients have gone meanwhile are not answered."""

from anyio import Event, create_task_group, sleep, wait_all_tasks_blocked
from anyio.from_thread import start_blocking_portal
from starlette.types import Message, Receive, Scope, Send

from app.web.core.request_queue import GONE, RequestQueue


class Service:
    """What notes the requests that come to it, and answers none before it may."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []
        self.may = Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.seen.append((scope["path"], (await receive())["type"]))
        await self.may.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if scope["path"] == "slow":
            await sleep(3600)


def request(path: str, method: str = "GET") -> Scope:
    return {"type": "http", "method": method, "path": path}


async def here() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def gone() -> Message:
    return {"type": GONE}


async def nowhere(message: Message) -> None:
    assert message["status"] == 200


def served(*asked: tuple[str, Receive], method: str = "GET", at_once: int = 1) -> list[tuple[str, str]]:
    """Ask all of them at once; return what came to the service until nothing more could."""

    async def ask() -> list[tuple[str, str]]:
        service = Service()
        queue = RequestQueue(service, at_once)
        async with create_task_group() as group:
            for path, receive in asked:
                group.start_soon(queue, request(path, method), receive, nowhere)
                await sleep(0)
            await wait_all_tasks_blocked()
            service.may.set()
            await wait_all_tasks_blocked()
            group.cancel_scope.cancel()
        return service.seen

    with start_blocking_portal() as portal:
        return portal.call(ask)


def test_who_has_gone_while_waiting_is_passed_over() -> None:
    assert served(("first", here), ("second", gone), ("third", here)) == [
        ("first", "http.request"),
        ("third", "http.request"),
    ]


def test_who_need_not_wait_is_passed_on_as_it_is() -> None:
    assert served(("first", gone), ("second", gone), at_once=2) == [("first", GONE), ("second", GONE)]


def test_who_takes_an_answer_slowly_holds_nobody_up() -> None:
    assert [path for path, _ in served(("slow", here), ("slow", here), ("next", here))] == [
        "slow",
        "slow",
        "next",
    ]


def test_what_brings_a_body_never_waits() -> None:
    asked = [(str(number), here) for number in range(3)]
    assert len(served(*asked, method="POST")) == 3
