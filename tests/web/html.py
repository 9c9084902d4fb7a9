"""What tests read of a page: its elements, as the standard library's parser sees them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br", "wbr", "hr", "path", "rect", "source"}


@dataclass
class Element:
    """An element with the text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A parsed page; raises on elements that do not nest."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements by tag and attributes; ``class_`` looks for one class."""
        wanted_class = attributes.pop("class_", "")
        return [
            each
            for each in self.elements
            if each.tag == tag
            and all(each.attributes.get(name) == value for name, value in attributes.items())
            and (not wanted_class or wanted_class in each.attributes.get("class", "").split())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The one element like this."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> with {attributes}"
        return found[0]

    def metas(self) -> dict[str, str]:
        """Meta elements by name or property; of several the last."""
        return {
            each.attributes.get("name") or each.attributes.get("property", ""): each.attributes.get(
                "content", ""
            )
            for each in self.all("meta")
        }


def parse(html: str) -> Page:
    """A page; it must nest properly and close everything."""
    page = Page()
    page.feed(html)
    page.close()
    assert not page.open, f"<{page.open[-1].tag}> is not closed" if page.open else ""
    return page
