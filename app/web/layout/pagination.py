"""Paging through a list: the same request with another offset."""

from collections.abc import Callable
from dataclasses import replace

from app.web.core.params import State
from app.web.core.viewer import Viewer
from app.web.layout.elements import Pager

_AddressOf = Callable[[list[tuple[str, str]]], str]


def pager(viewer: Viewer, params: State, total: int, address: _AddressOf) -> Pager | None:
    """Return the place of this slice in the whole list; None where the list fits one page."""
    first, last = params.offset + 1, min(params.offset + params.limit, total)
    if total <= params.limit and not params.offset:
        return None
    # From beyond the end the way back leads to the last slice.
    last_slice = max(0, total - 1) // params.limit * params.limit
    before, after = max(0, min(params.offset - params.limit, last_slice)), params.offset + params.limit
    words = viewer.words
    if first > total:
        place = words.gettext("beyond the end of %(total)s", total=words.number(total))
    else:
        place = words.gettext(
            "%(first)s–%(last)s of %(total)s",
            first=words.number(first),
            last=words.number(last),
            total=words.number(total),
        )
    return Pager(
        words=place,
        previous=address(replace(params, offset=before).pairs()) if params.offset else "",
        following=address(replace(params, offset=after).pairs()) if after < total else "",
    )
