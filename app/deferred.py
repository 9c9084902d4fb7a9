"""Modules that are imported with the first call of one of their functions: what is seldom used need not delay
a start."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

_FUNCTIONS: set[tuple[str, str]] = set()


def deferred(module: str, name: str) -> Callable[..., Any]:
    """Return a function that calls the function ``name`` of a module, imported with the first call."""
    _FUNCTIONS.add((module, name))

    def call(*values: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*values, **named)

    call.__module__, call.__name__ = module, name
    return call


class DeferredModule:
    """Stands for a module: its attributes are functions of the module, each deferred."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return deferred(self._module, name)


def import_deferred() -> None:
    """Import every module of which a function is deferred, by these modules too; AttributeError where one has
    no such function."""
    done = set[tuple[str, str]]()
    while new := sorted(_FUNCTIONS - done):
        for module, name in new:
            getattr(import_module(module), name)
        done.update(new)
