"""Arrays and texts of a generation on disk: one file each, read into memory or in parts.

None is mapped into memory: whoever cuts off a file that is mapped kills every process that reads there.
"""

import os
import weakref
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.errors import IndexDamagedError

Array = NDArray[Any]

_ALONE = 4096
"""Bytes that are read in order in the time that it takes to read one number by itself."""
_STRETCH = 1 << 20
"""Numbers read at a time where all are read in order."""


def run_lengths(ascending: Array) -> tuple[Array, Array]:
    """Return the start and the length of each run of equal values."""
    new = np.empty(len(ascending), bool)
    new[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    first = np.flatnonzero(new)
    sizes = np.empty(len(first), np.int32)
    np.subtract(first[1:], first[:-1], out=sizes[:-1], casting="unsafe")
    sizes[-1:] = len(ascending) - first[-1:]
    return first, sizes


class StringArray(Sequence[str]):
    """Many short texts in two arrays; each is decoded when it is read."""

    def __init__(self, data: bytes, ends: Array) -> None:
        self._data = data
        self._ends = ends.data

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        return self._data[self._ends[i - 1] if i else 0 : self._ends[i]].decode("utf-8", "surrogatepass")

    def containing(self, text: str) -> list[int]:
        """Return the ascending indexes of the texts that contain ``text``; an empty one is in all."""
        wanted = text.encode("utf-8", "surrogatepass")
        if not wanted:
            return list(range(len(self)))
        found = []
        at = self._data.find(wanted)
        while at >= 0:
            index = bisect_right(self._ends, at)
            end = self._ends[index]
            if at + len(wanted) <= end:
                found.append(index)
                at = self._data.find(wanted, end)
            else:  # The match reaches into the next text.
                at = self._data.find(wanted, at + 1)
        return found

    def __iter__(self) -> Iterator[str]:
        ends = self._ends.tolist()
        data = self._data
        pieces = map(slice, [0, *ends[:-1]], ends)
        if data.isascii():  # Ids are: one decoding serves all.
            return map(data.decode("ascii").__getitem__, pieces)
        return (data[piece].decode("utf-8", "surrogatepass") for piece in pieces)


class StringIndex:
    """Finds a text in a ``StringArray`` by bisection over its stored sort order."""

    def __init__(self, strings: StringArray, order: Array) -> None:
        self._strings = strings
        self._order = order.data

    def get(self, text: str) -> int | None:
        """Return the index of ``text``, or None if it is not there."""
        at = bisect_left(self._order, text, key=self._strings.__getitem__)
        if at < len(self._order) and self._strings[self._order[at]] == text:
            return int(self._order[at])
        return None


class DiskArray:
    """An array on disk that is read in parts (``pread``): it never counts as memory of the process."""

    def __init__(self, path: Path, dtype: np.dtype[Any]) -> None:
        self.path, self.dtype, self._width = path, dtype, dtype.itemsize
        try:
            self._file = os.open(path, os.O_RDONLY)
        except OSError as error:
            reason = str(error.strerror)
            raise IndexDamagedError("index-file-unreadable", path=str(path), reason=reason) from error
        weakref.finalize(self, os.close, self._file)
        self._size = os.fstat(self._file).st_size // self._width

    def __len__(self) -> int:
        return self._size

    def read(self, start: int, count: int) -> bytes:
        """Return the bytes of at most ``count`` numbers from ``start``."""
        return os.pread(self._file, count * self._width, start * self._width)

    def reader(self, count: int) -> Callable[[int], bytes]:
        """Return a function that reads the bytes of ``count`` numbers from a position, for bisections."""
        size, width, pread = count * self._width, self._width, os.pread
        return lambda start: pread(self._file, size, start * width)

    def rows(self, starts: Array, count: int) -> Array:
        """Return ``count`` numbers from each start, a row each; 0 stands for what lies beyond the end."""
        if len(starts) * _ALONE > self._size * self._width:
            return self._rows_of_all(starts, count)
        size, width, file, pread = count * self._width, self._width, self._file, os.pread
        pieces = [pread(file, size, start * width).ljust(size, b"\0") for start in starts.tolist()]
        return np.frombuffer(b"".join(pieces), self.dtype).reshape(len(pieces), count)

    def _rows_of_all(self, starts: Array, count: int) -> Array:
        """Return the same by reading everything in order, a stretch at a time."""
        order = np.argsort(starts, kind="stable")
        ascending, found = starts[order], np.zeros((len(starts), count), self.dtype)
        for base in range(0, self._size, _STRETCH):
            first, last = np.searchsorted(ascending, (base, base + _STRETCH))
            if first < last:
                stretch = np.zeros(_STRETCH + count, self.dtype)
                read = np.frombuffer(self.read(base, _STRETCH + count), self.dtype)
                stretch[: len(read)] = read
                found[order[first:last]] = stretch[(ascending[first:last] - base)[:, None] + np.arange(count)]
        return found

    def __getitem__(self, piece: slice) -> Array:
        return np.frombuffer(self.read(piece.start, max(0, piece.stop - piece.start)), self.dtype)


class ArrayWriter:
    """Writes the arrays of a new folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, array: Array) -> None:
        """Write an array of one dimension."""
        array = np.ascontiguousarray(array)
        path = self.folder / f"{name}.{array.dtype.str.replace('<', '').replace('>', 'be-').replace('|', '')}"
        path.write_bytes(array.data.cast("B") if array.size else b"")

    def put_strings(self, name: str, texts: Iterable[str]) -> None:
        """Write many short texts."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        (self.folder / f"{name}.text").write_bytes(b"".join(encoded))
        self.put(f"{name}.ends", np.cumsum([len(text) for text in encoded], dtype=np.int64))

    def put_order(self, name: str, texts: Sequence[str]) -> None:
        """Write the sort order that a ``StringIndex`` needs for the texts ``name``."""
        self.put(f"{name}.order", np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int32))


class ArrayReader:
    """The arrays of a folder, each read into memory when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem: path for path in folder.iterdir() if path.is_file()}
        self.folder = folder

    def bytes(self, name: str) -> bytes:
        """Return the raw bytes of an array or of texts."""
        path = self._path(name)
        try:
            return path.read_bytes()
        except OSError as error:
            reason = str(error.strerror)
            raise IndexDamagedError("index-file-unreadable", path=str(path), reason=reason) from error

    def __getitem__(self, name: str) -> Array:
        return np.frombuffer(self.bytes(name), self._dtype(name))

    def disk_array(self, name: str) -> DiskArray:
        """Return an array that is read in parts."""
        return DiskArray(self._path(name), self._dtype(name))

    def strings(self, name: str) -> StringArray:
        """Return the texts ``name``."""
        return StringArray(self.bytes(name), self[f"{name}.ends"])

    def string_index(self, name: str) -> StringIndex:
        """Return the index of the texts ``name``, which were written with their order."""
        return StringIndex(self.strings(name), self[f"{name}.order"])

    def _dtype(self, name: str) -> np.dtype[Any]:
        return np.dtype(self._path(name).suffix[1:].replace("be-", ">"))

    def _path(self, name: str) -> Path:
        try:
            return self._files[name]
        except KeyError:
            raise IndexDamagedError("index-array-missing", folder=str(self.folder), name=name) from None
