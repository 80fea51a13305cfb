import re
import stat

import pytest

from launch import checkout
from tests.launch.launcher import OURS, ROOT

READ_BY_US = re.compile(r"""(?:env\.[a-z_]+\(|secret\(|environ\.get\(|environ\[)\s*["']([A-Z_]+)["']""")


@pytest.fixture
def nothing_set(monkeypatch):
    """An environment in which nobody has set anything of ours. What the test sets is undone, too."""
    for name in OURS | {"PORTAL_DEMO", "LOG_FORMAT", "DJANGO_SETTINGS_MODULE"}:
        monkeypatch.setenv(name, "to be undone")
        monkeypatch.delenv(name)
    return monkeypatch


def test_fill_environment_sets_what_a_checkout_needs(nothing_set, tmp_path):
    nothing_set.setenv("PORT", "8123")

    checkout.fill_environment(tmp_path)

    environment = checkout.os.environ
    assert environment["SITE_URL"] == "http://localhost:8123"
    assert environment["MAIL_INBOX_DIR"] == str(tmp_path / "mail")
    assert environment["PORTAL_DEMO"] == "1"
    assert len(environment["SECRET_KEY"]) > 80
    assert len(environment["EQUALITY_KEY"]) > 80
    assert environment["EQUALITY_KEY"] != environment["SECRET_KEY"]


def test_fill_environment_changes_nothing_that_is_set(nothing_set, tmp_path):
    nothing_set.setenv("SITE_URL", "https://portal.example.org")
    nothing_set.setenv("SECRET_KEY", "mine")
    nothing_set.setenv("PORTAL_DEMO", "0")

    checkout.fill_environment(tmp_path)

    environment = checkout.os.environ
    assert environment["SITE_URL"] == "https://portal.example.org"
    assert environment["SECRET_KEY"] == "mine"
    assert environment["PORTAL_DEMO"] == "0"
    assert not (tmp_path / "secret_key").exists()


def test_secret_key_is_made_once_and_is_private(tmp_path):
    first, second = checkout.secret_key(tmp_path), checkout.secret_key(tmp_path)

    assert first == second
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_env_example_names_every_setting():
    sources = [*(ROOT / "config").glob("*.py"), *(ROOT / "core" / "management").rglob("*.py")]
    sources += [ROOT / "launch" / "checkout.py", ROOT / "launch" / "chromium.py"]
    read = {name for source in sources for name in READ_BY_US.findall(source.read_text())} - {"DJANGO_SETTINGS_MODULE"}

    explained = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert explained == read
