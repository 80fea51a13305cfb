"""How a file reaches the portal: into memory, as much as the page takes and never more; nowhere else, nothing at all.

Django reads what was sent before any view does: its protection against forged requests looks for a token in it. So
the limit is kept here, while it is read, and nobody fills the memory or the disk by sending a file to some form.
"""

import io
import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict

View = Callable[..., HttpResponse]

MEGABYTE = 1024 * 1024
# For so long a file that is too big is read on and thrown away: a browser shows no answer before it has sent all.
PATIENCE_SECONDS = 20


def takes_files(most: int) -> Callable[[View], View]:
    """For a view whose form has a file: no more bytes than this, in all. Goes under the gate.

    The view reads `given_files(request)`, never `request.FILES`, which knows nothing of a file that was too big.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def taking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if too_big(request) and response.status_code == 200:
                # Browsers show an answer that comes before they have sent everything if it is an error.
                response.status_code = 413
            return response

        taking.most_bytes = most  # type: ignore[attr-defined]
        return taking

    return decorator


def given_files(request: HttpRequest) -> MultiValueDict[str, UploadedFile]:
    """The files of a form. One that was too big has its name and its size, and nothing in it."""
    files = request.FILES.copy()
    for field, file in too_big(request).items():
        files.setlist(field, [file])
    return files


def too_big(request: HttpRequest) -> dict[str, UploadedFile]:
    return getattr(request, "files_too_big", {})


class GuardedUpload(FileUploadHandler):
    """The only upload handler. Files go into memory, where the view takes any; where it does not, they are left out."""

    request: HttpRequest
    field_name: str
    file_name: str

    def __init__(self, request: HttpRequest | None = None):
        super().__init__(request)
        view = getattr(self.request.resolver_match, "func", None)
        self.room = getattr(view, "most_bytes", 0)
        self.takes_any = self.room > 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Before anything is read: a form without files in it is never this long."""
        self.length = content_length
        if not self.takes_any and content_length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("Nothing here takes so much.")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if not self.takes_any:
            raise SkipFile
        self.kept = io.BytesIO()
        self.is_too_big = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.room -= len(raw_data)
        if self.room >= 0:
            self.kept.write(raw_data)
        elif not self.is_too_big:
            self._give_up()
        elif time.monotonic() > self.until:
            raise StopUpload(connection_reset=True)

    def _give_up(self) -> None:
        self.is_too_big = True
        self.kept = io.BytesIO()
        self.until = time.monotonic() + PATIENCE_SECONDS
        # The size is that of all that is sent, which is near enough to be too much.
        known = too_big(self.request)
        known[self.field_name] = UploadedFile(name=self.file_name, size=self.length)
        self.request.files_too_big = known  # type: ignore[attr-defined]

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.is_too_big:
            return None
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
