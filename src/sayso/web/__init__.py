"""The desk: pages of a ledger, drawn on the server and useful without a script; islands do more where scripts run."""

from .desk import Desk
from .routes import routes
from .tiles import Tiles

__all__ = ["Desk", "Tiles", "routes"]
