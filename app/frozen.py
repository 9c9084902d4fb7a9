"""Dataclasses that cost little: frozen ones to mypy, which reads all of our code, not to Python itself.

A page makes hundreds of them. One that Python keeps from being changed takes six times as long to make. A
command defines hundreds of kinds: Python compiles the source of each method of each kind, of which but
``__init__`` need any of their own.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, **options: bool) -> Callable[[type], type]:
        """Return the decorator of a dataclass, equal by its fields, with the hash of them where frozen."""

        def decorate(plain: type) -> type:
            own = set(vars(plain))
            made = dataclasses.dataclass(plain, repr=False, eq=False, **options)
            fields = dataclasses.fields(made)
            compared = [each.name for each in fields if each.compare]
            hashed = [each.name for each in fields if (each.compare if each.hash is None else each.hash)]
            methods = {
                "__repr__": _repr_of([each.name for each in fields if each.repr]),
                "__eq__": _equality_of(_getter(compared)),
                "__hash__": _hash_of(_getter(hashed)) if frozen else None,
            }
            for name, method in methods.items():
                if name not in own:
                    setattr(made, name, method)
            return made

        return decorate


def _getter(names: list[str]) -> Callable[[object], Any]:
    """Return what gives some attributes of a value, as one thing to be compared."""
    return attrgetter(*names) if names else lambda _: ()


def _equality_of(values: Callable[[object], Any]) -> Callable[[object, object], Any]:
    def is_equal(self: object, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return is_equal


def _hash_of(values: Callable[[object], Any]) -> Callable[[object], int]:
    return lambda self: hash(values(self))


def _repr_of(names: list[str]) -> Callable[[object], str]:
    def written(self: object) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return written
