"""How near a reconstruction comes to the truth, as shares between 0 and 1.

Everything is compared after NFKC and without white space, so that only the words count.
Figures are kept as counts and added up over pages; ``Score.figures`` turns them into shares.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.article import Article, BlockType, Kind

GRAM = 6
"""Characters that must run on together for a stretch to count as found."""
ANCHOR_LENGTHS = (48, 24, 12, 6)
"""How much of a paragraph's start or end is looked for where the whole is not found."""


def bare(text: str | None) -> str:
    """Text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


@dataclass
class Score:
    """Counts of what was right, what should be there and what is there."""

    hits: Counter[str] = field(default_factory=Counter)
    truths: Counter[str] = field(default_factory=Counter)
    guesses: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, hits: int, truths: int, guesses: int | None = None) -> None:
        """Count one measure; without ``guesses`` it is a share, with them an F1."""
        self.hits[name] += hits
        self.truths[name] += truths
        self.guesses[name] += truths if guesses is None else guesses

    def merge(self, other: "Score") -> None:
        """Add another score's counts."""
        self.hits.update(other.hits)
        self.truths.update(other.truths)
        self.guesses.update(other.guesses)

    def figures(self) -> dict[str, float]:
        """Each measure between 0 and 1; what never came up is left out."""
        total = {name: self.truths[name] + self.guesses[name] for name in self.truths}
        return {name: 2 * self.hits[name] / total[name] for name in sorted(total) if total[name]}


def score_page(truth: Sequence[Article], guess: Sequence[Article]) -> Score:
    """Compare the articles of one page with what they should be."""
    score = Score()
    true_items = [item for item in truth if item.kind != Kind.CAPTION]
    items = [item for item in guess if item.kind != Kind.CAPTION]
    pairs = matched(true_items, items)
    score.add("articles", min(len(items), len(true_items)), len(true_items), len(items))
    for item, other in pairs:
        _score_item(score, item, other)
    for block_type in (BlockType.HEADING, BlockType.PARAGRAPH):
        _score_texts(score, block_type.value, _texts(true_items, block_type), _texts(items, block_type))
    for block_type in (BlockType.CAPTION, BlockType.KEY_POINT):
        _score_texts(score, block_type.value, _texts(truth, block_type), _texts(guess, block_type))
    _score_boundaries(score, true_items, items)
    _score_characters(score, truth, guess)
    return score


def matched(truth: Sequence[Article], guess: Sequence[Article]) -> list[tuple[Article, Article | None]]:
    """Each true article with the guess that shares most of its text, each guess used once."""
    grams = [_grams(_body(item)) for item in guess]
    ranked = sorted(
        ((len(_grams(_body(t)) & grams[g]), i, g) for i, t in enumerate(truth) for g in range(len(guess))),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    partner: dict[int, int] = {}
    for shared, i, g in ranked:
        if shared and i not in partner and g not in partner.values():
            partner[i] = g
    return [(item, guess[partner[i]] if i in partner else None) for i, item in enumerate(truth)]


def _score_item(score: Score, truth: Article, guess: Article | None) -> None:
    body = _body(truth)
    found = _found(body, _grams(_body(guess))) if guess else 0
    score.add("assignment", found, len(body))
    said = guess or Article(Kind.ARTICLE, ())
    kicked = {bare(truth.title), bare(truth.kicker) + bare(truth.title)}
    score.add(
        "title" if truth.title else "untitled", int(guess is not None and bare(said.title) in kicked), 1
    )
    score.add("kicker", int(bare(said.kicker) == bare(truth.kicker)), 1)
    score.add("authors", int(set(map(bare, said.authors)) == set(map(bare, truth.authors))), 1)
    score.add("affiliation", int(bare(said.affiliation) == bare(truth.affiliation)), 1)
    score.add("source_note", int(bare(said.source_note) == bare(truth.source_note)), 1)


def _score_texts(score: Score, name: str, truth: list[str], guess: list[str]) -> None:
    same = sum((Counter(truth) & Counter(guess)).values())
    score.add(name, same, len(truth), len(guess))


def _score_boundaries(score: Score, truth: Sequence[Article], guess: Sequence[Article]) -> None:
    """Where paragraphs begin and end, as places in the true text; both ends of a guess count."""
    text, true_ends = "", set()
    for item in truth:
        for paragraph in _texts([item], BlockType.PARAGRAPH):
            text += paragraph
            true_ends.add(len(text))
        text += "\0"
    starts_of_text = {0, *(at + 1 for at, char in enumerate(text) if char == "\0")}
    ends: set[int] = set()
    strays = 0
    for paragraph in _texts(guess, BlockType.PARAGRAPH):
        start, end = locate(paragraph, text)
        strays += (start is None) + (end is None)
        ends |= {place for place in (start, end) if place is not None and place not in starts_of_text}
    score.add("boundary", len(true_ends & ends), len(true_ends), len(ends) + strays)


def locate(paragraph: str, text: str) -> tuple[int | None, int | None]:
    """Where a paragraph begins and ends in the text, by the whole or by its ends."""
    at = text.find(paragraph)
    if at >= 0:
        return at, at + len(paragraph)
    start = end = None
    for length in ANCHOR_LENGTHS:
        if length < len(paragraph):
            head, tail = text.find(paragraph[:length]), text.rfind(paragraph[-length:])
            start = head if start is None and head >= 0 else start
            end = tail + length if end is None and tail >= 0 else end
    return start, end


def _score_characters(score: Score, truth: Sequence[Article], guess: Sequence[Article]) -> None:
    """Kept: characters of the truth that are said anywhere. Own: said ones that the truth has."""
    true_texts, said_texts = _all_texts(truth), _all_texts(guess)
    true_grams = _grams("\0".join(true_texts))
    said_grams = _grams("\0".join(said_texts))
    score.add("kept", sum(_found(text, said_grams) for text in true_texts), sum(map(len, true_texts)))
    score.add("own", sum(_found(text, true_grams) for text in said_texts), sum(map(len, said_texts)))


def _all_texts(items: Sequence[Article]) -> list[str]:
    texts = [bare(text) for item in items for text in (item.title, *(block.text for block in item.blocks))]
    return [text for text in texts if len(text) >= GRAM]


def _texts(items: Sequence[Article], block_type: BlockType) -> list[str]:
    return [bare(text) for item in items for text in item.texts(block_type)]


def _body(item: Article) -> str:
    return "".join(_texts([item], BlockType.PARAGRAPH))


def _grams(text: str) -> set[str]:
    return {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}


def _found(text: str, grams: set[str]) -> int:
    """How many characters lie in a run of ``GRAM`` that the other side has too."""
    found = reach = 0
    for at in range(len(text) - GRAM + 1):
        if text[at : at + GRAM] in grams:
            found += at + GRAM - max(reach, at)
            reach = at + GRAM
    return found
