"""Messages to people as codes and values; words are made from them where somebody reads.

``TEMPLATES`` is the one catalogue: each code's English template, which is also the msgid that the
catalogues of ``app/i18n`` translate. ``%(name)r`` is a value in the language's quotation marks.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, replace

from app.frozen import dataclass


def _(template: str) -> str:
    """Mark a template for the catalogues."""
    return template


TEMPLATES = {
    # What is not there
    "page-unknown": _("no page %(id)r is known"),
    "page-removed": _("page %(id)r was taken out of the library"),
    "article-unknown": _("no article %(id)r is known"),
    "article-unlike": _("no article %(id)r is known, and none is like it"),
    "article-removed": _("the article %(id)r was taken out of the library"),
    "article-form-unknown": _("an article has no form %(name)r; it has json, txt and md"),
    "paragraph-unlike": _("no paragraph %(id)r is known, and none is like it"),
    "paragraph-gone": _("the paragraph %(id)r is gone; its link tells what it was"),
    "citation-format-unknown": _("there is no citation format %(name)r; there are %(known)s"),
    "static-file-unknown": _("no static file is called %(name)r"),
    "sitemap-part-unknown": _("the sitemap has no part %(part)s"),
    "picture-none": _("%(id)r is not made of printed pages; it has no picture"),
    "picture-sheet-unknown": _("%(id)r has no sheet %(number)s; it has %(sheets)s"),
    "cutting-none": _("the paragraph %(id)r has no place on a printed page; nothing can be cut out"),
    "quotation-pictures-none": _(
        "pictures of quotations need the extra judou[pictures] and a Chinese font; neither is a must"
    ),
    "picture-source-gone": _("%(file)s is no longer there; without it no picture can be drawn"),
    "picture-source-changed": _("%(file)s has changed since it was read; run `judou build`"),
    "picture-undrawable": _("%(file)s cannot be drawn: %(reason)s"),
    "base-url-without-html": _("--base-url goes with --html DIR; articles as JSON have no addresses"),
    "base-url-malformed": _("%(url)r is no address of a site; write it as https://example.org/papers"),
    "pictures-without-html": _("--pictures goes with --html DIR; articles as JSON have no pictures"),
    "pictures-busy": _("many pictures are being drawn just now; ask again in a few seconds"),
    "forms-both": _("--json and --csv are two forms; say one of them"),
    "mcp-missing": _("assistants need the package mcp, which is not installed: `pip install judou[mcp]`"),
    "address-unknown": _("Not Found"),
    "method-not-allowed": _("Method Not Allowed"),
    "http": "%(detail)s",
    "our-mistake": _("This is our mistake. It has been written down."),
    # What an address asks for
    "parameter-unknown": _("there is no parameter %(name)r here; there are %(known)s"),
    "parameter-too-long": _("%(name)s has %(length)s characters; at most %(longest)s are searched"),
    "parameter-not-flag": _("%(name)s=%(value)r is not known; leave it out or say '%(on)s'"),
    "parameter-not-choice": _("%(name)s=%(value)r is not known; it can be %(known)s"),
    "parameter-not-number": _("%(name)s=%(value)r is not a whole number from %(smallest)s to %(largest)s"),
    "part-unknown": _("%(name)s is %(value)s; write a facet and its value, as in year:2024: %(facets)s"),
    "parameter-not-date": _("%(name)s=%(value)r is not a date; write 2024, 2024-03 or 2024-03-12"),
    "filters-compared": _("two parts are compared over the whole library; leave out %(names)s"),
    "filters-too-many": _("at most %(number)s filters of %(length)s characters are taken"),
    "preference-unknown": _("set=%(name)s:%(value)s is not a choice; known are %(known)s"),
    "host-malformed": _("the Host header is not a host's name"),
    "articles-missing": _("a and b are missing; name two articles by their ids"),
    "shifts-pending": _(
        "all texts are being compared, once for each new state of the library; ask again in a minute"
    ),
    "query-missing": _("q is missing; say what to search for"),
    "phrase-missing": _("phrase is missing; say what to count, once for each phrase"),
    "phrases-too-many": _("at most %(number)s phrases of %(length)s characters are counted at once"),
    "text-too-long": _("a text of %(length)s characters is checked in parts of at most %(longest)s"),
    "body-too-long": _("what was posted is too long; a text has at most %(longest)s characters"),
    "form-unreadable": _("the form cannot be read; post the field text, URL-encoded"),
    "json-text-missing": _('post JSON with one field, {"text": "…"}'),
    "quote-file-unreadable": _("%(file)s cannot be read (%(reason)s)"),
    "quote-file-not-utf8": _("%(file)s is no text in UTF-8; save it as that"),
    # What a query says
    "query-too-long": _("a query with operators has at most %(length)s characters"),
    "query-unknown-too-many": _("a phrase has at most %(number)s unknown characters (?)"),
    "query-terms-too-many": _("a query has at most %(number)s terms"),
    "query-too-deep": _("parentheses are more than %(depth)s deep"),
    "query-places-too-many": _(
        "the words of this query stand at %(places)s places and at most %(most)s are compared; use fewer of"
        " them or longer ones"
    ),
    "query-closes-nothing": _("%(mark)r closes nothing"),
    "query-quotes-empty": _("there is nothing between the quotes"),
    "query-quote-open": _("the quote %(mark)s is not closed"),
    "query-parenthesis-open": _("the parenthesis %(mark)s is not closed"),
    "query-space-missing": _("white space is missing after '%(mark)s'"),
    "query-field-empty": _("%(field)s needs one word or one phrase in quotes after it"),
    "query-misplaced": _("%(what)r does not fit there; put it in quotes to search for it"),
    "query-operand-missing": _("something is missing before %(what)r"),
    "query-unfinished": _("it is unfinished"),
    "query-not-positional": _("NEAR and -within take phrases, or phrases joined by OR"),
    # Why a file was not taken
    "content-twice": _("the same content as %(file)s; remove one of them"),
    "folder-link": _("a link to a folder; copy the folder instead"),
    "folder-unreadable": _(
        "the folder cannot be read (%(reason)s), its pages stay as they were; check its permissions"
    ),
    "page-kept": _("cannot be read (%(reason)s), its page stays as it was; check the file"),
    "ending-unknown": _("none of %(known)s; save its text as one of them"),
    "file-unreadable": _("cannot be read (%(reason)s); check the file"),
    "file-outside": _("a link that leads out of the folder; copy the file instead"),
    "file-irregular": _("not a regular file; only text files are taken"),
    "file-too-large": _("larger than %(limit)s; split it or raise JUDOU_MAX_FILE_BYTES"),
    "file-empty": _("empty; put the page's text in it or remove it"),
    "file-not-text": _("not text or in an unknown encoding; save it as UTF-8"),
    "file-is-pdf": _("a PDF; give it the ending .pdf"),
    "file-is-no-pdf": _("named .pdf and none; give it the ending of what it is"),
    "pdf-password": _("a PDF that wants a password; save it without one"),
    "pdf-damaged": _("a PDF that is damaged or cut off; fetch it again or print it anew"),
    "pdf-scan": _("a PDF without text, as scanners make them; recognise its text first (OCR)"),
    "pdf-unmapped": _(
        "a PDF whose fonts do not say which characters they show (no Unicode map); print it anew or recognise"
        " its text (OCR)"
    ),
    "pdf-slow": _("a PDF that takes too long at page %(page)s; split it or print it anew"),
    "pdf-crowded": _("a PDF with a page of %(number)s characters; split it"),
    "pdf-failed": _("a PDF that cannot be read (%(reason)s); print it anew"),
    "pdf-memory": _("out of memory"),
    "pdf-ended": _("its reader was ended by it"),
    "pdf-nothing-drawn": _("page %(page)s cannot be drawn"),
    "file-is-rtf": _("an RTF document; save it as plain text"),
    "file-is-office": _("an Office document; save it as plain text"),
    "file-is-docx": _("a Word document (DOCX); give it the ending .docx"),
    "file-is-doc": _("an old Word document (DOC, WPS); save it as DOCX"),
    "file-is-xls": _("an old Excel workbook (XLS, ET); save its sheets as text"),
    "file-is-xlsx": _("an Excel workbook (XLSX); save its sheets as text"),
    "file-is-ppt": _("an old PowerPoint presentation (PPT, DPS); save its text"),
    "file-is-pptx": _("a PowerPoint presentation (PPTX); save its text"),
    "file-is-odt": _("an OpenDocument text (ODT); save it as DOCX"),
    "file-is-ofd": _("an OFD document; print it as PDF or save its text"),
    "file-is-epub": _("a book (EPUB); give it the ending .epub"),
    "file-is-mobi": _("a Kindle book (MOBI, AZW); convert it to EPUB"),
    "file-is-caj": _("a CAJ document of CNKI; print it as PDF or save its text"),
    "file-is-mail": _("a message or a web archive; give it the ending .eml or .mhtml"),
    "file-is-no-document": _("named %(ending)s and none; give it the ending of what it is"),
    "archive-damaged": _("damaged or cut off; fetch it again or save it anew"),
    "archive-locked": _("locked with a password or by its seller; save it without protection"),
    "archive-bomb": _("unpacks to %(size)s, more than is taken; take out its pictures or split it"),
    "docx-damaged": _("a Word document that cannot be read; open it and save it anew"),
    "document-without-text": _("a document without text, perhaps of pictures; recognise their text first"),
    "records-without-text": _("no column of texts among %(names)s; name one content, one title or date"),
    "page-id-taken": _("the same name as %(file)s but for the ending; rename one of them"),
    "file-is-old-office": _("an old Office document; save it as plain text"),
    "file-is-image": _("an image; recognise its text first"),
    "file-is-recording": _("an image or a recording; only text is taken"),
    "file-is-djvu": _("a DjVu scan; recognise its text first"),
    "file-is-compressed": _("a compressed file; unpack it first"),
    "file-is-zip": _("a ZIP archive; unpack it first"),
    "file-is-archive": _("an archive; unpack it first"),
    "file-is-database": _("a database; only text is taken"),
    "file-is-program": _("a program; only text is taken"),
    "parser-died": _("the parser died of it; please report the file"),
    "parser-failed": _("the parser failed (%(error)s); please report it"),
    # What was noticed in a file
    "encodings-mixed": _("mixed encodings: %(kinds)s"),
    "lines-as-encoding": _("%(number)s lines as %(encoding)s"),
    "encoding-guessed": _("the encoding is a guess"),
    "places-unread": _("%(number)s places could not be read"),
    "places-unread-as": _("%(number)s places could not be read as %(encoding)s"),
    "last-character-cut": _("the last character is cut"),
    "surrogates-joined": _("%(number)s surrogates joined or replaced"),
    "pdf-pages-unread": _("pages without text or that cannot be read: %(pages)s"),
    "page-is-index": _("the index of an issue, with %(number)s entries; save the pages of its articles"),
    "records-left": _("columns that are not kept: %(names)s; records without text, or damaged: %(number)s"),
    "controls-removed": _("%(number)s control characters taken out"),
    # Why a stretch of source is in no article
    "printed-twice": _("printed twice"),
    "running-head": _("running head"),
    "advertisement": _("advertisement"),
    "label": _("label"),
    "jump": _("goes on on another page"),
    "title-of-no-item": _("title of no item"),
    "byline-of-no-item": _("byline of no item"),
    "html-comment": _("HTML comment"),
    "markdown-rule": _("Markdown rule"),
    "page-furniture": _("furniture of the page"),
    "about-the-text": _("line about the text"),
    "link-elsewhere": _("link to another text"),
    "table-frame": _("frame of a table"),
    "markup": _("markup"),
    "index-entry": _("entry of the index of an issue"),
    "empty-heading": _("heading without words"),
    "in-no-article": _("in no article"),
    "line-start": _("mark or repeated character"),
    "left-out": _("left out of its line"),
    # What is wrong in a sidecar
    "sidecar-without-page": _("this sidecar has no page; name it like the page's file or remove it"),
    "sidecar-not-utf8": _("not in UTF-8; save it as UTF-8"),
    "sidecar-not-toml": _("not TOML: %(error)s"),
    "sidecar-not-tables": _("expected [[articles]] tables"),
    "sidecar-names-none": _("%(key)s = %(words)r names no article of this page"),
    "sidecar-names-several": _(
        "%(key)s = %(words)r names %(number)s articles; give more of the opening words of this page"
    ),
    "sidecar-names-nothing": _("expected title or opening to say which article is meant"),
    "sidecar-opening-short": _("expected at least %(least)s characters"),
    "sidecar-key-unknown": _("unknown key %(key)s; known are %(known)s"),
    "sidecar-value": _("expected %(expected)s, not %(value)s"),
    "value-text": _("a text in quotes"),
    "value-names": _('a list of names like ["叶欣", "连欣"]'),
    "value-date": _("a date like 2024-03-12, 2024-03 or 2024"),
    "value-edition": _("a number or a text in quotes"),
    "value-url": _("an address that begins with https:// or http://"),
    "sidecar-too-large": _(
        "larger than %(limit)s, which nothing about a page needs; take out what does not belong there"
    ),
    "sidecar-too-deep": _("keys, brackets or numbers are longer or deeper than any value needs; simplify it"),
    # What is wrong in a folder's list of files
    "table-not-csv": _("not CSV: %(error)s"),
    "table-without-files": _("expected a column %(column)s that names the files"),
    "table-column-unknown": _("unknown column, not taken; known are %(known)s"),
    "table-column-twice": _("a second column of this name, not taken"),
    "table-row-without-file": _("this row names no file"),
    "table-row-of-no-file": _("%(file)r is no file of this folder; mend the name or remove the row"),
    "table-row-names-none": _("the page has %(number)s articles; say by title or opening which is meant"),
    "table-more-faults": _("%(number)s more rows like these"),
    # What contradicts in what is known of an article
    "metadata-contradiction": _("%(field)s: %(taken)r (%(origin)s) is taken, not %(left)r (%(other)s)"),
    "file-name-doubtful": _("%(field)s: the name of the file gives %(values)s; none of them is taken"),
    "origin-sidecar": _("the sidecar"),
    "origin-folder-table": _("the table of the folder"),
    "origin-front-matter": _("the front matter"),
    "origin-markup": _("the markup"),
    "origin-printed": _("print"),
    "origin-file-name": _("the name of the file"),
    "field-title": _("title"),
    "field-subtitle": _("subtitle"),
    "field-kicker": _("kicker"),
    "field-authors": _("authors"),
    "field-institution": _("institution"),
    "field-source-note": _("source note"),
    "field-newspaper": _("newspaper"),
    "field-date": _("date"),
    "field-edition": _("page"),
    "field-column": _("column"),
    "field-address": _("address"),
    "field-issuing-body": _("issuing body"),
    "field-document-number": _("document number"),
    # What is wrong with a setting or an option
    "file-pattern-bad": _("JUDOU_FILE_PATTERNS: %(pattern)r is no pattern; in braces are known: %(known)s"),
    "setting-unknown": _("unknown setting %(name)s; known are %(known)s"),
    "setting-bad": _("%(name)s=%(value)r: %(problem)s"),
    "setting-no-number": _("Input should be a valid integer, unable to parse string as an integer"),
    "setting-no-switch": _("Input should be a valid boolean, unable to interpret input"),
    "setting-too-small": _("Input should be greater than or equal to %(smallest)s"),
    "setting-too-large": _("Input should be less than or equal to %(largest)s"),
    "dictionary-frequency": _(
        "%(file)s line %(line)s: %(frequency)r is not a frequency; write a word and a whole number"
    ),
    "dictionary-too-large": _("larger than %(limit)s; leave only the words that texts need"),
    "dictionary-not-utf8": _("not UTF-8; save it as UTF-8, a word and perhaps its frequency on each line"),
    "dictionary-word-long": _(
        "%(file)s line %(line)s: %(word)r has more than %(most)s characters; write one word a line"
    ),
    "address-unavailable": _("%(address)s: %(reason)s; choose --host or --port"),
    "index-in-seeds": _("%(index)s lies in %(seeds)s, which is never written; choose --index"),
    "seeds-missing": _("%(seeds)s is not a folder; name the folder that holds the pages"),
    "folder-not-empty": _("%(folder)s is not empty; name a new folder"),
    "folder-not-folder": _("%(folder)s is not a folder; name a new one"),
    "path-left-out": _("%(path)s cannot stand beside the other files (%(reason)s); rename the page's file"),
    "export-failed": _("%(path)s cannot be written: %(reason)s; free space or name another folder"),
    "path-outside": _("%(path)r would be written outside %(folder)s"),
    "database-address": _("JUDOU_DATABASE is no database address; try sqlite:////path/articles.db"),
    "migration-target-not-empty": _("the database named by --to holds a library already; name an empty one"),
    "database-driver": _("JUDOU_DATABASE: %(error)s; use sqlite: or postgresql+psycopg:"),
    # What is wrong with the index
    "locks-unsupported": _(
        "no file can be locked in %(index)s, so two builds could mix; choose --index on another file system"
    ),
    "build-busy": _("another build (process %(holder)s) holds %(index)s; wait for it to end"),
    "build-busy-elsewhere": _("another build (%(holder)s) writes to the database; wait for it to end"),
    "removal-refused": _(
        "%(gone)s of %(pages)s pages would be gone, so nothing was published; look whether all files are"
        " there, or run `judou build --allow-removal`"
    ),
    "index-process-ended": _(
        "a process that writes the index was ended, perhaps since memory ran out; try again with --jobs 1"
    ),
    "write-failed": _("%(path)s cannot be written: %(reason)s; free space or choose --index"),
    "folder-unwritable": _("%(folder)s: %(reason)s; choose --index"),
    "index-missing": _("nothing has been built yet; run `judou build`"),
    "index-unreadable": _("%(index)s holds no readable generation; run `judou build --full`"),
    "generation-elsewhere": _(
        "%(name)s was published by another machine, and this one has no copy of it yet (%(reason)s); `judou"
        " serve` makes one, and so does `judou build --copy`"
    ),
    "index-of-another-engine": _(
        "the library was indexed by another search engine (%(built)s, not %(chosen)s); run `judou build`, or"
        " choose the other one"
    ),
    "index-file-missing": _("%(path)s is missing; run `judou build` to write the index anew"),
    "index-file-altered": _("%(path)s is altered; run `judou build` to write the index anew"),
    "index-file-truncated": _("%(path)s is truncated or grown; run `judou build` to write the index anew"),
    "index-file-unreadable": _("%(path)s is %(reason)s; run `judou build` to write the index anew"),
    "index-array-missing": _("%(folder)s has no %(name)s; run `judou build`"),
    "index-part-damaged": _("%(folder)s is damaged; run `judou build`"),
    "index-layout-damaged": _("%(path)s is missing or damaged; run `judou build`"),
    "index-outdated": _("%(folder)s was built by another version of Judou; run `judou build`"),
    "index-wrong": _(
        "the new index counts %(phrase)r wrongly (%(answered)s for %(scanned)s); it was not published,"
        " please report it"
    ),
    "store-differs": _(
        "%(stored)s texts stand in the store, %(built)s were built; run `judou build --full`"
    ),
    "phrase-miscounted": _("%(phrase)r: %(found)s found, %(there)s there; run `judou build --full`"),
    "the-database": _("the database"),
    "store-unavailable": _("the database does not answer (%(reason)s); start it, or check JUDOU_DATABASE"),
    "store-away": _("the database does not answer now; reading goes on as soon as it is back"),
    "search-away": _(
        "the search engine does not answer now; articles and links can be read, and searching goes on as soon"
        " as it is back"
    ),
    "index-not-on-cluster": _(
        "the search engine does not have the index as it was built (%(reason)s); make it again: `judou build`"
    ),
    "engine-unknown": _("JUDOU_ENGINE=%(engine)r: known are %(known)s"),
    "opensearch-missing": _(
        "JUDOU_ENGINE=opensearch needs the package opensearch-py, which is not installed: `pip install"
        " judou[opensearch]`"
    ),
    "opensearch-no-address": _(
        "JUDOU_ENGINE=opensearch needs the addresses of the nodes: JUDOU_OPENSEARCH=http://…:9200"
    ),
    "search-unavailable": _("the search engine (%(engine)s) does not answer (%(reason)s); try again later"),
    "desk-not-offered": _("this search engine (%(engine)s) does not offer it; the embedded engine does"),
    "facet-uncounted": _("%(facet)s is not counted for so common a wording; narrow the search down"),
    "cursor-outlived": _("this list is of a state that is no longer kept; begin at its first page"),
    "cursor-unknown": _("%(after)r leads to no place in this list; begin at its first page"),
    "server-full": _("too many connections are open; try again in a moment"),
    "server-disk-full": _("the disk has no room for this file; take it in parts with limit= and offset="),
    "database-unopened": _("%(database)s cannot be opened (%(reason)s); check its permissions, or try again"),
    "database-missing": _("%(file)s is missing: nothing has been built yet; run `judou build`"),
    "database-irregular": _("%(file)s is not a file; run `judou build --full`"),
    "database-unbuilt": _("%(database)s: nothing has been built yet; run `judou build`"),
    "database-outdated": _("%(database)s is of another version of Judou; run `judou build`"),
    "database-altered": _("%(database)s is not as it was built (checksum differs); run `judou build --full`"),
    "database-changing": _("%(database)s is being changed; try again when the build has ended"),
    "database-damaged": _("%(database)s is damaged (%(reason)s); run `judou build --full`"),
    "database-unreadable": _("%(database)s cannot be read (%(reason)s); run `judou build --full`"),
    "server-unusable": _("the database cannot be used (%(reason)s); check JUDOU_DATABASE"),
}  # fmt: skip
"""Each code and its English template."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Put messages into words of one language."""

    translate: Callable[[str], str] = str
    quote: Callable[[str], str] = repr
    colon: str = ": "
    comma: str = ", "


