"""Values that are frozen to mypy, which reads all of our code, and pay nothing for it when they are made.

A page makes hundreds of them. A dataclass that Python itself keeps from being changed takes six times as long
to make.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, **options: bool) -> Callable[[type], type]:
        """Return the decorator of a dataclass, with the hash of a frozen one."""
        return dataclasses.dataclass(unsafe_hash=frozen, **options)
