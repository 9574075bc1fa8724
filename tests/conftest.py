"""Settings for all tests: no time limit a single hypothesis example, as the machine may be busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
