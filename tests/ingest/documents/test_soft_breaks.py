from app.ingest.documents.soft_breaks import group_lines, is_line_by_line, join_lines


def test_lines_that_end_whole_paragraphs_are_paragraphs() -> None:
    assert is_line_by_line([["他来了。大家都高兴。", "会议开始了。气氛热烈。"]])
    assert is_line_by_line([["第一条　本条例适用于全市。", "第二条　自公布之日起施行。"]])


def test_lines_that_break_off_are_one_paragraph() -> None:
    assert not is_line_by_line(
        [["走进云溪县老城区，青石板路两旁的木", "楼修葺一新，二百多户居民用上了管道。"]]
    )
    assert not is_line_by_line([["走进云溪县，", "青石板路两旁的木楼修葺一新。"]])


def test_lines_about_the_text_stand_alone() -> None:
    lines = ["林舟", "2024-06-03", "走进云溪县老城区"]
    assert group_lines(lines, False, lambda line: line[:4] == "2024") == [(0, 1), (1, 2), (2, 3)]


def test_a_space_stands_between_latin_words_alone() -> None:
    assert join_lines(["走进 ", "云溪", "New", "York，", "2024"]) == "走进云溪New York，2024"
