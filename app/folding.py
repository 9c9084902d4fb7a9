"""The tables of folding: each code point that has another form → the code point that stands for all of them.

There are two. What is searched is folded by ``table``, which may grow. What ids are made of is folded by
``original_table``: links depend on it, so it must never change.
"""

from collections.abc import Iterable
from functools import cache

from app.folded_forms import FORMS
from app.variants import VARIANTS

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
    radicals = {ord(radical): ord(char) for radical, char in _RADICALS.items()}
    return _settled(_rows(_ALIKE) | radicals | _rows(FORMS.split()))


def _rows(rows: Iterable[str]) -> dict[int, int]:
    """Return rows of characters, of which each first one stands for the rest, as a table."""
    return {ord(char): ord(row[0]) for row in rows for char in row[1:]}


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
