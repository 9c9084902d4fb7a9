"""A web page as a tree, within bounds: nothing is fetched, no entity expanded, nesting has an end."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree, html

from app.frozen import dataclass
from app.lazy_pattern import lazy_pattern

Element: TypeAlias = etree._Element
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "form",
        "select",
        "button",
        "iframe",
        "object",
    ]
    + ["embed", "svg", "canvas", "head", "audio", "video", "input", "textarea", "map", "area", "link", "meta"]
    + ["rt", "rp"]
)
"""Elements whose text is none of the page's, or is no text."""
OF_EDITORS = frozenset(
    ["mw-editsection", "navbox", "catlinks", "mw-jump-link", "mw-cite-backlink", "edit-icon"]
    + ["edit-lemma", "lock-lemma", "lemmaWgt-lemmaCatalog", "lemma-catalog"]
)
"""Classes by which encyclopedias name what is for editing and finding one's way."""
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
    ]
    + ["dl", "dt", "fieldset", "figcaption", "figure", "founder-content", "founder-title", "h1", "h2", "h3"]
    + ["h4", "h5", "h6", "header", "hgroup", "html", "li", "main", "ol", "p", "pre", "section", "summary"]
    + ["table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)
HIDDEN = lazy_pattern(r"display\s*:\s*none", re.IGNORECASE)
"""What is never shown. Public accounts give their text ``visibility: hidden`` until a script has run."""
MOST_ATTRIBUTES = 1_000
"""Of one element; the parser compares each with all others."""
_ATTRIBUTE = r"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+)"""
CROWDED = lazy_pattern(rf"(<[a-zA-Z][^\s/>]*+{_ATTRIBUTE}{{{2 * MOST_ATTRIBUTES}}}+)({_ATTRIBUTE}++)")
"""An element with more attributes, and those that are too many. White space counts as one, too."""


def parse_html(text: str) -> Element | None:
    """Return the root of a page; None, where there is nothing in it. Faults of the markup are mended."""
    if text.count("=") > MOST_ATTRIBUTES:
        text = CROWDED.sub(lambda tag: tag[1] + "\n" * tag[2].count("\n"), text)
    parser = html.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_pis=True
    )
    try:
        return html.document_fromstring(
            text.encode("utf-8", "replace"), parser=parser, ensure_head_body=False
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of a page in document order, or an element that begins or ends (``text`` is None)."""

    element: Element
    text: str | None
    line: int
    opens: bool = False


def walk(root: Element) -> Iterator[Piece]:
    """Yield elements and texts with the source lines on which they begin; what is no text is passed over.

    The parser says where elements begin; lines of texts are counted from there.
    """
    stack: list[tuple[Element, bool]] = [(root, True)]
    line = root.sourceline or 1
    while stack:
        element, opens = stack.pop()
        known = isinstance(element.tag, str)
        if opens:
            line = max(line, element.sourceline or 1)
            if not known or is_skipped(element):
                line += _newlines(element)
                yield from _tail(element, line, root)
                line += (element.tail or "").count("\n")
                continue
            yield Piece(element, None, line, opens=True)
            if element.text:
                yield Piece(element, element.text, line)
                line += element.text.count("\n")
            stack.append((element, False))
            stack += ((child, True) for child in reversed(element))
            continue
        yield Piece(element, None, line)
        yield from _tail(element, line, root)
        line += (element.tail or "").count("\n")


def _tail(element: Element, line: int, root: Element) -> Iterator[Piece]:
    parent = element.getparent()
    if element.tail and element is not root and parent is not None:
        yield Piece(parent, element.tail, line)


def _newlines(element: Element) -> int:
    """Return how many lines go by inside an element that is passed over."""
    return (
        sum(text.count("\n") for text in element.itertext())
        if isinstance(element.tag, str)
        else (element.text or "").count("\n")
    )


def is_skipped(element: Element) -> bool:
    """Say whether an element is no text, or is not shown."""
    if element.tag in SKIPPED or "hidden" in element.attrib:
        return True
    if element.get("id") == "toc" or not OF_EDITORS.isdisjoint(element.get("class", "").split()):
        return True
    return bool(HIDDEN.search(element.get("style", "")))
