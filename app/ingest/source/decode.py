"""Decode bytes to text: find the encoding, and refuse what is no text.

Stages of ``decode``: 1 refuse other kinds of file · 2 byte order mark · 3 strict UTF-8 · 4 what a web page
declares, then UTF-16, UTF-32, GB18030 or Big5, whichever reads most like Chinese · 5 line by line where
encodings are mixed · 6 charset-normalizer as the last resort · 7 clean · 8 refuse what reads like noise.

Source lines: every line break (CR LF, CR, form feed, vertical tab, NEL, U+2028, U+2029) becomes
one LF; the lines of ``text.split("\\n")``, counted from 1, are the source lines shown and cited
everywhere. Control characters other than the tab, and code points that Unicode keeps from being
characters (U+FFFE and the like), are taken out and noted.
"""

import codecs
import re
from collections import Counter

from app.deferred import deferred
from app.errors import UnreadableError
from app.frozen import dataclass
from app.ingest.source.common_han import FREQUENT, KNOWN
from app.ingest.source.kinds import kind_of_bytes
from app.lazy_pattern import lazy_pattern
from app.messages import Message

_SAMPLE = 1 << 16
"""Bytes that are enough to tell encodings apart."""
_SHORT = 64
"""Up to so many bytes, that they are valid UTF-8 may be chance: two GBK characters often are."""
_READABLE, _READABLE_WIDE = 0.2, 0.5
"""Below this nothing looks like Chinese: real pages score 0.6 to 0.9, wrong readings under 0.2. In
UTF-16 any two bytes are a character: without a NUL byte (from a line break, a digit) it must do better."""
_NOISE = 0.1
"""Share of replaced, private or control characters from which a file is not text."""
_from_bytes = deferred("charset_normalizer", "from_bytes")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_LEGACY = ("gb18030", "big5", "big5hkscs", "cp950")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I
)
_CHARSETS = dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"), "gb18030") | dict.fromkeys(
    ("big5", "big5-hkscs", "x-big5"), "big5hkscs"
)
_DECLARED_WITHIN = 2048
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\n\r\f"
_BREAKS = lazy_pattern("\r\n|[\r\v\f\x85\u2028\u2029]")
_BREAK_MARKS = "\r\v\f\x85\u2028\u2029"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_CONTROLS = f"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff{_NONCHARACTERS}"
_STRAY = lazy_pattern(f"[{_CONTROLS}]")
_NOISY = lazy_pattern(f"[{_CONTROLS}\ufffd\ue000-\uf8ff]")
_SURROGATE = lazy_pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text, the encoding it was in, and remarks for a person."""

    text: str
    encoding: str
    notes: tuple[Message, ...] = ()


def decode(data: bytes, name: str) -> DecodedText:
    """Return the text of a file's bytes; raise UnreadableError, beginning with ``name``, if it is none."""
    # 1 other kinds of file
    if kind := kind_of_bytes(data):
        raise UnreadableError(kind, where=(name,))
    # 2 byte order mark · 3 UTF-8 · 4 wide and legacy encodings · 5 mixed · 6 last resort
    found = _marked(data) or _utf8(data) or _declared(data) or _best_whole(data) or _unknown(data)
    # 7 line breaks and control characters
    text, notes = _cleaned(found.text)
    if not text.strip():
        raise UnreadableError("file-empty", where=(name,))
    # 8 noise
    if _noise(found.text) > _NOISE:
        raise UnreadableError("file-not-text", where=(name,))
    return DecodedText(text, found.encoding, found.notes + notes)


def _marked(data: bytes) -> DecodedText | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _strict(body, encoding) or _replaced(body, encoding)
    return None


def _utf8(data: bytes) -> DecodedText | None:
    """Decode strict UTF-8, unless NUL bytes or a very short text leave room for doubt: those are weighed."""
    if b"\0" in data or (len(data) <= _SHORT and data.translate(None, _PRINTABLE) != b""):
        return None
    return _strict(data, "utf-8")


