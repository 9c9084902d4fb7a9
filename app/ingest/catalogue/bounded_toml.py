"""Read a TOML file within bounds of size, depth and length, before it costs a parser time or memory."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.errors import SidecarError, UnreadableError
from app.ingest.catalogue.values import shorten
from app.lazy_pattern import lazy_pattern
from app.seed_files import is_there, read_seed_file

MOST_BYTES = 1_000_000
MOST_DEPTH, MOST_DOTS, MOST_DIGITS = 16, 16, 40
"""Levels of brackets, dots in one line and digits in a row that no sidecar needs."""
_TEXTS = lazy_pattern(
    "|".join(
        (
            r'"""(?:[^\\]|\\.)*?(?:"""|\Z)',
            r"'''.*?(?:'''|\Z)",
            r'"(?:[^"\\\n]|\\.)*+"?',
            r"'[^'\n]*'?",
            r"#[^\n]*",
        )
    ),
    re.DOTALL,
)
_DIGITS = lazy_pattern(rf"[0-9A-Fa-f_]{{{MOST_DIGITS + 1}}}")


def read_toml(path: Path, root: Path) -> dict[str, Any] | None:
    """Return the table of a TOML file below ``root``; None if there is none, SidecarError if it is wrong."""
    where = (path.name,)
    if not is_there(path):
        return None
    try:
        text = read_seed_file(path, root, MOST_BYTES).decode("utf-8")
    except UnreadableError as error:
        message = error.message
        # No setting governs the size of what is said about pages.
        code = "sidecar-too-large" if message.code == "file-too-large" else message.code
        raise SidecarError(code, where=where, **message.values) from error
    except UnicodeDecodeError as error:
        raise SidecarError("sidecar-not-utf8", where=where) from error
    if _is_excessive(text):
        raise SidecarError("sidecar-too-deep", where=where)
    try:
        table: Mapping[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SidecarError("sidecar-not-toml", where=where, error=shorten(str(error))) from error
    return dict(table)


def _is_excessive(text: str) -> bool:
    """Return whether brackets are deeper, keys have more parts or numbers more digits than is bounded."""
    bare = _TEXTS.sub('""', text)
    depth = deepest = 0
    for sign in re.findall(r"[\[\]{}]", bare):
        depth = max(0, depth + (1 if sign in "[{" else -1))
        deepest = max(deepest, depth)
    dots = max(line.count(".") for line in bare.split("\n"))
    return deepest > MOST_DEPTH or dots > MOST_DOTS or _DIGITS.search(bare) is not None
