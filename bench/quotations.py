"""How quotations of a library are judged, and how fast: ``python -m bench.quotations INDEX [TEXTS]``.

INDEX is an index that was built; TEXTS a folder of texts that are not in it. Quotations are made of the
library's own paragraphs, changed in known ways (``tests/quality/quotations.py``), by a seed.
"""

import argparse
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.analysis.quotes.check import check
from app.config import read_settings
from app.library.library import open_snapshot
from app.library.snapshot import Snapshot
from tests.quality.harder_quotations import HARDER, HarderMaker
from tests.quality.quotations import (
    KINDS,
    Made,
    bare,
    changed_negations,
    changed_numbers,
    foreign,
)

WARNED = {"number": {"number", "date"}, "negation": {"negation"}}
DRAFT = 1000


def main() -> None:
    """Print a row for each kind of change, what was judged wrongly, and the time of a draft."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("texts", type=Path, nargs="?")
    parser.add_argument("--each", type=int, default=70)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with open_snapshot(read_settings(index=asked.index)) as snapshot:
        maker = HarderMaker(
            [[block.text for block in each.blocks] for each in snapshot.every_article()], asked.seed
        )
        sets = [maker.made(kind, asked.each) for kind in (*KINDS, *HARDER)]
        sets += [changed_numbers(maker, asked.each), changed_negations(maker, asked.each)]
        if asked.texts:
            sets.append(list(foreign(_texts(asked.texts), asked.each, asked.seed)))
        for own in sets:
            _measure(snapshot, own)
        _measure_draft(snapshot, [made for own in sets for made in own])


def _texts(folder: Path) -> list[str]:
    files = (path for path in sorted(folder.rglob("*.txt")) if path.is_file())
    return [path.read_text(encoding="utf-8", errors="ignore") for path in files]


def _measure(snapshot: Snapshot, quotations: Sequence[Made]) -> None:
    """Print how many of some quotations got their verdict, paragraph and warning, and what did not."""
    right, placed, warned, wrong = 0, 0, 0, []
    started = time.process_time()
    for made in quotations:
        (one,) = check(snapshot, f"“{made.quote}”").checked[:1] or (None,)
        verdict = one is not None and one.verdict == made.verdict
        text = bare(one.found.block.text) if one and one.found else ""
        place = not made.sources or any(bare(each) in text for each in made.sources)
        kinds = {str(each.kind) for each in one.warnings} if one else set()
        called = made.kind not in WARNED or bool(kinds & WARNED[made.kind])
        right, placed, warned = right + verdict, placed + place, warned + called
        if not (verdict and place and called):
            wrong.append(made.quote)
    spent = 1000 * (time.process_time() - started) / max(1, len(quotations))
    kind, number = quotations[0].kind if quotations else "none", len(quotations)
    print(f"{kind:12} {number:5} verdict {right} paragraph {placed} called out {warned}  {spent:.1f} ms")
    for quote in wrong:
        print(f"    {quote}")


def _measure_draft(snapshot: Snapshot, quotations: Iterable[Made]) -> None:
    lines = [f"他说：“{made.quote.strip('“”')}”。" for made in quotations]
    draft = "\n".join((lines * (DRAFT // max(1, len(lines)) + 1))[:DRAFT])
    started = time.process_time()
    report = check(snapshot, draft)
    print(
        f"a draft of {len(report.checked)} quotations: {time.process_time() - started:.1f} s of the processor"
    )


if __name__ == "__main__":
    main()
