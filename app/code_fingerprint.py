"""Fingerprints of code, libraries and choices: what derived data depends on besides what it is made from."""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

APP = Path(__file__).parent
WORDS_AND_TEXT = ("variants.py", "folded_forms.py", "folding.py", "text.py", "words")
"""What decides how texts are folded and cut into words."""
ARTICLES = ("article.py", "facets.py", "institutions.py")
"""What decides what is known of articles besides their texts."""


def code_fingerprint(parts: Iterable[str], libraries: Iterable[str], chosen: Iterable[str]) -> str:
    """Return the fingerprint of files and folders of our code, versions of libraries, and chosen values.

    It changes with any file below these folders, and with no other.
    """
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(_code(part))
    for text in (*map(_version, libraries), *chosen):
        digest.update(text.encode("utf-8") + b"\0")
    return digest.hexdigest()


@cache
def _code(part: str) -> bytes:
    path = APP / part
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return b"\0".join(file.read_bytes() for file in files)


def _version(library: str) -> str:
    try:
        return f"{library}=={version(library)}"
    except PackageNotFoundError:
        return library
