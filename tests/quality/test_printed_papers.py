"""Laws, official papers and footnotes in one column, as offices print them."""

from random import Random

from app.article import Article, BlockType, Page
from app.ingest.parse import parse_page
from app.ingest.source.pdf.read import read_pdf
from tests.ingest.setting import BOATS, LIBRARY, MARKET, PUPILS, RIVER
from tests.quality.newspaper import lines_of
from tests.quality.press import HEI, KAI, SONG, Drawn, Printing, Sheet, Words, printed, text_width

LEFT, WIDE, SIZE, STEP = 80.0, 435.0, 12.0, 20.0


class Paper:
    """Sheets that are filled line by line."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.turn()

    def turn(self) -> None:
        self.sheets.append(Sheet(595, 842))
        self.y = 90.0

    def line(self, text: str, x: float = LEFT, size: float = SIZE, face: str = SONG) -> None:
        self.sheets[-1].words.append(Words(x, self.y, text, size, face))
        self.y += STEP

    def centred(self, text: str, size: float = SIZE, face: str = HEI) -> None:
        self.line(text, (595 - text_width(text, size, face)) / 2, size, face)

    def paragraph(self, text: str) -> None:
        lines = lines_of(text, SIZE, WIDE, 2 * SIZE)
        for number, line in enumerate(lines):
            self.line(line, LEFT + 2 * SIZE * (not number))

    def read(self) -> Page:
        for number, sheet in enumerate(self.sheets, 1):
            sheet.words.append(Words(285, 810, f"— {number} —", 9))
        pdf = read_pdf(printed(self.sheets, Printing(), Random(1)), "a.pdf")
        return parse_page("a", pdf.text, "pdf", pdf.places)


def paragraphs(article: Article) -> tuple[str, ...]:
    return article.texts(BlockType.PARAGRAPH)


def test_a_law_has_chapters_articles_and_what_made_it() -> None:
    paper = Paper()
    paper.centred("云溪省渡口管理条例", 20)
    paper.centred("（2024年5月12日云溪省人民代表大会常务委员会第八次会议通过）", face=KAI)
    articles: list[str] = []
    for number, (chapter, texts) in enumerate(
        (("总则", BOATS), ("渡口管理", PUPILS), ("附则", (MARKET, LIBRARY)))
    ):
        paper.centred(f"第{'一二三'[number]}章　{chapter}")
        for text in texts:
            articles.append(f"第{'一二三四五六'[len(articles)]}条　{text}")
            paper.paragraph(articles[-1])
        if number == 1:
            paper.turn()
    page = paper.read()
    (law,) = page.articles
    assert (law.title, law.date) == ("云溪省渡口管理条例", "2024-05-12")
    assert law.issuing_body == "云溪省人民代表大会常务委员会"
    assert law.texts(BlockType.HEADING) == ("第一章　总则", "第二章　渡口管理", "第三章　附则")
    assert list(paragraphs(law)[-6:]) == articles
    assert page.layout == "law"
    assert all(block.boxes for block in law.blocks)


def test_an_official_paper_says_who_issued_it_under_which_number() -> None:
    paper = Paper()
    paper.centred("云溪省人民政府文件", 32)
    paper.centred("云政发〔2024〕15号")
    paper.sheets[0].drawn.append(Drawn("rule", (LEFT, paper.y - 8, LEFT + WIDE, paper.y - 8), 1.5))
    paper.y += 20
    paper.centred("云溪省人民政府关于进一步加强", 20)
    paper.centred("渡口安全管理工作的通知", 20)
    paper.line("各市、县人民政府，省政府各部门：")
    for text in (*BOATS, MARKET):
        paper.paragraph(text)
    paper.paragraph("附件：渡口安全检查表")
    paper.line("云溪省人民政府", 400)
    paper.line("2024年5月12日", 395)
    (found,) = paper.read().articles
    assert found.title == "云溪省人民政府关于进一步加强渡口安全管理工作的通知"
    assert (found.issuing_body, found.document_number) == ("云溪省人民政府", "云政发〔2024〕15号")
    assert found.date == "2024-05-12"
    texts = paragraphs(found)
    assert texts[-3:] == ("附件：渡口安全检查表", "云溪省人民政府", "2024年5月12日")
    assert set(BOATS) < set(texts)


def test_footnotes_stand_below_the_text_and_cut_no_paragraph() -> None:
    paper = Paper()
    paper.centred("老码头的渡船", 20)
    text = RIVER * 14
    lines = lines_of(text, SIZE, WIDE, 2 * SIZE)
    for number, line in enumerate(lines):
        if number == 20:
            paper.y = 760
            paper.line("①　参见林舟：《渡口史话》，云溪出版社，2010年，第7页。", size=9)
            paper.turn()
        paper.line(line, LEFT + 2 * SIZE * (not number))
    (found,) = paper.read().articles
    assert paragraphs(found)[0] == text
    assert paragraphs(found)[-1].startswith("①")
