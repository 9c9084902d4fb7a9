"""Pages that no paper ever printed: broken bytes, shuffled lines, random signs."""

from collections.abc import Callable, Iterator
from random import Random

from tests.quality.known import known_pages

ODD = [
    "\0",
    "\ufeff",
    "\u202e",
    "\u200b",
    "\t",
    "　",
    "\r",
    "\f",
    "\u2028",
    "￾",
    "𠀀",
    "é",
    "-",
    "#",
    "●",
    "……",
]
MARKS = [
    "（作者系",
    "（作者单位：",
    "□",
    "新华社记者",
    "摄",
    "核心提示",
    "据新华社",
    "【",
    "】",
    "第一，",
    "# ",
    "---",
    "<!--",
]
Mutation = Callable[[bytes, Random], bytes]


def flipped(data: bytes, rng: Random) -> bytes:
    """Some bytes changed."""
    body = bytearray(data)
    for _ in range(rng.randint(1, 30)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    return bytes(body)


def cut(data: bytes, rng: Random) -> bytes:
    """A stretch taken out, anywhere."""
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(len(data) // 2) :]


def spliced(data: bytes, rng: Random) -> bytes:
    """A stretch repeated somewhere else."""
    start, to = rng.randrange(len(data)), rng.randrange(len(data))
    return data[:to] + data[start : start + rng.randrange(2000)] + data[to:]


def lines_shuffled(data: bytes, rng: Random) -> bytes:
    """Lines of one stretch in any order."""
    lines = data.split(b"\n")
    start = rng.randrange(len(lines))
    part = lines[start : start + 60]
    rng.shuffle(part)
    return b"\n".join(lines[:start] + part + lines[start + 60 :])


def seasoned(data: bytes, rng: Random) -> bytes:
    """Odd characters and marks with a meaning put anywhere."""
    text = data.decode()
    for _ in range(rng.randint(1, 20)):
        at = rng.randrange(len(text))
        text = text[:at] + rng.choice(ODD + MARKS) + text[at:]
    return text.encode()


def reflowed(data: bytes, rng: Random) -> bytes:
    """All lines joined, then broken anywhere."""
    text = "".join(data.decode().split("\n"))
    step = rng.choice([1, 2, 5, 40, 400])
    return "\n".join(text[at : at + step] for at in range(0, min(len(text), 4000), step)).encode()


def recoded(data: bytes, rng: Random) -> bytes:
    """In another encoding, broken there."""
    return flipped(data.decode().encode(rng.choice(["gb18030", "utf-16", "utf-16-le", "utf-32"])), rng)


MUTATIONS: tuple[Mutation, ...] = (flipped, cut, spliced, lines_shuffled, seasoned, reflowed, recoded)


def broken_pages(count: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of mutated pages, the same at each call."""
    pages = [(page.name, page.text.encode()) for page in known_pages()]
    for number in range(first, first + count):
        rng = Random(f"broken {number}")
        name, data = pages[number % len(pages)]
        mutation = MUTATIONS[number // len(pages) % len(MUTATIONS)]
        yield f"{number}-{mutation.__name__}-{name}", mutation(data, rng)
