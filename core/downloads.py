"""Files that people uploaded, handed out again."""

from django.core.files.base import File
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from core.documents import Kind


def as_download(file: File, *, name: str, kind: str) -> HttpResponse:
    """A file to save, never a page to show: whatever is in it, no browser opens it as a part of the portal."""
    try:
        with file.open("rb") as opened:
            content = opened.read()
    except FileNotFoundError:
        raise Http404 from None
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=Kind(kind).mime_type, headers=headers)
