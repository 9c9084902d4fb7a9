"""The tables of folding: each code point that has another form → the code point that stands for all of them.

There are two. What is searched is folded by ``table``, which may grow. What ids are made of is folded by
``original_table``: links depend on it, so it must never change.
"""

from functools import cache
from itertools import chain, compress, starmap
from operator import ne
from unicodedata import decomposition, normalize

import opencc

from app.variants import VARIANTS

# Forms that a font or an old encoding sets apart, not a meaning: ① and ² stay what they are.
_FORMS = ("<wide>", "<narrow>", "<vertical>", "<small>", "<font>")

# Where OpenCC, Unicode forms or case can change a character; everything else is left out of the table.
_IDEOGRAPHS = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))
_LETTERS = (
    (0x21, 0x3400), (0xA640, 0xAC00), (0xF900, 0x10000), (0x10400, 0x10D70),
    (0x118A0, 0x118E0), (0x16E40, 0x16E80), (0x1D400, 0x1D800), (0x1E900, 0x1E944), (0x2F800, 0x2FA20),
)  # fmt: skip

# Radicals of the CJK supplement that PDF extractors put where the ideograph was printed (⻓ for 长).
# Unicode gives most of them no decomposition.
_RADICALS = dict(
    zip(
        "⺁⺄⺅⺆⺈⺉⺊⺋⺍⺎⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺱⺲⺶⺸⺹⺺⺻⺼⺽"
        "⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙亻冂刀刂卜㔾小兀尢巳幺彑彐忄㣺扌攵旡月歺母民氵氺灬爫丬牛犭王疋示礻竹糸纟罓罒羊芈耂肀聿肉臼"
        "艹虎衤覀西见角讠贝足车辶邑钅长长长门阜阝雨青韦页风飞食食饣首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
        strict=True,
    )
)

# Each first character stands for the rest of its row.
_ALIKE = (
    "\"'“”„‟‘’‚‛«»‹›「」『』〝〞〟`´",
    "-‐‑‒–—―─━−⸺⸻﹘",
    "~〜～∼",
    "…⋯︙",
    "·•・‧∙⋅",
    (
        " \t\n\r\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
        "\u2028\u2029\u202f\u205f\u3000"
    ),
)

_ALSO_ALIKE = ("〇○◯", ":∶꞉", "/∕⁄", "*∗")
"""Rows that came later, which ids do not know."""


@cache
def table() -> dict[int, int]:
    """Return code point → code point for every code point that folding changes."""
    found = original_table() | _rows(_ALSO_ALIKE)
    for variant, char in VARIANTS.items():
        # What the variant folded to goes with it.
        stands, meant = _settle(ord(variant), found), _settle(ord(char), found)
        if stands != meant:
            found[stands] = meant
    return _settled(found)


@cache
def original_table() -> dict[int, int]:
    """Return the table that ids depend on: OpenCC's simplification, Unicode forms, case, marks."""
    found = _rows(_ALIKE) | {ord(radical): ord(char) for radical, char in _RADICALS.items()}
    for char in map(chr, chain.from_iterable(starmap(range, _LETTERS))):
        # Most letters are of one form and one case.
        if decomposition(char) or char != char.casefold() or char != char.lower():
            plain = _plain(char)
            if plain != char:
                found.setdefault(ord(char), ord(plain))
    found |= _simplified()
    return _settled(found)


def _rows(rows: tuple[str, ...]) -> dict[int, int]:
    """Return rows of characters, of which each first one stands for the rest, as a table."""
    return {ord(char): ord(row[0]) for row in rows for char in row[1:]}


def _plain(char: str) -> str:
    """Return one character without its compatibility form and case; itself where that would be longer."""
    form = decomposition(char)
    if form and (form.startswith(_FORMS) or " " not in form or "⼀" <= char <= "⿕"):
        plain = normalize("NFKC", char)
        char = plain if len(plain) == 1 else char
    for lower in (char.casefold(), char.lower()):
        if len(lower) == 1:
            return lower
    return char


def _simplified() -> dict[int, int]:
    """Return traditional → simplified characters; line breaks keep OpenCC from seeing phrases."""
    chars = list(map(chr, chain.from_iterable(starmap(range, _IDEOGRAPHS))))
    converted = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    changed = compress(zip(chars, converted, strict=True), map(ne, chars, converted))
    return {ord(char): ord(simple) for char, simple in changed if len(simple) == 1}


def _settled(table: dict[int, int]) -> dict[int, int]:
    """Return the table so that folding is idempotent."""
    return {point: _settle(point, table) if to in table else to for point, to in table.items()}


def _settle(point: int, table: dict[int, int]) -> int:
    """Follow the table to its end, so that folding is idempotent."""
    seen = {point}
    while (following := table.get(point, point)) not in seen:
        seen.add(following)
        point = following
    return point
