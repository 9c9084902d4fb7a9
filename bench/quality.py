"""Known items: of 3 to 5 words of one paragraph, how far up does a ranking bring that paragraph?"""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from app.search.language.tree import Phrase
from app.search.request import SearchRequest
from app.words.words import words
from bench.corpus import Corpus, open_index
from bench.findings import Quality

QUERIES, DEPTH, SEED = 1_000, 10, 7
Ranking = Callable[[Sequence[str]], list[int]]
"""The numbers of the best paragraphs for words."""


@dataclass(frozen=True, slots=True)
class Known:
    """Some words, and the text of the paragraph that they are from."""

    words: tuple[str, ...]
    text: str


def known_items(texts: Sequence[str], number: int = QUERIES) -> list[Known]:
    """Words of random paragraphs, never two that stand beside each other."""
    rng = random.Random(SEED)
    found: list[Known] = []
    while len(found) < number:
        text = rng.choice(texts)
        cut = words(text)
        places = [n for n, word in enumerate(cut) if len(word) > 1]
        rng.shuffle(places)
        chosen: list[int] = []
        for place in places:
            if all(abs(place - other) > 1 and cut[place] != cut[other] for other in chosen):
                chosen.append(place)
        size = rng.randint(3, 5)
        if len(chosen) >= size:
            found.append(Known(tuple(cut[n] for n in chosen[:size]), text))
    return found


def qualities(corpus: Corpus) -> list[Quality]:
    """Our related lane, SQLite FTS5 and tantivy, all with the same jieba words."""
    items = known_items(corpus.folded)
    cut = [" ".join(words(text)) for text in corpus.folded]
    with open_index(corpus.settings) as index:
        numbers = {id_: n for n, id_ in enumerate(corpus.ids)}

        def ours(wanted: Sequence[str]) -> list[int]:
            found = index.related.search(SearchRequest("", Phrase(" ".join(wanted)), limit=DEPTH))
            return [numbers[hit.block] for hit in found.hits]

        results = [_measure("Judou related lane", ours, items, corpus.folded)]
    with tempfile.TemporaryDirectory(prefix="judou-bench-") as folder:
        results.append(_measure("SQLite FTS5, jieba words", _fts5(cut, Path(folder)), items, corpus.folded))
        results.append(_measure("tantivy, jieba words", _tantivy(cut, Path(folder)), items, corpus.folded))
    return results


def _measure(name: str, ranking: Ranking, items: Sequence[Known], texts: Sequence[str]) -> Quality:
    """The same text elsewhere is as good as the paragraph that was meant."""
    total, times = 0.0, []
    for item in items:
        started = time.perf_counter()
        found = ranking(item.words)
        times.append(time.perf_counter() - started)
        rank = next((n for n, number in enumerate(found, 1) if texts[number] == item.text), 0)
        total += 1 / rank if rank else 0
    return Quality(name, total / len(items), sorted(times)[len(times) // 2])


def _fts5(cut: Sequence[str], folder: Path) -> Ranking:
    db = sqlite3.connect(folder / "words.db")
    db.execute(
        "create virtual table t using fts5(words, content='', tokenize=\"unicode61 tokenchars '.%+#-&_'\")"
    )
    with db:
        db.executemany("insert into t(rowid, words) values (?, ?)", enumerate(cut))
        db.execute("insert into t(t) values ('optimize')")

    def ranking(wanted: Sequence[str]) -> list[int]:
        match = " OR ".join(f'"{word}"' for word in wanted)
        rows = db.execute(f"select rowid from t where t match ? order by rank limit {DEPTH}", (match,))
        return [row[0] for row in rows]

    return ranking


def _tantivy(cut: Sequence[str], folder: Path) -> Ranking:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="gaps", index_option="freq")
    builder.add_unsigned_field("n", stored=True)
    schema = builder.build()
    (folder / "tantivy").mkdir()
    index = tantivy.Index(schema, path=str(folder / "tantivy"))
    index.register_tokenizer("gaps", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    writer = index.writer(heap_size=256_000_000)
    for n, text in enumerate(cut):
        writer.add_document(tantivy.Document(words=text, n=n))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ranking(wanted: Sequence[str]) -> list[int]:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", word, "freq")) for word in wanted
        ]
        found = searcher.search(tantivy.Query.boolean_query(terms), limit=DEPTH)
        return [int(searcher.doc(address)["n"][0]) for _, address in found.hits]

    return ranking
