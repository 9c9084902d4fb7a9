"""Labels of kinds, flags, roles, pages and lengths, in the reader's language."""

import re
from collections.abc import Iterator

from app.article import GIVEN, Flag, Kind, Origin, Role
from app.facets import UNDATED
from app.i18n.catalogues import Language, Texts
from app.ingest.catalogue.merge import FIELD_CODES, ORIGIN_CODES
from app.library.queries import ALONE, Change, Zero
from app.messages import Message
from app.romanization import romanized, romanized_name
from app.search.request import SearchRequest
from app.source_kinds import SourceKind, source_kind
from app.store.rows import StoredArticle, StoredPage, Tally, TextBlock

CHARACTERS_A_MINUTE = 400
"""Silent reading of Chinese prose runs at 300 to 500 characters a minute."""
_HAN = re.compile(r"[\u3400-\u9fff]")


def page_label(page: StoredPage, words: Texts) -> str:
    """Return a page's name: its file's name where that is Chinese, else its number."""
    name = page.id.rpartition("/")[2]
    if _HAN.search(name):
        return name
    return words.gettext("Page %(n)s", n=words.ordinal(page.position + 1))


def pinyin_line(article: StoredArticle, words: Texts) -> str:
    """Return title and authors in pinyin for readers of English; empty for others."""
    if words.language != Language.ENGLISH:
        return ""
    return " · ".join((romanized(article.label), *map(romanized_name, article.authors)))


def year_label(year: str, words: Texts) -> str:
    """Return a year in words: 2024 年; of what has no date that it has none."""
    if year == UNDATED:
        return words.gettext("no date")
    return words.pgettext("year", "%(year)s") % {"year": year}


def folder_label(path: str, known: Tally | None) -> str:
    """Return a folder's name: the title that a person gave it, else its own."""
    return (known and known.label) or path.rpartition("/")[2]


def citation_label(name: str, label: str, words: Texts) -> str:
    """Return the name of a citation format: its own, or what it holds where it has none."""
    named = {
        "chat": words.gettext("Message: quotation, source, link"),
        "plain": words.gettext("Quotation with its citation"),
    }
    return named.get(name, label)


def kind_label(kind: str, words: Texts) -> str:
    """Return an item's kind in words."""
    names = {
        Kind.ARTICLE: words.pgettext("kind", "article"),
        Kind.BRIEF: words.pgettext("kind", "brief"),
        Kind.CAPTION: words.pgettext("kind", "picture caption"),
    }
    return names.get(Kind(kind), kind) if kind in tuple(Kind) else kind


def unusual_kind(article: StoredArticle, words: Texts) -> str:
    """Return the kind, where it is worth saying."""
    return "" if article.kind == Kind.ARTICLE else kind_label(article.kind, words)


def flag_label(flag: Flag, words: Texts) -> str:
    """Return a flag as a remark for the reader."""
    return {
        Flag.HEAD_MISSING: words.gettext("The beginning of this passage is missing in the source."),
        Flag.TAIL_MISSING: words.gettext("The end of this passage is missing in the source."),
        Flag.JOINED: words.gettext("Joined from two columns."),
        Flag.REORDERED: words.gettext("Stands elsewhere in the source."),
        Flag.TITLE_NOT_IN_SOURCE: words.gettext("The source has no title for this article."),
    }[flag]


def reading_flags(flags: tuple[Flag, ...], words: Texts) -> tuple[str, ...]:
    """Return the flags of what is lost; how the rest was mended is told on the page of the source."""
    lost = (Flag.HEAD_MISSING, Flag.TAIL_MISSING)
    return tuple(flag_label(flag, words) for flag in flags if flag in lost)


def role_label(role: Role, words: Texts) -> str:
    """Name what a stretch of source became, where it is no block."""
    return {
        Role.TITLE: words.pgettext("role", "title"),
        Role.SUBTITLE: words.pgettext("role", "subtitle"),
        Role.KICKER: words.pgettext("role", "kicker"),
        Role.BYLINE: words.pgettext("role", "byline"),
        Role.AFFILIATION: words.pgettext("role", "institution"),
        Role.SOURCE_NOTE: words.pgettext("role", "source note"),
    }[role]


def block_label(block: TextBlock, words: Texts) -> str:
    """Name a block: by its number if it is a paragraph, else by its kind."""
    if block.n is not None:
        return words.gettext("Paragraph %(n)s", n=block.n)
    return type_label(block.type, words)


def block_mark(block: TextBlock, words: Texts) -> str:
    """Name a block in the margin, as short as can be."""
    if block.n is not None:
        return str(block.n)
    match block.type:
        case "title":
            return words.pgettext("margin", "T")
        case "heading":
            return words.pgettext("margin", "H")
        case "key_point":
            return words.pgettext("margin", "K")
        case "caption":
            return words.pgettext("margin", "C")
    return ""


def type_label(block_type: str, words: Texts) -> str:
    """Return a block's type in words."""
    return {
        "title": words.pgettext("role", "title"),
        "heading": words.pgettext("role", "heading"),
        "key_point": words.pgettext("role", "key point"),
        "caption": words.pgettext("role", "caption"),
        "paragraph": words.pgettext("role", "paragraph"),
    }.get(block_type, block_type)


