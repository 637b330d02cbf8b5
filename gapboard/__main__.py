"""Run the command line as ``python -m gapboard``."""

import sys

from gapboard.cli.main import main

sys.exit(main())
