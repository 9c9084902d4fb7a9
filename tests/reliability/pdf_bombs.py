"""Small PDF files that ask for much: pages, pixels, bytes, depth without end."""

import zlib
from collections.abc import Callable

Bomb = Callable[[], bytes]


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of some objects, counted from 1, of which the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return out + head + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(out))


def stream(data: bytes, keys: bytes = b"", packed: bool = False) -> bytes:
    """A stream object; `packed` data is deflated already."""
    body = data if packed else zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (keys, len(body)) + body + b"\nendstream"


def zeros(count: int) -> bytes:
    """Many zero bytes, deflated, without ever holding them all."""
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(count // len(block))) + packer.flush()


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F 12 Tf 72 720 Td (judou) Tj ET\n"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)


def one_page(content: bytes, form: bytes = b"null", font: bytes = FONT, *more: bytes) -> bytes:
    """A document of one page."""
    return pdf([CATALOGUE, ONE_PAGE, PAGE, content, font, form, *more])


def endless_tree() -> bytes:
    """A page tree that is its own child, and says that it has a billion pages."""
    return pdf([CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>"])


def many_pages() -> bytes:
    """Ten thousand pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 10_005))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    return pdf(
        [CATALOGUE, b"<</Type/Pages/Kids[%s]/Count 10000>>" % kids, stream(TEXT), FONT, *[page] * 10_000]
    )


def large_picture() -> bytes:
    """A picture of a hundred thousand pixels either way, all of one colour."""
    keys = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 8"
    return one_page(
        stream(TEXT + b"q 600 0 0 700 0 0 cm /X Do Q"), stream(zeros(200_000_000), keys, packed=True)
    )


def inflating_content() -> bytes:
    """A page's content of two gigabytes of blanks, in two megabytes."""
    return one_page(stream(zeros(2_000_000_000), packed=True))


def inflating_objects() -> bytes:
    """A stream of objects that inflates to a gigabyte."""
    return one_page(
        stream(TEXT),
        stream(zeros(1_000_000_000), b"/Type/ObjStm/N 100000000/First 100", packed=True),
    )


def form_in_itself() -> bytes:
    """A form that draws itself."""
    keys = b"/Type/XObject/Subtype/Form/BBox[0 0 600 700]/Resources<</XObject<</X 6 0 R>>>>"
    return one_page(stream(TEXT + b"/X Do"), stream(b"/X Do /X Do", keys))


def forms_without_end() -> bytes:
    """Twelve forms, each of which draws the next one ten times: a million million texts."""
    forms = []
    drawn = b"/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
    for number in range(6, 18):
        keys = b"/Type/XObject/Subtype/Form/BBox[0 0 600 700]" + drawn
        forms.append(stream(b"/X Do " * 10 if number < 17 else TEXT, keys % (number + 1)))
    return one_page(stream(TEXT + b"/X Do"), forms[0], FONT, *forms[1:])


def large_font_tables() -> bytes:
    """A font with millions of widths, and a map to Unicode of a million ranges."""
    ranges = b"1000 beginbfrange\n" + b"<0000> <ffff> <4e00>\n" * 1000 + b"endbfrange\n"
    cmap = b"/CIDInit /ProcSet findresource begin begincmap\n" + ranges * 1000 + b"endcmap end"
    inner = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/W[0[" + b"500 " * 2_000_000 + b"]]>>"
    )
    outer = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R"
    font = outer + b"/DescendantFonts[%s]>>" % inner
    return one_page(stream(TEXT), b"null", font, stream(cmap))


def deep_arrays() -> bytes:
    """A dictionary of arrays within arrays, a million deep."""
    return one_page(stream(TEXT), b"<</X" + b"[" * 1_000_000 + b"]" * 1_000_000 + b">>")


def crowded_page() -> bytes:
    """A page of ten million characters."""
    return one_page(stream(b"BT /F 1 Tf 0 0 Td " + b"(judoujudou) Tj " * 1_000_000 + b"ET"))


BOMBS: dict[str, Bomb] = {
    made.__name__: made
    for made in (
        endless_tree,
        many_pages,
        large_picture,
        inflating_content,
        inflating_objects,
        form_in_itself,
        forms_without_end,
        large_font_tables,
        deep_arrays,
        crowded_page,
    )
}
