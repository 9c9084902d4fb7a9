"""Write the numbers of a wording as they may also be written: 2024年 and 二〇二四年, 5% and 百分之五."""

import re
from collections.abc import Iterator

_DIGITS = "〇一二三四五六七八九"
_TO_HAN, _TO_ARABIC = (
    str.maketrans(*each) for each in (("0123456789", _DIGITS), (_DIGITS + "零", "01234567890"))
)
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"\d+(?:\.\d+)?[%％]?")
_YEAR = re.compile(r"\d{4}(?=年)")
_NUMBER = "[〇零一二三四五六七八九十百千万亿两]+(?:点[〇零一二三四五六七八九]+)?"
_HAN = re.compile(
    f"百分之{_NUMBER}|{_NUMBER}(?=[年月日元])|(?=[〇零一二三四五六七八九十百千万亿两]{{2}}){_NUMBER}"
)
_DATE = re.compile(f"百分之{_NUMBER}|{_NUMBER}(?=[年月日])")


def other_spellings(text: str) -> Iterator[str]:
    """Yield a wording with its numbers in Chinese characters, and in Arabic digits; not as it is."""
    years = _YEAR.sub(lambda found: in_han(found[0], one_by_one=True), text)
    spelled = (
        _ARABIC.sub(lambda found: in_han(found[0]), years),
        _ARABIC.sub(lambda found: in_han(found[0], one_by_one=True), text),
        _DATE.sub(lambda found: in_digits(found[0]), text),
        _HAN.sub(lambda found: in_digits(found[0]), text),
    )
    yield from (each for each in dict.fromkeys(spelled) if each != text)


def in_han(number: str, *, one_by_one: bool = False) -> str:
    """Return a number of Arabic digits in Chinese characters; of a year each digit ``one_by_one``."""
    percent = "百分之" if number[-1] in "%％" else ""
    whole, _, fraction = number.rstrip("%％").partition(".")
    read = whole.translate(_TO_HAN) if one_by_one or len(whole) > 8 else _in_words(int(whole))
    return percent + read + (f"点{fraction.translate(_TO_HAN)}" if fraction else "")


def _in_words(number: int, *, inside: bool = False) -> str:
    """Return a number in words; 十 alone is 一十 ``inside`` a larger one."""
    if number < 10:
        return _DIGITS[number]
    unit, name = max((each, name) for name, each in _UNITS.items() if each <= number)
    head, rest = divmod(number, unit)
    first = "" if number < 20 and not inside else _in_words(head)
    gap = "零" if rest and rest < unit // 10 else ""
    return first + name + gap + (_in_words(rest, inside=True) if rest else "")


def in_digits(number: str) -> str:
    """Return a number of Chinese characters in Arabic digits, as it is where it is none: 千万 in 千万不要."""
    percent = "%" if number.startswith("百分之") else ""
    whole, _, fraction = number.removeprefix("百分之").partition("点")
    if not whole or whole[0] in "百千万亿":
        return number
    read = whole.translate(_TO_ARABIC)
    if not read.isdigit():
        read = str(_value(whole))
    return read + (f".{fraction.translate(_TO_ARABIC)}" if fraction else "") + percent


def _value(words: str) -> int:
    """Return the value of a number in words, as 三千四百."""
    total = section = digit = 0
    for char in words.replace("两", "二").replace("零", "").replace("〇", ""):
        if char not in _UNITS:
            digit = _DIGITS.index(char)
        elif char == "亿":
            total, section, digit = (total + section + digit) * _UNITS[char], 0, 0
        elif char == "万":
            total, section, digit = total + (section + digit) * _UNITS[char], 0, 0
        else:
            section, digit = section + (digit or 1) * _UNITS[char], 0
    return total + section + digit
