"""`python -m launch.child MODULE ...` is `python -m MODULE ...` whose forked children die with it.

Celery's and gunicorn's own children would otherwise outlive a parent that was killed with -9.
"""

import os
import runpy
import sys
import warnings

from launch.kernel import die_with_parent

if __name__ == "__main__":
    os.register_at_fork(after_in_child=die_with_parent)
    # A developer's container belongs to root: Celery need not say so at every start.
    warnings.filterwarnings("ignore", "You're running the worker with superuser privileges")
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
