"""PDF files damaged by lot, taken through the reader one by one: `python -m tests.quality.mutated_pdf 300`.

Every file must be read or refused, none take more than 20 seconds of processor time or its process more than
500 MB.
"""

import resource
import sys
from collections.abc import Iterator
from random import Random

from app.errors import UnreadableError
from app.ingest.parse import parse_page
from app.ingest.source.pdf.read import read_pdf
from tests.quality.newspaper_pages import newspaper_page
from tests.quality.press import Printing, printed

SLOWEST, LARGEST = 20.0, 500_000_000
NUMBERS = b"0123456789"


def mutants(count: int, seed: int = 1) -> Iterator[bytes]:
    """Damaged copies of two pages: bits turned, numbers made large, pieces cut out, doubled or exchanged."""
    rng = Random(f"mutants {seed}")
    whole = [
        printed([newspaper_page(Random(f"mutant {n}"))[0]], Printing(compressed=bool(n)), Random(n))
        for n in range(2)
    ]
    for _ in range(count):
        data = bytearray(rng.choice(whole))
        for _ in range(rng.choice((1, 3, 10, 40))):
            rng.choice((_turn, _enlarge, _cut, _double, _exchange))(data, rng)
        yield bytes(data)


def _turn(data: bytearray, rng: Random) -> None:
    data[rng.randrange(8, len(data))] ^= 1 << rng.randrange(8)


def _enlarge(data: bytearray, rng: Random) -> None:
    digits = [at for at in (rng.randrange(8, len(data)) for _ in range(200)) if data[at] in NUMBERS]
    if digits:
        data[digits[0] : digits[0] + 1] = b"9" * rng.randrange(1, 10)


def _cut(data: bytearray, rng: Random) -> None:
    start = rng.randrange(8, len(data))
    del data[start : start + rng.randrange(1, 400)]


def _double(data: bytearray, rng: Random) -> None:
    start = rng.randrange(8, len(data))
    data[start:start] = data[start : start + rng.randrange(1, 4000)]


def _exchange(data: bytearray, rng: Random) -> None:
    one, other = (rng.randrange(8, len(data) - 50) for _ in range(2))
    data[one : one + 40], data[other : other + 40] = data[other : other + 40], data[one : one + 40]


def processor_seconds() -> float:
    """Processor seconds so far, of this process and of those that it began."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def outcome(data: bytes) -> str:
    """Read one file: ``read``, or the code of its refusal."""
    try:
        pdf = read_pdf(data, "mutant.pdf")
        parse_page("mutant", pdf.text, "pdf", pdf.places)
    except UnreadableError as error:
        return error.message.code
    return "read"


def main(count: int) -> int:
    """Take many files through the reader and tell what became of them; 1 if one took too much."""
    told: dict[str, int] = {}
    slowest = 0.0
    for data in mutants(count):
        start = processor_seconds()
        code = outcome(data)
        slowest = max(slowest, processor_seconds() - start)
        told[code] = told.get(code, 0) + 1
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    sys.stdout.write(f"{told}\nslowest {slowest:.1f} s, largest process {memory / 1e6:.0f} MB\n")
    return int(slowest > SLOWEST or memory > LARGEST)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
