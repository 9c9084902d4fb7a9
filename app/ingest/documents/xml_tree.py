"""XML as a tree, within bounds: no entity is expanded, nothing is fetched, great trees are refused."""

from typing import TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element


def parse_xml(data: bytes) -> Node | None:
    """Return the root of an XML document, mended where it is damaged; None where nothing can be read."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local_name(node: Node) -> str:
    """Return the name of an element without its namespace; empty for comments."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Node, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    return next((value for key, value in node.attrib.items() if str(key).rpartition("}")[2] == name), None)
