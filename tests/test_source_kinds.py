"""What an article is follows from what is known of it."""

import pytest

from app.article import ArticleMetadata
from app.source_kinds import SourceKind, source_kind


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        (
            {"newspaper": "人民日报", "issuing_body": "国务院", "url": "https://x.example/"},
            SourceKind.NEWSPAPER,
        ),
        ({}, SourceKind.NEWSPAPER),
        ({"title": "老街新事", "date": "2024-03-12"}, SourceKind.NEWSPAPER),
        ({"title": "中华人民共和国河流法（2019年修正）"}, SourceKind.LAW),
        ({"title": "云溪省河流保护条例", "issuing_body": "云溪省人民政府"}, SourceKind.LAW),
        ({"title": "河流法", "issuing_body": "云溪省人民代表大会常务委员会"}, SourceKind.LAW),
        ({"title": "河流工作方法", "issuing_body": "云溪省水利厅"}, SourceKind.DOCUMENT),
        ({"title": "关于河流的通知", "document_number": "云政发〔2024〕5号"}, SourceKind.DOCUMENT),
        ({"title": "我们的想法", "url": "https://x.example/"}, SourceKind.WEB),
    ],
)
def test_the_kind_follows_from_what_is_known(known: dict[str, str], kind: SourceKind) -> None:
    assert source_kind(ArticleMetadata(**known)) == kind  # type: ignore[arg-type]
