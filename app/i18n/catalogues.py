"""The interface in two languages: gettext catalogues, numbers, dates and Chinese numerals.

The source language of all messages is English; ``locale/<language>/LC_MESSAGES/judou.po`` translates them.
Babel is imported with the first date.
"""

import gettext
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path

from app.i18n.po_file import read_po
from app.messages import ENGLISH, Message, Wording

BABEL = "app.i18n.cldr"
LOCALE = Path(__file__).parent / "locale"
NUMERALS = "零一二三四五六七八九"
# Beyond this a numeral in Han characters is harder to read than digits.
LARGEST_HAN_NUMERAL = 99
MYRIAD = 10_000
CHINESE_LOCALE = re.compile(r"zh(?![a-z])", re.IGNORECASE)


class Language(StrEnum):
    """The languages of the interface, by their BCP 47 tag."""

    CHINESE = "zh-Hans"
    ENGLISH = "en"

    @property
    def own_name(self) -> str:
        """The language's name for itself."""
        return "中文" if self is Language.CHINESE else "English"

    @property
    def other(self) -> "Language":
        """The language that a switch leads to."""
        return Language.ENGLISH if self is Language.CHINESE else Language.CHINESE


def negotiate(accept_language: str) -> Language:
    """Return the best language for an ``Accept-Language`` header; Chinese where it names none of ours."""
    primaries = (tag.partition("-")[0].lower() for tag in _by_quality(accept_language))
    known = {language.partition("-")[0]: language for language in Language}
    return next((known[primary] for primary in primaries if primary in known), Language.CHINESE)


def terminal_language(environment: Mapping[str, str]) -> Language:
    """Return the language of a terminal: Chinese where the locale of its messages is, else English."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environment[name] for name in names if environment.get(name)), "")
    return Language.CHINESE if CHINESE_LOCALE.match(wanted) else Language.ENGLISH


class Texts:
    """Everything that depends on the language: messages, plurals, numbers, dates."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue = _catalogue(language)
        self._in_context = lru_cache(maxsize=1024)(self._catalogue.pgettext)
        self._wording = ENGLISH
        if language is Language.CHINESE:
            self._wording = Wording(self._catalogue.gettext, _quoted, colon="：", comma="、")

    def gettext(self, message: str, **values: object) -> str:
        """Return the message in this language, with ``%(name)s`` filled in."""
        text = self._catalogue.gettext(message)
        return text % values if values else text

    def message(self, message: Message) -> str:
        """Return what the program tells, in words."""
        return message.text(self._wording)

    def listed(self, parts: Iterable[str]) -> str:
        """Return several things in one line."""
        return self._wording.comma.join(parts)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message whose meaning needs a context."""
        return self._in_context(context, message)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the message for ``n`` things; ``%(n)s`` is the number as it is written in this language."""
        text = self._catalogue.ngettext(one, many, n)
        return text % {"n": number(n), **values} if "%(" in text else text

    def number(self, n: int) -> str:
        """Return a number with its thousands set apart."""
        return number(n)

    def characters(self, n: int) -> str:
        """Return a count of characters: 3,537 字, 3.4 万字, 1,922 万字; 3,537 characters."""
        if self.language is Language.CHINESE and n >= MYRIAD:
            many = n >= 100 * MYRIAD
            written = self.number(round(n / MYRIAD)) if many else f"{n / MYRIAD:.1f}"
            return self.gettext("%(n)s ten thousand characters", n=written)
        return self.ngettext("%(n)s character", "%(n)s characters", n)

    def library_size(self, articles: int, characters: int) -> str:
        """Return what a whole library holds, as a recipe line says it."""
        return self.ngettext(
            "%(n)s article, %(characters)s characters in all",
            "%(n)s articles, %(characters)s characters in all",
            articles,
            characters=self.number(characters),
        )

    def ordinal(self, n: int) -> str:
        """Return a page's number: 十二 in Chinese, 12 in English."""
        return han_numeral(n) if self.language is Language.CHINESE else str(n)

    def day(self, iso: str) -> str:
        """Return an ISO date in words; what is not a date is given back as it is."""
        return _day(iso, _locale(self.language))


def _quoted(value: str) -> str:
    """Return a value in Chinese quotation marks, with control characters spelled out."""
    return f"“{repr(value)[1:-1]}”"


def number(n: int) -> str:
    """Return a number with its thousands set apart; both languages write it alike."""
    return f"{n:,}"


def han_numeral(n: int) -> str:
    """一 … 九十九; digits beyond."""
    if not 0 <= n <= LARGEST_HAN_NUMERAL:
        return str(n)
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return head + (NUMERALS[ones] if ones or not tens else "")


@cache
def texts(language: Language) -> Texts:
    """Return the texts of a language, read once."""
    return Texts(language)


def _by_quality(header: str) -> list[str]:
    """Language tags of an ``Accept-Language`` header, best first; bad parts are left out."""
    weighted: list[tuple[float, int, str]] = []
    # A header is at most a few tags; more is noise or an attack.
    for part in header[:1000].split(","):
        tag, _, quality = part.partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=")) if quality else 1.0
        except ValueError:
            continue
        if weight > 0:
            weighted.append((-weight, len(weighted), tag.strip()))
    return [tag for _, _, tag in sorted(weighted)]


def _locale(language: Language) -> str:
    return language.replace("-", "_")


def _catalogue(language: Language) -> gettext.NullTranslations:
    path = LOCALE / _locale(language) / "LC_MESSAGES" / "judou.po"
    return read_po(path) if path.is_file() else gettext.NullTranslations()


@lru_cache(maxsize=4096)
def _day(iso: str, locale: str) -> str:
    return str(import_module(BABEL).date_in_words(iso, locale))
