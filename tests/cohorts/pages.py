"""Addresses of the pages of a programme."""

from django.urls import reverse


def url(name, programme, *args):
    return reverse(f"cohorts:{name}", args=[programme.slug, *args])
