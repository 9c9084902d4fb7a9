"""Sequences whose things are made when they are read."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

Made = TypeVar("Made")


class LazySequence(Sequence[Made]):
    """Makes each thing when it is asked for, and those of a slice together."""

    __slots__ = ()

    @abstractmethod
    def at(self, index: int) -> Made:
        """Return one of them; IndexError beyond the last."""

    @overload
    def __getitem__(self, index: int) -> Made: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Made, ...]: ...
    def __getitem__(self, index: int | slice) -> Made | tuple[Made, ...]:
        if isinstance(index, slice):
            return tuple(map(self.at, range(*index.indices(len(self)))))
        return self.at(index)
