from django import forms

from accounts.models import User
from core.forms import PortalForm


class ManagerForm(PortalForm):
    submit_label = "Send the invitation"
    email = forms.EmailField(
        label="Email address",
        help_text="We will send a link to it.",
        max_length=User._meta.get_field("email").max_length,
    )
