"""The chart of the distribution: everything stands within it, and nothing on something else."""

from itertools import groupby, pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.search.results import Counts, Part
from app.web.research.trends.chart import WIDTH, draw_bars

SIZES = st.lists(st.one_of(st.just(0), st.integers(1, 3_000_000)), min_size=1, max_size=300).filter(any)


def part(number: int, characters: int, wordings: int) -> Part:
    counts = Counts(min(characters, 7), min(characters, 7), min(characters, 7))
    return Part(str(1900 + number), 1, characters, (counts,) * wordings)


@given(SIZES, st.integers(1, 3))
def test_bars_and_marks_stay_within_the_chart_and_apart(sizes: list[int], wordings: int) -> None:
    parts = [part(n, size, wordings) for n, size in enumerate(sizes)]
    dates = [each.value for each in parts]
    chart = draw_bars(parts, dates, dates, "no data", "title", "text")
    assert chart
    bars = [bar for bar in chart.bars if bar.css.startswith("w1")]
    assert float(bars[-1].x) + float(bars[-1].width) <= WIDTH
    assert all(
        float(left.x) + float(left.width) <= float(right.x) + 0.2 for left, right in pairwise(bars)
    )  # printed to a tenth
    reaches = [(float(name.label_x), len(name.label) * 6 / 2) for name in chart.names]
    assert all(left + half <= right - other for (left, half), (right, other) in pairwise(reaches))


@given(SIZES)
def test_parts_without_text_side_by_side_are_one_gap(sizes: list[int]) -> None:
    parts = [part(n, size, 1) for n, size in enumerate(sizes)]
    dates = [each.value for each in parts]
    chart = draw_bars(parts, dates, dates, "no data", "title", "text")
    assert chart
    gaps = [bar.title for bar in chart.bars if bar.css.endswith("empty")]
    runs = [
        [each.value for each in run]
        for has_text, run in groupby(parts, lambda each: each.characters > 0)
        if not has_text
    ]
    assert gaps == ["–".join(dict.fromkeys((run[0], run[-1]))) + ": no data" for run in runs]


def test_a_sliver_does_not_flatten_the_others_and_is_marked() -> None:
    counts = Counts(1, 1, 1), Counts(90, 50, 9), Counts(80, 50, 9)
    sizes = 300, 900_000, 800_000
    parts = [
        Part(str(1980 + n), 1, size, (each,))
        for n, (each, size) in enumerate(zip(counts, sizes, strict=True))
    ]
    dates = [each.value for each in parts]
    chart = draw_bars(parts, dates, dates, "no data", "title", "text")
    assert chart
    sliver, *others = chart.bars
    assert chart.broken
    assert (sliver.label, sliver.title) == ("▲", "1980: 1")
    assert all(float(bar.height) > float(sliver.height) / 2 for bar in others)
    even = draw_bars(parts[1:], dates[1:], dates[1:], "no data", "title", "text")
    assert even
    assert not even.broken


@given(SIZES)
def test_no_bar_is_higher_than_the_scale(sizes: list[int]) -> None:
    parts = [part(n, size, 1) for n, size in enumerate(sizes)]
    dates = [each.value for each in parts]
    chart = draw_bars(parts, dates, dates, "no data", "title", "text")
    assert chart
    highest = min(float(line.y) for line in chart.lines if line.css == "scale")
    assert all(float(bar.y) >= highest - 0.1 for bar in chart.bars if bar.css == "w1")
