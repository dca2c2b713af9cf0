"""The REST API: the incidents, reports, claims and sources of a ledger as the contract prints them."""

from .routes import routes

__all__ = ["routes"]
