"""The API is tried on the ledgers of the pages, with the same patience."""

from ..web.conftest import unhurried

__all__ = ["unhurried"]
