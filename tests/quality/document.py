"""An article as a document of many pages, as offices and journals print them."""

from random import Random

from app.article import Article, BlockType
from tests.quality.newspaper import lines_of
from tests.quality.press import HEI, KAI, SONG, Printing, Sheet, Words, printed, text_width

PLAIN = Printing()


def document(
    article: Article, indent: float = 2, gap: float = 0, heading: str = HEI, title_lines: int = 1
) -> bytes:
    """An article in one column on several pages, with running heads and page numbers."""
    sheets = [Sheet(595, 842)]
    title = article.title or ""
    size = -(-len(title) // title_lines)
    parts = [title[start : start + size] for start in range(0, len(title), size)]
    sheets[0].words = [
        *(
            Words((595 - text_width(part, 18, HEI)) / 2, 100 - 24 * (len(parts) - 1 - n), part, 18, HEI)
            for n, part in enumerate(parts)
        ),
        Words(270, 130, " ".join(article.authors), 12, KAI),
    ]
    y = 160.0
    for block in article.blocks:
        face = heading if block.type is BlockType.HEADING else SONG
        lines = lines_of(block.text, 12, 435, 12 * indent, face)
        for number, line in enumerate(lines):
            if y > 760:
                sheets.append(Sheet(595, 842))
                y = 80.0
            x = 80 + 12 * indent * (number == 0)
            room = 515 - x - text_width(line, 12, face)
            spacing = room / max(1, len(line) - 1) if number + 1 < len(lines) else 0.0
            sheets[-1].words.append(Words(x, y, line, 12, face, spacing))
            y += 19
        y += 12 * gap
    for number, sheet in enumerate(sheets, 1):
        sheet.words += [Words(80, 40, "政策研究 2024年第3期", 9), Words(285, 802, f"— {number} —", 9)]
    return printed(sheets, PLAIN, Random(1))
