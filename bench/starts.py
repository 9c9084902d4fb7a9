"""How long our commands take to start, beside an import that none of this kind gets around."""

from dataclasses import dataclass
from pathlib import Path

from bench.processes import Taken, judou, middle, python

ROUNDS = 7
YARDSTICK = "import numpy, sqlalchemy"
QUESTION = "改革"


@dataclass(frozen=True, slots=True)
class Starts:
    """Medians of several rounds, by turns."""

    yardstick: Taken
    help: Taken
    count: Taken


def starts(index: Path) -> Starts:
    """Start the program, and answer one question of a built index."""
    rounds = [
        (
            python("-c", YARDSTICK),
            judou("--help"),
            judou("count", QUESTION, "--index", str(index)),
        )
        for _ in range(ROUNDS)
    ]
    return Starts(*map(middle, zip(*rounds, strict=True)))
