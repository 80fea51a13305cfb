"""`python -m launch.child MODULE ...` is `python -m MODULE ...` whose forked children die with it.

Celery's and gunicorn's own children would otherwise outlive a parent that was killed with -9.
"""

import os
import runpy
import sys

from launch.kernel import die_with_parent

if __name__ == "__main__":
    os.register_at_fork(after_in_child=die_with_parent)
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
