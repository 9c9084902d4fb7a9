"""Dates as texts print them: 1963-05-06, 2024年6月3日, 二〇二四年六月三日, 民國113年6月3日.

All functions take folded text (`app.text.fold`). A date that the calendar does not know is none.
"""

import datetime
import re

from app.lazy_pattern import lazy_pattern

_HAN = "〇零○o一二三四五六七八九十"
DATE = (
    r"(?:(?:19|20)\d\d \d\d/\d\d(?!\d)|"
    r"(?:19|20)\d\d\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)|(?:19|20)\d{6}(?!\d)|"
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|"
    rf"[一二][{_HAN}]{{3}}年[{_HAN}]{{1,3}}月[{_HAN}]{{1,3}}日|"
    r"(?:中华)?民国\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|"
    rf"(?:中华)?民国[{_HAN}百]{{1,5}}年[{_HAN}]{{1,3}}月[{_HAN}]{{1,3}}日)"
)
"""A full date."""
_MONTH = rf"(?:(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月|[一二][{_HAN}]{{3}}年[{_HAN}]{{1,3}}月)"
TIME = r"(?:\s?t?\s?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2})?(?:分|秒)?)"
WEEKDAY = r"(?:\s?[,(]?(?:星期|周|礼拜)[一二三四五六日天]\)?)"
_LONE = lazy_pattern(rf"[(\[【]?\s?({DATE}){WEEKDAY}?{TIME}?{WEEKDAY}?\s?[)\]】]?(?:\s?[(][\d/: -]+更新[)])?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMES = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_ENGLISH = lazy_pattern(
    r"(?:(?:(?:last )?updated|published|posted)(?: on)?\s?:?\s?)?"
    rf"(?:(?P<month>{_NAMES}) (?P<day>\d{{1,2}}),?|(?P<first>\d{{1,2}}) (?P<later>{_NAMES}),?)"
    r" (?P<year>(?:19|20)\d\d)"
)
_DAY = lazy_pattern(DATE)
_LONE_MONTH = lazy_pattern(rf"[(]?({_MONTH})[)]?")
_PERIOD = lazy_pattern(
    rf"[(]?(?:公元)?(?:(?:(?:19|20)\d\d|[一二][{_HAN}]{{3}})\s?年(?:\s?(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?月)?(?:\s?(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?日)?"
    rf"(?:[春夏秋冬初底末]|[上下]半年|[上中下]旬)?|(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?月(?:\s?(?:\d{{1,2}}|[{_HAN}]{{1,3}})\s?日)?)"
    r"(?:\s?[-~至到]\s?(?:(?:19|20)\d\d\s?年)?(?:\d{1,2}\s?月)?(?:\d{1,2}\s?日)?)?[)]?(?:\s?[(][^()]{1,10}[)])?"
)
_PARTS = lazy_pattern(rf"\d+|[{_HAN}百]+")
_REPUBLIC = 1911
"""Years of the 民国 count from here."""


def parse_lone_date(folded: str) -> str | None:
    """Return the ISO date if a line holds a full date, its weekday and time, and nothing else."""
    if len(folded) > 40:
        return None
    found = _LONE.fullmatch(folded)
    if not found:
        return _english(_ENGLISH.fullmatch(folded))
    return parse_date(found[1])


def find_date(folded: str) -> str | None:
    """Return the ISO date of the first full date in a text: Tue, 16 May 2023 09:32:11 +0800."""
    found = _DAY.search(folded)
    return parse_date(found[0]) if found else _english(_ENGLISH.search(folded))


def _english(found: re.Match[str] | None) -> str | None:
    if not found:
        return None
    month = _MONTHS.index((found["month"] or found["later"])[:3]) + 1
    return parse_date(f"{found['year']}-{month}-{found['day'] or found['first']}")


def parse_lone_month(folded: str) -> str | None:
    """Return ``2024-06`` if a line holds a year and month and nothing else."""
    found = _LONE_MONTH.fullmatch(folded) if len(folded) <= 16 else None
    if not found:
        return None
    year, month = (_number(part) for part in _PARTS.findall(found[1]))
    return f"{year:04}-{month:02}" if 1 <= month <= 12 and year > _REPUBLIC - 100 else None


def is_period(folded: str) -> bool:
    """Return whether a line is nothing but a year, a month or a day, as in a chronicle."""
    return len(folded) <= 24 and bool(_PERIOD.fullmatch(folded))


def parse_date(printed: str) -> str | None:
    """Return a printed full date as ISO 8601, or None if there is no such day."""
    if printed.isdecimal():
        numbers = [int(printed[:4]), int(printed[4:6]), int(printed[6:])]
    else:
        numbers = [_number(part) for part in _PARTS.findall(printed)]
    if len(numbers) != 3:
        return None
    year, month, day = numbers
    year += _REPUBLIC if "民国" in printed else 0
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(text: str) -> int:
    """Return a number in digits, in Han digits (二〇二四) or counted by tens (二十一)."""
    if text.isdecimal():
        return int(text)
    hundreds, hundred, text = text.rpartition("百")
    if hundred:
        # 一百零二, 一百一十二: years of the 民国.
        return 100 * _number(hundreds or "一") + (_number(text.lstrip("零〇")) if text else 0)
    if "十" not in text:
        return int(
            "".join("0" if char in "〇零○o" else str("一二三四五六七八九".index(char) + 1) for char in text)
        )
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)
