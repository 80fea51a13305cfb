"""Filters for UK dates and times, in every template without loading. Nothing in, nothing out."""

import datetime as dt

from django import template

from core import uktime

register = template.Library()


@register.filter
def uk_date(value: dt.date | dt.datetime | None) -> str:
    return uktime.uk_date(value) if value else ""


@register.filter
def uk_short_date(value: dt.date | dt.datetime | None) -> str:
    return uktime.uk_short_date(value) if value else ""


@register.filter
def uk_month(value: dt.date | dt.datetime | None) -> str:
    return uktime.uk_month(value) if value else ""


@register.filter
def uk_time(value: dt.datetime | None) -> str:
    return uktime.uk_time(value) if value else ""


@register.filter
def uk_datetime(value: dt.datetime | None) -> str:
    return uktime.uk_datetime(value) if value else ""


@register.filter
def uk_deadline(value: dt.datetime | None) -> str:
    return uktime.uk_deadline(value) if value else ""


@register.filter
def uk_on(value: dt.datetime | None) -> str:
    return uktime.uk_on(value) if value else ""


@register.filter
def uk_end(value: dt.datetime | None) -> str:
    return uktime.uk_end(value) if value else ""
