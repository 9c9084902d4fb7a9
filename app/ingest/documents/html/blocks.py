"""The elements of a web page → blocks in source order."""

from collections.abc import Iterator
from dataclasses import field, replace

from app.frozen import dataclass
from app.ingest.blocks import SourceBlock, SourceType
from app.ingest.documents.html.tree import BLOCKS, Element, walk
from app.ingest.lines.glyphs import normalize_glyphs

HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS = {"figcaption": SourceType.CAPTION, "caption": SourceType.CAPTION, "blockquote": SourceType.QUOTE}
LONGEST_CELL = 40
SET_IN = "\u3000\u2003\xa0 \t"


@dataclass(frozen=True, slots=True)
class TextRun:
    """The text of a page between two borders of blocks, with the elements that hold it."""

    block: SourceBlock
    element: Element
    links: int
    """How many of its characters are links."""


@dataclass(slots=True)
class _Writer:
    text: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0
    links: int = 0
    runs: list[TextRun] = field(default_factory=list)
    items: dict[Element, int] = field(default_factory=dict)
    """How many items of each ordered list were seen."""

    def write(self, text: str, line: int, linked: bool) -> None:
        bare = text.strip()
        if bare:
            start = line + text[: len(text) - len(text.lstrip())].count("\n")
            self.first = self.first or start
            self.last = start + bare.count("\n")
            self.links += len(bare) if linked else 0
        self.text.append(text)

    def end(self, element: Element) -> None:
        """End a run: what was written since the last border is one block."""
        printed = normalize_glyphs("".join(self.text)).replace("\n", " ").replace("\r", " ")
        text = " ".join(part for part in printed.replace("\t", " ").split(" ") if part).strip(SET_IN)
        if text and self.first:
            lead = printed.lstrip("\n\r\t ")
            indent = (
                len(lead) - len(lead.lstrip("\u3000\u2003")) or (len(lead) - len(lead.lstrip("\xa0"))) // 2
            )
            block = SourceBlock(SourceType.LINE, text, lines=((self.first, self.last),), indent=indent)
            self.runs.append(TextRun(self._typed(block, element), element, self.links))
        self.text, self.first, self.links = [], 0, 0

    def _typed(self, block: SourceBlock, element: Element) -> SourceBlock:
        """Return a block as what the elements around it say; what they do not say is told by its words."""
        for around in ancestors(element):
            tag = around.tag
            if tag in HEADINGS:
                return replace(block, type=SourceType.HEADING, level=HEADINGS[tag])
            if tag in ("td", "th", "article", "main", "body"):
                break
            if tag == "li":
                number = self._number(around)
                text = f"{number} {block.text}" if number else block.text
                return replace(block, type=SourceType.LIST_ITEM, text=text, level=1)
            if tag in KINDS:
                return replace(block, type=KINDS[tag])
        return block

    def _number(self, item: Element) -> str:
        """Return the number that a browser shows before the first text of an item of an ordered list."""
        around = item.getparent()
        if around is None or around.tag != "ol" or item in self.items:
            return ""
        start = around.get("start", "1")
        first = int(start) if start.isdecimal() and len(start) < 6 else 1
        number = self.items.get(around, first)
        self.items[around], self.items[item] = number + 1, number
        return f"{number}."


def read_runs(root: Element) -> list[TextRun]:
    """Return the texts of an element in source order."""
    writer = _Writer()
    links = pre = 0
    for piece in walk(root):
        tag = piece.element.tag
        if piece.text is not None:
            if pre and "\n" in piece.text:
                for at, line in enumerate(piece.text.split("\n")):
                    if at:
                        writer.end(piece.element)
                    writer.write(line, piece.line + at, links > 0)
            else:
                writer.write(piece.text, piece.line, links > 0)
            continue
        step = 1 if piece.opens else -1
        links += step * (tag == "a")
        pre += step * (tag == "pre")
        if tag in BLOCKS:
            # What stands before the first child belongs to the element around it.
            writer.end(_parent(piece.element) if piece.opens else piece.element)
        elif tag in ("br", "hr") and piece.opens:
            writer.end(_parent(piece.element))
    writer.end(root)
    return writer.runs


def _parent(element: Element) -> Element:
    parent = element.getparent()
    return element if parent is None else parent


def ancestors(element: Element) -> Iterator[Element]:
    """Yield an element and those around it, from the inside."""
    current: Element | None = element
    while current is not None:
        yield current
        current = current.getparent()


def join_rows(runs: list[TextRun]) -> list[TextRun]:
    """Return the runs with the short cells of each row of a table as one block, parted by a space."""
    joined: list[TextRun] = []
    known: dict[Element, bool] = {}
    row: Element | None = None
    for run in runs:
        own = _row(run.element, known)
        if own is not None and own is row:
            before = joined[-1]
            lines = ((before.block.lines[0][0], max(run.block.lines[0][1], before.block.lines[0][1])),)
            block = replace(before.block, text=f"{before.block.text} {run.block.text}", lines=lines)
            joined[-1] = TextRun(block, before.element, before.links + run.links)
            continue
        row = own
        joined.append(
            run if own is None else replace(run, block=replace(run.block, type=SourceType.TABLE_ROW))
        )
    return joined


def _row(element: Element, known: dict[Element, bool]) -> Element | None:
    """Return the row of data that an element stands in: several short cells; tables also lay out pages."""
    row = next((around for around in ancestors(element) if around.tag == "tr"), None)
    if row is None:
        return None
    if row not in known:
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        known[row] = len(cells) > 1 and all(
            len("".join(cell.itertext()).strip()) <= LONGEST_CELL for cell in cells
        )
    return row if known[row] else None
