"""Generations as engines and builds name them: what a build publishes, and what it follows."""

import re
import secrets
from enum import StrEnum

from app.frozen import dataclass

NAME = re.compile(r"g\d{6}-[0-9a-f]{8}")
"""How generations are named: whatever an engine keeps under another name is not its own to remove."""


@dataclass(frozen=True, slots=True)
class Handle:
    """A generation as its engine built it; only that engine knows what the ``proof`` says.

    The store names it, so that readers find the one that is published and can tell whether it is whole.
    """

    name: str
    engine: str
    proof: str


@dataclass(frozen=True, slots=True)
class Previous:
    """The generation that a new one follows, and the pages that differ: new, changed and gone ones."""

    handle: Handle
    changed: frozenset[str]


class Check(StrEnum):
    """How closely a generation is looked at before it is read."""

    NONE = "none"
    """Not at all: this process has just built it."""
    QUICK = "quick"
    """In a time that does not grow with the library, as far as the engine can."""
    FULL = "full"
    """All of it."""


def new_name(previous: str | None) -> str:
    """Return a name for the next generation: counted, so that people see the order, and never used before."""
    number = int(previous[1:7]) + 1 if previous and NAME.fullmatch(previous) else 1
    return f"g{number % 1_000_000:06d}-{secrets.token_hex(4)}"
