"""An article in other forms: plain text and Markdown."""

from app.lazy_pattern import lazy_pattern
from app.library.contents import FullArticle
from app.store.rows import StoredBlock

# What would be read as a mark at the beginning of a line, or inside it.
_LINE_MARK = lazy_pattern(r"^(\s*)([#>+\-=]|\d+[.)])")
_MARK = lazy_pattern(r"([\\`*_\[\]<>|])")


def article_text(view: FullArticle, url: str) -> str:
    """Return an article as plain text: title, byline, blocks, source, with an empty line between them."""
    article = view.article
    head = [article.kicker, article.title, article.subtitle, "　".join(article.authors), article.affiliation]
    parts = [part for part in head if part] + [block.text for block in view.blocks]
    return "\n\n".join([*parts, *filter(None, [article.source_note]), url]) + "\n"


def article_markdown(view: FullArticle, url: str) -> str:
    """Return an article as Markdown; text that looks like marks is escaped."""
    article = view.article
    head = [
        article.kicker and _escaped(article.kicker),
        f"# {_escaped(article.label)}" + ("" if article.title else "（原版无题）"),
        article.subtitle and _escaped(article.subtitle),
        "　".join(_escaped(name) for name in article.authors),
        article.affiliation and _escaped(article.affiliation),
    ]
    body = [_block(block) for block in view.blocks]
    note = _escaped(article.source_note) if article.source_note else None
    return "\n\n".join(part for part in [*head, *body, note, url and f"<{url}>"] if part) + "\n"


def _block(block: StoredBlock) -> str:
    text = _escaped(block.text)
    marks = {"heading": "## ", "key_point": "- ", "caption": "> "}
    return marks.get(block.type, "") + text


def _escaped(text: str) -> str:
    return _LINE_MARK.sub(r"\1\\\2", _MARK.sub(r"\\\1", text))
