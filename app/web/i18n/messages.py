"""What the rest of the program says, in the reader's language.

Errors and reports are written where no reader's language is known: in English, with the values in them.
Here their messages stand once more, as templates that the catalogues translate; what fits none is left
as it is.
"""

import re

from app.web.i18n.catalogues import Language, Texts


def _(template: str) -> str:
    """Marks a template for the catalogues."""
    return template


TEMPLATES = (
    # What is not there
    _("no page %(id)s is known"),
    _("no article %(id)s is known"),
    _("no article %(id)s is known, and none is like it"),
    _("no paragraph %(id)s is known, and none is like it"),
    _("the article %(id)s was taken out of the library"),
    _("the paragraph %(id)s is gone; its link tells what it was"),
    _("page %(id)s was taken out of the library"),
    _("there is no citation format %(name)s; there are %(known)s"),
    _("an article has no form %(name)s; it has json, txt and md"),
    _("no static file is called %(name)s"),
    _("the sitemap has no part %(part)s"),
    _("Not Found"),
    _("Method Not Allowed"),
    # What an address asks for
    _("%(name)s=%(value)s is not known; leave it out or say %(on)s"),
    _("%(name)s=%(value)s is not known; it can be %(known)s"),
    _("%(name)s=%(value)s is not a whole number from %(smallest)s to %(largest)s"),
    _("set=%(name)s:%(value)s is not a choice; known are %(known)s"),
    _("the Host header is not a host's name"),
    _("%(name)s has %(length)s characters; at most %(longest)s are searched"),
    _("at most %(number)s filters of %(length)s characters are taken"),
    # What a query says
    _("a query with operators has at most %(length)s characters"),
    _("a query has at most %(number)s terms"),
    _("parentheses are more than %(depth)s deep"),
    _(
        "the words of this query stand at %(places)s places and at most %(most)s are compared; use fewer of"
        " them or longer ones"
    ),
    _("%(mark)s closes nothing"),
    _("there is nothing between the quotes"),
    _("the quote %(mark)s is not closed"),
    _("the parenthesis %(mark)s is not closed"),
    _("white space is missing after %(mark)s"),
    _("%(field)s needs one word or one phrase in quotes after it"),
    _("%(what)s does not fit there; put it in quotes to search for it"),
    _("something is missing before %(what)s"),
    _("it is unfinished"),
    _("NEAR and -within take phrases, or phrases joined by OR"),
    # Why a file was not taken, and what was noticed in it
    _("the same content as %(file)s; remove one of them"),
    _("the folder cannot be read (%(why)s); check its permissions"),
    _("cannot be read (%(why)s); check the file"),
    _("a link that leads out of the folder; copy the file instead"),
    _("not a regular file; only text files are taken"),
    _("larger than %(limit)s; split it or raise JUDOU_MAX_FILE_BYTES"),
    _("empty; put the page's text in it or remove it"),
    _("not text or in an unknown encoding; save it as UTF-8"),
    _("a PDF; extract its text first, for example with pdftotext"),
    _("an RTF document; save it as plain text"),
    _("an old Office document; save it as plain text"),
    _("an image; recognise its text first"),
    _("an image or a recording; only text is taken"),
    _("a DjVu scan; recognise its text first"),
    _("a compressed file; unpack it first"),
    _("an archive; unpack it first"),
    _("a database; only text is taken"),
    _("a program; only text is taken"),
    _("mixed encodings: %(kinds)s"),
    _("%(number)s places could not be read"),
)

VALUE = re.compile(r"%\\?\((\w+)\\?\)s")


def said(message: str, words: Texts) -> str:
    """A message of the program in the reader's language."""
    if words.language is Language.ENGLISH:
        return message
    for template, pattern in _PATTERNS:
        if found := pattern.fullmatch(message):
            values = {name: _bare(value) for name, value in found.groupdict().items()}
            return words.gettext(template, **values)
    return message


def _bare(value: str) -> str:
    """A value without the quotes of its ``repr``."""
    quoted = len(value) > 2 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(VALUE.sub(r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)


_PATTERNS = tuple((template, _pattern(template)) for template in TEMPLATES)
