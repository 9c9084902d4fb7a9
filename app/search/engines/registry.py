"""Create the search engine that the settings ask for."""

from app.config import Settings
from app.search.contract import SearchEngine


def create_engine(settings: Settings) -> SearchEngine:
    """Return the search engine; its libraries are imported here, when an index is first needed."""
    from app.search.engines.local.engine import LocalEngine

    return LocalEngine(settings.seeds / "dictionary.txt", most_places=settings.max_places)
