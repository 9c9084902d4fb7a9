from app.ingest.flow.body import body, split_credit, unwrap_credit
from tests.ingest.flow.told import told_lines

TEXT = "走进云溪县老城区，青石板路两旁的木楼修葺一新，二百多户居民用上了管道煤气。"


def blocks(text: str) -> list[tuple[str, str]]:
    made = body(told_lines(text), verse=False, chronicle=False)
    return [(block.type.value, block.text) for block in made.blocks]


def test_a_credit_below_a_short_text_makes_it_a_caption() -> None:
    assert blocks(f"云溪湿地的清晨。\n本报记者  赵  明摄\n{TEXT}") == [
        ("caption", "云溪湿地的清晨。"),
        ("paragraph", TEXT),
    ]


def test_the_credit_of_a_single_picture_is_no_text() -> None:
    made = body(told_lines(f"{TEXT}\n林舟摄（人民视觉）"), verse=False, chronicle=False)
    assert ([block.text for block in made.blocks], made.credits) == ([TEXT], ["林舟摄（人民视觉）"])


def test_what_a_page_adds_below_is_listed() -> None:
    made = body(
        told_lines(f"{TEXT}\n（责任编辑：赵明）\n相关阅读\n古街夜市开张"), verse=False, chronicle=False
    )
    assert [block.text for block in made.blocks] == [TEXT]
    assert [entry.text for entry in made.unused] == ["（责任编辑：赵明）", "相关阅读", "古街夜市开张"]


def test_references_stand_below_their_heading() -> None:
    assert blocks(f"{TEXT}\n参考文献\n[1] 周文远. 调查, 2007.")[1:] == [
        ("heading", "参考文献"),
        ("paragraph", "[1]周文远.调查, 2007."),
    ]


def test_an_editor_is_taken_off_the_last_paragraph() -> None:
    assert blocks(f"{TEXT}（編輯：何靜）1130603") == [("paragraph", TEXT)]


def test_brackets_are_taken_off_a_credit_only_around_all_of_it() -> None:
    assert unwrap_credit("（林舟摄）") == "林舟摄"
    assert unwrap_credit("林舟摄（人民视觉）") == "林舟摄（人民视觉）"
    assert split_credit(f"{TEXT}林舟摄") == (TEXT, "林舟摄")
    assert split_credit(TEXT) is None
