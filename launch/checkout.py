"""What a development checkout knows of itself: where its data lie, and an environment for those who set none."""

import contextlib
import os
import secrets
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """var/ of this clone, or VAR_DIR."""
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_env_file() -> None:
    """Take what .env says and the environment does not."""
    if (ROOT / ".env").exists():
        environ.Env.read_env(ROOT / ".env")


def secret_key(folder: Path, name: str = "secret_key") -> str:
    """The clone's own key of this name, made once and readable by its owner alone."""
    path = folder / name
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()


def fill_environment(folder: Path) -> None:
    """Set what a development checkout needs beside its servers. Nothing that is set already changes."""
    defaults = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MAIL_INBOX_DIR": str(folder / "mail"),
        "PORTAL_DEMO": "1",
        "LOG_FORMAT": "text",
        "SITE_URL": f"http://localhost:{os.environ.get('PORT') or 8000}",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
    }
    for key in ("SECRET_KEY", "EQUALITY_KEY"):
        if key not in os.environ:
            defaults[key] = secret_key(folder, key.lower())
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
