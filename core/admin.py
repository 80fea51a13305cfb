"""The taxonomy of skills in Django's admin. A skill that somebody has chosen is taken out of use, not deleted."""

from django.contrib import admin

from core.skills import Skill


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin):
    list_display = ["name", "group", "soc2020", "position", "is_active"]
    list_editable = ["position", "is_active"]
    list_filter = ["group", "is_active"]
    search_fields = ["name"]
    ordering = ["group", "position", "name"]
