"""Repair addresses as they arrive from chats, print and other servers.

A link is copied with the full stop after it, typed off paper in capitals, or ends with the slash that a site
of files puts there. The alphabet of ids has no i, l, o and u, so what was read for 1 or 0 can be told.
"""

from app.permalinks.sketch import is_id

_AFTER = ".,;:!?)]}>'\"*_。，、；：！？）》」』”’…· \u3000"
_LOOK_ALIKE = str.maketrans("ilo", "110")


def repair_path(path: str) -> str:
    """Return the address that was meant; the same where there is nothing to put right."""
    bare = f"/{path.strip('/')}"
    head, _, last = bare.rpartition("/")
    if head in ("/p", "/articles"):
        written = last.rstrip(_AFTER).lower().translate(_LOOK_ALIKE)
        return f"{head}/{written}" if is_id(written) else bare
    return bare
