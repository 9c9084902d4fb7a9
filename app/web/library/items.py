"""Articles in lists, and the pages or folders that they stand together under."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from app.library.snapshot import Snapshot
from app.search.request import Filter
from app.store.rows import StoredArticle, StoredPage
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.facets.filter_links import affiliation_links, filtered
from app.web.layout.facets.value_names import ValueNames
from app.web.layout.labels import dateline, length, page_label, pinyin_line, unusual_kind
from app.web.layout.versions import other_texts
from app.web.library.views import ItemView, PageEntryView, PageGroupView


def page_groups(
    names: ValueNames, snapshot: Snapshot, articles: Sequence[StoredArticle]
) -> tuple[PageGroupView, ...]:
    """Return articles in their order under their pages; those that are alone on theirs under their folder."""
    pages = snapshot.pages_by_id(article.page for article in articles)
    namesakes = snapshot.namesakes(articles)
    names.prepare("folder", {folder for article in articles if (folder := _folder(article.page))})

    def together(article: StoredArticle) -> tuple[bool, str]:
        is_page = pages[article.page].articles > 1
        return is_page, article.page if is_page else _folder(article.page)

    groups = []
    for (is_page, name), some in groupby(articles, key=together):
        standing = list(some)
        items = [
            replace(_item(names.viewer, each), others=other_texts(names.viewer, namesakes[each.id]))
            for each in standing
        ]
        groups.append(
            _page_group(names.viewer, pages[name], standing, items)
            if is_page
            else _folder_group(names, name, standing, items)
        )
    return tuple(groups)


def page_entry(viewer: Viewer, page: StoredPage, articles: Sequence[StoredArticle]) -> PageEntryView:
    """Return a page in the list of pages; an article that is alone on it and called like it is shown once."""
    untitled = viewer.words.gettext("no title in print")
    links = (
        Link(each.label, viewer.links.article(each.id), title="" if each.title else untitled)
        for each in articles
    )
    return PageEntryView(
        label=page_label(page, viewer.words),
        href=viewer.links.page(page.id),
        figures=_page_figures(viewer, page, articles),
        articles=tuple(links),
        is_alone=len(articles) == 1,
    )


def _folder(page_id: str) -> str:
    return page_id.rpartition("/")[0]


def _page_group(
    viewer: Viewer, page: StoredPage, articles: list[StoredArticle], items: list[ItemView]
) -> PageGroupView:
    return PageGroupView(
        label=page_label(page, viewer.words),
        href=viewer.links.page(page.id),
        figures=_page_figures(viewer, page, articles),
        items=tuple(items),
    )


def _folder_group(
    names: ValueNames, folder: str, articles: list[StoredArticle], items: list[ItemView]
) -> PageGroupView:
    viewer = names.viewer
    alone = (
        replace(
            item,
            source=viewer.links.page(article.page),
            printed=" · ".join(dateline(article, viewer.words) if article.date or article.newspaper else ()),
        )
        for article, item in zip(articles, items, strict=True)
    )
    return PageGroupView(
        label=names.of(Filter("folder", folder)) if folder else "",
        href=filtered(viewer, "folder", folder),
        figures=(),
        items=tuple(alone),
        is_page=False,
    )


def _page_figures(viewer: Viewer, page: StoredPage, articles: Sequence[StoredArticle]) -> tuple[str, ...]:
    words = viewer.words
    paragraphs = sum(article.paragraphs for article in articles)
    items = words.ngettext("%(n)s item", "%(n)s items", len(articles))
    counted = f"{items} · {words.ngettext('%(n)s paragraph', '%(n)s paragraphs', paragraphs)}"
    printed = " · ".join(dateline(articles[0], words)) if articles else ""
    # A newspaper's folder is mostly called like the newspaper.
    folder = "" if articles and page.folder == articles[0].newspaper else page.folder
    return tuple(figure for figure in (folder, counted, printed) if figure)


def _item(viewer: Viewer, article: StoredArticle) -> ItemView:
    return ItemView(
        title=article.label,
        pinyin=pinyin_line(article, viewer.words),
        untitled=article.title is None,
        href=viewer.links.article(article.id),
        kind=unusual_kind(article, viewer.words),
        lead=article.lead,
        authors=tuple(Link(name, filtered(viewer, "author", name)) for name in article.authors),
        affiliation=affiliation_links(viewer, article.affiliation),
        figures=length(article, viewer.words),
    )
