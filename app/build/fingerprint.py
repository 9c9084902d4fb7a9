"""Fingerprints of everything that derived data depends on besides the seeds: code, libraries, settings.

A changed fingerprint makes the next build parse or index everything again, without being told to.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.build.sources import DICTIONARY
from app.config import Settings
from app.seed_files import is_there
from app.words.user_dictionary import read_dictionary

_APP = Path(__file__).parents[1]
_TEXT = ("variants.py", "folding.py", "text.py", "words")
PARSER = (*_TEXT, "article.py", "ingest", "permalinks/ids.py", "permalinks/sketch.py", "store/rows.py")
_PARSER_LIBRARIES = (
    "opencc",
    "opencc-python-reimplemented",
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "pypdfium2",
    "python-docx",
    "pyyaml",
)
_ARTICLE = ("article.py", "facets.py", "institutions.py")
ENGINE = (*_TEXT, *_ARTICLE, "collation.py", "library/index_documents.py", "search")
_ENGINE_LIBRARIES = (
    "jieba",
    "opencc",
    "opencc-python-reimplemented",
    "whoosh3",
    "numpy",
    "pydivsufsort",
    "pypinyin",
)


def parser_fingerprint(settings: Settings) -> str:
    """Return the fingerprint of everything that decides how a source file is parsed."""
    return _digest(PARSER, _PARSER_LIBRARIES, [str(settings.max_file_bytes)])


def engine_fingerprint(settings: Settings) -> str:
    """Return the fingerprint of everything that decides how the same texts are indexed.

    Raises UnreadableError where the dictionary cannot be read, and SettingsError where a line is wrong.
    """
    dictionary = settings.seeds / DICTIONARY
    exists = is_there(dictionary)
    words = read_dictionary(dictionary, settings.seeds).hex() if exists else ""
    return _digest(ENGINE, _ENGINE_LIBRARIES, [words])


def _digest(parts: Iterable[str], libraries: Iterable[str], chosen: list[str]) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(_code(part))
    for text in (*map(_version, libraries), *chosen):
        digest.update(text.encode("utf-8") + b"\0")
    return digest.hexdigest()


@cache
def _code(part: str) -> bytes:
    path = _APP / part
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return b"\0".join(file.read_bytes() for file in files)


def _version(library: str) -> str:
    try:
        return f"{library}=={version(library)}"
    except PackageNotFoundError:
        return library
