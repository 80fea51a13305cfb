"""What the environment tells in confidence, and a start refused without it."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from celery import signals
from django.core.exceptions import ImproperlyConfigured

from core.environment import refuse_weak_keys, secret

ROOT = Path(__file__).parents[2]
STRONG = "a long and random text that nobody else has ever seen"


@pytest.fixture
def nothing_set(monkeypatch):
    for name in ("WORD", "WORD_FILE"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def start(*command, **environment):
    """Start a program of the portal with these settings changed; None takes one away."""
    env = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    env["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )


def test_secret_comes_from_the_variable_first(nothing_set, tmp_path):
    (tmp_path / "word").write_text("from the file")
    nothing_set.setenv("WORD", "from the variable")
    nothing_set.setenv("WORD_FILE", str(tmp_path / "word"))

    assert secret("WORD") == "from the variable"


def test_secret_comes_from_the_file_without_its_last_newline(nothing_set, tmp_path):
    (tmp_path / "word").write_text("from the file\n")
    nothing_set.setenv("WORD_FILE", str(tmp_path / "word"))

    assert secret("WORD") == "from the file"


def test_secret_that_is_missing_names_itself(nothing_set):
    with pytest.raises(ImproperlyConfigured, match="Set the WORD environment variable, or WORD_FILE"):
        secret("WORD")

    assert secret("WORD", default="") == ""


@pytest.mark.parametrize("content", [None, " \n"])
def test_secret_file_that_says_nothing_names_itself(nothing_set, tmp_path, content):
    if content is not None:
        (tmp_path / "word").write_text(content)
    nothing_set.setenv("WORD_FILE", str(tmp_path / "word"))

    with pytest.raises(ImproperlyConfigured, match=r"WORD_FILE names a file .*word"):
        secret("WORD", default="not this")


@pytest.mark.parametrize("name", ["SECRET_KEY", "EQUALITY_KEY"])
@pytest.mark.parametrize("key", ["", "short", "a" * 64, "django-insecure-" + "abcdefghij" * 5])
def test_weak_key_is_refused_for_real_people_alone(name, key):
    keys = {"SECRET_KEY": STRONG, "EQUALITY_KEY": STRONG, name: key}
    found = SimpleNamespace(SECRET_KEY=keys["SECRET_KEY"], EQUALITY_KEYS=keys["EQUALITY_KEY"].splitlines())
    strong = SimpleNamespace(SECRET_KEY=STRONG, EQUALITY_KEYS=[STRONG], REAL=True)

    refuse_weak_keys(SimpleNamespace(**vars(found), REAL=False))
    refuse_weak_keys(strong)

    with pytest.raises(SystemExit, match=f"{name} is (too weak|missing)"):
        refuse_weak_keys(SimpleNamespace(**vars(found), REAL=True))


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_start_without_a_secret_names_it(name):
    done = start("config.settings", **{name: None})

    assert done.returncode != 0
    assert f"ImproperlyConfigured: Set the {name} environment variable" in done.stderr


def test_web_server_with_a_weak_key_does_not_start():
    done = start("gunicorn", "-c", "config/gunicorn.py", "config.wsgi", SECRET_KEY="guess me", PORT="0")

    assert done.returncode != 0
    assert "SECRET_KEY is too weak" in done.stderr


def test_web_server_without_a_key_for_equality_answers_does_not_start():
    done = start("gunicorn", "-c", "config/gunicorn.py", "config.wsgi", EQUALITY_KEY=None, PORT="0")

    assert done.returncode != 0
    assert "EQUALITY_KEY is missing" in done.stderr


def test_worker_with_a_weak_key_does_not_start():
    done = start("celery", "--quiet", "-A", "config", "worker", "-Q", "now", "--pool", "solo", SECRET_KEY="guess me")

    assert done.returncode != 0
    assert "SECRET_KEY is too weak" in done.stderr


def test_beat_with_a_weak_key_does_not_start(settings):
    settings.SECRET_KEY = "guess me"

    with pytest.raises(SystemExit, match="SECRET_KEY is too weak"):
        signals.beat_init.send(sender=None)


def test_settings_read_secrets_from_files(tmp_path):
    secrets = {
        "SECRET_KEY": f"{STRONG}\nthe one before",
        "PGPASSWORD": "open sesame",
        "EMAIL_URL": "smtp+tls://us:pass@mail.example.org:587",
    }
    for name, value in secrets.items():
        (tmp_path / name).write_text(value + "\n")
    files = {f"{name}_FILE": str(tmp_path / name) for name in secrets}
    script = tmp_path / "ask.py"
    script.write_text(
        "from django.conf import settings as s\n"
        "password = s.DATABASES['default']['PASSWORD']\n"
        "print(s.SECRET_KEY, *s.SECRET_KEY_FALLBACKS, password, s.EMAIL_HOST_PASSWORD, s.EMAIL_HOST, sep='|')\n"
    )

    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": "postgres://portal_app@postgres:5432/portal",
            "REDIS_URL": "redis://redis:6379/0",
            **files,
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == f"{STRONG}|the one before|open sesame|pass|mail.example.org", done.stderr
