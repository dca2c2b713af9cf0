"""Settings for all tests: no deadline for an example, as a busy machine is no fault of the code."""

from hypothesis import settings

settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")
