from django import forms

from core.forms import PortalForm


class SearchForm(PortalForm):
    submit_label = "Search"
    text = forms.CharField(
        label="Who are you looking for?",
        help_text="A name or part of one, an email address, a phone number, a postcode or a reference number.",
        max_length=200,
        error_messages={"required": "Enter a name, an email address, a phone number, a postcode or a reference number"},
    )
