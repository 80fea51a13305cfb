from employers.actions.duplicates import keep_apart, look_again, look_for_duplicates, named_like
from employers.actions.merging import merge
from employers.actions.milestones import forget_milestone, record_milestone
from employers.actions.opening import open_by_domain
from employers.actions.organisations import (
    add_domain,
    add_note,
    add_organisation,
    add_site,
    change_organisation,
    remove_domain,
    remove_note,
    remove_site,
)
from employers.actions.removing import remove_organisation, what_goes

__all__ = [
    "add_domain",
    "add_note",
    "add_organisation",
    "add_site",
    "change_organisation",
    "forget_milestone",
    "keep_apart",
    "look_again",
    "look_for_duplicates",
    "merge",
    "named_like",
    "open_by_domain",
    "record_milestone",
    "remove_domain",
    "remove_note",
    "remove_organisation",
    "remove_site",
    "what_goes",
]
