"""Coded reports and incidents in the formats of the field."""
