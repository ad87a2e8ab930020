"""What all tables of a workspace are registered with."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
