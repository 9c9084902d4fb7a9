import pytest

from app.ingest.lines.width import common_measures, compressible_width, first_unit_width, width


@pytest.mark.parametrize(("text", "wide"), [("江边", 2), ("2024年", 3), ("GDP", 1.5), ("", 0)])
def test_latin_is_half_as_wide_as_han(text: str, wide: float) -> None:
    assert width(text) == wide


@pytest.mark.parametrize(
    ("line", "wide"), [("江边", 1), ("边。他", 2), ("“江边", 2), ("2024年", 2), ("75%的", 1.5), ("——江", 2)]
)
def test_what_a_typesetter_does_not_break(line: str, wide: float) -> None:
    assert first_unit_width(line) == wide


def test_every_common_width_is_a_candidate() -> None:
    assert common_measures([16, 16, 15.5, 16, 20, 20, 19.5, 7]) == [16.0, 20.0]


def test_punctuation_that_meets_may_be_squeezed() -> None:
    assert compressible_width("他说：“好。”") == 2
