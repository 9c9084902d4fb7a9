"""Functions of modules that are imported with the first call: what is seldom used need not delay a start."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

_MODULES: set[str] = set()


def deferred(module: str, name: str) -> Callable[..., Any]:
    """Return a function that calls the function ``name`` of a module, imported with the first call."""
    _MODULES.add(module)

    def call(*values: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*values, **named)

    call.__module__, call.__name__ = module, name
    return call


def import_deferred() -> None:
    """Import every module of which a function is deferred."""
    for module in sorted(_MODULES):
        import_module(module)
