"""``python -m bench.stages SEEDS INDEX``: build a library, and keep how long each stage took."""

import json
import sys
import time
from pathlib import Path

from app.build.build import build
from app.config import read_settings

WRITTEN = "stages.json"


def main() -> None:
    """Build, and keep the seconds from the first to the last sign of each stage."""
    seeds, index = map(Path, sys.argv[1:])
    stages: dict[str, tuple[float, float]] = {}

    def tell(stage: str, _done: int, _total: int) -> None:
        now = time.perf_counter()
        stages[stage] = (stages.get(stage, (now, now))[0], now)

    build(read_settings(seeds=seeds, index=index), progress=tell)
    seconds = {stage: last - first for stage, (first, last) in stages.items()}
    (index / WRITTEN).write_text(json.dumps(seconds), encoding="utf-8")


if __name__ == "__main__":
    main()
