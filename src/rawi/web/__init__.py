"""The local app: pages over the same queries as the commands, on 127.0.0.1 and nowhere else."""

from rawi.web.app import create_app

__all__ = ["create_app"]
