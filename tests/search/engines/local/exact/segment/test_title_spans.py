import numpy as np

from app.search.engines.local.exact.segment.title_spans import LONGEST_TITLE, TitleSpans
from tests.builders import index_article
from tests.search.engines.local.conftest import Open


def test_titles_are_what_stands_between_two_marks_that_belong_together(opened: Open) -> None:
    texts = [
        "见《决定》和《意见",
        "》《》《甲《乙》",
        f"《{'长' * LONGEST_TITLE}》《{'长' * (LONGEST_TITLE + 1)}》",
    ]
    exact = opened([index_article("a1", None, *texts)])
    spans = TitleSpans(exact.segments)
    whole = exact.plain.segments[0].text(0, exact.plain.length)
    found = [whole[first:end] for first, end in zip(spans.begins.tolist(), spans.ends.tolist(), strict=True)]
    assert found == ["决定", "乙", "长" * LONGEST_TITLE]
    inside = spans.contain(np.arange(len(whole)))
    assert "".join(char for char, own in zip(whole, inside, strict=True) if own) == "".join(found)
