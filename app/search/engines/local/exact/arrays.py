"""Arrays and texts on disk: many in one file, read into memory or in parts.

None is mapped into memory: whoever cuts off a file that is mapped kills every process that reads there.
"""

import json
import os
import weakref
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from app.errors import IndexDamagedError

Array = NDArray[Any]

_ALONE = 4096
"""Bytes that are read in order in the time that it takes to read one number by itself."""
_STRETCH = 1 << 20
"""Numbers read at a time where all are read in order."""
_ALIGNED = 8
"""Every array begins at a multiple of so many bytes."""
_TAIL = 8
"""Bytes at the end of a file that tell the length of its directory."""


_THREE, _WIDE, _LOW = np.dtype("V3"), np.dtype("<i4"), np.int32(0xFF_FFFF)
"""How numbers below 2²⁴ are stored: in three bytes each, read as 32 bits of which 24 are theirs."""


def _numbers(data: bytes, stored: np.dtype[Any]) -> Array:
    """Return numbers from their bytes on disk."""
    if stored != _THREE:
        return np.frombuffer(data, stored)
    wide: Array = np.ndarray(len(data) // 3, _WIDE, data + b"\0", strides=(3,))
    return wide & _LOW


def gathered(data: Array, at: Array, stored: np.dtype[Any]) -> Array:
    """Return some numbers from the bytes of all, after which one byte more stands."""
    if stored != _THREE:
        chosen: Array = data[:-1].view(stored)[at]
        return chosen
    wide: Array = np.ndarray((len(data) - 1) // 3, _WIDE, data, strides=(3,))[at]
    return wide & _LOW


def octets_of(rows: Array) -> Array:
    """Return the bytes of each of some rows of numbers."""
    rows = np.ascontiguousarray(rows)
    found: Array = rows.view(f"S{rows.shape[1] * rows.itemsize}")[:, 0]
    return found


def run_lengths(ascending: Array) -> tuple[Array, Array]:
    """Return the start and the length of each run of equal values."""
    new = np.empty(len(ascending), bool)
    new[:1] = True
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    (first,) = new.nonzero()
    sizes = np.empty(len(first), np.int32)
    np.subtract(first[1:], first[:-1], out=sizes[:-1], casting="unsafe")
    sizes[-1:] = len(ascending) - first[-1:]
    return first, sizes


def set_before(masks: Array) -> Array:
    """Return how many bits are set in all numbers before each of some, and in all of them."""
    return np.concatenate(([0], np.cumsum(np.bitwise_count(masks), dtype=np.int32))).astype(np.int32)


class StringArray(Sequence[str]):
    """Many short texts in two arrays; each is decoded when it is read."""

    def __init__(self, data: bytes, ends: Array) -> None:
        self._data = data
        self._ends = ends.data

    @classmethod
    def of(cls, texts: Sequence[str]) -> "StringArray":
        """Return texts in arrays, which they may be already."""
        if isinstance(texts, StringArray):
            return texts
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
        return cls(b"".join(encoded), ends)

    def take(self, chosen: Array) -> "StringArray":
        """Return some of the texts, by a mask or by their numbers in any order; none of them is decoded."""
        octets, ends = np.frombuffer(self._data, np.uint8), np.asarray(self._ends).astype(np.int64)
        every = np.diff(ends, prepend=0)
        sizes = every[chosen]
        found = np.cumsum(sizes)
        if chosen.dtype == bool:
            return StringArray(octets[np.repeat(chosen, every)].tobytes(), found)
        at = np.arange(sizes.sum()) + np.repeat((ends - every)[chosen] - found + sizes, sizes)
        return StringArray(octets[at].tobytes(), found)

    def with_more(self, more: "StringArray") -> "StringArray":
        """Return these texts and further ones."""
        ends = np.asarray(more._ends).astype(np.int64) + len(self._data)
        return StringArray(self._data + more._data, np.concatenate((np.asarray(self._ends), ends)))

    def packed(self) -> tuple[bytes, Array]:
        """Return all texts one after another in UTF-8, and where each ends."""
        return self._data, np.asarray(self._ends)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, i: Any) -> Any:
        if isinstance(i, slice):
            first, end, step = i.indices(len(self))
            return (
                list(self._decoded(first, end)) if step == 1 else [self[k] for k in range(first, end, step)]
            )
        return self._data[self._ends[i - 1] if i else 0 : self._ends[i]].decode("utf-8", "surrogatepass")

    def containing(self, text: str) -> list[int]:
        """Return the ascending indexes of the texts that contain ``text``; an empty one is in all."""
        wanted = text.encode("utf-8", "surrogatepass")
        if not wanted:
            return list(range(len(self)))
        places, at = [], self._data.find(wanted)
        while at >= 0:
            places.append(at)
            at = self._data.find(wanted, at + 1)
        if not places:
            return []
        ends, starts = np.asarray(self._ends), np.array(places, np.int64)
        indexes = np.searchsorted(ends, starts, "right")
        # A match may reach into the next text.
        whole = indexes[starts + len(wanted) <= ends[indexes]]
        found: list[int] = whole[run_lengths(whole)[0]].tolist()
        return found

    def __iter__(self) -> Iterator[str]:
        if not self._data.isascii():
            return self._decoded(0, len(self))
        ends = self._ends.tolist()  # Ids are ASCII: one decoding serves all.
        return map(self._data.decode("ascii").__getitem__, map(slice, [0, *ends[:-1]], ends))

    def _decoded(self, first: int, end: int) -> Iterator[str]:
        """Yield the texts from one to another."""
        begin = self._ends[first - 1] if 0 < first < end else 0
        for stop in self._ends[first:end]:
            yield self._data[begin:stop].decode("utf-8", "surrogatepass")
            begin = stop


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

    def __init__(self, file: "_OpenFile", start: int, size: int, dtype: np.dtype[Any]) -> None:
        # The file is held open as long as any array of it.
        self._held, self._file = file, file.descriptor
        self._start, self._size, self.stored, self._width = start, size, dtype, dtype.itemsize
        self.dtype: np.dtype[Any] = np.dtype(np.int32) if dtype == _THREE else dtype

    def __len__(self) -> int:
        return self._size

    def read(self, start: int, count: int) -> bytes:
        """Return the bytes of at most ``count`` numbers from ``start``."""
        count = max(0, min(count, self._size - start))
        return os.pread(self._file, count * self._width, self._start + start * self._width)

    def reader(self, count: int) -> Callable[[int], bytes]:
        """Return a function that reads the bytes of ``count`` numbers from a position, for bisections.

        Beyond the end of the array it reads what stands there, which no bisection in texts that end minds.
        """
        size, width, base, file, pread = count * self._width, self._width, self._start, self._file, os.pread
        return lambda start: pread(file, size, base + start * width)

    def stretches(self, first: Array, last: Array) -> Array:
        """Return the numbers of some ranges, one after another; what stands together is read at once."""
        apart = first[1:] != last[:-1]
        first = first[np.append(True, apart)[: len(first)]]
        last = last[np.append(apart, True)[: len(last)]]
        ranges = zip(first.tolist(), last.tolist(), strict=True)
        return _numbers(b"".join([self.read(start, end - start) for start, end in ranges]), self.stored)

    def rows(self, starts: Array, count: int) -> Array:
        """Return ``count`` numbers from each start, a row each; 0 stands for what lies beyond the end."""
        if len(starts) * _ALONE > self._size * self._width:
            return self._rows_of_all(starts, count)
        size, read = count * self._width, self.reader(count)
        if len(starts) and int(starts.max()) + count > self._size:
            pieces = [self.read(start, count).ljust(size, b"\0") for start in starts.tolist()]
        else:
            pieces = list(map(read, starts.tolist()))
        return _numbers(b"".join(pieces), self.stored).reshape(len(pieces), count)

    def octets(self, starts: Array, size: int) -> Array:
        """Return so many bytes from each start, which sort as the numbers do where these are stored with
        their highest byte first."""
        return octets_of(self.rows(starts, size // self._width).astype(self.dtype))

    def _rows_of_all(self, starts: Array, count: int) -> Array:
        """Return the same by reading everything in order, a stretch at a time."""
        if len(starts) > 1 and (starts[1:] < starts[:-1]).any():
            order = np.argsort(starts, kind="stable")
            found = np.empty((len(starts), count), self.dtype.newbyteorder("="))
            found[order] = self._rows_of_all(starts[order], count)
            return found
        found = np.zeros((len(starts), count), self.dtype.newbyteorder("="))
        # A number of three bytes is read with the one that follows it.
        stretch = np.zeros((_STRETCH + count) * self._width + 1, np.uint8)
        for base in range(0, self._size, _STRETCH):
            first, last = np.searchsorted(starts, (base, base + _STRETCH))
            if first < last:
                self.read_into(stretch, base)
                at = starts[first:last] - base
                # A column at a time, which numpy gathers much faster than rows.
                for column in range(count):
                    found[first:last, column] = gathered(stretch, at + column, self.stored)
        return found

    def read_into(self, stretch: Array, start: int) -> None:
        """Fill an array with the bytes of the numbers from a start; with 0 beyond the end."""
        size = min(len(stretch) - 1, (self._size - start) * self._width)
        os.preadv(self._file, [stretch[:size].data], self._start + start * self._width)
        stretch[size:] = 0

    def __getitem__(self, piece: slice) -> Array:
        return _numbers(self.read(piece.start, max(0, piece.stop - piece.start)), self.stored)


class DiskSequence(Sequence[int]):
    """A ``DiskArray`` as a sequence, for bisections with few steps."""

    def __init__(self, array: DiskArray) -> None:
        self._array = array

    def __len__(self) -> int:
        return len(self._array)

    def __getitem__(self, n: Any) -> Any:
        return int.from_bytes(self._array.read(n, 1), "little")


class ArrayWriter:
    """Writes arrays one after another into a new file, and at its end where each of them stands."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("xb")
        self._directory: dict[str, tuple[str, int, int]] = {}

    def __enter__(self) -> "ArrayWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            directory = json.dumps(self._directory).encode("ascii")
            self._file.write(directory + len(directory).to_bytes(_TAIL, "little"))
        self._file.close()

    def put(self, name: str, array: Array) -> None:
        """Write an array of one dimension."""
        array = np.ascontiguousarray(array)
        self._put(name, array.dtype.str, len(array), array.data.cast("B") if array.size else b"")

    def put_small(self, name: str, numbers: Array) -> None:
        """Write whole numbers from 0 on, in three bytes each where these are enough."""
        if not len(numbers) or int(numbers.max()) >= 1 << 24:
            self.put(name, numbers)
            return
        octets = numbers.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()
        self._put(name, _THREE.str, len(numbers), octets)

    def put_strings(self, name: str, texts: Iterable[str]) -> None:
        """Write many short texts."""
        data, ends = StringArray.of(texts if isinstance(texts, Sequence) else list(texts)).packed()
        self._put(name, "|u1", len(data), data)
        self.put_small(f"{name}.ends", ends)

    def put_order(self, name: str, texts: Sequence[str]) -> None:
        """Write the sort order that a ``StringIndex`` needs for the texts ``name``."""
        self.put_small(f"{name}.order", np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int32))

    def _put(self, name: str, dtype: str, size: int, data: bytes | memoryview) -> None:
        self._file.write(bytes(-self._file.tell() % _ALIGNED))
        self._directory[name] = dtype, self._file.tell(), size
        self._file.write(data)


class _OpenFile:
    """A file open for reading, closed when nothing reads it any more."""

    def __init__(self, path: Path) -> None:
        self.descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self.descriptor)

    def read(self, start: int, length: int) -> bytes:
        """Return so many bytes from a place, fewer at the end of the file."""
        pieces = []
        while length and (piece := os.pread(self.descriptor, length, start)):
            pieces.append(piece)
            start, length = start + len(piece), length - len(piece)
        return b"".join(pieces)


class ArrayReader:
    """The arrays of a file, each read into memory when it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = _OpenFile(path)
            end = os.fstat(self._file.descriptor).st_size - _TAIL
            length = int.from_bytes(self._file.read(max(0, end), _TAIL), "little")
            directory = json.loads(self._file.read(end - length, length) if length <= end else b"")
            self._arrays = {name: (np.dtype(each[0]), each[1], each[2]) for name, each in directory.items()}
        except OSError as error:
            raise self._unreadable(error) from error
        except (ValueError, TypeError, AttributeError, LookupError, OverflowError) as error:
            raise IndexDamagedError("index-file-altered", path=str(path)) from error

    def bytes(self, name: str) -> bytes:
        """Return the raw bytes of an array or of texts."""
        dtype, start, size = self._place(name)
        try:
            return self._file.read(start, size * dtype.itemsize)
        except OSError as error:
            raise self._unreadable(error) from error

    def __getitem__(self, name: str) -> Array:
        return _numbers(self.bytes(name), self._place(name)[0])

    def sizes(self) -> dict[str, int]:
        """Return the bytes of each array."""
        return {name: dtype.itemsize * size for name, (dtype, _, size) in self._arrays.items()}

    def disk_array(self, name: str) -> DiskArray:
        """Return an array that is read in parts."""
        dtype, start, size = self._place(name)
        return DiskArray(self._file, start, size, dtype)

    def strings(self, name: str) -> StringArray:
        """Return the texts ``name``."""
        return StringArray(self.bytes(name), self[f"{name}.ends"])

    def string_index(self, name: str) -> StringIndex:
        """Return the index of the texts ``name``, which were written with their order."""
        return StringIndex(self.strings(name), self[f"{name}.order"])

    def find(self, name: str, text: str) -> int | None:
        """Return the number of a text of ``name``, written with their order; it is bisected on disk."""
        order, ends, data = map(self.disk_array, (f"{name}.order", f"{name}.ends", name))
        numbers, borders = DiskSequence(order), DiskSequence(ends)

        def read(number: int) -> str:
            begin, end = borders[number - 1] if number else 0, borders[number]
            return data.read(begin, end - begin).decode("utf-8", "surrogatepass")

        at = bisect_left(numbers, text, key=read)
        return numbers[at] if at < len(numbers) and read(numbers[at]) == text else None

    def _place(self, name: str) -> tuple[np.dtype[Any], int, int]:
        try:
            return self._arrays[name]
        except KeyError:
            raise IndexDamagedError("index-array-missing", folder=str(self.path), name=name) from None

    def _unreadable(self, error: OSError) -> IndexDamagedError:
        return IndexDamagedError("index-file-unreadable", path=str(self.path), reason=str(error.strerror))
