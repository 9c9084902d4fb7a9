"""Serve the reader from an address until told to stop."""

import os
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

import uvicorn

from app.config import Settings, environment
from app.errors import InputError
from app.freed_memory import keep_little
from app.frozen import dataclass
from app.gc_pause import freeze_heap, gc_paused
from app.library.library import Library
from app.store.rows import Generation

WEB = "app.main"
"""Imported when it is to serve: half a second that other commands save, and that checks take meanwhile."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address to listen on."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def check(self) -> None:
        """Raise InputError, before a build and not after it, if the address cannot be had."""
        try:
            family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
            socket.create_server((self.host, self.port), family=family).close()
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError(
                "address-unavailable", address=f"{self.host}:{self.port}", reason=reason
            ) from error


def serve_reader(
    settings: Settings,
    address: Address,
    workers: int,
    build: Callable[[], Generation | None],
    ready: Callable[[str], None],
) -> None:
    """Build, tell the name of what is published to ``ready``, and answer until told to stop.

    Where ``build`` gives None, what is published is checked as any reader does.
    """
    keep_little()
    library = Library(settings)
    try:
        with ThreadPoolExecutor(1) as beside:
            # Builds and checks wait for the disk and for checksums: what answers is imported meanwhile.
            made = beside.submit(_reader, settings, library, workers)
            if built := build():
                library.trust(built)
            with library.snapshot() as snapshot:
                name = snapshot.generation.name
        ready(name)
        _answer(settings, address, workers, made.result())
    finally:
        library.close()


def _reader(settings: Settings, library: Library, workers: int) -> Callable[..., Any] | None:
    """Return the application; None where workers make their own."""
    # No plugin is used; to look for some, pydantic would read the metadata of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with gc_paused():
        web = import_module(WEB)
    web.log_to_stderr()
    return web.create_app(settings, library) if workers == 1 else None


def _answer(settings: Settings, address: Address, workers: int, reader: Callable[..., Any] | None) -> None:
    """Answer by the reader that is ready, or in workers with their own."""
    freeze_heap()
    options: dict[str, Any] = {"host": address.host, "port": address.port, "server_header": False}
    options |= {"log_config": None, "log_level": "warning"}
    if reader is not None:
        uvicorn.run(reader, **options)
        return
    # They are other processes: they read the same settings from the environment.
    os.environ.update(environment(settings))
    uvicorn.run(f"{WEB}:create_app_from_environment", factory=True, workers=workers, **options)
