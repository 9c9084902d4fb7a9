"""Find the quotations of a draft: between marks, after 指出： and the like, or the whole of it.

A mark that is opened and not closed before its paragraph ends goes on in the next one if that begins with
the same mark, as quotations of several paragraphs are printed, or if the next mark closes it, as where lines
were broken; else it ends there.
"""

import re
from collections.abc import Iterator

from app.frozen import dataclass
from app.search.results import Span
from app.text import fold, strip_punctuation

SHORTEST = 4
"""Characters, punctuation aside, of the shortest quotation that is checked."""
LONGEST_PART = 600
"""Characters of a quotation that are compared as one."""

_PAIRS = {
    "“": "”",
    "「": "」",
    "『": "』",
    "‘": "’",
    "〝": "〞",
    "﹁": "﹂",
    "﹃": "﹄",
    '"': '"',
    "＂": "＂",
}
_ELLIPSIS = re.compile(r"\s*(?:…+|⋯+|\.{3,}|。{3,}|·{3,})\s*|\s*[(（\[［]\s*略\s*[)）\]］]\s*")
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]*\S[^\r\n\u2028\u2029]*")
_BREAK = re.compile(r"\s*[\r\n\u2028\u2029]+[\s“「『‘\"＂]*")
_SAYING = re.compile(
    r"(?:指出|强调|強調|提出|认为|認為|要求|表示|写道|寫道|规定|規定|明确|明確|指示|宣布|说|說|称|稱|道)[:：]\s*"
)
_TAIL = re.compile(r"[”」』’\"＂]?[。，；]?\s*(?:[（(]([^（）()\n]{2,80})[)）]|—+\s*([^\n。]{2,60}))")
_ENDED = re.compile("[。！？!?]")
_LEAD = 160
"""Characters before a quotation in which its source is looked for."""
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]?")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a quotation without a gap; ``after_gap`` says that an ellipsis stands before it."""

    text: str
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: where it stands in the draft, without its marks; in which paragraph, from 1; its parts.

    ``lead`` is what stands before it in its sentence or list of quotations, where a source may be named.
    ``tail`` is what stands in brackets or after a dash behind it, where one may be named, too.
    ``own`` says that the draft's own words may stand there: after 指出： there are no marks.
    """

    text: str
    span: Span
    paragraph: int
    fragments: tuple[Fragment, ...]
    lead: str = ""
    own: bool = False
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """What stands between marks and is too short to be checked."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its quotations in their order, and what is too short to be one."""

    text: str
    quotations: tuple[Quotation, ...]
    passed: tuple[Passed, ...]


def read_draft(text: str) -> Draft:
    """Return the quotations of a draft; one without any is quoted paragraph by paragraph."""
    paragraphs = [found.span() for found in _PARAGRAPH.finditer(text)]
    spans = list(_marked(text))
    said = list(_said(text, spans))
    if not spans and not said:
        spans = [_trimmed(text, span) for span in paragraphs]
    found: list[Quotation] = []
    passed = []
    around, at = "", 0
    for span, own in sorted([*((span, False) for span in spans), *((span, True) for span in said)]):
        wording = text[slice(*span)]
        around, at = (around + text[at : span[0]])[-_LEAD:], span[1]
        lead = _lead(around)
        if around.rfind("《") > around.rfind("》") or bare_length(wording) < SHORTEST:
            around += wording
        elif _ENDED.match(wording[-1:]):
            around += wording[-1:]  # What is quoted names no source, but ends a sentence.
        if bare_length(wording) < SHORTEST:
            if not own and wording.strip():
                passed.append(Passed(wording, span))
            continue
        number = sum(start <= span[0] for start, _ in paragraphs)
        found.append(Quotation(wording, span, number, fragments_of(wording), lead, own, _tail(text, span)))
    return Draft(text, tuple(found), tuple(passed))


def whole_paragraph(text: str) -> Quotation | None:
    """Return a draft of one paragraph as one quotation, which may have marks of its own; else None.

    Marks at both of its ends are those around it.
    """
    paragraphs = [found.span() for found in _PARAGRAPH.finditer(text)]
    if len(paragraphs) != 1:
        return None
    start, end = span = _trimmed(text, paragraphs[0])
    if _PAIRS.get(text[start]) == text[end - 1]:
        span = start + 1, end - 1
    wording = text[slice(*span)]
    if bare_length(wording) < SHORTEST:
        return None
    return Quotation(wording, span, 1, fragments_of(wording))


def is_balanced(text: str) -> bool:
    """Say whether each mark that is opened in a text is closed, and the other way round."""
    opened: list[str] = []
    for char in text:
        if opened and char == opened[-1]:
            opened.pop()
        elif char in _PAIRS:
            opened.append(_PAIRS[char])
        elif char in _PAIRS.values() and char != "’":
            return False
    return not opened


