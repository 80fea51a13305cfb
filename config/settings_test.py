"""Test settings: the same portal with quick password hashes, uploads in memory and plain static files.

The manifest storage would answer 404 for hashed files under the live server, and pages would be tested unstyled.
"""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, MIDDLEWARE, TEMPLATES

INSTALLED_APPS = ["tests.emptying", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED VARIABLE: %s"

# Static files are the test server's business here, and nobody has collected them.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
