"""Keys that sort Chinese titles and names by how they are read, and the letters they stand under.

Characters are read one by one: to load the table of phrases takes longer than a whole small build. Where a
title begins with a word that is read otherwise, a small table says so.
"""

from app.collation import usual_reading
from app.romanization import SURNAME_READINGS

COUNTRY = "中华人民共和国"
"""Half of all laws begin with it: titles are sorted by what follows."""
OTHER = "#"
"""Stands for the letter of what begins with none: digits, kana."""
KEY_CHARACTERS = 24
"""Characters of a title that decide its place; what is alike so far stands in the order of the library."""

_WORDS = {
    "重庆": "chong qing", "重建": "chong jian", "重申": "chong shen", "重新": "chong xin",
    "长江": "chang jiang", "长城": "chang cheng", "长期": "chang qi", "长沙": "chang sha",
    "长春": "chang chun", "长治": "chang zhi", "长效": "chang xiao", "长远": "chang yuan",
    "长途": "chang tu", "长三角": "chang san jiao", "行业": "hang ye", "银行": "yin hang",
    "调整": "tiao zheng", "调解": "tiao jie", "调节": "tiao jie", "调控": "tiao kong", "西藏": "xi zang",
    "厦门": "xia men", "都市": "du shi", "成都": "cheng du", "首都": "shou du", "会计": "kuai ji",
    "乐山": "le shan", "音乐": "yin yue", "参差": "cen ci", "提防": "di fang", "六安": "lu an",
}  # fmt: skip


def title_key(title: str) -> str:
    """Return what a title is sorted by: its syllables, without the name of the country before it."""
    rest = title.removeprefix(COUNTRY)
    return _key(rest.lstrip("《》“”‘’（）〈〉「」『』【】\"'() ") or rest or title)


def name_key(name: str) -> str:
    """Return what the name of a person is sorted by: a surname is read as surnames are."""
    reading = SURNAME_READINGS.get(name[:1])
    return f"{reading} {_key(name[1:])}" if reading else _key(name)


def initial(key: str) -> str:
    """Return the letter from A to Z that a key stands under, or ``OTHER``."""
    letter = key[:1].upper()
    return letter if "A" <= letter <= "Z" else OTHER


def _key(text: str) -> str:
    text, syllables = text[:KEY_CHARACTERS], list[str]()
    at = 0
    while at < len(text):
        word = next((text[at : at + n] for n in (3, 2) if text[at : at + n] in _WORDS), "")
        if word:
            syllables.append(_WORDS[word])
        else:
            syllables.append(usual_reading(text[at]).lower())
        at += len(word) or 1
    return " ".join(syllables)
