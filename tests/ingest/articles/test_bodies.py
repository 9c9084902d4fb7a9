from app.ingest.articles.bodies import TextRun, find_text_runs, group_text_runs, likeliest_splits
from app.ingest.articles.text_similarity import BigramModel
from app.ingest.columns.elements import PARAGRAPH
from tests.ingest.setting import BOATS, PUPILS, element, elements_of, page


def test_a_stretch_ends_at_a_note() -> None:
    found = elements_of(page(*BOATS) + "（作者系江州市水利局局长）\n" + page(*PUPILS))
    parts = find_text_runs(found, [], set())
    assert [(part.indices, part.notes) for part in parts] == [([0, 1], [2]), ([3, 4], [])]


def test_a_caption_does_not_end_an_item() -> None:
    caption = "\n图为游客在老码头乘坐渡船。 新华社记者 王 磊 摄\n\n"
    found = elements_of(page(*BOATS) + caption + page(*BOATS[::-1]))
    groups, _ = group_text_runs(found, find_text_runs(found, [], set()), BigramModel([]))
    assert len(groups) == 1


def test_an_item_may_be_cut_where_its_words_change() -> None:
    texts = [*BOATS, *PUPILS]
    found = [element(PARAGRAPH, text) for text in texts]
    likeliest = likeliest_splits(found, [[TextRun([0, 1, 2, 3])]], BigramModel(texts), incomplete=True)[0]
    assert [group[0].indices for group in likeliest.groups] == [[0, 1], [2, 3]]
    assert not likeliest_splits(found, [[TextRun([0, 1, 2, 3])]], BigramModel(texts), incomplete=False)


def test_words_that_all_paragraphs_have_weigh_little() -> None:
    words = BigramModel(["江边码头", "江边渡船", "江边集市"])
    assert words.overlap("江边", "江边码头") < words.overlap("码头", "江边码头")


def test_an_item_is_rather_cut_where_news_begins() -> None:
    odds = []
    for opening in ("", "3月5日，"):
        texts = [*BOATS, opening + PUPILS[1], PUPILS[1]]
        found = [element(PARAGRAPH, text) for text in texts]
        cuts = likeliest_splits(found, [[TextRun([0, 1, 2, 3])]], BigramModel(texts), incomplete=True)
        odds += [cut.odds for cut in cuts if cut.groups[0][0].indices == [0, 1]]
    plain, news = odds
    assert news > plain + 1
