#!/bin/sh
# Make .venv what the lock files say, and fetch the assets. Quick when nothing has changed.
set -eu

fail() {
    echo "make setup: $1" >&2
    exit 1
}

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null ||
    fail "$python is not Python 3.11 or later. Name one that is: PYTHON=python3.12 make setup"

locks="requirements-dev.txt requirements-uv.txt"
stamp=.venv/installed
# shellcheck disable=SC2086
if [ "$(cksum $locks)" != "$(cat $stamp 2> /dev/null)" ]; then
    if ! .venv/bin/python -m pip --version > /dev/null 2>&1; then
        "$python" -m venv --clear .venv > /dev/null 2>&1 ||
            fail "$python -m venv does not work here. On Debian and Ubuntu: apt-get install python3-venv"
    fi
    echo "Installing packages ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
    .venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes requirements-dev.txt
    cksum $locks > $stamp
fi

# npm fetches the style sheets. A machine without it gets one from PyPI, in .venv.
if ! command -v npm > /dev/null && [ ! -x .venv/bin/npm ]; then
    echo "Installing npm ..."
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements-node.txt
fi
.venv/bin/python -m launch.assets
