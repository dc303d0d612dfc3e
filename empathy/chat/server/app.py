"""The application: routes, each behind the gate, and answers in JSON whatever goes wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from empathy.chat.guard.sign import CATEGORIES
from empathy.chat.server import answers
from empathy.chat.server.bodies import read_order
from empathy.chat.server.desk import Desk
from empathy.chat.server.exchange import Exchange
from empathy.chat.server.gate import Gate
from empathy.chat.server.limits import Refused
from empathy.chat.server.metrics import Metrics
from empathy.chat.server.service import Service

WEB = Path(__file__).parents[1] / "web"
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


def application(
    service: Service, *, key: str | None, hosts: Collection[str] = LOCAL, close: Callable[[], None] = lambda: None
) -> Gate:
    """The server's application.

    Args:
        service: Answers.
        key: That clients must bring; None for none.
        hosts: Names by which the server may be called.
        close: Called when it has ended.
    """
    metrics = Metrics()
    desk = Desk(service.limits, metrics)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(close)
        desk.close()

    # No pages about the API: they load scripts from elsewhere.
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)

    @app.post("/v1/chat/completions")
    async def completions(request: Request) -> Response:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refused(415, "Send the body as application/json", code="wrong_content_type")
        order = read_order(await request.body(), service.limits, with_system=service.raw)
        if order.model != service.name:
            raise Refused(404, f"model: there is only {service.name} here", param="model", code="model_not_found")
        return Exchange(order, service, desk, metrics)

    @app.get("/v1/models")
    async def models() -> dict[str, Any]:
        model = {"id": service.name, "object": "model", "created": 0, "owned_by": "empathy"}
        return {"object": "list", "data": [{**model, "empathy": service.described}]}

    @app.get("/v1/help")
    async def lines(region: str = "", category: str = "self_harm") -> dict[str, Any]:
        """Help lines before anybody has said anything; they need no key."""
        if category not in CATEGORIES:
            raise Refused(400, f"category: one of {', '.join(CATEGORIES)}", param="category")
        return {"help": answers.card(service.resources.card(region or service.region, category, 1))}

    @app.get("/health")
    async def health() -> JSONResponse:
        well = service.is_well()
        return JSONResponse({"status": "ok" if well else "the model cannot be asked any more"}, 200 if well else 503)

    @app.get("/metrics")
    async def counts() -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4")

    @app.get("/")
    async def page() -> FileResponse:
        return FileResponse(WEB / "index.html")

    app.mount("/web", StaticFiles(directory=WEB))

    @app.exception_handler(Refused)
    async def refused(_: Request, error: Refused) -> JSONResponse:
        metrics.requests.labels(str(error.status)).inc()
        return JSONResponse(error.body, error.status, error.headers)

    @app.exception_handler(HTTPException)
    async def unknown(_: Request, error: HTTPException) -> JSONResponse:
        told = Refused(error.status_code, "No such route here" if error.status_code == 404 else str(error.detail))
        return JSONResponse(told.body, error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> JSONResponse:
        told = Refused(500, "The server failed; what happened is in its log")
        return JSONResponse(told.body, told.status)

    return Gate(app, hosts=hosts, key=key, limits=service.limits)
