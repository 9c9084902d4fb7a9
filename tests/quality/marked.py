"""Generated web pages, Word documents and books, shaped as by sites and offices, with the right answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from random import Random

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from tests.ingest.documents.office import book
from tests.quality.ordered import Truth, body_lines, title_block
from tests.quality.ordered_words import PAPERS, Words


@dataclass(frozen=True, slots=True)
class Marked:
    """A file and its truth; the ending of its name says of what kind it is."""

    name: str
    data: bytes
    articles: tuple[Truth, ...]

    @property
    def text(self) -> str:
        """The text of a page; archives tell in their bytes when they were written, so none of theirs."""
        return self.data.decode() if self.name.endswith(".html") else ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text before it is set: its truth and its lines, which know where headings stand."""

    truth: Truth
    lines: Sequence[str]


def _text(words: Words, headings: str | None = None) -> _Text:
    _, truth = title_block(words)
    form = words.rng.choice(["", "plain", "numbered"]) if headings is None else headings
    lines, truth.headings = body_lines(words, form)
    truth.body = [line for line in lines if line not in truth.headings]
    truth.authors = words.names(2) if words.rng.random() < 0.7 else ()
    return _Text(truth, lines)


def _paragraphs(text: _Text, heading: str = "<p><strong>{}</strong></p>") -> str:
    """Return the lines of a text as elements of a page."""
    lead = "&nbsp;&nbsp;&nbsp;&nbsp;"
    return "\n".join(
        heading.format(escape(line)) if line in text.truth.headings else f"<p>{lead}{escape(line)}</p>"
        for line in text.lines
    )


def _epaper(words: Words, text: _Text) -> str:
    """Return a page of a newspaper's e-paper: kicker, title and subtitle as headings, an end line."""
    truth = text.truth
    truth.date, year, month, day = words.date()
    truth.newspaper, truth.edition = words.rng.choice(PAPERS), str(words.rng.randint(1, 20))
    kicker = f"<h3>{truth.kicker}</h3>" if truth.kicker else ""
    subtitle = f"<h2>{truth.subtitle}</h2>" if truth.subtitle else ""
    byline = f"本报记者  {'  '.join(truth.authors)}" if truth.authors else ""
    place = f"《{truth.newspaper}》（ {year}年{month:02}月{day:02}日   第 {int(truth.edition):02} 版）"
    return (
        f"<html><head><title>{truth.title}-{truth.newspaper}</title></head><body>"
        f'<div class="nav"><a href="/">首页</a> <a href="/b">上一版</a></div>\n'
        f'<div class="article">{kicker}\n'
        f'<h1>{truth.title}</h1>\n{subtitle}\n<p class="sec">{byline}\n<span>{place}</span></p>\n'
        f'<div id="ozoom">{_paragraphs(text)}</div></div>\n'
        f'<div class="foot">{truth.newspaper}社版权所有</div></body></html>'
    )


def _site(words: Words, text: _Text) -> str:
    """Return a page of a news site: a trail, a line of labels, related links, an editor."""
    truth = text.truth
    truth.date = words.date()[0]
    kicker = f'<p class="pre">{truth.kicker}</p>' if truth.kicker else ""
    subtitle = f'<p class="sub">{truth.subtitle}</p>' if truth.subtitle else ""
    author = f"<span>作者：{' '.join(truth.authors)}</span>" if truth.authors else ""
    links = "".join(f'<li><a href="/{n}">{words.title()}</a></li>' for n in range(4))
    return (
        f"<html><head><title>{truth.title}_云溪网</title>"
        f'<meta name="publishdate" content="{truth.date}"></head><body>'
        f'<ul class="top"><li><a href="/a">首页</a></li><li><a href="/b">新闻</a></li></ul>\n'
        f'<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/x">要闻</a></div>\n'
        f'<div class="main">{kicker}<h1>{truth.title}</h1>{subtitle}\n'
        f'<div class="info"><span>{truth.date} 08:12</span> <span>来源：云溪网</span> {author}</div>\n'
        f'<div class="con">{_paragraphs(text)}</div>\n'
        f'<div class="edit">责任编辑：{words.name()}</div></div>\n'
        f'<div class="rel"><h3>相关阅读</h3><ul>{links}</ul></div></body></html>'
    )


