"""The query language by examples that can be tried, and the keyboard."""

from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.service.desk_help import desk_measures, desk_pages
from app.web.service.views import Example, HelpView


def help_view(viewer: Viewer) -> HelpView:
    """Return the help page."""
    words, links = viewer.words, viewer.links
    on = viewer.preferences.keys
    return HelpView(
        examples=_examples(viewer),
        fields=_fields(viewer),
        sameness=_sameness(viewer),
        units=_units(viewer),
        desk=desk_pages(viewer),
        measures=desk_measures(viewer),
        keys=(
            ("/", words.gettext("to the search field")),
            ("j", words.gettext("next paragraph")),
            ("k", words.gettext("previous paragraph")),
            ("n", words.gettext("next hit")),
            ("N", words.gettext("previous hit")),
            ("c", words.gettext("copy the link of the paragraph in hand")),
            ("Esc", words.gettext("leave the paragraph or hit in hand")),
            ("?", words.gettext("this page")),
        ),
        keys_switch=Link(
            words.gettext("Switch the keys off") if on else words.gettext("Switch the keys on"),
            viewer.switch("keys", "off" if on else "on"),
        ),
        api=links.plain("api"),
    )


def _examples(viewer: Viewer) -> tuple[Example, ...]:
    words = viewer.words
    return _rows(
        viewer,
        {
            "新质生产力": words.gettext("exactly these characters in this order"),
            "开放 改革": words.gettext("both in one paragraph, in any order"),
            '"高水平对外开放"': words.gettext("exactly what stands in the quotes, spaces and operators too"),
            "高质量发展 OR 高水平开放": words.gettext("one or the other; | says the same"),
            "开放 -改革": words.gettext(
                "paragraphs with the first and without the second; NOT says the same"
            ),
            "(自贸试验区 OR 自由港) 制度": words.gettext("parentheses hold together what belongs together"),
            "制度 NEAR/10 开放": words.gettext("at most ten characters apart, in either order"),
            "新?生产力": words.gettext("? is any one character inside a word, up to three in a phrase"),
            "开放 -within 对外开放": words.gettext("the first where it is not part of the second"),
        },
    )


def _fields(viewer: Viewer) -> tuple[Example, ...]:
    words = viewer.words
    return _rows(
        viewer,
        {
            "标题:开放": words.gettext("in the title; title: says the same"),
            "作者:罗雨泽 开放": words.gettext("articles by an author; author: says the same"),
            "单位:研究中心 开放": words.gettext("articles from an institution; institution: says the same"),
            "来源:人民日报": words.gettext("by newspaper or source note; source: says the same"),
            "日期:2024-03": words.gettext("by day, month or year; date: says the same"),
            "日期:2024-01..2024-06": words.gettext("from one day, month or year to another, both included"),
            "日期:2024.. 开放": words.gettext("from a year on; ..2024 until it"),
        },
    )


def _sameness(viewer: Viewer) -> tuple[Example, ...]:
    """Return examples of what stands beside the counts and changes them."""
    words, links = viewer.words, viewer.links
    rows = (
        (
            [("q", "共建一带一路"), ("punctuation", "ignore")],
            words.gettext(
                "“Punctuation is ignored”: it is passed over in the texts and in the query"
                " (punctuation=ignore)"
            ),
        ),
        (
            [("q", "憑藉")],
            words.gettext("“Forms of characters: any”: every form of a character counts, as 凭借 here"),
        ),
        (
            [("q", "凭借"), ("form", "strict")],
            words.gettext(
                "“Forms of characters: as typed”: no other form counts, and each hit says what is printed"
                " (form=strict)"
            ),
        ),
    )
    return tuple(Example(pairs[0][1], meaning, links.search(pairs)) for pairs, meaning in rows)


def _units(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    words = viewer.words
    return (
        (
            words.ngettext("time", "times", 2),
            words.gettext(
                "A place where the wording stands and is marked; places that overlap count each. NEAR"
                " counts the shortest stretches that hold both sides, OR a place once, whatever of the query"
                " fits it. For several words there is no such number: each has its own."
            ),
        ),
        (
            words.ngettext("passage", "passages", 2),
            words.gettext("A paragraph, heading, key point, caption or title that matches."),
        ),
        (words.ngettext("article", "articles", 2), words.gettext("An article with at least one of these.")),
    )


def _rows(viewer: Viewer, rows: dict[str, str]) -> tuple[Example, ...]:
    return tuple(
        Example(query, meaning, viewer.links.search([("q", query)])) for query, meaning in rows.items()
    )
