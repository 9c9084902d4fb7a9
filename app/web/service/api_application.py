"""The API as an application of its own, with the routes and errors of the whole."""

from app import __version__
from app.web.api.openapi import DescribedApp
from app.web.api.routes import router
from app.web.context import AppState
from app.web.service.error_pages import add_error_handlers


def api_application(state: AppState) -> DescribedApp:
    """Return the application that answers below ``/api/``."""
    api = DescribedApp(
        title="Judou 句读",
        version=__version__,
        description="A searchable library of Chinese newspaper and policy articles. Everything is read-only.",
        openapi_url="/api/openapi.json",
        # FastAPI's own API pages load scripts from another host; /api replaces them.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    api.state.judou = state
    api.include_router(router)
    add_error_handlers(api, state)
    return api
