"""What .dockerignore leaves of this checkout is enough to run on."""

import os
import shutil
import subprocess
import sys
from fnmatch import fnmatch

import pytest

from tests.deploy.composed import ROOT, STRONG

IGNORED = [line.strip("/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] not in ("", "#")]


def is_ignored(path):
    """Docker's rules, as far as ours go: whole folders, names with stars, and stars for any depth."""
    ways = ["/".join(path.split("/")[: depth + 1]) for depth in range(path.count("/") + 1)]
    return any(
        fnmatch(way.rpartition("/")[2] if rule.startswith("**/") else way, rule.removeprefix("**/"))
        for way in ways
        for rule in IGNORED
        if rule.startswith("**/") or rule.count("/") == way.count("/")
    )


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The files that `COPY . .` would copy."""
    folder = tmp_path_factory.mktemp("image")
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for path in subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines():
        if not is_ignored(path) and (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, folder / path)
    return folder


def test_image_holds_no_tests_secrets_or_tools(image):
    assert {path.name for path in image.iterdir()} & {
        "tests",
        "bench",
        "docs",
        "var",
        ".env",
        "secrets",
        ".git",
    } == set()
    assert (image / "requirements.txt").exists()


def test_image_runs_from_what_it_holds_and_writes_nothing_beside_it(image):
    before = sorted(image.rglob("*"))
    env = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": STRONG,
        "EQUALITY_KEY": STRONG[::-1],
        "PYTHONDONTWRITEBYTECODE": "1",
        "DATABASE_URL": "postgres:///-",
        "REDIS_URL": "redis://-",
        "SITE_URL": "https://portal.example.org",
    }
    load = "import manage, config.wsgi, django.urls; print(len(django.urls.get_resolver().url_patterns))"

    check = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    checked = subprocess.run(check, cwd=image, env=env, capture_output=True, text=True, check=False)
    loaded = subprocess.run(
        [sys.executable, "-c", load], cwd=image, env=env, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stderr
    assert int(loaded.stdout) > 5, loaded.stderr
    assert sorted(image.rglob("*")) == before
