"""Typed access to the data files: lexicons, ontology, actors, outlets."""
