"""What leaves the workspace from a page: always the masked copy, always laid down in the custody log."""

from __future__ import annotations

import hashlib

from starlette.responses import Response

from rawi.web.site import Ask

TYPES = {
    "html": "text/html; charset=utf-8",
    "svg": "image/svg+xml",
    "geojson": "application/geo+json",
    "graphml": "application/graphml+xml",
}


def leaving(ask: Ask, made: str, *, form: str, name: str, claims: int) -> Response:
    """A file that leaves, made from what may be published: laid down in the log, and sent to be kept."""
    ask.workspace.record(
        "export",
        {
            "format": form,
            "file": f"{name}.{form}",
            "claims": claims,
            "published": True,
            "sha256": hashlib.sha256(made.encode("utf-8")).hexdigest(),
        },
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(made, media_type=TYPES[form], headers=headers)
