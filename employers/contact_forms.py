"""Forms of those who belong to an organisation, want to, or look after who does."""

from typing import Any

from django import forms
from django.db.models import Q

from core.forms import NameField, PortalForm, Radios, choices_of
from core.search import has_words
from employers.models import JoinRequest, Organisation

# More than these, and a fuller name has to be typed.
MOST_FOUND = 20


class ContactInviteForm(PortalForm):
    submit_label = "Send the invitation"
    name = NameField(label="Full name", widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    email = forms.EmailField(
        label="Email address",
        help_text="At work, if they have one. The link works for this address only.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class JoinForm(PortalForm):
    submit_label = "Ask to join"
    employer = forms.CharField(
        label="Where do you work?",
        help_text="The name of your employer, council or industry body.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    job_title = forms.CharField(
        label="Your job",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class JoinFindForm(PortalForm):
    """Looks for the organisation that somebody means. What they typed themselves is looked for first."""

    method = "get"
    submit_label = "Find"
    mark_optional = False
    q = forms.CharField(label="Find an organisation", required=False, max_length=200)

    def __init__(self, data: Any, *, asked: JoinRequest):
        super().__init__({"q": data.get("q", asked.employer)})

    def found(self) -> Any:
        text = self.cleaned_data["q"] if self.is_valid() else ""
        likely = has_words(text, "name") | Q(other_names__contains=[text.strip()])
        return Organisation.objects.filter(likely).prefetch_related("domains").order_by("name", "pk")[:MOST_FOUND]


class JoinDecideForm(PortalForm):
    """Which of those found it is."""

    submit_label = "They work here"
    organisation = forms.ChoiceField(
        label="Which organisation is it?",
        widget=Radios,
        error_messages={"required": "Select the organisation", "invalid_choice": "Select the organisation"},
    )

    def __init__(self, data: Any = None, *, found: Any):
        super().__init__(data)
        self.found = {str(organisation.uuid): organisation for organisation in found}
        field = choices_of(self, "organisation")
        field.choices = [(key, organisation.name) for key, organisation in self.found.items()]
        # Two may have one name.
        field.widget.hints = {key: self._tells_apart(organisation) for key, organisation in self.found.items()}

    def _tells_apart(self, organisation: Organisation) -> str:
        domains = ", ".join(domain.name for domain in organisation.domains.all())
        return f"{organisation.get_kind_display()}, {domains or 'no mail domain'}"

    @property
    def chosen(self) -> Organisation:
        return self.found[self.cleaned_data["organisation"]]