def _blog(words: Words, text: _Text) -> str:
    """Return an article of a site with semantic elements and a sidebar."""
    truth = text.truth
    truth.date = words.date()[0]
    truth.kicker = None
    subtitle = f"<h2>{truth.subtitle}</h2>" if truth.subtitle else ""
    author = f'<p class="byline">文/{"、".join(truth.authors)}</p>' if truth.authors else ""
    links = "".join(f'<li><a href="/{n}">{words.title()}</a></li>' for n in range(5))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{truth.title} | 云溪</title>'
        f'<meta property="article:published_time" content="{truth.date}T09:30:00+08:00"></head><body>'
        f"<header><nav><a href='/'>云溪</a><a href='/about'>关于我们</a></nav></header>\n<main><article>"
        f"<h1>{truth.title}</h1>{subtitle}{author}\n{_paragraphs(text, '<h3>{}</h3>')}</article></main>\n"
        f"<aside><h4>最新文章</h4><ul>{links}</ul></aside><footer>© 云溪</footer></body></html>"
    )


def _table(words: Words, text: _Text) -> str:
    """Return a page laid out by tables, its paragraphs ended by line breaks, as old sites are."""
    truth = text.truth
    truth.date, year, month, day = words.date()
    truth.kicker = truth.subtitle = None
    names = f"　作者：{'、'.join(truth.authors)}" if truth.authors else ""
    lines = "<br>\n".join(f"　　{escape(line)}" for line in text.lines)
    return (
        f"<html><head><title>{truth.title}</title></head><body>"
        f"<table><tr><td><a href='/'>返回首页</a></td></tr>"
        f"<tr><td align=center><h1>{truth.title}</h1></td></tr>\n"
        f"<tr><td align=center>发布时间：{year}年{month}月{day}日{names}　浏览次数：12</td></tr>\n"
        f"<tr><td class=content>{lines}</td></tr>\n<tr><td>【打印】【关闭】</td></tr></table></body></html>"
    )


SITES: tuple[Callable[[Words, _Text], str], ...] = (_epaper, _site, _blog, _table)


def web_pages(count: int) -> Iterator[Marked]:
    """Return saved web pages; the kinds of sites take turns."""
    for number in range(count):
        words = Words(Random(f"html {number}"))
        text = _text(words)
        data = SITES[number % len(SITES)](words, text).encode()
        yield Marked(f"{number:04d}.html", data, (text.truth,))


def word_documents(count: int) -> Iterator[Marked]:
    """Return Word documents: with styles, and as people type them, a title being large and centred."""
    for number in range(count):
        words = Words(Random(f"docx {number}"))
        text = _text(words)
        word = docx.Document()
        (_styled if number % 2 else _typed)(word, text)
        stream = BytesIO()
        word.save(stream)
        yield Marked(f"{number:04d}.docx", stream.getvalue(), (text.truth,))


def _styled(word: docx.document.Document, text: _Text) -> None:
    truth = text.truth
    truth.kicker = None
    word.add_heading(truth.title or "", 0)
    for line in (truth.subtitle, f"本报记者 {' '.join(truth.authors)}" if truth.authors else None):
        if line:
            word.add_paragraph(line)
    for line in text.lines:
        if line in truth.headings:
            word.add_heading(line, 1)
        else:
            word.add_paragraph(line)


def _typed(word: docx.document.Document, text: _Text) -> None:
    truth = text.truth
    for line in (truth.kicker, truth.title, truth.subtitle, "　".join(truth.authors)):
        if line:
            centred = word.add_paragraph()
            centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
            centred.add_run(line).font.size = Pt(22)
    for line in text.lines:
        word.add_paragraph(f"　　{line}")


def books(count: int) -> Iterator[Marked]:
    """Return books of two chapters, each a text of its own."""
    for number in range(count):
        words = Words(Random(f"epub {number}"))
        texts = [_text(words, words.rng.choice(["", "plain"])) for _ in range(2)]
        for text in texts:
            text.truth.kicker = None
        chapters = {name: _chapter(text) for name, text in zip(("one", "two"), texts, strict=True)}
        yield Marked(f"{number:04d}.epub", book(chapters), tuple(text.truth for text in texts))


def _chapter(text: _Text) -> str:
    truth = text.truth
    lines = [f"<h1>{truth.title}</h1>"]
    lines += [f"<p>{line}</p>" for line in (truth.subtitle, "、".join(truth.authors)) if line]
    return "".join(lines) + _paragraphs(text, "<h2>{}</h2>")


MARKED: dict[str, Callable[[int], Iterator[Marked]]] = {
    "html": web_pages,
    "docx": word_documents,
    "epub": books,
}
"""The sets, by the ending of their files."""
