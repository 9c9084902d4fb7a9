"""Quotations of all lengths, cut out anywhere and changed in ways that the other makers have not.

Some stand in a draft of their own, with a source that is named, an ellipsis or marks inside of marks.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

import opencc

from app.text import fold, is_punctuation
from tests.quality.harder_quotations import HarderMaker
from tests.quality.quotations import CLAUSE_ENDS, Made, bare, clauses_of

SHORTEST, LONGEST = 8, 200
"""Characters of a quotation, punctuation aside; all lengths are as many, on a scale of powers."""
MOST_DROPPED = 12
MARKS = ("“”", "「」", "『』", "‘’", '""', "＂＂", "〝〞", "﹁﹂", "﹃﹄")
GAPS = ("……", "…", "......", "⋯⋯", "（略）", "[略]", "。。。")
_QUOTE_MARKS = frozenset("".join(MARKS))
_FORMS = ("s2t", "s2tw", "s2hk")
_MODALS = ("应当", "必须", "可以")
_DIGITS, _NUMERALS = "0123456789", "一二三四五六七八九"
_DATE = re.compile(r"(\d+|[〇一二三四五六七八九十]+)(?=[年月日])")
_HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if code not in (0x22, 0x2E)}


@dataclass(frozen=True, slots=True)
class Drafted(Made):
    """A quotation that stands in a draft; ``warning`` is what must be called out."""

    draft: str = ""
    warning: str = ""

    @property
    def text(self) -> str:
        """What is checked: the draft, or the quotation between marks."""
        return self.draft or f"“{self.quote}”"


class VariedMaker(HarderMaker):
    """Makes quotations of any length; a kind is a method of its name."""

    def __init__(self, articles: Sequence[Sequence[str]], seed: int) -> None:
        super().__init__(articles, seed)
        self.joined = "\n".join(self.texts)
        self._forms = [opencc.OpenCC(form).convert for form in _FORMS]

    def is_true(self, made: Made) -> bool:
        """Say whether a change is one, of a quotation that no marks end before it ends."""
        return super().is_true(made) and not (set(made.quote) & _QUOTE_MARKS and not isinstance(made, Drafted))

    def passage(self) -> str:
        """Return a stretch of a paragraph that begins and ends anywhere, or at marks."""
        while True:
            length = round(SHORTEST * (LONGEST / SHORTEST) ** self.rng.random())
            text = self.rng.choice(self.texts)
            kept = [at for at, char in enumerate(fold(text)) if not is_punctuation(char)]
            if len(kept) < length:
                continue
            first = self.rng.randint(0, len(kept) - length)
            if self.rng.random() < 0.5:
                starts = [n for n, at in enumerate(kept) if not at or text[at - 1] in CLAUSE_ENDS]
                starts = [n for n in starts if n <= len(kept) - length]
                first = self.rng.choice(starts or [first])
            found = text[kept[first] : kept[first + length - 1] + 1]
            if not set(found) & _QUOTE_MARKS:
                return found

    def _first_changed(self) -> Drafted:
        passage = self.passage()
        return self._changed("first_changed", passage, self._other(passage, 0))

    def _last_changed(self) -> Drafted:
        passage = self.passage()
        return self._changed("last_changed", passage, self._other(passage, len(passage) - 1))

    def _any_changed(self) -> Drafted:
        passage = self.passage()
        return self._changed("any_changed", passage, self._other(passage))

    def _arabic(self) -> Drafted | None:
        return self._numeral("arabic", _DIGITS)

    def _han_numeral(self) -> Drafted | None:
        return self._numeral("han_numeral", _NUMERALS)

    def _numeral(self, kind: str, pool: str) -> Drafted | None:
        passage = self.passage()
        places = [at for at, char in enumerate(passage) if char in pool]
        if not places:
            return None
        at = self.rng.choice(places)
        changed = passage[:at] + self.rng.choice(pool.replace(passage[at], "")) + passage[at + 1 :]
        return self._changed(kind, passage, changed, "number date")

    def _date(self) -> Drafted | None:
        passage = self.passage()
        found = list(_DATE.finditer(passage))
        if not found:
            return None
        one = self.rng.choice(found)
        pool = _DIGITS[1:] if one[0][0].isascii() else _NUMERALS
        kept = one[0][:-2]
        other = kept + "".join(self.rng.choice(pool) for _ in one[0][len(kept) :])
        return self._changed("date", passage, passage[: one.start()] + other + passage[one.end() :], "date number")

    def _negation_out(self) -> Drafted | None:
        passage = self.passage()
        places = [at for at, char in enumerate(passage) if char in "不未无非"]
        if not places:
            return None
        at = self.rng.choice(places)
        return self._changed("negation_out", passage, passage[:at] + passage[at + 1 :], "negation")

    def _negation_in(self) -> Drafted:
        passage = self.passage()
        at = self.rng.randrange(1, len(passage))
        return self._changed(
            "negation_in", passage, passage[:at] + self.rng.choice("不未无非") + passage[at:], "negation"
        )

    def _binding(self) -> Drafted | None:
        passage = self.passage()
        found = [one for modal in _MODALS for one in re.finditer(modal, passage)]
        if not found:
            return None
        one = self.rng.choice(found)
        other = self.rng.choice([each for each in _MODALS if each != one[0]])
        return self._changed("binding", passage, passage[: one.start()] + other + passage[one.end() :], "modal")

    def _left_out(self) -> Drafted | None:
        passage = self.passage()
        length = self.rng.randint(1, MOST_DROPPED)
        if len(passage) < length + SHORTEST:
            return None
        at = self.rng.randint(1, len(passage) - length - 1)
        return self._changed("left_out", passage, passage[:at] + passage[at + length :])

    def _two_swapped(self) -> Drafted | None:
        return self._reordered("two_swapped", 2)

    def _three_turned(self) -> Drafted | None:
        return self._reordered("three_turned", 3)

    def _reordered(self, kind: str, number: int) -> Drafted | None:
        passage = self.passage()
        parts = clauses_of(passage)
        if len(parts) < number or min(len(bare(part)) for part in parts) < 2:
            return None
        at = self.rng.randint(0, len(parts) - number)
        turned = parts[at : at + number]
        self.rng.shuffle(turned)
        return self._changed(kind, passage, "".join([*parts[:at], *turned, *parts[at + number :]]))

    def _neighbours_joined(self) -> Drafted | None:
        return self._run_together("neighbours_joined", nearest=True)

    def _distant_joined(self) -> Drafted | None:
        return self._run_together("distant_joined", nearest=False)

    def _run_together(self, kind: str, *, nearest: bool) -> Drafted | None:
        own = self.rng.choice(self.articles)
        if len(own) < 2:
            return None
        at = self.rng.randrange(len(own) - 1)
        to = at + 1 if nearest else self.rng.randrange(len(own))
        one, other = clauses_of(own[at]), clauses_of(own[to])
        first, second = "".join(one[-self.rng.randint(1, 3) :]), "".join(other[: self.rng.randint(1, 3)])
        fits = min(len(bare(first)), len(bare(second))) >= SHORTEST and len(first + second) <= LONGEST
        if at == to or not fits or first not in own[at] or second not in own[to]:
            return None
        return Drafted(kind, first + second, "altered", (first, second))

    def _other_forms(self) -> Drafted | None:
        passage = self.passage()
        changed = self.rng.choice(self._forms)(passage)
        if changed == passage:
            return None
        return Drafted("other_forms", changed, "punctuation", (passage,))

    def _other_width(self) -> Drafted | None:
        passage = self.passage()
        changed = passage.translate(self.rng.choice([_HALF_WIDTH, _FULL_WIDTH]))
        if changed == passage:
            return None
        return Drafted("other_width", changed, "punctuation", (passage,))

    def _any_marks(self) -> Drafted:
        passage = self.passage()
        opening, closing = self.rng.choice(MARKS)
        draft = f"有关文件对此早有说法，{opening}{passage}{closing}一句，常被人引用。"
        return Drafted("any_marks", passage, "exact", (passage,), draft)

    def _said(self) -> Drafted | None:
        passage = self.passage()
        if set(passage) & set("。！？") or f"{passage}。" not in self.joined:
            return None
        lead = self.rng.choice(["文件指出：", "有关部门强调：", "其中规定：", "文中写道："])
        return Drafted("said", passage, "exact", (passage,), f"{lead}{passage}。")

    def _nested(self) -> Drafted | None:
        text = self.rng.choice(self.texts)
        found = [one for one in re.finditer(r"[^。“”]*“[^“”‘’]+”[^。“”]*", text) if len(bare(one[0])) >= SHORTEST]
        if not found or set(text) & set("‘’"):
            return None
        passage = self.rng.choice(found)[0]
        inner = passage.replace("“", "‘").replace("”", "’")
        marks = self.rng.choice(["“”", "「」"])
        if marks == "「」":
            inner = passage.replace("“", "『").replace("”", "』")
        return Drafted("nested", inner, "exact", (passage,), f"他说，{marks[0]}{inner}{marks[1]}，值得一读。")

    def _gap(self) -> Drafted | None:
        passage = self.passage()
        length = self.rng.randint(2, 40)
        if len(passage) < length + 2 * SHORTEST or set(passage) & set("…略"):
            return None
        at = self.rng.randint(SHORTEST, len(passage) - length - SHORTEST)
        first, second = passage[:at], passage[at + length :]
        if any(is_punctuation(fold(each)) for each in (first[-1], second[0])) or min(len(bare(first)), len(bare(second))) < 6:
            return None
        return Drafted("gap", first + self.rng.choice(GAPS) + second, "exact", (first, second))

    def _changed(self, kind: str, passage: str, changed: str, warning: str = "") -> Drafted:
        return Drafted(kind, changed, "altered", (passage,), "", warning)


VARIED = [
    "first_changed",
    "last_changed",
    "any_changed",
    "arabic",
    "han_numeral",
    "date",
    "negation_out",
    "negation_in",
    "binding",
    "left_out",
    "two_swapped",
    "three_turned",
    "neighbours_joined",
    "distant_joined",
    "other_forms",
    "other_width",
    "any_marks",
    "said",
    "nested",
    "gap",
]
