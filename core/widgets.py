"""Controls of forms that are drawn without templates."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECTED = mark_safe(" selected")


class LightSelect(forms.Select):
    """A list to choose from, without groups, for a page that must cost little: Django fills a template an option."""

    def render(self, name: str, value: object, attrs: dict | None = None, renderer: object = None) -> SafeString:
        shown = self.get_context(name, value, attrs)["widget"]
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (option["value"], SELECTED if option["selected"] else "", option["label"])
                for _, group, _ in shown["optgroups"]
                for option in group
            ),
        )
        return format_html('<select name="{}"{}>{}</select>', shown["name"], flatatt(shown["attrs"]), options)
