"""Chinese names and titles in pinyin without tones, for readers and catalogues that know Latin letters only.

Words are written together as GB/T 16159 has it, names of persons as GB/T 28039 has it: the surname, then the
given name as one word. A character with several readings is read as the longest phrase around it says.
"""

import json
import re
from collections.abc import Iterator
from functools import cache

from app.collation import pypinyin_data, syllable, usual_reading
from app.institutions import is_body
from app.lazy_pattern import lazy_pattern
from app.text import fold
from app.words.words import whole_words, words

_HAN = "\u3400-\u9fff"
_RUNS = lazy_pattern(rf"[{_HAN}]+|[^{_HAN}]+")
_PERSON = lazy_pattern(rf"[{_HAN}]{{2,4}}")
_MARKS = {
    "，": ", ", "。": ". ", "；": "; ", "：": ": ", "、": ", ", "？": "? ", "！": "! ",
    "（": " (", "）": ") ",
    "《": " “", "》": "” ", "〈": " ‘", "〉": "’ ", "“": " “", "”": "” ", "‘": " ‘", "’": "’ ",
    "〔": " [", "〕": "] ", "—": "—", "…": "…", "·": " ", "\u3000": " ",
}  # fmt: skip
_DOUBLE_SURNAMES = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 轩辕 端木 百里 东郭 南宫 "
    "西门 独孤 呼延 万俟 闻人 申屠 太史 澹台 公冶 宗政 濮阳 淳于 单于 钟离 鲜于 闾丘 拓跋 赫连"
)
SURNAME_READINGS = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao",
    "翟": "zhai", "乐": "yue", "员": "yun", "缪": "miao", "冼": "xian", "尉迟": "yuchi", "万俟": "moqi",
    "长孙": "zhangsun", "单于": "chanyu", "澹台": "tantai", "秘": "bi", "折": "she", "种": "chong",
    "重": "chong", "召": "shao", "仉": "zhang", "逄": "pang", "覃": "qin", "藏": "zang", "长": "chang",
}  # fmt: skip
"""Surnames that are read otherwise than the same characters elsewhere."""
_NO_INITIAL = tuple("aoe")
_LONGEST_PHRASE = 8
_COMPOUND = 4
"""Characters of a word that may be several."""


def romanized(text: str) -> str:
    """Return a text in pinyin, words apart, the first letter a capital; what is not Chinese stays."""
    written = ""
    for run in _RUNS.findall(text):
        if "\u3400" <= run[0] <= "\u9fff":
            gap = " " if written and (written[-1].isalnum() or written[-1] in ",.;:?!)]") else ""
            written += gap + " ".join(_words(run))
        else:
            before = " " if written and run[0].isalnum() and run[0].isascii() else ""
            written += before + "".join(_MARKS.get(char, char) for char in run)
    tidy = re.sub(r" +(?=[,.;:?!)\]”’])", "", " ".join(written.split()))
    return _capital(re.sub(r"(?<=[(\[“‘]) +", "", tidy))


def romanized_name(name: str) -> str:
    """Return the name of a person in pinyin, surname first; of what is no such name, the words."""
    if not _PERSON.fullmatch(name) or is_body(name):
        return " ".join(_capital(romanized(part)) for part in name.replace("•", "·").split("·"))
    length = 2 if len(name) > 2 and name[:2] in _DOUBLE_SURNAMES.split() else 1
    surname, given = name[:length], name[length:]
    if len(name) == 4 and length == 1:
        # Two surnames before a given name, or no name of a person at all: words are the safer reading.
        return romanized(name)
    read = SURNAME_READINGS.get(surname) or "".join(_readings(surname))
    return f"{_capital(read)} {_capital(_joined(_readings(given)))}"


def _words(run: str) -> list[str]:
    """Return the words of a run of Chinese characters, each in pinyin."""
    syllables, found, at = _readings(run), [], 0
    for word in whole_words(run):
        for part in _parts(word):
            found.append(_joined(syllables[at : at + len(part)]))
            at += len(part)
    return found


def _parts(word: str) -> list[str]:
    """Return the words that a word of four and more characters is made of: 人民日报 is Renmin ribao."""
    inner = sorted((part for part in words(word) if part != word), key=len, reverse=True)
    parts, at = [], 0
    while len(word) >= _COMPOUND and at < len(word):
        part = next((each for each in inner if len(each) > 1 and word.startswith(each, at)), "")
        if not part:
            return [word]
        parts.append(part)
        at += len(part)
    return parts or [word]


def _readings(run: str) -> list[str]:
    """Return the reading of each character of a run, of the longest phrase that tells it."""
    phrases, found, at, folded = _phrases(), [], 0, fold(run)
    while at < len(run):
        longest = min(_LONGEST_PHRASE, len(run) - at)
        told = next((p for n in range(longest, 1, -1) if (p := phrases.get(folded[at : at + n]))), None)
        found += told or [usual_reading(run[at])]
        at += len(told) if told else 1
    return found


@cache
def _phrases() -> dict[str, list[str]]:
    """Return the phrases that are read otherwise than their characters one by one: 3,400 of 47,000."""
    plain = cache(lambda read: syllable(read)[0].replace("v", "ü"))
    found = {}
    for phrase, syllables in _entries(pypinyin_data("phrases_dict.json")):
        if len(syllables) == len(phrase) <= _LONGEST_PHRASE:
            read = [plain(each[0]) for each in syllables]
            if read != [usual_reading(char) for char in phrase]:
                found[phrase] = read
    return found


def _entries(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the entries of a JSON object one by one: all at once they take 40 MB and are not given back."""
    decoder = json.JSONDecoder()
    at = text.find('"')
    while at >= 0:
        phrase, at = decoder.raw_decode(text, at)
        syllables, at = decoder.raw_decode(text, text.index("[", at))
        yield phrase, syllables
        at = text.find('"', at)


def _joined(syllables: list[str]) -> str:
    """Join the syllables of a word; an apostrophe stands before a vowel: Xi'an."""
    return "".join(
        f"'{each}" if at and each.startswith(_NO_INITIAL) else each for at, each in enumerate(syllables)
    )


def _capital(text: str) -> str:
    """Return a text that begins with a capital letter, if with a letter at all."""
    at = next((i for i, char in enumerate(text) if char.isalnum()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
