"""What is asked before a list leaves as a file."""

from django import forms

from core.forms import PortalForm, Radios


class ExportForm(PortalForm):
    submit_label = "Download"
    kind = forms.ChoiceField(
        label="What kind of file do you need?",
        choices=[("csv", "CSV"), ("xlsx", "Spreadsheet (XLSX)")],
        widget=Radios(hints={"csv": "For any number of rows.", "xlsx": "For Excel and the like."}),
        error_messages={"required": "Select what kind of file you need"},
    )
    why = forms.CharField(
        label="What do you need it for?",
        help_text="Kept in the record of who has seen whose details.",
        max_length=400,
    )
