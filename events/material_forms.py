"""The form with which staff share materials."""

from core.material_forms import MaterialFields


class MaterialForm(MaterialFields):
    """Of an event, or of a module."""
