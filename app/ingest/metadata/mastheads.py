"""Mastheads and running heads: newspaper, day, weekday, edition and section, in whatever order."""

from app.ingest.lines.glyphs import remove_whitespace
from app.ingest.metadata.bylines import parse_names_alone
from app.ingest.metadata.dates import DATE, parse_date
from app.lazy_pattern import lazy_pattern
from app.text import simplify
from app.words.words import is_word

PAPER = r"[\u4e00-\u9fff·]{1,12}(?:报|刊|杂志|求是|周刊|观察|参考|消息)"
HAN_DIGITS = "一二三四五六七八九"
_WORD = lazy_pattern(
    rf"(?P<date>{DATE})|[(]?(?P<weekday>(?:星期|周|礼拜)[一二三四五六日天])[)]?|"
    rf"第?\s?(?:(?P<edition>[a-z]?\d{{1,3}}|(?:[a-z]|(?<=第))[{HAN_DIGITS}])|(?<=第)[{HAN_DIGITS}十]{{2,3}})\s?版"
    r"(?:\s?[:\s]\s?(?![\u4e00-\u9fff]{1,8}报(?:\s|$))(?P<topic>[\u4e00-\u9fff]{2,8}))?|"
    rf"(?P<paper>{PAPER})(?=$|[\s,|/\da-z一二]|第|星期)|[•·—―-]\d{{1,3}}[•·—―-]|今日\d{{1,2}}版|"
    r"(?:农历|总?第)[\u4e00-\u9fff\d]{2,10}期?|(?P<letter>[a-z]\d{1,2})(?!\d)|(?P<number>\d{1,2})(?!\d)|"
    r"(?P<section>[\u4e00-\u9fff·]{2,6})(?=$|\s)"
)
_BETWEEN = lazy_pattern(r"[\s,|/:]*")
_LONGEST = 90


def parse_masthead(text: str, folded: str) -> dict[str, str] | None:
    """Return what a line says that holds nothing but the words of a masthead; None for any other.

    A day stands in it, and a newspaper or an edition; 2024-06-03 云溪日报 alone is the stamp of a site.
    """
    if len(folded) > _LONGEST:
        return None
    found = _words(folded)
    if found is None:
        text = remove_whitespace(text)
        found = _words(simplify(text))
    date = parse_date(found["date"][1]) if found and "date" in found else None
    if found is None or date is None:
        return None
    edition = next((found[name][1] for name in ("edition", "letter", "number") if name in found), None)
    bare = found.keys() & {"section", "number"}
    if "paper" not in found:
        known = "edition" in found and not bare
    else:
        known = not bare or "letter" in found or ("weekday" in found and edition is not None)
        known = known and (found["paper"] < found["date"] or "weekday" in found or edition is not None)
    if not known or any(_is_name(found[name][1]) for name in ("topic", "section") if name in found):
        return None
    said = {"date": date} | ({"edition": normalize_edition(edition)} if edition else {})
    if "paper" in found:
        at, paper = found["paper"]
        said["newspaper"] = text[at : at + len(paper)]
    return said


def _is_name(word: str) -> bool:
    return bool(parse_names_alone(word)) and not is_word(word)


def _words(folded: str) -> dict[str, tuple[int, str]] | None:
    """Return the words of a masthead by what they are, with their places; None where a line holds others."""
    found: dict[str, tuple[int, str]] = {}
    at = 0
    while at < len(folded):
        word = _WORD.match(folded, at)
        if word is None:
            return None
        for name, value in word.groupdict().items():
            if value and name in found:
                return None
            if value:
                found[name] = (word.start(name), value)
        between = _BETWEEN.match(folded, word.end())
        at = between.end() if between else word.end()
    return found


def normalize_edition(printed: str) -> str:
    """Return an edition in digits without the zeros before it."""
    counted = "".join(str(HAN_DIGITS.index(char) + 1) if char in HAN_DIGITS else char for char in printed)
    return counted.strip().lstrip("0").upper() or "0"
