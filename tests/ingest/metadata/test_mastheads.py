"""Mastheads and running heads, in the order in which papers print them."""

import pytest

from app.ingest.metadata.mastheads import parse_masthead
from app.text import simplify


@pytest.mark.parametrize(
    ("line", "edition"),
    [
        ("云溪日报 2024-05-06 A03 要闻", "A03"),
        ("2024年5月6日 星期一 3 文化 云溪日报", "3"),
        ("二〇二四年五月六日 星期一 云溪日报 第二版", "2"),
        ("云溪日报2024年5月6日（星期一）第03版：要闻", "3"),
        ("2024-05-06聯合報A6版 社會", "A6"),
        ("云溪日报 2024年5月6日", None),
    ],
)
def test_a_masthead_tells_newspaper_day_and_edition(line: str, edition: str | None) -> None:
    said = parse_masthead(line, simplify(line))
    assert said is not None
    assert (said["date"], said.get("edition")) == ("2024-05-06", edition)
    assert said["newspaper"] in ("云溪日报", "聯合報")


@pytest.mark.parametrize(
    "line",
    [
        "2024-05-06 云溪日报",  # the stamp of a site
        "云溪日报 2024年5月6日 第3版 林舟",  # an author
        "2024年5月6日 星期一",
        "云溪日报 2024年5月6日报道老街更新",
        "云溪日报 2023年2月30日",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert parse_masthead(line, simplify(line)) is None
