"""`rawi serve`: the app over one workspace, on this machine and nowhere else."""

from __future__ import annotations

import socket
import webbrowser
from enum import StrEnum
from typing import Annotated

import typer

from rawi.cli.options import WorkspaceOption, opened, workspace_folder
from rawi.errors import RawiError

HOST = "127.0.0.1"
PORT = 8737


class Interface(StrEnum):
    EN = "en"
    AR = "ar"


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    *,
    workspace: WorkspaceOption = None,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes any that is free.")
    ] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open nothing.")] = False,
    lang: Annotated[Interface, typer.Option("--lang", help="Language of the interface.")] = Interface.EN,
) -> None:
    """Open the workspace in a browser; answers this machine only, until it is stopped with Ctrl+C."""
    import uvicorn

    from rawi.web import create_app
    from rawi.web.beside import PROCESSES
    from rawi.web.security import new_token

    folder = workspace_folder(workspace)
    with opened(folder):
        pass  # whatever is wrong with it is said here and not on a page
    with _listening(port) as door:
        number = door.getsockname()[1]
        token = new_token()
        app = create_app(folder, port=number, token=token, language=lang.value, beside=PROCESSES)
        address = f"http://{HOST}:{number}/?token={token}"
        typer.echo(f"{folder.absolute().name} is open at\n\n    {address}\n\non this machine only. Ctrl+C stops it.")
        if not no_browser:
            webbrowser.open(address)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
        uvicorn.Server(config).run(sockets=[door])


def _listening(port: int) -> socket.socket:
    """A socket that listens at the port. Raises `RawiError` where another program does."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((HOST, port))
        door.listen()  # before the address is printed: whoever comes early waits, and is not turned away
    except OSError as error:
        door.close()
        raise RawiError(
            f"nothing can listen at port {port}: {error.strerror}", advice="`--port 0` takes any that is free"
        ) from error
    return door
