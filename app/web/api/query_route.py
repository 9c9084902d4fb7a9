"""A route whose query model reads the query string."""

from collections.abc import Callable, Coroutine
from typing import Any, get_type_hints

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.web.core.query_models import QueryModel


class QueryRoute(APIRoute):
    """A route to ``endpoint(request, *path, query)``.

    FastAPI describes the parameters; the model reads them, as on pages. FastAPI itself would look at every
    field of the model for every request, which takes longer than all that a search does about JSON.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request; InputError where the query model refuses it."""
        endpoint: Callable[..., Response] = self.endpoint
        model = next(
            hint
            for hint in get_type_hints(endpoint).values()
            if isinstance(hint, type) and issubclass(hint, QueryModel)
        )

        async def handle(request: Request) -> Response:
            query = model.read(request.query_params.multi_items())
            return await run_in_threadpool(endpoint, request, *request.path_params.values(), query)

        return handle
