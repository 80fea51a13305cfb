"""The form with which leaders and staff share something with those who come to a session."""

from core.material_forms import MaterialFields


class SessionMaterialForm(MaterialFields):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "Like “Slides”, or “Questions to think about before”."
        self.fields["document"].help_text += " Save slides as PDF first."
