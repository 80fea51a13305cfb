"""Every setting of the portal, from the environment: `.env.example` lists them all, a missing secret names itself."""

import json
from pathlib import Path
from typing import Any

import environ
import structlog
from csp.constants import NONE, SELF

from core.environment import secret
from core.logs import without_addresses, without_rows

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

# -- What must be told ---------------------------------------------------------------------------------------------

# One to a line, the newest first: what an older key signed stays good until its line goes.
SECRET_KEY, *SECRET_KEY_FALLBACKS = secret("SECRET_KEY").splitlines()
# Equality answers lie under hashes made with it, so that the database alone does not say whose they are. One to a line,
# the newest first. Migrations do without; web server and workers do not start.
EQUALITY_KEYS = secret("EQUALITY_KEY", default="").splitlines()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
# Demonstration mode fills the portal with invented people and prints their sign-ins. Never on a real service.
DEMO = env.bool("PORTAL_DEMO", default=False)
REAL = not (DEBUG or DEMO)

# -- Applications --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_structlog",
    "localflavor",
    "pghistory",
    "pgtrigger",
    "phonenumber_field",
    "core",
    "notifications",
    "accounts",
    "support",
    "cohorts",
    "employers",
    "returners",
    "events",
    "selection",
    "participation",
    "mentoring",
    "outcomes",
    "portal",
    "reporting",
    "demo",
]

MIDDLEWARE = [
    "core.health.HealthMiddleware",
    "core.middleware.ArrivalMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.LogMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.ActorMiddleware",
    "core.middleware.PrivatePagesMiddleware",
    "core.middleware.MethodPagesMiddleware",
    "accounts.middleware.StaffSecurityMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
            ],
            "builtins": ["core.templatetags.uk"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_FAIL_SILENTLY = False

# -- Database ------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url_config(secret("DATABASE_URL"))}
# A password on its own, so that the address can be shown to anybody.
DATABASES["default"]["PASSWORD"] = DATABASES["default"].get("PASSWORD") or secret("PGPASSWORD", default="")
# Migrations may take longer than pages: they run with 0, which means as long as they need.
STATEMENT_SECONDS = env.int("STATEMENT_SECONDS", default=8)
DATABASES["default"].update(CONN_MAX_AGE=300, CONN_HEALTH_CHECKS=True)
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=5,
    application_name="portal",
    # A web page never waits longer than this; the clock's tasks work in small steps and do not need to.
    options=f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout=8s -c idle_in_transaction_session_timeout=60s",
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits live in Postgres, not Redis: a dead broker must neither lock people out nor lift the limits.
CACHES = {
    "default": {
        "BACKEND": "core.cache.OneStatementCache",
        "LOCATION": "django_cache",
    }
}

# -- Accounts ------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.LeakedPasswordValidator"},
    {"NAME": "accounts.passwords.OurWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:after_sign_in"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
# A letter may take minutes. Its code opens only in the browser that asked for it, and after three guesses nowhere.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Per address of the network and per account. Only failures count; the rest of allauth's limits stand as they are.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/5m/ip,5/5m/key",
    # Letters to whatever address somebody types: see accounts/limits.py.
    "letter_to_anybody": "20/h/ip,3/d/key",
    # Everybody in an office comes from one address of the network.
    "booking": "200/h/ip,8/d/key",
}
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.AddEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
    "login": "accounts.forms.LoginForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "signup": "accounts.forms.SignupForm",
}
# Behind a proxy and with none trusted, everybody would have the proxy's address and share its limits.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=int(BEHIND_PROXY))
MFA_ADAPTER = "accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A device that has not made sure who holds it proves that it is there, and nothing of the person.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Returner Portal"
# Half a minute early or late: phones' clocks differ and people type slowly.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "authenticate": "accounts.forms.AuthenticateForm",
    "authenticate_webauthn": "accounts.passkeys.AuthenticatePasskeyForm",
    "deactivate_totp": "accounts.forms.DeactivateTOTPForm",
    "edit_webauthn": "accounts.passkeys.RenamePasskeyForm",
    "generate_recovery_codes": "accounts.forms.NewRecoveryCodesForm",
    "login_webauthn": "accounts.passkeys.LoginPasskeyForm",
    "reauthenticate": "accounts.forms.ReauthenticateCodeForm",
    "reauthenticate_webauthn": "accounts.passkeys.ReauthenticatePasskeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = True
STAFF_IDLE_MINUTES = 30
STAFF_SESSION_HOURS = 12

# -- Sessions, cookies, headers ------------------------------------------------------------------------------------

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# -- Language, time, files -----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
PHONENUMBER_DEFAULT_REGION = "GB"

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
# What people upload: a folder that no address leads to, or any other storage of Django's (see docs/operations.md).
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = ["core.uploads.GuardedUpload"]
STORAGES = {
    "default": {
        "BACKEND": env.str("UPLOADS_BACKEND", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": json.loads(secret("UPLOADS_OPTIONS", default="{}")),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# -- Mail ----------------------------------------------------------------------------------------------------------

vars().update(env.email_url_config(secret("EMAIL_URL", default="smtp://localhost:25")))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Returner Portal <portal@example.org>")
SUPPORT_EMAIL = env.str("SUPPORT_EMAIL", default="help@example.org")
# A Maildir that a local SMTP server fills, shown at /inbox/. Development and demonstration only.
MAIL_INBOX_DIR = env.str("MAIL_INBOX_DIR", default="")
# The timed-letter rules of each app (see notifications/timed.py).
TIMED_RULES = [
    "returners.letters",
    "returners.nudges",
    "events.letters",
    "selection.letters",
    "participation.survey_letters",
    "participation.session_letters",
    "mentoring.meeting_letters",
    "mentoring.ask_letters",
]

# -- Support -------------------------------------------------------------------------------------------------------

# Within how many working days (England) the team answers a question, unless a colleague sets another day.
SUPPORT_WORKING_DAYS = env.int("SUPPORT_WORKING_DAYS", default=2)

# -- Personal data -------------------------------------------------------------------------------------------------

# What each app holds on a person, from the ground floor up (see core/privacy.py).
PERSONAL_DATA = [
    "core.personal_data",
    "notifications.personal_data",
    "accounts.personal_data",
    "cohorts.personal_data",
    "employers.personal_data",
    "returners.personal_data",
    "events.personal_data",
    "selection.personal_data",
    "participation.personal_data",
    "outcomes.personal_data",
    "mentoring.personal_data",
    "portal.personal_data",
]
# Who was erased, as hashes: kept apart from the backups, since a restored backup brings everybody back.
ERASURE_LOG = env.str("ERASURE_LOG", default=str(BASE_DIR / "var" / "erasures.log"))

# -- Jobs ----------------------------------------------------------------------------------------------------------

CELERY_BROKER_URL = secret("REDIS_URL")
CELERY_TIMEZONE = "UTC"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_DEFAULT_QUEUE = "normal"
CELERY_BROKER_CONNECTION_TIMEOUT = 0.5
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 0.5, "socket_timeout": 5}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# -- Logs: one JSON object a line, a request id, no personal data --------------------------------------------------

LOG_FORMAT = env.str("LOG_FORMAT", default="json")
_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.format_exc_info,
    without_rows,
    without_addresses,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(),
            "foreign_pre_chain": _shared,
        },
        "text": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0),
            "foreign_pre_chain": _shared,
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
# The sign-in is a number in the logs, never an address; a client's address is not kept either.
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
