"""The process that makes pages beside the app: it is asked on its standard input and ends when that does."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import cast

import msgspec

from rawi.documents.worker import receive, send
from rawi.web.app import FAMILIES, site_of, spare_collecting
from rawi.web.beside import Launch, Made, Order, Wanted
from rawi.web.site import Ask
from rawi.web.templating import environment


def main() -> None:
    """Makes pages until the input ends."""
    inward, outward = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    first = receive(inward)
    if first is None:
        return
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
