"""A file to download, as long as it may be.

It is written to the disk piece by piece before the first of it is sent: the memory it takes does not grow
with it, and what fails is answered as an error, so that no half file is taken for all.
"""

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.responses import Response, StreamingResponse

IN_MEMORY = 1 << 20
"""Bytes of a file from which on it is kept on the disk."""
PIECE = 1 << 16
"""Bytes that are sent at a time."""


def download(name: str, media_type: str, pieces: Iterable[str]) -> Response:
    """Return pieces of text as a file of that name; what cannot be encoded is replaced, never an error."""
    held = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed when all of it was sent)
    try:
        for piece in pieces:
            held.write(piece.encode("utf-8", "replace"))
        length = held.tell()
        held.seek(0)
    except BaseException:
        held.close()
        raise
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(length)}
    return StreamingResponse(_sent(held), media_type=f"{media_type}; charset=utf-8", headers=headers)


def _sent(held: IO[bytes]) -> Iterator[bytes]:
    with held:
        while piece := held.read(PIECE):
            yield piece
