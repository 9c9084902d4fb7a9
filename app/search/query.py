"""Our own query language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A literal phrase."""

    text: str


Node = Phrase
