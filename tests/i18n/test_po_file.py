import gettext
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po as read_po_by_babel
from hypothesis import given
from hypothesis import strategies as st

from app.i18n.catalogues import LOCALE
from app.i18n.po_file import read_po

CHINESE = LOCALE / "zh_Hans" / "LC_MESSAGES" / "judou.po"


def by_babel(path: Path) -> gettext.GNUTranslations:
    """Return the translations of a .po file as Babel compiles them."""
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po_by_babel(source))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def catalogue(translations: gettext.NullTranslations) -> dict[object, str]:
    """Return every message with its translation."""
    found: dict[object, str] = vars(translations)["_catalog"]
    return {key: text for key, text in found.items() if key}


def test_every_message_is_read_as_babel_reads_it() -> None:
    assert len(catalogue(read_po(CHINESE))) > 1000
    assert catalogue(read_po(CHINESE)) == catalogue(by_babel(CHINESE))


HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"

"""
FILE = r"""# A comment.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

#: templates/a.html
msgctxt "verb"
msgid "cite"
msgstr "引用"

msgid ""
"two \"lines\"\n"
"of one\tmessage \\n"
msgstr "两“行”\n"
"一条\t消息 \\n"

#, python-format, fuzzy
msgid "in doubt"
msgstr "存疑"

msgid "untranslated"
msgstr ""

#, python-format
msgid "%(n)s word"
msgid_plural "%(n)s words"
msgstr[0] "%(n)s Wort"
msgstr[1] "%(n)s Wörter"

#~ msgid "obsolete"
#~ msgstr "旧"
"""


def test_all_that_a_po_file_can_have_is_read(tmp_path: Path) -> None:
    path = tmp_path / "judou.po"
    path.write_text(FILE, encoding="utf-8")
    read = read_po(path)
    assert catalogue(read) == catalogue(by_babel(path))
    assert read.pgettext("verb", "cite") == "引用"
    assert read.gettext("cite") == "cite"
    assert read.gettext('two "lines"\nof one\tmessage \\n') == "两“行”\n一条\t消息 \\n"
    assert (read.gettext("in doubt"), read.gettext("obsolete")) == ("in doubt", "obsolete")
    assert read.ngettext("%(n)s word", "%(n)s words", 3) == "%(n)s Wörter"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\4\r"), min_size=1))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    written = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    with TemporaryDirectory() as folder:
        path = Path(folder, "judou.po")
        path.write_text(f'{HEADER}msgid "x{written}"\nmsgstr "{written}"\n', encoding="utf-8")
        assert read_po(path).gettext(f"x{text}") == text
