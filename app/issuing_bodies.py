"""The bodies that issued a paper, each under one name, whatever name it has in print.

中华人民共和国国务院 is counted as 国务院, 云溪市人大常委会 as 云溪市人民代表大会常务委员会,
and a paper that several have issued (中共中央 国务院; 公安部、外交部) with each of them.
An article keeps what is printed.
"""

from functools import lru_cache

from app.lazy_pattern import lazy_pattern

_BETWEEN = lazy_pattern(r"(?<=[\u3400-\u9fff])[\s、，,；;]+(?=[\u3400-\u9fff])")
_BODY = lazy_pattern(r".+(?:会|院|部|局|署|厅|室|委|办|处|司|府|中央|行|社|团|联|公司)")
_LEAST = 3
"""Characters of the shortest name, 国务院; what is shorter is a part of one."""
_STATE = lazy_pattern(rf"\A(?:中华人民共和国)+(?=.{{{_LEAST}}})")
_SHORT = (
    (lazy_pattern(r"(?:人大|人民代表大会)(?:常委会|常务委员会)\Z"), "人民代表大会常务委员会"),
    (lazy_pattern(r"人大\Z"), "人民代表大会"),
    (lazy_pattern(r"中央军委\Z"), "中央军事委员会"),
)
"""What bodies are called for short."""


@lru_cache(1 << 12)
def issuing_bodies(printed: str) -> tuple[str, ...]:
    """Return the bodies that are printed as those that issued a paper, each once, in their order."""
    pieces = _BETWEEN.split(printed)
    if not all(len(piece) >= _LEAST and _BODY.fullmatch(piece) for piece in pieces):
        pieces = [printed]
    return tuple(dict.fromkeys(map(_named, pieces)))


def _named(body: str) -> str:
    """Return the name of a body without that of the state, and written out."""
    for short, written_out in _SHORT:
        body = short.sub(written_out, body)
    return _STATE.sub("", body)
