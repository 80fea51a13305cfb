"""The settings of programmes. Rules, texts, cohorts and places have rules of their own and are not edited here."""

from django.contrib import admin

from cohorts.models import Programme, Strand


class StrandInline(admin.TabularInline):
    model = Strand
    extra = 0
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    list_display = ["name", "funder", "is_public"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [StrandInline]
