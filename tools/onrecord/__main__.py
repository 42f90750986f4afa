"""``python -m onrecord``."""

import sys

from onrecord.cli import main

if __name__ == "__main__":  # the processes that read sources import this module too
    sys.exit(main())
