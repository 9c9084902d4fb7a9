from app.ingest.source.pdf.process.characters import Character
from app.ingest.source.pdf.process.faces import OTHER, TEXT, with_faces

TEXT_FONTS = {"生": "#1", "态": "#1", "价": "#2", "值": "#3", "与": "#4"}
HEADING_FONTS = {"生": "#7", "态": "#8", "路": "#9", "径": "#9"}


def drawn(text: str, fonts: dict[str, str], baseline: float = 50) -> list[Character]:
    return [Character(c, 10.0 * n, 10.0 * n + 10, baseline, 10, fonts[c]) for n, c in enumerate(text)]


def test_fonts_without_a_name_are_told_apart_by_characters_that_both_draw() -> None:
    found = drawn("生态价值与生态价值", TEXT_FONTS) + drawn("生态路径", HEADING_FONTS, 70)
    faces = {each.face for each in with_faces(found)[:9]}, {each.face for each in with_faces(found)[9:]}
    assert faces == ({TEXT}, {OTHER})


def test_a_font_far_from_known_ones_takes_their_face_too() -> None:
    fonts = {"生": "#7", **{char: f"#{n}" for n, char in enumerate("路径机制", 20)}}
    found = drawn("生生生", TEXT_FONTS) + drawn("生路径机制", fonts, 70)
    assert [each.face for each in with_faces(found)][3:] == [OTHER] * 5


def test_one_font_without_a_name_is_the_face_of_the_text_and_names_are_kept() -> None:
    found = [*drawn("生态", {"生": "#1", "态": "#1"}), Character("价", 0, 10, 90, 10, "Song 400")]
    assert [each.face for each in with_faces(found)] == [TEXT, TEXT, "Song 400"]
