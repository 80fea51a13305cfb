"""Programmes in Django's admin: to look at. What changes them are actions, behind the pages of cohorts/views/."""

from typing import Any

from django.contrib import admin

from cohorts.models import Programme, Strand


class LookedAt:
    """Nobody adds, changes or deletes here."""

    def has_add_permission(self, *_: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any) -> bool:
        return False

    def has_delete_permission(self, *_: Any) -> bool:
        return False


class StrandInline(LookedAt, admin.TabularInline):
    model = Strand


@admin.register(Programme)
class ProgrammeAdmin(LookedAt, admin.ModelAdmin):
    list_display = ["name", "funder", "is_public"]
    inlines = [StrandInline]
