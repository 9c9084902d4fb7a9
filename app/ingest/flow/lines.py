"""Lines of text in source order, as this stage compares them."""

from app.frozen import dataclass
from app.ingest.blocks import SourceBlock
from app.ingest.lines.glyphs import (
    collapse_spaces,
    is_letter_spaced,
    remove_spaces,
    remove_whitespace,
)
from app.lazy_pattern import lazy_pattern
from app.text import simplify

# The numbers of articles and chapters, after which a space was printed on purpose.
_NUMBER_AND_SPACE = lazy_pattern(
    r"(第[〇零一二三四五六七八九十百千\d]{1,7}(?:编|分编|章|节|条)(?:之[一二三四五六七八九十]{1,3})?|附件\s?\d{0,2})[\s]+(?=\S)"
)
_WORD_GAP, _WIDER = lazy_pattern(r"\s{2,}"), lazy_pattern(r"\s{2,}|\u3000")
_FIGURES, _SINGLE = lazy_pattern(r"\d\s+\d"), 0.9
_GAP, _WIDE_GAP, _LONGEST_CELL = lazy_pattern(r"\u3000{2,}"), lazy_pattern(r"\u3000{4,}"), 24


@dataclass(frozen=True, slots=True)
class TextLine:
    """A block with its text in the two forms that are asked for again and again."""

    block: SourceBlock
    text: str
    """As displayed, runs of white space as one space, none between Han and Latin."""
    folded: str
    """The same characters folded: one width, simplified, small letters."""

    @property
    def number(self) -> int:
        """The number of its first source line."""
        return self.block.lines[0][0] if self.block.lines else 0


def make_text_line(block: SourceBlock) -> TextLine:
    """Return a block as this stage compares it."""
    text = collapse_spaces(_unspaced(block.text))
    return TextLine(block, text, simplify(text))


def _unspaced(text: str) -> str:
    """Return a line that was stretched by spaces without them; wider gaps part its words: 书 记　　林 舟."""
    pieces = text.split()
    single = sum(len(piece) == 1 for piece in pieces)
    if not is_letter_spaced(text) or _FIGURES.search(text) or single < _SINGLE * len(pieces):
        return text
    return " ".join(map(remove_whitespace, (_WIDER if " " in text else _WORD_GAP).split(text)))


def normalize_spaces(text: str) -> str:
    """Return a text as it is kept in a block.

    The space after 第一条 was printed on purpose and stays, and so do wide gaps between short texts: the
    names of a list (丁　一　　于海洋　　王大川), a body and a date at the margins.
    """
    cells = _GAP.split(text)
    if (
        len(cells) > 1
        and (len(cells) > 2 or _WIDE_GAP.search(text))
        and max(map(len, cells)) <= _LONGEST_CELL
    ):
        return " ".join(map(remove_spaces, cells))
    numbered = _NUMBER_AND_SPACE.match(text)
    if numbered:
        return f"{remove_spaces(numbered[1])}\u3000{remove_spaces(text[numbered.end() :])}"
    return remove_spaces(text)
