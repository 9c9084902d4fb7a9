"""Load what first requests would load: once all descriptors are in use, no file can be opened."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Timer

from app.deferred import import_deferred
from app.errors import JudouError
from app.freed_memory import give_back
from app.gc_pause import freeze_living
from app.i18n.catalogues import Language, texts
from app.library.queries import parse_query
from app.romanization import romanized
from app.web.api.mounted import MountedApi
from app.web.article.quotation_picture import can_draw
from app.web.context import AppState
from app.words.phrases import phrases

AFTER = 1.0
"""Seconds from the start until then: the first page need not share the processor."""
TITLES = 1_200
"""Titles whose words are loaded: what characters begin words with is read when the first text has them."""
_QUERY, _MISSING, _DAY = "改革龘开放靐", "改革开方", "2024-03-12"

logger = logging.getLogger(__name__)


@contextmanager
def warming_up(state: AppState, api: MountedApi) -> Iterator[None]:
    """Warm up beside the body of the ``with``, a second after it began."""
    timer = Timer(AFTER, warm_up, (state, api))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def warm_up(state: AppState, api: MountedApi) -> None:
    """Load the API, other handlers, templates, locales, dictionaries and segments; connect each thread."""
    import_deferred()
    _ = api.application
    state.templates.compile()
    for language in Language:
        texts(language).day(_DAY)
    romanized(_QUERY)
    can_draw()
    request = parse_query(_QUERY, limit=1, facet_limit=1).request
    try:
        with ExitStack() as stack:
            snapshot, *_ = [
                stack.enter_context(state.library.snapshot()) for _ in range(state.settings.threads)
            ]
            snapshot.search(request)
            snapshot.search_related(request)
            snapshot.did_you_mean(_MISSING, 1)
            snapshot.suggest(_QUERY[:1], 1)
            for article in snapshot.articles_by_id(snapshot.sample_articles(TITLES)).values():
                phrases(article.label)
    except JudouError as error:
        logger.info("not warmed up: %s", error)  # Each request tells it, too.
    freeze_living()
    give_back()
