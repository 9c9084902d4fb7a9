"""Harder quotations than those of one plain change.

Short and long ones, of two paragraphs, with gaps, with other numerals and marks, with two changes at once.
"""

import re

import opencc

from app.text import fold
from tests.quality.quotations import CLAUSE_ENDS, Made, Maker, bare, clauses_of

_MODALS = ("应当", "必须", "可以", "不得", "需要")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789%", "０１２３４５６７８９％")
_TAIWANESE = str.maketrans("“”‘’", "「」『』")
_SENTENCE = re.compile(r"[^。！？]+[。！？]")
_HAN = re.compile("[\u4e00-\u9fff]")


class HarderMaker(Maker):
    """Makes quotations of harder kinds; a kind is a method of its name."""

    def _short(self) -> Made | None:
        clause = self._clause(8, 15)
        return Made("short", clause, "exact", (clause,)) if clause else None

    def _short_typo(self) -> Made | None:
        clause = self._clause(8, 15)
        return Made("short_typo", self._other(clause), "altered", (clause,)) if clause else None

    def _at_an_edge(self) -> Made:
        passage = self.passage()
        at = self.rng.choice([0, 1, len(passage) - 3, len(passage) - 2])
        return Made("at_an_edge", self._other(passage, at), "altered", (passage,))

    def _long(self) -> Made | None:
        sentences = self._sentences()
        return Made("long", sentences, "exact", (sentences,)) if sentences else None

    def _long_changed(self) -> Made | None:
        sentences = self._sentences()
        if not sentences:
            return None
        return Made("long_changed", self._other(self._other(sentences)), "altered", (sentences,))

    def _spanning(self) -> Made | None:
        both = self._neighbours()
        return Made("spanning", f"{both[0]}\n“{both[1]}", "exact", both) if both else None

    def _gapped(self) -> Made | None:
        own = self.rng.choice(self.articles)
        clauses = [clause for text in own for clause in clauses_of(text) if len(bare(clause)) >= 8]
        if len(clauses) < 3:
            return None
        first, second = sorted(self.rng.sample(range(len(clauses)), 2))
        parts = clauses[first].strip(CLAUSE_ENDS), clauses[second].strip(CLAUSE_ENDS)
        if any(set(part) & set("“”‘’…") for part in parts):
            return None
        return Made("gapped", "……".join(parts), "exact", (clauses[first], clauses[second]))

    def _taiwanese(self) -> Made | None:
        passage = self.passage()
        changed = opencc.OpenCC("s2tw").convert(passage).translate(_TAIWANESE)
        return Made("taiwanese", changed, "punctuation", (passage,)) if changed != passage else None

    def _full_width(self) -> Made | None:
        passage = self.passage()
        changed = passage.translate(_FULL_WIDTH)
        return Made("full_width", changed, "punctuation", (passage,)) if changed != passage else None

    def _other_numerals(self) -> Made | None:
        passage = self.passage()
        changed = re.sub(r"(\d+)%", lambda found: "百分之" + found[1].translate(_DIGITS), passage, count=1)
        if changed == passage:
            changed = re.sub(r"\d+", lambda found: found[0].translate(_DIGITS), passage, count=1)
        return Made("other_numerals", changed, "altered", (passage,)) if changed != passage else None

    def _negated(self) -> Made:
        passage = self.passage()
        at = self.rng.randrange(1, len(passage) - 1)
        changed = passage[:at] + self.rng.choice("不未无非") + passage[at:]
        return Made("negated", changed, "altered", (passage,))

    def _modal(self) -> Made | None:
        passage = self.passage()
        found = [one for modal in _MODALS for one in re.finditer(modal, passage)]
        if not found:
            return None
        one = self.rng.choice(found)
        other = self.rng.choice([each for each in _MODALS if each != one[0]])
        return Made("modal", passage[: one.start()] + other + passage[one.end() :], "altered", (passage,))

    def _twice(self) -> Made | None:
        passage = self.passage()
        if len(bare(passage)) < 18:
            return None
        half = len(passage) // 2
        at = self.rng.randrange(1, half - 4)
        changed = passage[:at] + passage[at + 2 : half] + self._other(passage[half:])
        return Made("twice", changed, "altered", (passage,))

    def _word_moved(self) -> Made | None:
        passage = self.passage()
        parts = clauses_of(passage)
        if len(parts) < 2 or min(map(len, parts[:2])) < 8 or set(passage) & set("“”‘’"):
            return None
        at = self.rng.randrange(0, len(parts[0]) - 5)
        to = self.rng.randrange(1, len(parts[1]) - 2)
        word = parts[0][at : at + 4]
        changed = parts[0][:at] + parts[0][at + 4 :] + parts[1][:to] + word + parts[1][to:]
        return Made("word_moved", changed + "".join(parts[2:]), "altered", (passage,))

    def _clause(self, least: int, most: int) -> str:
        found = self.rng.choice(clauses_of(self.rng.choice(self.texts))).strip(CLAUSE_ENDS)
        return found if least <= len(bare(found)) <= most and not set(found) & set("“”‘’") else ""

    def _sentences(self) -> str:
        """Return some sentences of a paragraph that are long together; empty where it has none."""
        text = self.rng.choice(self.texts)
        found = _SENTENCE.findall(text)
        first = self.rng.randrange(len(found)) if found else 0
        some = "".join(found[first : first + self.rng.randint(2, 6)]).strip()
        whole = not "".join(char for char in some if char in "“”").replace("“”", "")
        return some if 110 < len(some) < 600 and whole and some in text else ""

    def _neighbours(self) -> tuple[str, str] | None:
        """Return the end of a paragraph and the beginning of the next one."""
        own = self.rng.choice(self.articles)
        if len(own) < 2:
            return None
        at = self.rng.randrange(len(own) - 1)
        first, second = clauses_of(own[at])[-1], clauses_of(own[at + 1])[0]
        if min(len(bare(first)), len(bare(second))) < 6 or set(first + second) & set("“”‘’"):
            return None
        if not own[at].endswith(first) or not own[at + 1].startswith(second):
            return None
        return first, second

    def _other(self, passage: str, at: int | None = None) -> str:
        """Return a passage with one Chinese character, of a place or of any, changed to another one."""
        places = [found.start() for found in _HAN.finditer(passage)]
        place = at if at is not None and at in places else self.rng.choice(places)
        other = self.rng.choice([char for char in self.chars if fold(char) != fold(passage[place])])
        return passage[:place] + other + passage[place + 1 :]


HARDER = [
    "short",
    "short_typo",
    "at_an_edge",
    "long",
    "long_changed",
    "spanning",
    "gapped",
    "taiwanese",
    "full_width",
    "other_numerals",
    "negated",
    "modal",
    "twice",
    "word_moved",
]
