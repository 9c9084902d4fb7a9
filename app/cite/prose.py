"""Citations as text for people: Markdown, a quotation with its source, a line for a chat."""

from app.cite.citable import Citable, missing, one_line
from app.cite.gbt7714 import TO_SUPPLY, gbt7714_online
from app.cite.quotation_marks import quoted

_MARKDOWN = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|"})


def markdown(item: Citable) -> str:
    """Write Markdown: the quotation as a block quote, then the source with its link."""
    title = item.title or f"{item.opening}……（原版无题）"
    issued = [item.newspaper, item.document_number, item.date, item.edition_words]
    parts = ["、".join(item.responsible), *issued, paragraph_words(item)]
    known = "，".join(part.translate(_MARKDOWN) for part in parts if part)
    note = f"（{note_words(item)}）" if missing(item) else ""
    named = f"《{one_line(title).translate(_MARKDOWN)}》"
    linked = f"[{named}](<{item.permalink}>)" if item.permalink else named
    source = f"{linked}{'，' if known else ''}{known}{note}"
    return (
        f"> {one_line(item.quotation).translate(_MARKDOWN)}\n>\n> — {source}\n"
        if item.quotation
        else f"{source}\n"
    )


def plain(item: Citable) -> str:
    """Write plain text for pasting: the quotation in Chinese quotation marks, then the online citation."""
    quotation = f"{quoted(one_line(item.quotation))}\n" if item.quotation else ""
    return f"{quotation}{gbt7714_online(item)}\n"


def chat(item: Citable) -> str:
    """Write a message: 引文, 作者《题》, 链接. What is not known is left out."""
    quotation = quoted(one_line(item.quotation)) if item.quotation else ""
    opening = f"{item.opening}……" if not quotation and not item.title else ""
    lines = (quotation, source_line(item), opening, item.permalink)
    return "".join(f"{line}\n" for line in lines if line)


def source_line(item: Citable) -> str:
    """Return the line that names a source in a message, ——作者《题》（报名，日期）; empty if unknown."""
    who = "、".join(item.responsible)
    # GB/T 15834—2011, 4.14: 《 》 inside 《 》 become 〈 〉.
    title = one_line(item.title or "").translate(str.maketrans("《》", "〈〉"))
    source = f"{who}《{title}》" if title else who
    paper = "，".join(part for part in (item.newspaper, item.date) if part)
    named = f"{source}（{paper}）" if source and paper else source or paper
    return f"——{named}" if named else ""


def note_words(item: Citable) -> str:
    """Return the note for a reference manager: the paragraph's number and the fields to be supplied."""
    names = missing(item)
    return "；".join(
        part for part in (paragraph_words(item), f"{TO_SUPPLY}：{'、'.join(names)}" if names else "") if part
    )


def paragraph_words(item: Citable) -> str:
    """Return the number of the paragraph in words; empty where no paragraph is cited."""
    return f"第{item.n}段" if item.n is not None else ""
