"""From a template and plain strings to a letter: subject, plain text, and HTML made from the same text.

A letter with a hole is never sent: a name the template uses and the context lacks raises, in production too. The
change that caused the letter then fails with it (see docs/decisions/letters_with_holes.md).
"""

import functools
import re

import css_inline
from django.conf import settings
from django.template import Context, Engine, engines
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

MAX_SUBJECT = 200
# Ends the subject in email/base.txt. No value can contain it: control characters are taken out of all of them.
CUT = "\x1e"
CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 127])
URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)'\]]")
FRAME = {"name", "cut", "site_url", "support_email"}


class LetterIncomplete(Exception):
    """The template names something that the context does not hold."""


class _Loud(str):
    """Stands where Django would put nothing for an unknown value, and raises when it is put in."""

    def __mod__(self, variable):
        raise LetterIncomplete(f"The letter has no value for {variable}.")


class LetterContext(Context):
    """A context without holes: even `{% if %}` may only ask for what was given."""

    def __getitem__(self, key):
        if key not in self:
            raise LetterIncomplete(f"The letter has no value for {key}.")
        return super().__getitem__(key)


@functools.cache
def engine() -> Engine:
    """The portal's template folders, with holes raising. Templates are read anew for each letter while developing."""
    pages = engines["django"].engine  # type: ignore[attr-defined]  # the backend is Django's own
    loaders: list = [
        ("django.template.loaders.filesystem.Loader", pages.dirs),
        "django.template.loaders.app_directories.Loader",
    ]
    if not settings.DEBUG:
        loaders = [("django.template.loaders.cached.Loader", loaders)]
    return Engine(loaders=loaders, string_if_invalid=_Loud("%s"), builtins=pages.builtins)


@functools.cache
def inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False)


def letter_url(path: str) -> str:
    """The absolute address of a page, for a letter: from the settings, never from a request's Host header."""
    return f"{settings.SITE_URL}/{path.lstrip('/')}"


def render_letter(template: str, context: dict[str, str]) -> dict[str, str]:
    """Render `<template>.txt`: a dict of subject, text and html.

    TypeError where the context is not a dict of plain strings: a letter is what was true when it was written, so it
    takes no objects that look things up. LetterIncomplete where it lacks something. `name`, if given, is greeted.
    """
    for name, value in context.items():
        if type(name) is not str or not isinstance(value, str):
            raise TypeError(f"A letter takes plain strings: {name} is {type(value).__name__}.")
    if reserved := (FRAME - {"name"}) & context.keys():
        raise TypeError(f"These names belong to the frame of every letter: {', '.join(sorted(reserved))}.")
    given = {name: str(value).replace("\r\n", "\n").translate(CONTROLS) for name, value in context.items()}
    frame = {"name": "", "cut": CUT, "site_url": settings.SITE_URL, "support_email": settings.SUPPORT_EMAIL}
    rendered = engine().get_template(f"{template}.txt").render(LetterContext(frame | given))
    subject, _, text = rendered.partition(CUT)
    subject = " ".join(subject.split())[:MAX_SUBJECT]
    if not subject:
        raise LetterIncomplete(f"{template}.txt has no subject.")
    text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
    return {"subject": subject, "text": text, "html": to_html(subject, text)}


def to_html(subject: str, text: str) -> str:
    """The letter as HTML, styles inlined for mail programs that drop style sheets."""
    body = mark_safe("\n".join(map(_paragraph, text.strip().split("\n\n"))))  # noqa: S308 every part is escaped below
    page = engine().get_template("email/base.html").render(LetterContext({"subject": subject, "body": body}))
    return inliner().inline(page)


def _paragraph(paragraph: str) -> SafeString:
    lines = paragraph.strip("\n").split("\n")
    if all(line.startswith("- ") for line in lines):
        items = mark_safe("".join(f"<li>{linked(line[2:])}</li>" for line in lines))  # noqa: S308 linked() escapes
        return format_html("<ul>{}</ul>", items)
    if _is_own_link(lines[-1]):
        return _with_button(lines[:-1], lines[-1].strip())
    return format_html("<p>{}</p>", _broken(lines))


def _is_own_link(line: str) -> bool:
    """A link to the portal alone on its line. Others never become a button: a value could hold a stranger's link."""
    address = line.strip()
    return address.startswith(f"{settings.SITE_URL}/") and URL.fullmatch(address) is not None


def _with_button(before: list[str], address: str) -> SafeString:
    """The line before, if it ends in a colon, says what the button does."""
    label = address
    if before and before[-1].endswith(":"):
        *before, label = before
        label = label.removesuffix(":")
    lead = format_html("<p>{}</p>", _broken(before)) if before else ""
    return format_html('{}<p><a class="button" href="{}">{}</a></p>', lead, address, label)


def _broken(lines: list[str]) -> SafeString:
    return mark_safe("<br>\n".join(map(linked, lines)))  # noqa: S308 linked() escapes


def linked(text: str) -> SafeString:
    """The text escaped, its http and https addresses clickable."""
    parts, end = [], 0
    for match in URL.finditer(text):
        parts += [escape(text[end : match.start()]), format_html('<a href="{0}">{0}</a>', match[0])]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 every part is escaped