ENGLISH = Wording()


@dataclass(frozen=True, slots=True)
class Message:
    """A message: a code of ``TEMPLATES``, the values of its template, and the place in a file it is about."""

    code: str
    values: "Mapping[str, Value]" = field(default_factory=dict, hash=False)
    where: tuple[str, ...] = ()

    def text(self, wording: Wording = ENGLISH) -> str:
        """Return the message in words."""
        template = wording.translate(TEMPLATES[self.code])
        values = {name: _Written(value, wording) for name, value in self.values.items()}
        return wording.colon.join((*self.where, template % values))

    def inside(self) -> "Message":
        """Return the same of the place inside its file: for lists that name the file themselves."""
        return replace(self, where=self.where[1:])

    def __str__(self) -> str:
        return self.text()


Value = str | int | Message | tuple[Message, ...]


class _Written:
    """A value as ``%s`` and ``%r`` of a template show it."""

    def __init__(self, value: Value, wording: Wording) -> None:
        self._value, self._wording = value, wording

    def __str__(self) -> str:
        if isinstance(self._value, Message):
            return self._value.text(self._wording)
        if isinstance(self._value, tuple):
            return self._wording.comma.join(each.text(self._wording) for each in self._value)
        return str(self._value)

    def __repr__(self) -> str:
        return self._wording.quote(self._value) if isinstance(self._value, str) else str(self)
