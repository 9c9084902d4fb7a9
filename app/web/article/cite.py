"""Citations on a page, and the QR code that takes a link to the phone."""

import io

import segno

from app.cite.citable import Citable, missing
from app.cite.formats import FORMATS
from app.store.rows import StoredArticle, StoredBlock
from app.web.article.views import CiteFormat, CiteView
from app.web.core.clock import today
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.layout.labels import block_label, citation_label, pinyin_line


def citable(
    viewer: Viewer, article: StoredArticle, block: StoredBlock | None = None, permalink: str = ""
) -> Citable:
    """Return an article, or a block of it, as something to cite today; by another link where one is given."""
    links = viewer.links
    url = links.paragraph(block.id) if block else links.article(article.id)
    return Citable(
        key=block.id if block else article.id,
        opening=article.opening,
        permalink=permalink or links.absolute(url),
        accessed=today(),
        quotation=block.text if block else None,
        n=block.n if block else None,
        **article.metadata(),
    )


def citations(viewer: Viewer, article: StoredArticle, block: StoredBlock | None = None) -> CiteView:
    """Return all formats, ready to copy or download."""
    item, links, words = citable(viewer, article, block), viewer.links, viewer.words
    gaps = missing(item)
    return CiteView(
        title=article.label,
        pinyin=pinyin_line(article, words),
        back=Link(
            block_label(block, words) if block else words.gettext("The article"),
            links.paragraph(block.id) if block else links.article(article.id),
        ),
        quotation=block.text if block else "",
        permalink=item.permalink,
        qr=links.paragraph_qr(block.id) if block else links.article_qr(article.id),
        missing=words.gettext(
            "To be supplied (待补): %(names)s. The source does not say.", names="、".join(gaps)
        )
        if gaps
        else "",
        formats=tuple(
            CiteFormat(
                citation_label(name, each.label, words),
                each.write(item),
                links.paragraph_cite(block.id, name) if block else links.article_cite(article.id, name),
                each.media_type,
                each.language,
            )
            for name, each in FORMATS.items()
        ),
    )


def qr_svg(url: str) -> bytes:
    """Return a link as a QR code; always dark on light, so that every phone reads it."""
    picture = io.BytesIO()
    segno.make_qr(url, error="m").save(
        picture, kind="svg", border=4, scale=4, dark="#000", light="#fff", xmldecl=True, title=url, nl=False
    )
    return picture.getvalue()
