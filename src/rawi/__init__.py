"""Rawi keeps what documents claim about armed groups: each claim with its quote, its tellers, reserve and time."""

__version__ = "0.1.0"
