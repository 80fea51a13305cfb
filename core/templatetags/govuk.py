"""How the crispy pack turns a Django field into GOV.UK markup, whatever form the field comes from."""

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

KINDS = (
    (forms.MultiWidget, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
)
CLASSES = {
    "text": "govuk-input",
    "date": "govuk-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}


@register.filter
def kind(field: BoundField) -> str:
    """Which component draws this field. Whatever is not known is a text box."""
    return next((name for widget, name in KINDS if isinstance(field.field.widget, widget)), "text")


@register.filter
def field_template(field: BoundField) -> str:
    grouped = kind(field) in ("radios", "checkboxes", "date")
    name = "grouped" if grouped else "checkbox" if kind(field) == "checkbox" else "single"
    return f"govuk/fields/{name}.html"


@register.filter
def is_heading(field: BoundField) -> bool:
    return getattr(field.form, "heading_field", "") == field.name


@register.filter
def full_label(field: BoundField) -> str:
    """The label, which says so if the answer is optional. A required one is never marked."""
    label = str(field.label)
    optional = not field.field.required and getattr(field.form, "mark_optional", True)
    return f"{label} (optional)" if optional and "(optional)" not in label else label


@register.filter
def counted(field: BoundField) -> int | None:
    """The length to count down from, for a text of several lines that has one."""
    return getattr(field.field, "max_length", None) if kind(field) == "textarea" else None


@register.filter
def date_boxes(field: BoundField) -> list[dict[str, object]]:
    """The boxes of a date, each with its label and whether it is to be mended."""
    widget = field.field.widget
    wrong = widget.wrong_parts(field.errors) if field.errors else []
    boxes = field.subwidgets[0].data["subwidgets"]
    return [{**box, "label": widget.parts[i].capitalize(), "wrong": i in wrong} for i, box in enumerate(boxes)]


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input itself. No `required` and no `maxlength`: the server says what is wrong, in words."""
    field.form.use_required_attribute = False
    css = [CLASSES[kind(field)], field.field.widget.attrs.get("class", "")]
    if field.errors:
        css.append(f"{CLASSES[kind(field)].split()[0]}--error")
    attrs: dict[str, str | bool] = {"maxlength": False, "minlength": False, "placeholder": False}
    if counted(field):
        css.append("govuk-js-character-count")
        attrs["aria-describedby"] = f"{field.auto_id}-info {field.aria_describedby or ''}".strip()
    if kind(field) == "password":
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
    attrs["class"] = " ".join(filter(None, css))
    return field.as_widget(attrs=attrs)
