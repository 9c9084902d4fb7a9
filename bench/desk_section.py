"""The section of the report on the research desk: what its pages took, beside what is aimed at."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.desk_memory import Memory
from bench.figures import MILLI, Figure
from bench.quantiles import median, p95

INTRODUCTION = """{phrases} phrases of 1 to 20 characters that occur up to 20,000 times, each asked
for once; and 人民, which occurs {common:,} times (`/trends` of 人民、管理、规定、部门、
应当、条例). Milliseconds of the processor, in brackets by the clock, of whole pages or answers, `/search`
with its facets beside them in the same run. The 50 lines stand anywhere in the list. What articles share is
asked of as many articles, and of the longest one; dossiers of as many formulations, and of the most frequent
one. Quotations are sentences of the library with one character changed, and instead of 人民 a draft of
{draft:,} of them. Beside p95 and the common one stand their goals, with * and ° as above.
"""
ADDED = 30
"""Megabytes that the desk may add to a worker."""
MEMORY = """A worker that has answered `/search` of twice as many phrases, and of the common ones, holds
{searched:.0f} MB. All pages and answers of the table but the draft, asked for over HTTP, add {once:.0f} MB
to it, and {again:.0f} MB once each has been asked for again; at most {most} is the goal{missed}. The draft
then adds {drafted:.0f} MB more.
"""
HEAD = ["page", "median", "p95", "p95 × `/search`", "goal", "人民", "goal"]


@dataclass(frozen=True, slots=True)
class Aim:
    """What p95 should not exceed, ``times`` that of `/search` or ``seconds``; and what the common one should
    not; 0 where nothing is aimed at."""

    times: float = 0.0
    seconds: float = 0.0
    common: float = 0.0


@dataclass(frozen=True, slots=True)
class Timed:
    """What pages of one kind took, in seconds of the processor and by the clock; the common one alone."""

    name: str
    aim: Aim
    processor: tuple[float, ...]
    clock: tuple[float, ...]
    common: tuple[float, float]


def section(
    timed: Sequence[Timed], held: Memory, phrases: int, common: int, draft: int, slowness: float
) -> str:
    """Return what was measured as a section of the report."""
    rows = [row(each, timed[0], slowness) for each in timed]
    lines = [HEAD, ["---"] + ["--:"] * (len(HEAD) - 1), *rows]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    told = INTRODUCTION.format(phrases=phrases, common=common, draft=draft)
    return f"## The research desk\n\n{told}\n{table}\n\n{_memory(held)}"


def _memory(held: Memory) -> str:
    most = max(held.once, held.again)
    missed = " *" if most > ADDED else ""
    return MEMORY.format(
        searched=held.searched,
        once=held.once,
        again=held.again,
        drafted=held.drafted - held.again,
        most=ADDED,
        missed=missed,
    )


def row(timed: Timed, search: Timed, slowness: float = 1.0) -> list[str]:
    """Return the cells of one kind of page, ``search`` being what `/search` took."""
    often, seldom = median(timed.processor), p95(timed.processor)
    times = seldom / p95(search.processor)
    aim = timed.aim
    limits = (
        Figure("", "", f"≤ {aim.times:g} ×", times / aim.times) if aim.times else _limit(seldom, aim.seconds)
    )
    return [
        timed.name,
        _both(often, median(timed.clock)),
        _both(seldom, p95(timed.clock)),
        f"{times:.1f}",
        limits.cells(slowness)[-1],
        _both(*timed.common),
        _limit(timed.common[0], aim.common).cells(slowness)[-1],
    ]


def _limit(seconds: float, most: float) -> Figure:
    """Return the goal of a time; an empty one where nothing is aimed at."""
    return (
        Figure("", "", f"≤ {most * MILLI:,.0f}", seconds / most, timed=True) if most else Figure("", "", "")
    )


def _both(processor: float, clock: float) -> str:
    return f"{processor * MILLI:,.1f} ({clock * MILLI:,.1f})"
