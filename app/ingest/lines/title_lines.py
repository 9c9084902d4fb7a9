"""The lines of a title that was broken, as one."""

from collections.abc import Sequence

from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.lines.width import width
from app.lazy_pattern import lazy_pattern
from app.words.words import is_word, whole_words

DOCUMENT = lazy_pattern(
    r"^(?:[\u4e00-\u9fff]{2,30})?关于.{2,80}(?:的(?:通知|意见|决定|公告|通告|通报|报告|请示|批复|函|议案|办法|规定|方案|复函|决议|公报|实施意见|指导意见))(?:[（(].{1,10}[)）])?$"
)
_SPREAD = lazy_pattern(r"(?<!\S)([\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?:\s|$))")
"""One character and another, spaced out: 公　告."""
ORGAN = lazy_pattern(
    r"(?:政府|办公[厅室]|委员会|委|局|部|院|厅|署|总社|集团|公司|大学|协会|学会|联合会|银行|中心|馆|处|站|所|学校|小学|中学|学院|居委会|村委会|工会|指挥部|领导小组|编辑部|研究会|基金会|出版社|法院|检察院|人大|人大常委会|政协|法制办|党组|支部|文件)$"
)
# A line that ends so goes on in the next: 关于进一步加强和 / 改进…的意见.
_GOES_ON = lazy_pattern(r"(?:[的和与及在对为以把将从向、，]|关于|加强|推进|促进|推动|印发|进一步|开展)$")
_REST = 0.75
"""A line of so much of the width above it is rather the rest of a broken title."""


def join_title(lines: Sequence[str]) -> str:
    """Return the lines of a title as one; those of a document's title (关于…的通知) are one phrase."""
    lines = [_SPREAD.sub(r"\1", line) for line in lines]
    dense = "".join(lines)
    return dense if DOCUMENT.match(remove_whitespace(dense)) else joined(lines)


def is_one(lines: Sequence[str]) -> bool:
    """Return whether lines are one title that was broken."""
    return all(is_one_phrase(before, after) for before, after in zip(lines, lines[1:], strict=False))


def is_one_phrase(before: str, after: str) -> bool:
    """Return whether a break between two lines falls inside a word or a phrase."""
    return (
        bool(_GOES_ON.search(before))
        or breaks_word(before, after)
        or (bool(ORGAN.search(before)) and after.startswith("关于"))
    )


def closes_bracket(before: str, after: str) -> bool:
    """Return whether a bracket that is open at the end of a line is closed in the next.

    >>> closes_bracket("（2021年12月28日云溪市", "会议通过）"), closes_bracket("（试行）", "会议通过）")
    (True, False)
    """
    return any(before.count(o) > before.count(c) and c in after for o, c in ("（）", "()", "《》"))


def breaks_word(before: str, after: str) -> bool:
    """Return whether the end of one line and the start of the next are one word: 建设世 / 界."""
    if not before or not after or before[-1].isspace():
        return False
    left, right = remove_whitespace(before)[-4:], remove_whitespace(after)[:4]
    if not left or not right or not ("\u4e00" <= left[-1] <= "\u9fff" and "\u4e00" <= right[0] <= "\u9fff"):
        return False
    at = 0
    for word in whole_words(left + right):
        if at < len(left) < at + len(word):
            known = is_word(word) or is_word(left[-1] + right[0])
            rest = width(after) <= _REST * width(before)
            return known and (len(word) > 2 or rest or _leaves_pieces(left, right))
        at += len(word)
    return False


def _leaves_pieces(left: str, right: str) -> bool:
    """Return whether one character is left over on each side of a break: …环境整 / 治提升…."""
    return len(list(whole_words(left))[-1]) == 1 and len(next(iter(whole_words(right)))) == 1


def joined(lines: Sequence[str]) -> str:
    """Return lines as one, with a space between unless the break falls inside a phrase."""
    text = ""
    for line in lines:
        gap = "" if not text or is_one_phrase(text, line) or text[-1] in "（(《“" else " "
        text += gap + line
    return text
