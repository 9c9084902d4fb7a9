"""Load the server where it is asked for: what it needs is installed only where it is wanted."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from app.errors import SettingsError


def server_module() -> Any:
    """Return ``app.mcp.server``; SettingsError where the package ``mcp`` is not installed."""
    if find_spec("mcp") is None:
        raise SettingsError("mcp-missing")
    return import_module("app.mcp.server")
