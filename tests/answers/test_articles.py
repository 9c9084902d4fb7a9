from dataclasses import fields

from app.answers.articles import Article
from app.article import ArticleMetadata


def test_an_article_has_every_field_that_articles_have() -> None:
    names = [each.name for each in fields(ArticleMetadata)]
    assert list(Article.model_fields)[3 : 3 + len(names)] == names
