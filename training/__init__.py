"""Train the neural reader. Torch lives only here; `src/` never imports this package."""
