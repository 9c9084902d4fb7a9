from app.permalinks.carry import Revision, carry_over, revision_of
from app.permalinks.ids import ParsedPage, mint
from app.store.rows import Alias
from tests.builders import article, page, paragraph


def shelf(*pages: ParsedPage) -> Revision:
    return revision_of(mint(pages, lambda _ids: {}, set()))


def leads(before: Revision, after: Revision, lost: list[Alias] | None = None) -> dict[str, str]:
    """What each vanished block's text became."""
    texts = {block.id: block.text for block in (*before.blocks, *after.blocks)}
    texts |= {alias.id: alias.text for alias in lost or ()}
    aliases = carry_over(before, after, lost or [])
    return {texts[a.id]: texts[a.successor] if a.successor else "" for a in aliases if a.kind == "block"}


def test_what_stays_needs_no_alias() -> None:
    same = shelf(page("a", article(1, 2)))
    assert carry_over(same, same) == []


def test_equal_text_is_found_on_another_page() -> None:
    before = shelf(page("a", article(1, 2, title="甲")), page("b", article(5, title="乙")))
    after = shelf(page("a", article(1, title="甲")), page("b", article(5, 2, title="乙")))
    assert leads(before, after) == {paragraph(2): paragraph(2)}


def test_of_equal_texts_each_takes_its_own() -> None:
    before = shelf(page("a", article(1, 9, title="甲"), article(2, 9, title="乙")))
    after = shelf(page("a", article(1, 9, title="甲二"), article(2, 9, title="乙二")))
    aliases = {a.id: a.successor for a in carry_over(before, after) if a.kind == "block"}
    of = {block.id: block.article for block in (*before.blocks, *after.blocks)}
    became = {of[old]: of[new] for old, new in aliases.items() if new}
    assert [became[a.id] for a in before.articles] == [a.id for a in after.articles]


def test_a_place_speaks_where_a_text_is_half_new() -> None:
    half = paragraph(2)[:14] + paragraph(50)[14:34] + paragraph(51)[:10]
    before = shelf(page("a", article(1, 2, 3)))
    changed = article(1, 2, 3)
    blocks = tuple(type(b)(b.type, half) if b.text == paragraph(2) else b for b in changed.blocks)
    after = shelf(page("a", type(changed)(changed.kind, blocks, title=changed.title)))
    assert leads(before, after) == {paragraph(2): half}


def test_what_is_gone_says_what_stood_before_it() -> None:
    before = shelf(page("a", article(1, 2, 3)))
    after = shelf(page("a", article(1, 3)))
    (alias,) = [a for a in carry_over(before, after) if a.kind == "block"]
    assert (alias.successor, alias.text, alias.near) == (None, paragraph(2), before.blocks[1].id)


def test_an_earlier_loss_is_found_again() -> None:
    lost = [Alias("block", "0" * 16, None, paragraph(7) + "旧句。")]
    assert leads(shelf(), shelf(page("a", article(7))), lost) == {paragraph(7) + "旧句。": paragraph(7)}


def test_articles_and_pages_follow_their_text() -> None:
    before = shelf(page("old", article(1, 2, 3, title="甲")))
    after = shelf(page("new", article(1, 2, title="甲乙")), page("other", article(3, title="丙")))
    found = {(a.kind, a.id): a.successor for a in carry_over(before, after)}
    assert found["article", before.articles[0].id] == after.articles[0].id
    assert found["page", "old"] == "new"
