"""An old link's way: the notice of what changed since it was made, and the page for what is gone."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from app.permalinks.resolve import Lost, Resolved, Status
from app.store.rows import StoredArticle, StoredBlock, StoredPage, TextBlock
from app.web.article.views import GoneView
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link, Notice, Segment
from app.web.layout.hit_views import GroupView, HitView
from app.web.layout.labels import block_label, block_mark, facet_label, page_label, pinyin_line
from app.web.layout.phrases import phrased

# Comparing two texts takes time with the product of their lengths: this much takes about 0.1 s.
LONGEST_COMPARED = 4_000

NearbyBlock = tuple[StoredArticle, StoredPage, TextBlock]
"""A paragraph near one that is gone, with its article and page."""
StandingPlace = tuple[StoredArticle | None, StoredPage | None]
"""Of the article and the page that something gone stood in, those that still stand."""


def block_notice(viewer: Viewer, resolved: Resolved[StoredBlock]) -> Notice | None:
    """Return what the reader of an old link should know; None where nothing changed."""
    words, now = viewer.words, resolved.current
    if resolved.status == Status.CURRENT or now is None:
        return None
    if resolved.status == Status.MOVED:
        return Notice(
            words.gettext("This passage has moved since the link was made; its words are the same.")
        )
    if not resolved.was:
        return Notice(
            words.gettext(
                "The library was built anew since this link was made. This is the passage most like the one"
                " it led to."
            ),
            links=tuple(_near(viewer, block) for block in resolved.near),
        )
    text = words.gettext("This passage has changed since the link was made. The differences:")
    return Notice(text, lines=(text_diff(resolved.was, now.text),))


def article_notice(viewer: Viewer, status: Status, was: str) -> Notice | None:
    """Return the notice for an article, which was known by its title or opening words."""
    if status == Status.CURRENT:
        return None
    if was:
        return Notice(
            viewer.words.gettext("This article was called “%(was)s” when the link was made.", was=was)
        )
    return Notice(
        viewer.words.gettext(
            "The library was built anew since this link was made. This is the article most like it."
        )
    )


def gone_paragraph(
    viewer: Viewer, resolved: Resolved[StoredBlock], where: StandingPlace, near: Iterable[NearbyBlock]
) -> GoneView:
    """Return what is known of a paragraph that is gone, and what is nearest to it now."""
    text = viewer.words.gettext(
        "It was part of the library when this link was made. The source has since changed so much that no"
        " paragraph can be said to be its successor."
    )
    nearest = tuple(_group(viewer, *each) for each in near)
    title = viewer.words.gettext("This paragraph is gone")
    return GoneView(title, text, _known(viewer, resolved.lost, where), resolved.was, nearest)


def gone_article(
    viewer: Viewer, resolved: Resolved[StoredArticle], where: StandingPlace, links: tuple[Link, ...]
) -> GoneView:
    """Return what is known of an article that is gone."""
    text = viewer.words.gettext("“%(was)s” was taken out of the library.", was=resolved.was)
    title = viewer.words.gettext("This article is gone")
    return GoneView(title, text, _known(viewer, resolved.lost, where), "", links=links)


def _known(viewer: Viewer, lost: Lost | None, where: StandingPlace) -> tuple[tuple[str, Link], ...]:
    """Return article, authors and page of what is lost, with links to what still stands."""
    if lost is None:
        return ()
    words, (article, page) = viewer.words, where
    rows = (
        (words.gettext("Article"), Link(lost.title, viewer.links.article(article.id) if article else "")),
        (facet_label("author", words), Link(lost.authors, "")),
        (
            facet_label("page", words),
            Link(page_label(page, words), viewer.links.page(page.id)) if page else Link(lost.page, ""),
        ),
    )
    return tuple((name, link) for name, link in rows if link.text)


def _group(viewer: Viewer, article: StoredArticle, page: StoredPage, block: TextBlock) -> GroupView:
    links = viewer.links
    hit = HitView(
        id=block.id,
        name=block_mark(block, viewer.words),
        type=block.type,
        href=links.paragraph(block.id),
        permalink=links.paragraph(block.id),
        segments=(Segment(block.text),),
    )
    return GroupView(
        title=phrased((Segment(article.label),)),
        untitled=article.title is None,
        href=links.article(article.id),
        authors="、".join(article.authors),
        pinyin=pinyin_line(article, viewer.words),
        page=Link(page_label(page, viewer.words), links.page(page.id)),
        count="",
        rail=None,
        hits=(hit,),
    )


def text_diff(was: str, now: str) -> tuple[Segment, ...]:
    """Compare two texts character by character; what was taken out and put in is marked."""
    if len(was) > LONGEST_COMPARED or len(now) > LONGEST_COMPARED:
        return (Segment(was, "del"), Segment(now, "ins"))
    segments: list[Segment] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            segments.append(Segment(was[a:b]))
            continue
        segments += [Segment(was[a:b], "del")] if b > a else []
        segments += [Segment(now[c:d], "ins")] if d > c else []
    return tuple(segments)


def _near(viewer: Viewer, block: StoredBlock) -> Link:
    return Link(block_label(block, viewer.words), viewer.links.paragraph(block.id))
