"""Every address of the site is made here, so that the prefix of a proxy is right in all of them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from app.frozen import dataclass

Pairs = Iterable[tuple[str, str]]


_PLAIN = re.compile(r"[A-Za-z0-9]*")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.~ -]+")


# A page of results writes the same query into a hundred addresses.
@lru_cache(maxsize=4096)
def quoted_value(text: str) -> str:
    """Return a value as a query string has it, like ``urllib.parse.quote_plus``, in a fifth of its time."""
    return _UNSAFE.sub(lambda found: f"%{found[0].encode().hex('%').upper()}", text).replace(" ", "+")


_segment = lru_cache(maxsize=4096)(lambda text: text if _PLAIN.fullmatch(text) else quote(text, safe=""))
_segments = lru_cache(maxsize=4096)(quote)

_FOLDERS = re.compile(
    r"/(?:pages(?:/(?!.*/picture/\d+(?:-dark)?\.png$).+)?|(?:articles/[^/.]+|p/[^/]+)(?:/cite)?)?"
)
"""Addresses that are a folder in a site of files; all others are files."""
IN_FOLDER = "/index.html"


def query_string(pairs: Pairs) -> str:
    """Return names and values as an address has them; those without a value are left out."""
    return "&".join([f"{name}={quoted_value(value)}" for name, value in pairs if value])


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses below ``root`` (the path prefix); ``origin`` makes them absolute.

    With ``here`` they lead from that file of a site to its others, and hold wherever it is put; then none is
    absolute, since no place is known.
    """

    root: str
    origin: str
    here: str = ""

    def _path(self, path: str, pairs: Pairs = (), fragment: str = "") -> str:
        if self.here:
            file = f"{path.rstrip('/')}{IN_FOLDER}" if _FOLDERS.fullmatch(path) else path
            up = "../" * self.here.count("/")
            return f"{up}{file.removeprefix('/')}{f'#{fragment}' if fragment else ''}"
        query = query_string(pairs) if pairs else ""
        return f"{self.root}{path}{f'?{query}' if query else ''}{f'#{fragment}' if fragment else ''}"

    def absolute(self, link: str) -> str:
        """Return a link with its scheme and host; empty where these are not known."""
        return "" if self.here else f"{self.origin}{link}"

    def seen_from(self, here: str) -> "Links":
        """Return the addresses as they are written in another file of a site."""
        return replace(self, here=here) if self.here else self

    def home(self, pairs: Pairs = ()) -> str:
        """Return the address of the library, filtered and sorted."""
        return self._path("/", pairs)

    def titles(self, pairs: Pairs = ()) -> str:
        """Return the address of all titles by the letter that they begin with."""
        return self._path("/titles", pairs)

    def authors(self, pairs: Pairs = ()) -> str:
        """Return the address of all authors."""
        return self._path("/authors", pairs)

    def institutions(self, pairs: Pairs = ()) -> str:
        """Return the address of all institutions."""
        return self._path("/institutions", pairs)

    def pages(self, pairs: Pairs = ()) -> str:
        """Return the address of the list of source pages."""
        return self._path("/pages", pairs)

    def page(self, page: str, pairs: Pairs = (), fragment: str = "") -> str:
        """Return the address of a source page beside its reconstruction."""
        return self._path(f"/pages/{_segments(page)}", pairs, fragment)

    def picture(self, page: str, sheet: int, key: str = "", *, dark: bool = False) -> str:
        """Return the address of the picture of a printed sheet; with its key it can be kept for ever."""
        name = f"{sheet}-dark.png" if dark else f"{sheet}.png"
        return self._path(f"/pages/{_segments(page)}/picture/{name}", [("key", key)])

    def cutting(self, block: str, key: str = "") -> str:
        """Return the address of the cutting of a paragraph from its printed page."""
        return self._path(f"/p/{_segment(block)}/cutting.png", [("key", key)])

    def source(self, page: str) -> str:
        """Return the address of the decoded text of a source page, and nothing else."""
        return self._path(f"/source/{_segments(page)}.txt")

    def article(self, article: str, pairs: Pairs = (), fragment: str = "") -> str:
        """Return the address of an article, with the marks of a query."""
        return self._path(f"/articles/{_segment(article)}", pairs, fragment)

    def article_as(self, article: str, ending: str) -> str:
        """Return the address of an article in another form: json, txt, md."""
        return self._path(f"/articles/{_segment(article)}.{ending}")

    def article_parallels(self, article: str, pairs: Pairs = ()) -> str:
        """Return the address of what an article shares with others."""
        return self._path(f"/articles/{_segment(article)}/parallels", pairs)

    def article_cite(self, article: str, name: str = "") -> str:
        """Return the address of the citations of an article, or one of them."""
        return self._path(f"/articles/{_segment(article)}/cite{name and '/' + name}")

    def article_qr(self, article: str) -> str:
        """Return the address of the QR code of an article's address."""
        return self._path(f"/articles/{_segment(article)}/qr.svg")

    def paragraph(self, block: str, pairs: Pairs = ()) -> str:
        """Return the address of the permalink of a paragraph, heading, key point or caption."""
        return self._path(f"/p/{_segment(block)}", pairs)

    def paragraph_cite(self, block: str, name: str = "") -> str:
        """Return the address of the citations of a paragraph, or one of them."""
        return self._path(f"/p/{_segment(block)}/cite{name and '/' + name}")

    def paragraph_qr(self, block: str) -> str:
        """Return the address of the QR code of a paragraph's permalink."""
        return self._path(f"/p/{_segment(block)}/qr.svg")

    def quotation_picture(self, block: str) -> str:
        """Return the address of the picture of a paragraph as a quotation."""
        return self._path(f"/p/{_segment(block)}/quotation.png")

    def facet(self, name: str, pairs: Pairs = ()) -> str:
        """Return the address of all values that the list of articles can be filtered by."""
        return self._path(f"/facets/{name}", pairs)

    def search(self, pairs: Pairs = (), fragment: str = "") -> str:
        """Return the address of a search in one state."""
        return self._path("/search", pairs, fragment)

    def search_facet(self, name: str, pairs: Pairs = ()) -> str:
        """Return the address of all values that a search can be filtered by."""
        return self._path(f"/search/{name}", pairs)

    def search_feed(self, pairs: Pairs = ()) -> str:
        """Return the address of a search as a feed."""
        return self._path("/search.atom", pairs)

    def desk(self, name: str, pairs: Pairs = ()) -> str:
        """Return the address of a page of the research desk."""
        return self._path(f"/{name}", pairs)

    def formulation(self, text: str, pairs: Pairs = ()) -> str:
        """Return the address of the dossier of a formulation."""
        return self._path(f"/formulations/{_segment(text)}", pairs)

    def formulations_facet(self, name: str, pairs: Pairs = ()) -> str:
        """Return the address of all values that the list of formulations can be filtered by."""
        return self._path(f"/formulations/facets/{name}", pairs)

    def plain(self, name: str) -> str:
        """Return the address of a page without parameters: help, api, suggest, feed.atom, …"""
        return self._path(f"/{name}")

    def static(self, name: str, digest: str) -> str:
        """Return the address of a static file; its address changes with its content."""
        return self._path(f"/static/{digest}/{quote(name)}")

    def preferences(self, name: str, value: str, back: str) -> str:
        """Return the address of a switch, which keeps a choice and leads back."""
        return self._path("/preferences", [("set", f"{name}:{value}"), ("back", back)])
