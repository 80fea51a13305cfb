"""The form with which materials are shared."""

from django import forms

from core.forms import DocumentField, PortalForm
from core.materials import MOST_BYTES
from core.presses import KeyField


class MaterialFields(PortalForm):
    """A link or a file. Each app has a form of its own, with examples of its own."""

    submit_label = "Add it"
    mark_optional = False
    title = forms.CharField(label="What is it?", help_text="Like “Slides of the talks”.", max_length=150)
    link = forms.URLField(
        label="A link",
        help_text="To a recording or a page. Leave it empty if you choose a file.",
        required=False,
        assume_scheme="https",
    )
    document = DocumentField(
        label="Or a file",
        help_text="A PDF, a Word document (.docx) or an OpenDocument text (.odt), up to 10\u00a0MB.",
        most=MOST_BYTES,
        otherwise="Materials",
        required=False,
    )
    key = KeyField()

    def clean(self) -> None:
        given = [name for name in ("link", "document") if self.cleaned_data.get(name)]
        if not given and not {"link", "document"} & self.errors.keys():
            self.add_error("link", "Enter a link, or choose a file")
        if len(given) == 2:
            self.add_error("document", "Give a link or a file, not both. For two things, add one after the other")
