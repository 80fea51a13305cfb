"""A browser that sends a file, as large as wanted, without anybody holding it in memory."""

import io

from django.http import HttpResponse
from django.test import Client

BOUNDARY = "a-boundary-of-the-tests"


class Endless(io.RawIOBase):
    """What a browser sends: a head, so many bytes of a file, a tail. `read_so_far` is what the portal took of it."""

    def __init__(self, head: bytes, size: int, tail: bytes):
        self.parts = [[head, len(head)], [b"\0" * 65_536, size], [tail, len(tail)]]
        self.length = sum(size for _, size in self.parts)
        self.read_so_far = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        part = next((part for part in self.parts if part[1]), None)
        if part is None:
            return 0
        filler, left = part
        piece = filler[-left:][: len(buffer)]
        buffer[: len(piece)] = piece
        part[1] -= len(piece)
        self.read_so_far += len(piece)
        return len(piece)


def send_file(
    client: Client, url: str, *, size: int, field: str = "cv", before: str = "", **more: str
) -> tuple[HttpResponse, Endless]:
    """Post a form with `size` zeros as its file; `before` and `more` are fields in front of it and behind."""
    token = before and f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{before}\r\n'
    head = f'{token}--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="film.pdf"\r\n\r\n'
    tail = "".join(
        f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
        for name, value in more.items()
    )
    body = Endless(head.encode(), size, f"{tail}\r\n--{BOUNDARY}--\r\n".encode())
    environ = {
        "PATH_INFO": url,
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(body.length),
        "wsgi.input": body,
    }
    return client.request(**environ), body
