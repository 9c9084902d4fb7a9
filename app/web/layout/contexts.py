"""The contexts of templates: ``layout`` (the frame), ``head`` (for machines) and ``view`` (the page).

Templates print and loop over these; a test compares the fields with what the templates use.
"""

from dataclasses import dataclass
from typing import ClassVar

from app.web.layout.elements import PageContext
from app.web.layout.views import (
    ApiView,
    ArticleView,
    CiteView,
    GoneView,
    HelpView,
    HomeView,
    MessageView,
    PagesView,
    PermalinkView,
    SearchView,
    SourcePageView,
)


@dataclass(frozen=True, slots=True)
class HomePage(PageContext):
    """``/``"""

    template: ClassVar[str] = "home.html"
    view: HomeView


@dataclass(frozen=True, slots=True)
class PagesPage(PageContext):
    """``/pages``"""

    template: ClassVar[str] = "pages.html"
    view: PagesView


@dataclass(frozen=True, slots=True)
class ArticlePage(PageContext):
    """``/articles/{id}`` and ``/p/{id}``"""

    template: ClassVar[str] = "article.html"
    view: ArticleView


@dataclass(frozen=True, slots=True)
class SourcePage(PageContext):
    """``/pages/{id}``"""

    template: ClassVar[str] = "source.html"
    view: SourcePageView


@dataclass(frozen=True, slots=True)
class SearchPage(PageContext):
    """``/search``"""

    template: ClassVar[str] = "search.html"
    view: SearchView


@dataclass(frozen=True, slots=True)
class CitePage(PageContext):
    """``/articles/{id}/cite`` and ``/p/{id}/cite``"""

    template: ClassVar[str] = "cite.html"
    view: CiteView


@dataclass(frozen=True, slots=True)
class GonePage(PageContext):
    """``/p/{id}`` when it is gone, with status 410."""

    template: ClassVar[str] = "gone.html"
    view: GoneView


@dataclass(frozen=True, slots=True)
class PermalinkPage(PageContext):
    """A paragraph's permalink in a static site."""

    template: ClassVar[str] = "permalink.html"
    view: PermalinkView


@dataclass(frozen=True, slots=True)
class HelpPage(PageContext):
    """``/help``"""

    template: ClassVar[str] = "help.html"
    view: HelpView


@dataclass(frozen=True, slots=True)
class ApiPage(PageContext):
    """``/api``"""

    template: ClassVar[str] = "api.html"
    view: ApiView


@dataclass(frozen=True, slots=True)
class MessagePage(PageContext):
    """Any status with a plain message."""

    template: ClassVar[str] = "message.html"
    view: MessageView
