"""The command line: arguments in, text out."""

from .app import main

__all__ = ["main"]
