from app.ingest.articles.bodies import TextRun
from app.ingest.articles.page_items import TITLE, Item
from app.ingest.articles.text_similarity import BigramModel
from app.ingest.articles.title_candidates import DisplayRun, split_display_units
from app.ingest.articles.title_matching import TitleAssignment, assign_titles
from app.ingest.columns.elements import DISPLAY, PARAGRAPH
from tests.ingest.setting import element

BOATS = "渡船往来两岸，老码头的石阶和路灯由镇里修好，赶集的居民每天清晨乘渡船往来，码头夜里也亮。" * 4
PUPILS = "小学的教师带着学生种树观鸟，溪边的课堂让山里的学生和家长都说小学变了，教师也留了下来。" * 4
NIGHTS = "县城的夜市重新规划了摊位，油烟管道统一安装，垃圾分类收集，摊主说夜市的回头客反而更多。" * 4


def given(*page: tuple[str, str], uncertain: tuple[int, ...] = ()) -> list[tuple[str, str | None]]:
    """The titles of a page of titles and one-paragraph texts, each with the opening of its text."""
    found = [element(kind, text) for kind, text in page]
    items = [Item([TextRun([index])]) for index, element in enumerate(found) if element.kind == PARAGRAPH]
    texts = [found[item.parts[0].indices[0]].text for item in items]
    runs = [
        DisplayRun(index, index + 1, tuple(split_display_units([element])), uncertain=index in uncertain)
        for index, element in enumerate(found)
        if element.kind != PARAGRAPH
    ]
    best: TitleAssignment = assign_titles(found, items, runs, BigramModel(texts))
    return [
        (title.text, None if item is None else texts[item][:2])
        for title, item in (*best.certain, *best.uncertain)
    ]


def test_words_outweigh_the_place() -> None:
    page = ((TITLE, "山里的小学来了教师"), (PARAGRAPH, BOATS), (TITLE, "老码头的渡船"), (PARAGRAPH, PUPILS))
    assert given(*page) == [("山里的小学来了教师", "小学"), ("老码头的渡船", "渡船")]


def test_neighbouring_lines_are_two_titles_where_each_has_a_text() -> None:
    lines = "渡船往来两岸\n山里的小学来了年轻教师"
    assert given((TITLE, lines), (PARAGRAPH, BOATS), (PARAGRAPH, PUPILS)) == [
        ("渡船往来两岸", "渡船"),
        ("山里的小学来了年轻教师", "小学"),
    ]
    assert [item for _, item in given((TITLE, lines), (PARAGRAPH, BOATS))] == ["渡船"]


def test_lines_that_were_set_apart_are_two_titles() -> None:
    lines = "老码头的渡船老码头的渡船\n新来的老师怎么看"
    page = ((TITLE, lines), (PARAGRAPH, BOATS), (PARAGRAPH, NIGHTS))
    assert given(*page) == [("老码头的渡船", "渡船"), ("新来的老师怎么看", "县城")]


def test_a_title_that_breaks_off_is_one() -> None:
    lines = "老码头的渡船与\n山里的小学教师"
    (title,) = given((TITLE, lines), (PARAGRAPH, BOATS), (PARAGRAPH, PUPILS))
    assert title[0] == "老码头的渡船与山里的小学教师"


def test_a_doubtful_line_is_a_heading_where_its_text_has_a_title() -> None:
    text = (PARAGRAPH, BOATS)
    other = ((TITLE, "山里的小学来了教师"), (PARAGRAPH, PUPILS), (TITLE, "夜市的摊位"), (PARAGRAPH, NIGHTS))
    assert ("码头夜里亮了", "渡船") in given(*other, (DISPLAY, "码头夜里亮了"), text, uncertain=(4,))
    titled = ((TITLE, "老码头的渡船"), (DISPLAY, "码头夜里亮了"), text)
    assert given(*titled, uncertain=(1,)) == [("老码头的渡船", "渡船"), ("码头夜里亮了", None)]
