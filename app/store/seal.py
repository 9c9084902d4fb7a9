"""The seal: the checksum of a database, in a file beside it that has a checksum of its own."""

import json
from hashlib import sha256
from pathlib import Path


def write_seal(path: Path, content: dict[str, str]) -> None:
    """Write a seal; the old one stands until the new one is whole."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(json.dumps(content | {"check": _check(content)}), encoding="utf-8")
    beside.replace(path)


def read_seal(path: Path) -> dict[str, str]:
    """Return what was written; nothing where there is no seal, or where anything in it has changed."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        check = found.pop("check")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return found if check == _check(found) else {}


def _check(content: dict[str, str]) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode("utf-8")).hexdigest()[:16]
