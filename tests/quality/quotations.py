"""Quotations made of known paragraphs, changed in known ways: a seeded generator, on any library."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import opencc

from app.text import fold, strip_punctuation

CLAUSE_ENDS = "，。；：、！？"
_CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]+[{CLAUSE_ENDS}]?")
SHORTEST, LONGEST = 14, 110
NEGATIONS = "不未无非"


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation, the kind of change made, the verdict it should get, and what it was made of."""

    kind: str
    quote: str
    verdict: str
    sources: tuple[str, ...] = ()
    """Passages of which at least one must stand in the paragraph that is found."""


def bare(text: str) -> str:
    """Return a text as wordings are compared: folded, without punctuation."""
    return strip_punctuation(fold(text))[0]


def clauses_of(text: str) -> list[str]:
    """Return a text cut after its commas and stops."""
    return _CLAUSE.findall(text)


class Maker:
    """Makes quotations of the paragraphs of a library, which come in order, an article each list."""

    def __init__(self, articles: Sequence[Sequence[str]], seed: int = 7) -> None:
        self.rng = random.Random(seed)
        self.articles = [
            [text for text in own if len(bare(text)) >= SHORTEST and "\n" not in text] for own in articles
        ]
        self.articles = [own for own in self.articles if own]
        self.texts = [text for own in self.articles for text in own]
        self.all_bare = "\0".join(bare(text) for own in articles for text in own)
        self.chars = sorted(
            {char for text in self.texts[:500] for char in text if "\u4e00" <= char <= "\u9fff"}
        )
        self._convert = opencc.OpenCC("s2t").convert

    def made(self, kind: str, number: int) -> list[Made]:
        """Return so many quotations of one kind."""
        make: Callable[[], Made | None] = getattr(self, f"_{kind}")
        found: list[Made] = []
        for _ in range(60 * number):
            one = make()
            if one and self.is_true(one):
                found.append(one)
            if len(found) == number:
                break
        return found

    def is_true(self, made: Made) -> bool:
        """Say whether a change is one: its wording does not stand elsewhere as it is."""
        own = bare(made.quote)
        if made.verdict != "altered":
            return len(own) >= 4
        return own not in self.all_bare and len(own) >= 8

    def passage(self) -> str:
        """Return some clauses of a paragraph that follow each other."""
        while True:
            text = self.rng.choice(self.texts)
            parts = clauses_of(text)
            first = self.rng.randrange(len(parts))
            last = first + 1
            limit = self.rng.randint(SHORTEST, LONGEST)
            while last < len(parts) and len("".join(parts[first : last + 1])) <= limit:
                last += 1
            found = "".join(parts[first:last])
            # A mark without its other half would end the quotation that it is put in.
            marks = "".join(char for char in found if char in "“”")
            whole = not marks.replace("“”", "")
            if whole and len(bare(found)) >= SHORTEST and len(found) <= LONGEST and found in text:
                return found

    def _exact(self) -> Made:
        passage = self.passage()
        return Made("exact", passage, "exact", (passage,))

    def _punctuation(self) -> Made | None:
        passage = self.passage()
        way = self.rng.randrange(3)
        if way == 0:
            changed = "".join(char for char in passage if char not in CLAUSE_ENDS)
        elif way == 1:
            changed = passage.translate(str.maketrans("，；。：、", ",;.:,"))
        else:
            places = [at for at, char in enumerate(passage[:-1]) if char in "，、；"]
            if not places:
                return None
            at = self.rng.choice(places)
            changed = passage[:at] + self.rng.choice("，、；".replace(passage[at], "")) + passage[at + 1 :]
        inner = changed.rstrip(CLAUSE_ENDS), passage.rstrip(CLAUSE_ENDS)
        return Made("punctuation", changed, "punctuation", (passage,)) if inner[0] != inner[1] else None

    def _traditional(self) -> Made | None:
        passage = self.passage()
        changed = self._convert(passage)
        return Made("traditional", changed, "punctuation", (passage,)) if changed != passage else None

    def _character(self) -> Made:
        passage = self.passage()
        places = [at for at, char in enumerate(passage) if "\u4e00" <= char <= "\u9fff"]
        at = self.rng.choice(places)
        other = self.rng.choice([char for char in self.chars if fold(char) != fold(passage[at])])
        return Made("character", passage[:at] + other + passage[at + 1 :], "altered", (passage,))

    def _dropped(self) -> Made:
        passage = self.passage()
        length = self.rng.randint(2, max(2, min(8, len(passage) // 4)))
        at = self.rng.randint(1, max(1, len(passage) - length - 2))
        return Made("dropped", passage[:at] + passage[at + length :], "altered", (passage,))

    def _swapped(self) -> Made | None:
        passage = self.passage()
        parts = clauses_of(passage)
        if len(parts) < 2:
            return None
        at = self.rng.randrange(len(parts) - 1)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
        return Made("swapped", "".join(parts), "altered", (passage,))

    def _joined(self) -> Made | None:
        own = self.rng.choice(self.articles)
        if len(own) < 2:
            return None
        at = self.rng.randrange(len(own) - 1)
        one, other = clauses_of(own[at]), clauses_of(own[at + 1])
        first, second = "".join(one[-self.rng.randint(1, 2) :]), "".join(other[: self.rng.randint(1, 2)])
        if min(len(bare(first)), len(bare(second))) < 5 or len(first + second) > LONGEST:
            return None
        if first not in own[at] or second not in own[at + 1]:
            return None
        return Made("joined", first + second, "altered", (first, second))


KINDS = ("exact", "punctuation", "traditional", "character", "dropped", "swapped", "joined")


def foreign(texts: Sequence[str], number: int, seed: int = 7) -> Iterator[Made]:
    """Yield sentences of texts that are not in the library."""
    sentences = [
        found
        for text in texts
        for found in re.findall(r"[^。！？\n]+[。！？]", text)
        if len(bare(found)) >= SHORTEST and len(found) <= LONGEST and not set(found) & set("“”‘’")
    ]
    for sentence in random.Random(seed).sample(sorted(set(sentences)), number):
        yield Made("foreign", sentence.strip(), "absent")


def changed_numbers(maker: Maker, number: int) -> list[Made]:
    """Return quotations in which one numeral is another one."""
    found: list[Made] = []
    while len(found) < number:
        passage = maker.passage()
        places = [at for at, char in enumerate(passage) if char in "0123456789一二三四五六七八九"]
        if places:
            at = maker.rng.choice(places)
            pool = "0123456789" if passage[at].isdigit() and passage[at].isascii() else "一二三四五六七八九"
            other = maker.rng.choice(pool.replace(passage[at], ""))
            made = Made("number", passage[:at] + other + passage[at + 1 :], "altered", (passage,))
            found += [made] if maker.is_true(made) else []
    return found


def changed_negations(maker: Maker, number: int) -> list[Made]:
    """Return quotations in which a negation is left out, or is another one."""
    found: list[Made] = []
    while len(found) < number:
        passage = maker.passage()
        places = [at for at, char in enumerate(passage) if char in NEGATIONS]
        if places:
            at = maker.rng.choice(places)
            changed = passage[:at] + maker.rng.choice(["", "可", "应"]) + passage[at + 1 :]
            made = Made("negation", changed, "altered", (passage,))
            found += [made] if maker.is_true(made) else []
    return found