def _declared(data: bytes) -> DecodedText | None:
    """Decode in the encoding that a web page declares, if it is one of Chinese and every byte is right."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    name = found[1].decode("ascii").lower() if found else ""
    return _strict(data, _CHARSETS[name]) if name in _CHARSETS else None


def _strict(data: bytes, encoding: str) -> DecodedText | None:
    """Return the text if every byte of it is right, but for a last character that is cut."""
    try:
        return DecodedText(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 8:
            text = data[: error.start].decode(encoding) + "\ufffd"
            return DecodedText(text, encoding, (Message("last-character-cut"),))
    return _surrogates(data, encoding)


def _surrogates(data: bytes, encoding: str) -> DecodedText | None:
    """Decode text whose only fault are surrogates: join pairs, replace lone ones."""
    if not encoding.startswith("utf"):
        return None
    try:
        text = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    note = Message("surrogates-joined", {"number": len(_SURROGATE.findall(text))})
    return DecodedText(joined, encoding, (note,))


def _replaced(data: bytes, encoding: str) -> DecodedText:
    text = data.decode(encoding, "replace")
    note = Message("places-unread-as", {"number": text.count(chr(0xFFFD)), "encoding": encoding})
    return DecodedText(text, encoding, (note,))


def _best_whole(data: bytes) -> DecodedText | None:
    """Decode in the one encoding in which all of the file reads like Chinese."""
    sample = data[:_SAMPLE]
    wide_least = _READABLE if b"\0" in sample else _READABLE_WIDE
    least = dict.fromkeys(("utf-8", *_LEGACY), _READABLE) | dict.fromkeys(_WIDE, wide_least)
    for encoding in _ranked(sample, least):
        if found := _strict(data, encoding):
            return found
    return None


def _ranked(sample: bytes, least: dict[str, float]) -> list[str]:
    """Rank the encodings that read the sample well enough; at the same score the earlier one is first."""
    scores = {}
    for encoding in least:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        try:
            scores[encoding] = readability(decoder.decode(sample))
        except UnicodeDecodeError:
            continue
    return sorted((name for name in scores if scores[name] >= least[name]), key=lambda name: -scores[name])


def readability(text: str) -> float:
    """Score how much a text reads like Chinese: 1 if all its characters are common, below 0 for noise."""
    counts = Counter(text)
    return sum(_weight(char) * count for char, count in counts.items()) / max(len(text), 1)


def _weight(char: str) -> float:
    if char in FREQUENT:
        return 1.0
    if char in KNOWN:
        return 0.3
    if char in "\t\n\r\f" or " " <= char <= "~":
        return 0.5
    if "\u2010" <= char <= "\u27bf" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef":
        return 0.2
    return -0.2 if "\u4e00" <= char <= "\u9fff" else -2.0


def _unknown(data: bytes) -> DecodedText:
    """Decode line by line; if that leaves much unread, as charset-normalizer guesses."""
    mixed = _by_line(data)
    if _noise(mixed.text) <= _NOISE / 10 and readability(mixed.text[:_SAMPLE]) >= _READABLE:
        return mixed
    guess = _from_bytes(data[:_SAMPLE]).best()
    if guess is not None:
        decoded = _strict(data, guess.encoding)
        if decoded and readability(decoded.text[:_SAMPLE]) > readability(mixed.text[:_SAMPLE]):
            return DecodedText(decoded.text, guess.encoding, (Message("encoding-guessed"),))
    return mixed


def _by_line(data: bytes) -> DecodedText:
    """Decode each line in UTF-8 or, where it is not, in the encoding that suits it; count them."""
    counts: Counter[str] = Counter()
    lines = []
    for line in data.replace(b"\0", b"").split(b"\n"):
        encoding, text = _line(line)
        counts[encoding] += bool(line.strip()) and not line.isascii()
        lines.append(text)
    kinds = tuple(
        Message("lines-as-encoding", {"number": count, "encoding": encoding})
        for encoding, count in counts.most_common()
        if count
    )
    text = "\n".join(lines)
    notes = [Message("encodings-mixed", {"kinds": kinds})] if len(kinds) > 1 else []
    if unread := text.count("\ufffd"):
        notes.append(Message("places-unread", {"number": unread}))
    return DecodedText(text, counts.most_common(1)[0][0], tuple(notes))


def _line(line: bytes) -> tuple[str, str]:
    try:
        return "utf-8", line.decode("utf-8")
    except UnicodeDecodeError:
        sample = line[:_SAMPLE]
        scores = {name: readability(sample.decode(name, "replace")) for name in ("utf-8", *_LEGACY[:2])}
        best = max(scores, key=lambda name: scores[name])
        return best, line.decode(best, "replace")


def _noise(text: str) -> float:
    """Return the share of characters that no text has."""
    sample = text[:_SAMPLE]
    if _is_printable(sample) and "\ufffd" not in sample:
        return 0.0
    return len(_NOISY.findall(sample)) / max(len(sample), 1)


def _cleaned(text: str) -> tuple[str, tuple[Message, ...]]:
    if any(mark in text for mark in _BREAK_MARKS):
        text = _BREAKS.sub("\n", text)
    if _is_printable(text):
        return text, ()
    text, count = _STRAY.subn("", text)
    return text, (Message("controls-removed", {"number": count}),) if count else ()


def _is_printable(text: str) -> bool:
    """Say whether a text has only print, line feeds and usual spaces, as most have: in a seventh of the time
    that looking for others takes."""
    return all(line.isprintable() for line in text.replace("\t", "").replace("\u3000", "").split("\n"))
