"""What went wrong, for a page: a status, what is the matter, what to do. No path of the program, no trace."""

from __future__ import annotations

import logging
from http import HTTPStatus

import msgspec
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from rawi.errors import RawiError, UnknownName
from rawi.pipeline import Refused
from rawi.web.security import Forbidden
from rawi.workspace import Busy, DecidedMeanwhile


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """`again` says that the same request may work in a moment."""

    status: int
    reason: str
    advice: str | None = None
    path: tuple[str, ...] = ()
    """For a decision that others forbid: the chain that it would close."""
    again: bool = False


def fault_of(error: Exception) -> Fault:
    """What to say of an error; what Rawi did not raise on purpose goes to the terminal in full, and not to the page."""
    match error:
        case Forbidden():
            return Fault(status=error.status, reason=error.reason, advice=error.advice)
        case Busy():
            return Fault(status=503, reason=error.reason, advice=error.advice, again=True)
        case Refused():
            return Fault(status=409, reason=error.headline, advice=error.advice, path=error.path)
        case DecidedMeanwhile():
            return Fault(status=409, reason=error.reason, advice=error.advice)
        case UnknownName():
            return Fault(status=404, reason=str(error.reason), advice=error.advice)
        case RawiError():
            locked = "database says" in error.reason and ("locked" in error.reason or "busy" in error.reason)
            return Fault(status=503 if locked else 400, reason=error.reason, advice=error.advice, again=locked)
        case RequestValidationError():
            said = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
            return Fault(status=422, reason=said)
        case HTTPException():
            return Fault(status=error.status_code, reason=HTTPStatus(error.status_code).phrase)
        case _:
            logging.getLogger("rawi.web").error("a fault of Rawi itself", exc_info=error)
            return Fault(status=500, reason="a fault of Rawi itself", advice="the terminal of `rawi serve` says more")
