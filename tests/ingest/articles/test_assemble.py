from app.article import Kind, Reason, Role
from app.ingest.articles.assemble import assemble_articles, list_unused
from app.ingest.articles.bodies import TextRun
from app.ingest.articles.page_items import Item, PageItems
from app.ingest.articles.title_candidates import TitleCandidate
from app.ingest.columns.elements import CAPTION, PARAGRAPH, Element
from app.ingest.lines.classify import LineClass
from tests.ingest.setting import RIVER, SCHOOL, element, lines_of


def page_of(*items: Item) -> PageItems:
    return PageItems(list(items), [], [])


def title(text: str, **more: str) -> TitleCandidate:
    return TitleCandidate(text, tuple(lines_of(text)), 0, 1, **more)  # type: ignore[arg-type]


def test_an_item_becomes_an_article_with_its_parts() -> None:
    byline = Element(LineClass.BYLINE, "□ 王小山", tuple(lines_of("□ 王小山")), ("王小山",))
    item = Item([TextRun([0])], title("老码头", kicker="江州观察", subtitle="——两岸"), [byline])
    (article,) = assemble_articles([element(PARAGRAPH, RIVER)], page_of(item))
    assert (article.title, article.kicker, article.subtitle) == ("老码头", "江州观察", "——两岸")
    assert article.authors == ("王小山",)
    assert [part.role for part in article.parts] == [Role.KICKER, Role.TITLE, Role.SUBTITLE, Role.BYLINE]


def test_a_note_gives_the_affiliation_and_the_paper_it_is_taken_from() -> None:
    note = element(LineClass.AFFILIATION, "（作者系江州大学教授，原载《江州学刊》）")
    (article,) = assemble_articles([element(PARAGRAPH, RIVER)], page_of(Item([TextRun([0])], notes=[note])))
    assert (article.affiliation, article.source_note) == ("作者系江州大学教授", "原载《江州学刊》")


def test_a_caption_has_the_credit_that_follows_it() -> None:
    found = [element(CAPTION, "游客乘坐渡船。"), element(LineClass.CREDIT, "新华社记者 王 磊 摄", at=2)]
    (article,) = assemble_articles(found, page_of())
    assert (article.kind, article.source_note) == (Kind.CAPTION, "新华社记者 王 磊 摄")


def test_articles_stand_in_the_order_of_the_source() -> None:
    found = [element(CAPTION, "游客乘坐渡船。", at=1), element(PARAGRAPH, RIVER, at=2)]
    made = assemble_articles(found, page_of(Item([TextRun([1])])))
    assert [article.kind for article in made] == [Kind.CAPTION, Kind.ARTICLE]


def test_two_dates_on_a_page_date_nothing() -> None:
    day, other = (element(LineClass.FURNITURE, f"2024年3月{day}日") for day in (12, 13))
    item = Item([TextRun([0])])
    assert assemble_articles([element(PARAGRAPH, RIVER), day], page_of(item))[0].date == "2024-03-12"
    assert assemble_articles([element(PARAGRAPH, RIVER), day, other], page_of(item))[0].date is None


def test_what_is_in_no_article_is_listed_with_its_reason() -> None:
    found = [
        element(LineClass.KEY_HEAD, "核心提示"),
        element(LineClass.FURNITURE, "07"),
        element(PARAGRAPH, SCHOOL),
    ]
    left = PageItems([], [element(LineClass.BYLINE, "□ 李明")], [title("老码头")])
    assert [(entry.text, entry.reason) for entry in list_unused(found, left)] == [
        ("核心提示", Reason.LABEL),
        ("07", Reason.RUNNING_HEAD),
        ("老码头", Reason.TITLE_OF_NO_ITEM),
        ("□ 李明", Reason.BYLINE_OF_NO_ITEM),
    ]
