"""Links to the forms of an answer that can be taken along."""

from dataclasses import replace

from app.library.queries import Mode
from app.search.request import Group
from app.search.results import Counts
from app.web.core.params import SearchParams
from app.web.core.query_models import Rows, SearchFormat
from app.web.core.viewer import Viewer
from app.web.layout.elements import Link
from app.web.search.views import Export

_NAMES = {
    SearchFormat.JSON: "JSON",
    SearchFormat.CSV: "CSV",
    SearchFormat.RIS: "RIS",
    SearchFormat.CSL_JSON: "CSL-JSON",
}


def export_links(viewer: Viewer, params: SearchParams, counts: Counts) -> tuple[Export, ...]:
    """Return the forms of an answer by what a row of each is."""
    words = viewer.words
    every = replace(params, offset=0, limit=params.default_limit, most=None, open=(), group=Group.PARAGRAPH)

    def link(form: SearchFormat, params: SearchParams) -> Link:
        return Link(_NAMES[form], viewer.links.search(replace(params, form=form).pairs()))

    if params.mode == Mode.RELATED:
        return (Export("", (link(SearchFormat.JSON, params),)),)
    places = replace(every, rows=Rows.OCCURRENCES)
    atom = Link("Atom", viewer.links.search_feed(replace(every, group=Group.ARTICLE).pairs()))
    found = {
        words.pgettext("export", "By occurrence"): (
            link(SearchFormat.CSV, places),
            link(SearchFormat.JSON, places),
        ),
        words.pgettext("export", "By passage"): (link(SearchFormat.CSV, every),),
        words.pgettext("export", "By article"): (
            link(SearchFormat.RIS, every),
            link(SearchFormat.CSL_JSON, every),
        ),
        words.pgettext("export", "First passages as a feed"): (atom,),
    }
    # A query of fields alone has passages and no occurrences.
    if counts.occurrences == 0:
        del found[words.pgettext("export", "By occurrence")]
    return tuple(Export(name, links) for name, links in found.items())
