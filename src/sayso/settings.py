"""How Sayso is set up: frozen values from defaults, `sayso.toml` and the environment."""
