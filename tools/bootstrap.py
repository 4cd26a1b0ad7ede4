"""First step of every make target: refuses an old Python, then hands over to tools/environment.py.

Written so that any Python can read it: an old one must get a sentence, not a syntax error.
"""

import os
import sys

OLDEST = (3, 11)


def main():
    """Check the running Python, then prepare .venv and run the command in it."""
    if sys.version_info[:2] < OLDEST:
        sys.stderr.write(
            "Naru needs Python {0}.{1} or newer; this is {2}.{3}.\n".format(
                OLDEST[0], OLDEST[1], sys.version_info[0], sys.version_info[1]
            )
        )
        return 1
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    os.chdir(root)
    sys.path[0] = root
    from tools.environment import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
