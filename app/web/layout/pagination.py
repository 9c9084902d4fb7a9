"""Paging through a list: the same request with another offset."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.web.core.params import ListParams
from app.web.core.viewer import Viewer
from app.web.layout.elements import Jump, Link, Pager

_AddressOf = Callable[[list[tuple[str, str]]], str]
AROUND, AT_ENDS = 2, 2
"""Numbers shown on either side of the current page, and at the ends of the list."""
JUMP_FROM = 8
"""Pages of a list from which on the reader can name one."""
GAP = "…"


def pager(viewer: Viewer, params: ListParams, total: int, address: _AddressOf) -> Pager | None:
    """Return the place of this slice in the whole list; None where the list fits one page."""
    if total <= params.limit and not params.offset:
        return None
    last = max(0, total - 1) // params.limit + 1
    here = params.offset // params.limit + 1

    def at(number: int) -> str:
        return address(replace(params, offset=(number - 1) * params.limit).pairs())

    before = max(1, min(-(-params.offset // params.limit), last))
    return Pager(
        words=_place(viewer, params, total),
        previous=at(before) if params.offset else "",
        following=at(here + 1) if here < last else "",
        numbers=tuple(_numbers(here, last, at)),
        jump=_jump(params, last, address) if last >= JUMP_FROM else None,
    )


def contents(params: ListParams, total: int, address: _AddressOf, name: str) -> Pager:
    """Return the pages of a list for a page that is none of them."""
    last = max(0, total - 1) // params.limit + 1

    def at(number: int) -> str:
        return address(replace(params, offset=(number - 1) * params.limit).pairs())

    jump = _jump(params, last, address) if last >= JUMP_FROM else None
    return Pager(name, numbers=tuple(_numbers(0, last, at)), jump=jump)


def _place(viewer: Viewer, params: ListParams, total: int) -> str:
    first, last = params.offset + 1, min(params.offset + params.limit, total)
    words = viewer.words
    if first > total:
        return words.gettext("beyond the end of %(total)s", total=words.number(total))
    return words.gettext(
        "%(first)s–%(last)s of %(total)s",
        first=words.number(first),
        last=words.number(last),
        total=words.number(total),
    )


def _numbers(here: int, last: int, at: Callable[[int], str]) -> Iterator[Link]:
    """Yield the pages at the ends of the list and around this one, and where some are left out a gap."""
    ends = {*range(1, AT_ENDS + 1), *range(last - AT_ENDS + 1, last + 1)}
    near = range(here - AROUND, (here or AROUND + 1) + AROUND + 1)
    shown = sorted(n for n in ends | set(near) if 1 <= n <= last)
    before = 0
    for number in shown:
        if number == before + 2:
            yield Link(str(number - 1), at(number - 1))
        elif number > before + 1:
            yield Link(GAP)
        yield Link(str(number), at(number), number == here)
        before = number


def _jump(params: ListParams, last: int, address: _AddressOf) -> Jump:
    kept = replace(params, offset=0).pairs()
    return Jump(address([]), tuple((name, value) for name, value in kept if value and name != "p"), last)
