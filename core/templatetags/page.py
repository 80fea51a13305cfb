"""Tags for the frame of a page: the menu and the list of errors at its top."""

from django import template
from django.forms import BaseForm, BoundField
from django.urls import reverse

from core.forms import DateParts

register = template.Library()

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
DEVICES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
)


@register.inclusion_tag("components/nav_item.html", takes_context=True)
def nav_item(context: dict, label: str, url_name: str) -> dict[str, object]:
    """A link in the menu, marked when it leads to this page or to the section that this page is in."""
    url = reverse(url_name)
    path = context["request"].path if "request" in context else ""
    current = ""
    if path == url:
        current = "page"
    elif url != "/" and path.startswith(url):
        current = "true"
    return {"label": label, "url": url, "current": current}


@register.filter
def error_links(form: BaseForm) -> list[dict[str, str]]:
    """Every error of the form in the order of its fields, each with the id of the control that mends it."""
    fields = [form[name] for name in form.fields]
    first = next((first_id(field) for field in fields if not field.is_hidden), "")
    links = [{"target": first, "text": text} for text in form.non_field_errors()]
    for field in fields:
        target = "" if field.is_hidden else first_id(field)
        links += [{"target": target, "text": text} for text in field.errors]
    return links


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the first control, or of the first wrong part of a date."""
    if isinstance(field.field.widget, DateParts) and field.errors:
        return f"{field.auto_id}_{field.field.widget.wrong_parts(field.errors)[0]}"
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def lines(value: object) -> list[object]:
    """A value of a summary list as the lines to show: none, one, or one for each item of a list."""
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value is None or value == "" else [value]


@register.filter
def browser(user_agent: str) -> str:
    """Which browser on which device, as its owner would say. Edge claims to be Chrome too, and Chrome Safari."""
    program = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    device = next((name for sign, name in DEVICES if sign in user_agent), "an unknown device")
    return f"{program} on {device}"
