"""A page replaced by its PDF, or a PDF by its text, keeps its links: equal text, equal ids."""

from pathlib import Path

import pytest

from app.article import Article, BlockType
from app.build.build import build
from app.config import Settings
from app.library.library import Library
from tests.builders import markdown, settings_in, write_seed
from tests.quality.document import document
from tests.quality.known import known_pages


@pytest.fixture(scope="module")
def article() -> Article:
    known = (a for page in known_pages() for a in page.articles)
    return next(a for a in known if len(a.texts(BlockType.HEADING)) > 2)


def write_pdf(settings: Settings, name: str, article: Article, title_lines: int) -> None:
    (settings.seeds / name).write_bytes(document(article, title_lines=title_lines))


def ids(settings: Settings) -> set[str]:
    library = Library(settings)
    try:
        with library.snapshot() as opened:
            views = list(opened.every_article())
            return {block.id for view in views for block in view.blocks} | {v.article.id for v in views}
    finally:
        library.close()


@pytest.mark.parametrize(("pdf_first", "title_lines"), [(False, 1), (True, 1), (False, 2), (True, 2)])
def test_equal_texts_have_equal_ids(
    tmp_path: Path, article: Article, pdf_first: bool, title_lines: int
) -> None:
    settings = settings_in(tmp_path)
    text = markdown(article.title or "", *(block.text for block in article.blocks))
    for block in article.texts(BlockType.HEADING):
        text = text.replace(f"\n{block}\n", f"\n## {block}\n")
    found = []
    for as_pdf in (pdf_first, not pdf_first):
        for old in settings.seeds.iterdir():
            old.unlink()
        if as_pdf:
            write_pdf(settings, "page.pdf", article, title_lines)
        else:
            write_seed(settings, "page.md", text)
        build(settings)
        found.append(ids(settings))
    assert found[0] == found[1]
