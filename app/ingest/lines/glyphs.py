"""Normalize characters: radicals, vertical marks, invisible characters, accidental spaces.

Extraction leaves Kangxi radicals where characters stood (⺠ for 民), invisible characters, and spaces that
only say where the typesetter stretched a line. Nothing here edits what was printed.
"""

import unicodedata

from app.lazy_pattern import lazy_pattern
from app.text import COMBINING, compose

# CJK Radicals Supplement → the character meant; Kangxi radicals and compatibility ideographs follow
# from NFKC.
_SUPPLEMENT = dict(
    zip(
        "⺠⻓⻅⻋⻔⻚⻛⻜⻢⻥⻦⻩⻬⻮⻰⻘⻉⻄⻆⻝⻣⻤⺟⺓⺕⻁⻨⻳⻙⻒⺩⺝⺶⻌",
        "民长见车门页风飞马鱼鸟黄齐齿龙青贝西角食骨鬼母幺彐虎麦龟韦长王月羊辶",
        strict=True,
    )
)
# Marks of text that is set from top to bottom, which Unicode has apart.
_VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…—–（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
_MEANT = _SUPPLEMENT | _VERTICAL
_NO_GLYPH = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb"
)
_RADICALS = "\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe48"
_INVISIBLE, _LOOKALIKE = lazy_pattern(f"[{_NO_GLYPH}]"), lazy_pattern(f"[{_RADICALS}]")
_ANY = lazy_pattern(f"[{_NO_GLYPH}{_RADICALS}{COMBINING}]")
"""What nothing but changes: most texts have none of it."""
HAN = "\u4e00-\u9fff\u3400-\u4dbf〇○\U00020000-\U0010ffff"
"""Chinese characters, as a character class."""
_ONE_HAN = lazy_pattern(f"[{HAN}]")
_SPACE = lazy_pattern(r"\s+")
# The end of a line that was stretched in part: 人类社会前途 命 运 。
_STRETCHED_END = lazy_pattern(
    r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,} ?[。，、；]$|[\u4e00-\u9fff] [\u4e00-\u9fff] [。，、；]$"
)
# A space is kept only between two Latin words; everywhere else it is an accident of extraction.
_BETWEEN_LATIN = lazy_pattern(r"(?<![\x21-\u024f]) | (?![\x21-\u024f])")
# Between Han and Han it may still mean something (two-part titles, names), so it waits for the reader
# of the line.
_NOT_BETWEEN_HAN = lazy_pattern(r"(?<=[\x21-\u024f]) (?![\x21-\u024f])|(?<![\x21-\u024f]) (?=[\x21-\u024f])")


def normalize_glyphs(text: str) -> str:
    """Return the text without invisible characters, letters composed, and the characters that are meant."""
    if not _ANY.search(text):
        return text
    text = compose(_INVISIBLE.sub("", text))
    return _LOOKALIKE.sub(lambda m: _MEANT.get(m[0]) or unicodedata.normalize("NFKC", m[0]), text)


def collapse_spaces(text: str) -> str:
    """Leave one space where white space stood, none between Han and Latin or digits."""
    return _NOT_BETWEEN_HAN.sub("", _SPACE.sub(" ", text).strip())


def remove_spaces(text: str) -> str:
    """Return the text as stored: one space between Latin words, none elsewhere."""
    return _BETWEEN_LATIN.sub("", _SPACE.sub(" ", text).strip()) if " " in text or "\u3000" in text else text


def remove_whitespace(text: str) -> str:
    """Return the text without any white space."""
    return _SPACE.sub("", text)


def is_han(char: str) -> bool:
    """Return whether a character is a Chinese character (punctuation is not)."""
    return bool(_ONE_HAN.match(char))


def is_letter_spaced(text: str) -> bool:
    """Return whether a line was stretched by spaces between its characters: 择 逐 步 放 开."""
    if _STRETCHED_END.search(text):
        return True
    pieces = text.split()
    if len(pieces) < 5:
        return False
    single = sum(1 for piece in pieces if len(piece) <= 2)
    return single >= 0.7 * len(pieces) and len("".join(pieces)) <= 1.9 * len(pieces)


def latin_gap(before: str, after: str) -> str:
    """Return what stands between the end of one line and the next: a space between Latin words.

    >>> latin_gap("New", "York"), latin_gap("（Chen,", "2015）"), latin_gap("1,", "000元")
    (' ', ' ', '')
    """
    last, first = before[-1:], after[:1]
    if not (last.isascii() and first.isascii() and last and first):
        return ""
    number = last in ",:" and before[-2:-1].isdigit() and first.isdigit()
    words = last.isalpha() and first.isalpha()
    return " " if words or (last in ",;:" and first.isalnum() and not number) else ""