def facet_label(name: str, words: Texts) -> str:
    """Return a facet's heading."""
    return {
        "newspaper": words.pgettext("facet", "Newspaper"),
        "year": words.pgettext("facet", "Year"),
        "month": words.pgettext("facet", "Month"),
        "issuing_body": words.pgettext("facet", "Issuing body"),
        "folder": words.pgettext("facet", "Folder"),
        "page": words.pgettext("facet", "Page"),
        "author": words.pgettext("facet", "Author"),
        "institution": words.pgettext("facet", "Institution"),
        "kind": words.pgettext("facet", "Kind"),
        "date": words.pgettext("facet", "Date"),
    }[name]


def zero_label(zero: Zero, request: SearchRequest, texts: int, words: Texts) -> str:
    """Say how far a search without hits reached: of one wording in the whole library it can be cited."""
    if zero == Zero.PHRASE:
        return words.gettext(
            "Searched as typed, %(compared)s. The wording does not occur in any of %(n)s passages, titles and"
            " captions included, bylines not.",
            compared=words.listed(_compared(request, words)),
            n=words.number(texts),
        )
    return {
        Zero.FILTERED: words.gettext("Only what is chosen was searched, not the whole library."),
        Zero.FIELDS: words.gettext("No article has what the fields ask for."),
        Zero.COMBINATION: words.gettext(
            "No passage fits the whole query. What each wording finds alone stands below."
        ),
    }[zero]


def _compared(request: SearchRequest, words: Texts) -> Iterator[str]:
    """Yield what counts as the same in a search, in words."""
    if request.strict:
        yield words.gettext("in no other form of its characters")
    else:
        yield words.gettext(
            "with simplified and traditional characters, full and half width and upper and lower case counted"
            " as the same"
        )
    if request.ignore_punctuation:
        yield words.gettext("punctuation passed over")


def reading_label(change: Change, words: Texts) -> str:
    """Name another reading of a query, before what it finds."""
    return {
        Change.TYPED: words.gettext("Printed just as typed:"),
        Change.FORMS: words.gettext("Whatever the form of characters:"),
        Change.PUNCTUATION: words.gettext("Without punctuation:"),
        Change.APART: words.gettext("As words apart:"),
    }[change]


def suggestion_label(kind: str, words: Texts) -> str:
    """Name a kind of suggestion for a search that found little or nothing."""
    names = {
        ALONE: words.gettext("By itself:"),
        "part": words.gettext("Parts that do occur:"),
        "homophone": words.gettext("Sounds the same:"),
        "near": words.gettext("Nearest wording:"),
        "author": words.gettext("Articles by:"),
        "institution": words.gettext("Articles from:"),
        "source": words.gettext("In the source note:"),
    }
    return names.get(kind, names["near"])


def length(article: StoredArticle, words: Texts) -> str:
    """Return paragraphs and reading time: 15 段 · 约 9 分钟."""
    time = reading_time(article.characters, words)
    if not article.paragraphs:
        return time
    return f"{words.ngettext('%(n)s paragraph', '%(n)s paragraphs', article.paragraphs)} · {time}"


def reading_time(characters: int, words: Texts) -> str:
    """Return about how long a text takes to read."""
    minutes = max(1, round(characters / CHARACTERS_A_MINUTE))
    if minutes >= 60:
        return words.ngettext("about %(n)s hour", "about %(n)s hours", round(minutes / 60))
    return words.ngettext("about %(n)s minute", "about %(n)s min", minutes)


def dateline(article: StoredArticle, words: Texts) -> tuple[str, ...]:
    """Return newspaper, day and edition as far as they are known, or of a newspaper's that they are not."""
    edition = article.edition and words.gettext("page %(edition)s", edition=article.edition)
    known = (article.newspaper, article.date and words.day(article.date), edition)
    if not any(known) and source_kind(article) == SourceKind.NEWSPAPER:
        return (words.gettext("newspaper and date unknown"),)
    return tuple(part for part in known if part)


def named_fields(article: StoredArticle, words: Texts) -> tuple[str, ...]:
    """Return the fields that an article's page prints under their names, as far as they are known."""
    number, body, column = article.document_number, article.issuing_body, article.column
    named = (
        column and words.gettext("Column: %(name)s", name=column),
        body and words.gettext("Issued by: %(name)s", name=body),
        number and words.gettext("Document number: %(number)s", number=number),
    )
    return tuple(name for name in named if name)


def origin_labels(article: StoredArticle, words: Texts) -> tuple[str, ...]:
    """Say of each place where something about the article was found what it was: 印在原文中：日期、版次."""
    found = {origin: [name for name in GIVEN if article.origins.get(name) == origin] for origin in Origin}
    return tuple(
        words.gettext(
            "From %(origin)s: %(fields)s",
            origin=words.message(Message(ORIGIN_CODES[origin])),
            fields=words.listed(words.message(Message(FIELD_CODES[name])) for name in names),
        )
        for origin, names in found.items()
        if names
    )
