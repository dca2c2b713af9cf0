"""The desk: pages of a ledger, drawn on the server and useful without a script."""

from .desk import Desk
from .routes import routes

__all__ = ["Desk", "routes"]
