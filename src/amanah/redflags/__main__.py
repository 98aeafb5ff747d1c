"""`python -m amanah.redflags`."""

import sys

from amanah.redflags.command import main

sys.exit(main())