def bare_length(text: str) -> int:
    """Return the number of characters of a text that are no punctuation."""
    return len(strip_punctuation(fold(text))[0])


def fragments_of(wording: str) -> tuple[Fragment, ...]:
    """Return a quotation cut at its ellipses; what is between two of them and has no characters is none."""
    found: list[Fragment] = []
    at, gap = 0, False
    for cut in [*_ELLIPSIS.finditer(wording), None]:
        piece = wording[at : cut.start() if cut else len(wording)]
        if bare_length(piece):
            first, *others = _cut(_BREAK.sub("\n", piece.strip()))
            found += [Fragment(first, gap and bool(found)), *map(Fragment, others)]
            gap = False
        gap = True
        at = cut.end() if cut else at
    return tuple(found)


def _cut(piece: str) -> list[str]:
    """Return a piece of more than two paragraphs, or a long one, in parts: paragraphs, at most so many
    sentences of each as are not long together. What it takes to align a part grows with its square."""
    paragraphs = piece.split("\n")
    if len(piece) <= LONGEST_PART and len(paragraphs) <= 2:
        return [piece]
    parts: list[str] = []
    for paragraph in paragraphs:
        run = ""
        for sentence in _SENTENCE.findall(paragraph):
            for at in range(0, len(sentence), LONGEST_PART):
                some = sentence[at : at + LONGEST_PART]
                if len(run) + len(some) > LONGEST_PART:
                    parts.append(run)
                    run = ""
                run += some
        parts.append(run)
    return _without_short(parts)


def _without_short(parts: list[str]) -> list[str]:
    """Return parts, those that are too short to be found alone with the one after them."""
    found = [""]
    for part in parts:
        if bare_length(found[-1]) < SHORTEST:
            found[-1] = "\n".join(filter(None, (found[-1], part)))
        else:
            found.append(part)
    if len(found) > 1 and bare_length(found[-1]) < SHORTEST:
        last = found.pop()
        found[-1] += f"\n{last}"
    return found


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _marked(text: str) -> Iterator[Span]:
    """Yield what stands between marks, the outermost ones, without them."""
    at = 0
    while at < len(text):
        if text[at] not in _PAIRS:
            at += 1
            continue
        end, following = _closing(text, at)
        yield at + 1, end
        at = following


def _closing(text: str, opening: int) -> Span:
    """Return where a quotation ends that is opened at a place, and where the draft goes on."""
    mark = text[opening]
    closes, depth, again = _PAIRS[mark], 1, 0
    at = opening + 1
    while at < len(text):
        char = text[at]
        if char == closes:
            depth -= 1
            if not depth:
                return at, at + 1
        elif char == mark:
            depth, again = depth + 1, again or at
        elif char in "\r\n\u2028\u2029":
            rest = text[at:].lstrip()
            if rest.startswith(mark) and mark != closes:
                at = len(text) - len(rest)  # The mark is repeated before each paragraph.
            elif not _is_closed_next(rest, mark):
                break
        at += 1
    last = text.rfind(closes, opening, at)
    if again and (last < again or _ENDED.search(text, opening, again)):
        # It was not closed, the one after its sentence was: that one is a quotation of its own.
        return again, again
    if again:
        # The text was cut inside a quotation of its own.
        return last, last + 1
    return at, at


def _is_closed_next(rest: str, mark: str) -> bool:
    """Say whether the first mark on further lines closes one that was opened before them."""
    closes = _PAIRS[mark]
    end = rest.find(closes)
    if mark != closes:
        return end >= 0 and mark not in rest[:end]
    line = _PARAGRAPH.match(rest, max(rest.rfind("\n", 0, max(end, 0)) + 1, 0))
    return end >= 0 and line is not None and line[0].count(mark) % 2 == 1


def _said(text: str, marked: list[Span]) -> Iterator[Span]:
    """Yield the sentences after 指出： and the like that have no marks."""
    for said in _SAYING.finditer(text):
        start = said.end()
        if start >= len(text) or text[start] in _PAIRS or any(a <= said.start() < z for a, z in marked):
            continue
        found = _PARAGRAPH.match(text, start)
        end = found.end() if found else start
        end = min([end, *(a - 1 for a, _ in marked if a > start)])
        for sentence in _SENTENCE.finditer(text, start, end):
            span = _trimmed(text, sentence.span())
            if span[0] < span[1]:
                yield span


def _lead(around: str) -> str:
    """Return what stands before a quotation in its sentence, and the one before that, of what a draft has
    around its quotations."""
    before = re.split(r"[\r\n]", around[:-1] if around[-1:] in _PAIRS else around)[-1]
    sentences = re.findall(r"[^。！？!?]+[。！？!?]?", before)
    return "".join(sentences[-2:])


def _tail(text: str, span: Span) -> str:
    """Return what stands in brackets or after a dash behind a quotation."""
    found = _TAIL.match(text, span[1])
    return (found[1] or found[2]) if found else ""
