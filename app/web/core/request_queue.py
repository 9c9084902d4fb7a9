"""A queue of requests: those whose clients have gone while they waited are passed over.

Pages are made by few threads. Whoever asks and hangs up, a thousand times, would else keep them at work for
nobody while others wait. Nothing is held any more once an answer begins, however slowly it is taken.
"""

from anyio import CancelScope, Semaphore
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GONE = "http.disconnect"
_READS = ("GET", "HEAD")


class RequestQueue:
    """Lets so many requests in at a time, in the order in which they came."""

    def __init__(self, app: ASGIApp, at_once: int) -> None:
        self._app, self._free = app, Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on in its turn; not at all where it had to wait and its client has gone."""
        # What brings a body would hold its place for as long as it takes to send it.
        if scope["type"] != "http" or scope["method"] not in _READS:
            await self._app(scope, receive, send)
            return
        waits, held = self._free.value == 0, True
        await self._free.acquire()

        def release() -> None:
            nonlocal held
            if held:
                held = False
                self._free.release()

        async def sending(message: Message) -> None:
            release()
            await send(message)

        try:
            first = await _message_at_hand(receive) if waits else None
            if first is None or first["type"] != GONE:
                await self._app(scope, _beginning_with(first, receive), sending)
        finally:
            release()


async def _message_at_hand(receive: Receive) -> Message | None:
    """Return the next message if it is there already."""
    with CancelScope() as scope:
        scope.cancel()
        return await receive()
    return None


def _beginning_with(first: Message | None, receive: Receive) -> Receive:
    """Return what gives a message that was taken before, and then those that follow."""
    if first is None:
        return receive
    waiting = [first]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return receiving
