from app.ingest.articles.title_candidates import (
    DisplayRun,
    find_title_runs,
    join_display_lines,
    merge_candidates,
    title_candidates,
)
from tests.ingest.setting import LIBRARY, RIVER, SCHOOL, elements_of, lines_of, page

NOTE = "（作者系江州市水利局局长）\n"


def runs(text: str) -> list[DisplayRun]:
    return find_title_runs(elements_of(text))


def test_a_display_line_before_a_byline_is_a_title() -> None:
    (run,) = runs("老码头重新开放\n□ 王小山\n" + page(RIVER, SCHOOL) + NOTE)
    assert not run.uncertain
    assert merge_candidates(title_candidates(run)).text == "老码头重新开放"


def test_a_display_line_inside_a_text_is_not() -> None:
    assert not runs(page(RIVER) + "两岸往来的变化\n" + page(SCHOOL, LIBRARY))


def test_one_after_the_end_of_an_item_is_in_doubt() -> None:
    (run,) = runs(page(RIVER) + NOTE + "两岸往来的变化\n" + page(SCHOOL, LIBRARY))
    assert run.uncertain


def test_kickers_and_subtitles_go_with_their_title() -> None:
    (run,) = runs("江州观察\n老码头重新开放\n——两岸居民的一天\n□ 王小山\n" + page(RIVER, SCHOOL))
    title = merge_candidates(title_candidates(run))
    assert (title.kicker, title.text, title.subtitle) == ("江州观察", "老码头重新开放", "——两岸居民的一天")


def test_balanced_halves_are_set_with_a_space() -> None:
    assert join_display_lines(lines_of("加快码头建设\n方便两岸往来")) == "加快码头建设 方便两岸往来"
    assert join_display_lines(lines_of("老码头重新开放的\n意义")) == "老码头重新开放的意义"


def test_a_numbered_heading_is_no_part_of_a_title_but_a_number_alone_is() -> None:
    (run,) = runs("渡船管理办法\n第一章 总则\n" + page("第一条" + RIVER, "第二条" + SCHOOL))
    assert merge_candidates(title_candidates(run)).text == "渡船管理办法"
    (run,) = runs("关于渡船管理办法的解释\n（一）\n□ 王小山\n" + page(RIVER, SCHOOL))
    assert merge_candidates(title_candidates(run)).text == "关于渡船管理办法的解释（一）"


def test_a_title_below_a_numbered_heading_is_found() -> None:
    text = page(RIVER) + "（二）渡船的管理\n\n山里小学来了教师\n□ 李明\n" + page(SCHOOL, LIBRARY)
    assert [merge_candidates(title_candidates(run)).text for run in runs(text)] == ["山里小学来了教师"]


def test_each_subtitle_has_a_title() -> None:
    text = "老码头重新开放\n——江边渡船往来两岸的一天\n山里来了教师\n——溪边的课堂\n□ 李明\n"
    (run,) = runs(text + page(SCHOOL, LIBRARY))
    assert [(title.text, title.subtitle) for title in title_candidates(run)] == [
        ("老码头重新开放", "——江边渡船往来两岸的一天"),
        ("山里来了教师", "——溪边的课堂"),
    ]


def test_the_rest_of_a_wrapped_title_is_no_heading() -> None:
    text = "江边老码头修好石阶方便两岸居民往\n来\n\n" + page(RIVER, SCHOOL) + "两岸的变化\n" + page(LIBRARY)
    (run,) = runs(page(SCHOOL) + NOTE + text)
    assert not run.heading
    assert merge_candidates(title_candidates(run)).text == "江边老码头修好石阶方便两岸居民往来"


def test_above_the_first_article_of_a_law_stands_no_heading_without_a_number() -> None:
    title = "\n江州市人民政府关于渡船往来和码头秩序的管理\n\n办法（试行）\n\n"
    law = page(f"第一条 {RIVER}") + "公布和施行\n" + page(SCHOOL)
    (run, *_) = runs(page(SCHOOL) + NOTE + title + law)
    assert not run.heading
    (run, *_) = runs(page(SCHOOL) + NOTE + title + law.replace("第一条 ", ""))
    assert run.heading
