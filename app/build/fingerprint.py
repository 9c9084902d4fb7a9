"""Fingerprints of everything that derived data depends on besides the seeds: code, libraries, settings.

A changed fingerprint makes the next build parse or index everything again, without being told to.
"""

from app.code_fingerprint import WORDS_AND_TEXT, code_fingerprint
from app.config import Settings
from app.search.contract import SearchEngine

PARSER = (
    *WORDS_AND_TEXT, "article.py", "ingest", "permalinks/ids.py", "permalinks/sketch.py", "store/rows.py",
)  # fmt: skip
_PARSER_LIBRARIES = (
    "charset-normalizer",
    "lxml",
    "markdown-it-py",
    "pypdfium2",
    "python-docx",
    "pyyaml",
)
TAKEN = ("library/index_documents.py",)
"""What of the store an engine is given."""


def parser_fingerprint(settings: Settings) -> str:
    """Return the fingerprint of everything that decides how a source file is parsed."""
    return code_fingerprint(PARSER, _PARSER_LIBRARIES, [str(settings.max_file_bytes)])


def engine_fingerprint(engine: SearchEngine) -> str:
    """Return the fingerprint of everything that decides how the same texts are indexed.

    Raises UnreadableError where the dictionary cannot be read, and SettingsError where a line is wrong.
    """
    return code_fingerprint(TAKEN, (), (engine.name, engine.fingerprint()))
