from app.article import Article
from app.ingest.parse import parse_page
from app.ingest.parse_json import article_form
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL, page

BOATS = (
    RIVER,
    "渡船往来两岸，老码头的石阶由镇里修好，赶集的居民每天清晨乘渡船。",
    "码头边的路灯亮了，渡船可以开到夜里。",
)
PUPILS = (SCHOOL, "小学的教师带着学生种树观鸟，溪边的课堂变了样。", "山里的学生说，教师来了，小学不再冷清。")
BOAT_NOTE = "（作者系江州市水利局局长）\n"
PUPIL_NOTE = "（作者单位：江州师范学院）\n"
BOAT_TEXT, PUPIL_TEXT = page(*BOATS) + BOAT_NOTE, page(*PUPILS) + PUPIL_NOTE


def articles(text: str) -> tuple[Article, ...]:
    return parse_page("page", text).articles


def heads(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(article.title, article.authors) for article in articles(text)]


def test_titles_before_their_texts() -> None:
    text = f"老码头重新开放\n□ 王小山\n{BOAT_TEXT}山里小学来了教师\n□ 李明\n{PUPIL_TEXT}"
    assert heads(text) == [("老码头重新开放", ("王小山",)), ("山里小学来了教师", ("李明",))]


def test_titles_after_their_texts() -> None:
    text = f"□ 王小山\n{BOAT_TEXT}老码头重新开放\n□ 李明\n{PUPIL_TEXT}山里小学来了教师\n"
    assert heads(text) == [("老码头重新开放", ("王小山",)), ("山里小学来了教师", ("李明",))]


def test_a_title_above_the_item_before_its_own() -> None:
    text = f"山里小学来了教师\n李明\n\n老码头重新开放\n王小山\n{BOAT_TEXT}{PUPIL_TEXT}"
    assert heads(text) == [("老码头重新开放", ("王小山",)), ("山里小学来了教师", ("李明",))]


def test_titles_are_never_invented() -> None:
    text = f"{BOAT_TEXT}{PUPIL_TEXT}"
    found = articles(text)
    assert [article.title for article in found] == [None, None]
    assert [article.affiliation for article in found] == ["作者系江州市水利局局长", "作者单位：江州师范学院"]


def test_the_part_after_its_own_note_goes_back_to_its_article() -> None:
    boats = [*BOATS, "老码头的渡船由镇里买来，石阶和路灯是居民修好的，往来两岸只要一刻钟。" * 3]
    text = f"老码头重新开放\n□ 王小山\n{page(*boats[2:])}{BOAT_NOTE}{page(*boats[:2])}"
    text += f"山里小学来了教师\n□ 李明\n{page(*PUPILS)}"
    found = articles(text)
    assert [len(article.blocks) for article in found] == [4, 3]


def test_a_titled_picture_is_a_brief_and_an_untitled_one_a_caption() -> None:
    text = (
        f"老码头重新开放\n□ 王小山\n{BOAT_TEXT}"
        f"夜市换新颜夜市换新颜\n{page(MARKET)}\n新华社记者 王 磊 摄\n"
        "\n图为读者在社区图书馆看书。 本报记者 李 明 摄\n"
    )
    found = articles(text)
    assert [article.kind.value for article in found] == ["article", "brief", "caption"]
    assert found[1].title == "夜市换新颜"
    assert found[2].source_note == "本报记者 李 明 摄"


def test_a_date_on_the_page_dates_its_articles() -> None:
    text = f"理论\n2024年3月12日 星期二\n07\n老码头重新开放\n□ 王小山\n{page(*BOATS, LIBRARY)}"
    assert {article.date for article in articles(text)} == {"2024-03-12"}


def test_two_texts_in_one_column_are_parted_for_their_two_titles() -> None:
    boats = [*BOATS, "老码头的渡船由镇里买来，石阶和路灯是居民修好的，往来两岸只要一刻钟。" * 3]
    pupils = [*PUPILS, "教师们说，山里的学生爱种树，也爱观鸟，小学的课堂就在溪边和林子里。" * 3]
    text = f"老码头的渡船\n□ 王小山\n{page(*boats, *pupils)}（据新华社）\n山里小学来了年轻教师\n"
    assert [title for title, _ in heads(text)] == ["老码头的渡船", "山里小学来了年轻教师"]


def test_untitled_news_begins_with_its_day() -> None:
    pupils = [*PUPILS, "教师们说，山里的学生爱种树，也爱观鸟，小学的课堂就在溪边和林子里。" * 3]
    boats = [f"3月5日，{BOATS[0]}", *BOATS[1:], BOATS[1] * 2]
    assert heads(f"{page(*pupils)}{page(*boats)}") == [(None, ()), (None, ())]


def test_the_one_byline_left_signs_the_one_text_with_a_note_and_no_author() -> None:
    text = f"老码头重新开放\n□ 王小山\n\n□ 李明\n{BOAT_TEXT}{PUPIL_TEXT}山里小学来了教师\n"
    assert heads(text) == [("老码头重新开放", ("王小山",)), ("山里小学来了教师", ("李明",))]


def test_the_name_of_a_column_inside_a_text_is_no_heading() -> None:
    campaign = "深入学习贯彻习近平新时代中国特色社会主义思想"
    found = parse_page("page", f"{campaign}\n{page(*BOATS * 3)}治理之道\n{page(*BOATS * 3)}")
    (form,) = map(article_form, found.articles)
    assert (len(form["paragraphs"]), form["headings"], form["title"]) == (18, [], None)
    assert [entry.text for entry in found.unused] == [campaign, "治理之道"]


def test_a_title_as_wide_as_a_first_line_is_found_below_the_name_of_a_column() -> None:
    title = "老码头的渡船重新往来两岸"
    text = f"{page(*PUPILS, measure=14)}治理之道\n{title}\n{page(*BOATS, measure=14)}"
    assert [article.title for article in articles(text)] == [None, title]
