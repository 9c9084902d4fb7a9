"""Score the beginnings of lines: counted points, speakers, parallel sentences.

Whether 一是 or （二） begins a paragraph differs from page to page. It shows in where they stand: always at
the start of lines, or all over them. The same goes for the names of speakers and for sentences built alike.
Scores are log-odds that a paragraph begins with the line.
"""

from collections import Counter
from collections.abc import Sequence

from app.ingest.lines.wording import ends_sentence, opening_log_odds
from app.lazy_pattern import lazy_pattern

_N = "[一二三四五六七八九十]"
# Ways to count points. Inside a line one counts only after the end of a clause.
_COUNTED = tuple(
    (lazy_pattern(pattern), lazy_pattern(rf"(?<=[。；：！？”，]){pattern}"))
    for pattern in (
        rf"[（(]{_N}{{1,3}}[）)]",
        r"[（(]\d{1,2}[）)]",
        rf"第{_N}{{1,2}}[，,、是]",
        rf"第{_N}{{1,3}}[条章节](?![款项的规])",
        rf"{_N}{{1,2}}是",
        rf"其{_N}[，、是]",
        rf"{_N}{{1,2}}、",
        r"\d{1,2}[．、](?!\d)",
        r"[①-⑳]",
        r"[●◆■▲★○◎□◇△]",
    )
)
_SPEAKER = lazy_pattern(r"[\u4e00-\u9fff]{1,5}[：:](?=[^“‘])")
# Another point at the start of a line, another inside one; bounds, so that layout can overrule them.
_AT_START, _INSIDE = 1.5, -2.0
_LEAST, _MOST = -1.5, 6.0
# After the end of a point, or what announces points, where none is counted inside a line.
_LISTS, _LISTED = ("；", "："), 3.0
# Lines that begin alike, and sentences inside lines that do.
_ALIKE, _PREFIX = 0.9, 5
_ALIKE_MOST = 2.5


def paragraph_start_log_odds(bodies: Sequence[str]) -> list[float]:
    """Return for each line the log-odds, from its first words, that a paragraph begins with it."""
    scores = [opening_log_odds(body) for body in bodies]
    for at_start, inside in _COUNTED:
        starts = [i for i, body in enumerate(bodies) if at_start.match(body)]
        if starts:
            within = sum(len(inside.findall(body[1:])) for body in bodies)
            gain = _AT_START * (len(starts) - 1) + _INSIDE * within
            for index in starts:
                scores[index] = max(_LEAST, min(_MOST, scores[index] + gain))
                if not within and index and bodies[index - 1].endswith(_LISTS):
                    scores[index] += _LISTED
    _speakers(bodies, scores)
    _alike(bodies, scores)
    return scores


def _speakers(bodies: Sequence[str], scores: list[float]) -> None:
    """Raise the scores of lines with the speakers of an interview: labels like 记者： that begin several."""
    labels = [m[0] if (m := _SPEAKER.match(body)) else "" for body in bodies]
    often = Counter(filter(None, labels))
    if not often:
        return
    text = "\n".join(bodies)
    speakers = {label for label in often if often[label] > 1 and text.count(label) == often[label]}
    for index, label in enumerate(labels):
        if label in speakers:
            scores[index] = _MOST


def _alike(bodies: Sequence[str], scores: list[float]) -> None:
    """Raise the scores of lines whose sentences begin in the same words: paragraphs built in parallel."""
    ends = [True, *(ends_sentence(body) for body in bodies[:-1])]
    prefixes = [body[:_PREFIX] if after else "" for body, after in zip(bodies, ends, strict=True)]
    often = Counter(prefixes)
    text = "\n".join(bodies)
    within = {
        prefix: text.count("。" + prefix) for prefix in often if len(prefix) == _PREFIX and often[prefix] > 1
    }
    for index, prefix in enumerate(prefixes):
        if prefix in within:
            gain = _ALIKE * (often[prefix] - 1 - within[prefix])
            scores[index] += max(0.0, min(_ALIKE_MOST, gain))
