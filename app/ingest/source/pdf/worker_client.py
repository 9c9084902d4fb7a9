"""Run the process that reads PDF files, and turn whatever becomes of it into an answer or a refusal."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.article import Box
from app.errors import UnreadableError
from app.ingest.source.pdf.printed_line import OUT_OF_MEMORY, REFUSED
from app.messages import Message

_ROOT = Path(__file__).parents[4]
_WORKER = "app.ingest.source.pdf.process.worker"
_LONGEST = 900
"""Seconds after which even a long document is given up."""


def read_pages(data: bytes, name: str) -> list[dict[str, Any]]:
    """Return the pages of a PDF as `worker.page_data` gives them; raise UnreadableError, naming ``name``."""
    answer = _ask(["lines"], data, name)
    return [json.loads(line) for line in answer.splitlines()]


def draw_page(data: bytes, name: str, page: int, dpi: float, *, dark: bool = False) -> bytes:
    """Return a page, counted from 1, as a grey PNG; if dark, ink is light."""
    return _ask(["page", str(dpi), str(page - 1), *(["dark"] if dark else [])], data, name)


def draw_cutting(data: bytes, name: str, dpi: float, boxes: Sequence[Box]) -> bytes:
    """Return what stands in some boxes, one below the other, as a grey PNG."""
    pieces = [(box.page - 1, box.left, box.top, box.right, box.bottom) for box in boxes]
    return _ask(["cutting", str(dpi), *(str(value) for piece in pieces for value in piece)], data, name)


def _ask(request: list[str], data: bytes, name: str) -> bytes:
    command = [sys.executable, "-m", _WORKER, *request]
    known = os.environ | {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_LONGEST, env=known, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError("pdf-slow", where=(name,), page=1) from error
    if done.returncode == 0:
        return done.stdout
    raise _refusal(done.returncode, done.stdout, done.stderr, name)


def _refusal(code: int, out: bytes, err: bytes, name: str) -> UnreadableError:
    if code == REFUSED:
        told, values = json.loads(err)
        return UnreadableError(told, where=(name,), **values)
    if code == -signal.SIGPROF:
        return UnreadableError("pdf-slow", where=(name,), page=out.count(b"\n") + 1)
    reason = "pdf-memory" if code == OUT_OF_MEMORY or b"MemoryError" in err else "pdf-ended"
    return UnreadableError("pdf-failed", where=(name,), reason=Message(reason))
