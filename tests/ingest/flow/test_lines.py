from app.ingest.flow.lines import normalize_spaces, read_plain_blocks


def test_lines_keep_number_indent_and_the_blank_line_before() -> None:
    first, second = read_plain_blocks("\n　　第一段\n\n    第二段  两栏\n")
    assert (first.text, first.lines, first.indent, first.gap) == ("第一段", ((2, 2),), 2, True)
    assert (second.text, second.indent, second.gap) == ("第二段  两栏", 2, True)


def test_only_the_space_after_the_number_of_an_article_stays() -> None:
    assert normalize_spaces("第一条　为了 保护 2024 年的河流") == "第一条　为了保护2024年的河流"
