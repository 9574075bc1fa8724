"""Imported by the fork server alone, before anything else: from then on it ends with the run that started it.

Without this it would first finish its imports, seconds on a busy machine, and only then notice that it is alone.
"""

import os

from pipeline.worker import RUN, die_with_parent

die_with_parent()
if os.environ.get(RUN, "") not in ("", str(os.getppid())):  # the run had gone before anybody could be told
    os._exit(0)
