"""Run the command line as ``python -m gapboard``."""

import sys

from gapboard.cli import main

sys.exit(main())
