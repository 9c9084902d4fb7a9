import pytest

from app.ingest.columns.side_by_side import separate_columns
from tests.ingest.setting import LIBRARY, MARKET, RIVER, SCHOOL, column

LEFT, RIGHT = column(RIVER + MARKET + RIVER, 16), column(SCHOOL + LIBRARY + SCHOOL, 16)


def beside(left: list[str], right: list[str], *, wide: bool) -> str:
    """Return two columns on the same lines; a Han character takes two cells, or one."""
    room = 16 * (1 + wide) + 4
    return "\n".join(
        one + " " * (room - len(one) * (1 + wide)) + other for one, other in zip(left, right, strict=True)
    )


@pytest.mark.parametrize("wide", [True, False])
def test_the_right_column_comes_below_the_left_one(wide: bool) -> None:
    separated = separate_columns("老街与小学\n" + beside(LEFT[:6], RIGHT[:6], wide=wide) + f"\n{MARKET}")
    assert separated is not None
    assert separated.text.split("\n") == ["老街与小学", *LEFT[:6], *RIGHT[:6], MARKET]
    assert separated.numbers == (1, *range(2, 8), *range(2, 8), 8)
    assert separated.in_source(((5, 9),)) == ((5, 7), (2, 3))


def test_columns_of_each_page_stay_together() -> None:
    pages = [beside(LEFT[at : at + 5], RIGHT[at : at + 5], wide=True) for at in (0, 5)]
    separated = separate_columns("\f".join(pages))
    assert separated is not None
    assert separated.text.split("\n") == [*LEFT[:5], *RIGHT[:5], *LEFT[5:10], *RIGHT[5:10]]


@pytest.mark.parametrize(
    "text",
    [
        "品种    产量    增长\n粮食    186     2.1\n油料    12      3.4\n水果    45      5.6\n",
        "云溪市人民政府    青石县人民政府\n林舟              何静\n二〇二三年        二〇二三年\n",
        "\n".join(RIGHT),
        "\n".join([RIVER, SCHOOL, MARKET]),
        "",
    ],
)
def test_tables_and_signatures_are_no_columns(text: str) -> None:
    assert separate_columns(text) is None
