from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page may say about the portal itself."""
    return {
        "site_name": "Returner Portal",
        "support_email": settings.SUPPORT_EMAIL,
        "demo": settings.DEMO,
        "inbox_shown": bool(settings.MAIL_INBOX_DIR),
    }
