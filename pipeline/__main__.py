"""`python -m pipeline` is `shenhe`."""

import sys

from pipeline.cli import main

sys.exit(main())
