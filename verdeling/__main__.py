"""``python -m verdeling``."""

import os
import sys

# Python puts the current folder first; what lies there is data of the user and no part of this program.
try:
    if sys.path[:1] == [os.getcwd()]:  # noqa: PTH109  # pathlib may lie there too
        del sys.path[0]
except OSError:  # the folder is gone
    pass

from verdeling.start import main  # noqa: E402

main()
