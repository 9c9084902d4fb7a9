"""What one would pick instead, each as its users set it up for exact Chinese phrases.

All hold the same folded texts and give the same answer: how many paragraphs contain a phrase, and of the 20
best the numbers and the places of the phrase. ``None`` is the answer of one that cannot search for it.
"""

import heapq
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import tantivy
from whoosh import fields, index
from whoosh.analysis.filters import LowercaseFilter
from whoosh.analysis.ngrams import NgramTokenizer
from whoosh.query.positional import Phrase
from whoosh.query.terms import Term

TOP = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """Paragraphs in all, and number and places of the phrase for each of the best."""

    paragraphs: int
    top: tuple[tuple[int, tuple[int, ...]], ...]


class Peer(Protocol):
    """One way to search; built on opening."""

    name: str

    def search(self, phrase: str) -> Answer | None:
        """The answer for a folded phrase."""


def places(text: str, phrase: str) -> tuple[int, ...]:
    """Where a phrase stands in a text."""
    found, at = [], text.find(phrase)
    while at >= 0:
        found.append(at)
        at = text.find(phrase, at + 1)
    return tuple(found)


class Scan:
    """A plain scan: every text is looked through."""

    name = "plain Python scan"

    def __init__(self, texts: Sequence[str], _folder: Path) -> None:
        self._texts = texts

    def search(self, phrase: str) -> Answer:
        """Best are those in which it stands most often."""
        texts = self._texts
        found = [n for n, text in enumerate(texts) if phrase in text]
        best = heapq.nlargest(TOP, found, key=lambda n: texts[n].count(phrase))
        return Answer(len(found), tuple((n, places(texts[n], phrase)) for n in best))


class Trigrams:
    """SQLite FTS5 with its trigram tokenizer, which knows no phrase of less than three characters."""

    name = "SQLite FTS5 trigram"

    def __init__(self, texts: Sequence[str], folder: Path) -> None:
        self._db = sqlite3.connect(folder / "fts5.db")
        self._db.execute("create virtual table t using fts5(text, tokenize='trigram case_sensitive 1')")
        with self._db:
            self._db.executemany("insert into t(rowid, text) values (?, ?)", enumerate(texts))
            self._db.execute("insert into t(t) values ('optimize')")

    def search(self, phrase: str) -> Answer | None:
        """Best are those that its bm25 ranks first."""
        if len(phrase) < 3:
            return None
        match = '"' + phrase.replace('"', '""') + '"'
        count = self._db.execute("select count(*) from t where t match ?", (match,)).fetchone()[0]
        rows = self._db.execute(
            f"select rowid, text from t where t match ? order by rank limit {TOP}", (match,)
        )
        return Answer(count, tuple((n, places(text, phrase)) for n, text in rows))


class Tantivy:
    """tantivy with two-character terms in phrases, and single characters beside them."""

    name = "tantivy"

    def __init__(self, texts: Sequence[str], folder: Path) -> None:
        self._texts = texts
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("one", tokenizer_name="gaps", index_option="freq")
        builder.add_text_field("two", tokenizer_name="gaps", index_option="position")
        builder.add_unsigned_field("n", stored=True)
        self._schema = builder.build()
        (folder / "tantivy").mkdir()
        self._index = tantivy.Index(self._schema, path=str(folder / "tantivy"))
        gaps = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("gaps", gaps)
        writer = self._index.writer(heap_size=256_000_000)
        for n, text in enumerate(texts):
            plain = text.replace(" ", "_")
            pairs = " ".join(plain[i : i + 2] for i in range(len(plain) - 1))
            writer.add_document(tantivy.Document(one=" ".join(plain), two=pairs, n=n))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, phrase: str) -> Answer:
        """Best are those that its bm25 ranks first."""
        plain = phrase.replace(" ", "_")
        pairs = [plain[i : i + 2] for i in range(len(plain) - 1)]
        if not pairs:
            wanted = tantivy.Query.term_query(self._schema, "one", plain, "freq")
        elif len(pairs) == 1:
            wanted = tantivy.Query.term_query(self._schema, "two", plain, "freq")
        else:
            # A term for every character: overlapping pairs that follow each other are the phrase.
            wanted = tantivy.Query.phrase_query(self._schema, "two", list(pairs))
        found: Any = self._searcher.search(wanted, limit=TOP, count=True)
        best = [int(self._searcher.doc(address)["n"][0]) for _, address in found.hits]
        return Answer(found.count, tuple((n, places(self._texts[n], phrase)) for n in best))


class Bigrams:
    """Whoosh with phrases of two-character terms."""

    name = "Whoosh bigram phrases"

    def __init__(self, texts: Sequence[str], folder: Path) -> None:
        self._texts = texts
        (folder / "whoosh").mkdir()
        pairs = NgramTokenizer(2) | LowercaseFilter()
        schema = fields.Schema(two=fields.TEXT(analyzer=pairs, phrase=True), n=fields.STORED)
        writer: Any = index.create_in(str(folder / "whoosh"), schema).writer(limitmb=512)
        for n, text in enumerate(texts):
            writer.add_document(two=text, n=n)
        writer.commit()
        opened: Any = index.open_dir(str(folder / "whoosh"))
        self._searcher = opened.searcher()

    def search(self, phrase: str) -> Answer | None:
        """Best are those that its BM25F ranks first."""
        pairs = [phrase[i : i + 2] for i in range(len(phrase) - 1)]
        if not pairs:
            return None
        wanted = Phrase("two", pairs) if len(pairs) > 1 else Term("two", phrase)
        found = self._searcher.search(wanted, limit=TOP)
        best = [hit["n"] for hit in found]
        return Answer(len(found), tuple((n, places(self._texts[n], phrase)) for n in best))


PEERS = (Scan, Trigrams, Tantivy, Bigrams)
