"""Measure how long it takes to mine the formulations of a library: ``python -m bench.formulations INDEX``."""

import argparse
import resource
from pathlib import Path
from time import process_time

from app.search.engines.local.exact.searcher import ExactSearcher
from app.search.engines.local.formulations.mine import mine
from app.search.engines.local.segments import read_segments


def main() -> None:
    """Print processor time, memory and results of two runs, which must be the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path, help="an index folder; its latest generation is read")
    folders = [path for path in parser.parse_args().index.glob("g*") if path.is_dir()]
    segments = read_segments(max(folders))
    exact = ExactSearcher([each.phrases for each in segments], 1, [each.removed for each in segments])
    characters = int(exact.plain.lengths.sum())
    found = []
    for _ in range(2):
        before = process_time()
        found.append(mine(exact).texts)
        print(f"processor time    {process_time() - before:.1f} s for {characters:,} characters")
    print(f"formulations      {len(found[0]):,}")
    print(f"the same again    {found[0] == found[1]}")
    print(f"peak of memory    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    main()
