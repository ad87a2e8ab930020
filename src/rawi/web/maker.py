"""The process that makes pages beside the app: it is asked on its standard input and ends when that does."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any, cast

import msgspec

from rawi.documents.worker import receive, send
from rawi.web.state import Language, State


class Launch(msgspec.Struct, tag=True):
    """The first message: which app it is that pages are made for."""

    folder: str
    port: int
    token: str
    language: Language


class Wanted(msgspec.Struct, frozen=True):
    """A page: which view of which family, and what the address said."""

    family: str
    view: str
    state: State
    path: str
    query: dict[str, str]
    given: dict[str, Any]
    """The other parameters of the view, as they were read from the address."""


class Order(msgspec.Struct, tag=True):
    """A `Wanted`, pickled: only the app that started this process can write here."""

    wanted: bytes


class Made(msgspec.Struct, tag=True):
    """A page; None where it could not be made, so that the app makes it itself and says why not."""

    page: bytes | None


def main() -> None:
    """Makes pages until the input ends."""
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    first = receive(inward)
    if first is None:
        return
    from rawi.web.app import FAMILIES, site_of, spare_collecting
    from rawi.web.site import Ask
    from rawi.web.templating import environment

    launch = msgspec.msgpack.decode(first, type=Launch)
    site = site_of(Path(launch.folder), port=launch.port, token=launch.token, language=launch.language)
    families = {family.name: family for family in FAMILIES}
    for template in environment().list_templates():
        environment().get_template(template)
    site.opened.workspace().all_names()
    spare_collecting()
    send(outward, Made(None))
    orders = msgspec.msgpack.Decoder(Order)
    while (message := receive(inward)) is not None:
        try:
            wanted = cast(Wanted, pickle.loads(orders.decode(message).wanted))
            ask = Ask(
                site=site, workspace=site.opened.workspace(), state=wanted.state, path=wanted.path, query=wanted.query
            )
            page = families[wanted.family].made(wanted.view, {"ask": ask, **wanted.given})
        except Exception:
            page = None
        send(outward, Made(page))
    site.opened.close()


if __name__ == "__main__":
    main()
