"""Fingerprints of code, libraries and choices: what derived data depends on besides what it is made from."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from io import FileIO
from pathlib import Path

APP = Path(__file__).parent
WORDS_AND_TEXT = ("variants.py", "folded_forms.py", "folding.py", "text.py", "words")
"""What decides how texts are folded and cut into words."""
ARTICLES = ("article.py", "facets.py", "institutions.py", "issuing_bodies.py")
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


def _code(part: str) -> bytes:
    """Return the digests of a file, or of all files of a folder; FileNotFoundError where there is none."""
    below = f"{APP / part}{os.sep}"
    found = [digest for file, digest in _files().items() if file == below[:-1] or file.startswith(below)]
    if not found:
        raise FileNotFoundError(part)
    return b"".join(found)


@cache
def _files() -> Mapping[str, bytes]:
    """Return the digest of each file of our code, in order: each is read once, whatever it is part of."""
    names = [f"{folder}{os.sep}{name}" for folder, _, names in os.walk(APP) for name in names]
    return {name: _digest(name) for name in sorted(names) if name.endswith(".py")}


def _digest(file: str) -> bytes:
    with FileIO(file) as stream:
        return blake2b(stream.readall(), digest_size=16).digest()


@cache
def installed() -> tuple[str, ...]:
    """Return the names, with versions, of all that is installed: to ask importlib for some takes longer."""
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            found += [path.name for path in Path(folder).iterdir() if path.name.endswith("-info")]
    return tuple(sorted(found))


@cache
def _versions() -> Mapping[str, str]:
    """Return the version of each library by its name as libraries are compared."""
    named = (name.rpartition(".")[0].split("-") for name in installed())
    return {_compared(name): version for name, version, *_ in (each + [""] for each in named)}


def _compared(library: str) -> str:
    return re.sub("[-_.]+", "-", library).lower()


def _version(library: str) -> str:
    version = _versions().get(_compared(library))
    return f"{library}=={version}" if version else library
