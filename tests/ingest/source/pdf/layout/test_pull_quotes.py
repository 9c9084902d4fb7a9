from app.ingest.source.pdf.layout.pull_quotes import pull_quotes
from app.ingest.source.pdf.layout.titles import titles
from app.ingest.source.pdf.printed_line import TextLine
from tests.ingest.source.pdf.layout.pages import column, line, page

QUOTE = line("把课堂搬到溪边", 10, 190, 120, size=16, face="Hei")


def found(below: list[TextLine], above: str = "山里的小学今年来了三位年轻") -> list[str]:
    made = page([*column(above, 0, 100, 5), QUOTE, *below])
    return [
        line.text for quote in pull_quotes(made, titles(made, made.lines), made.lines) for line in quote.title
    ]


def test_large_type_where_the_text_around_it_goes_on_is_a_pull_quote() -> None:
    assert found([line("教师带着学生种树观鸟把课堂", 0, 230 + 15 * n) for n in range(5)]) == [QUOTE.text]


def test_above_the_beginning_of_a_paragraph_it_is_a_title() -> None:
    assert found(column("教师带着学生种树观鸟把课堂", 0, 230, 5)) == []


def test_below_the_end_of_a_sentence_it_is_a_title() -> None:
    below = [line("教师带着学生种树观鸟把课堂", 0, 230 + 15 * n) for n in range(5)]
    assert found(below, "山里的小学今年来了三位教师。") == []
