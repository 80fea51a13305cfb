"""Who may open which page: the table that the tests hold the portal to. It is the documentation, too.

Columns: somebody who is not signed in; the returner whose application it is; another returner; a manager of the
programme it belongs to; a manager of another programme; an administrator (who manages no programme).

yes      opens it, and where it is a form, sends it
–        404, the same as for what does not exist
sign in  is asked to sign in first, whether it exists or not

Methods are those the page answers to; what is sent to a page that only shows something changes nothing. Behind
`about`: the state of the application, or the thing, that the page is about.
"""  # noqa: RUF002

from typing import NamedTuple

COLUMNS = ["anonymous", "own", "other", "manager", "foreign", "administrator"]

TABLE = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator
portal:home                       | GET      |            | yes       | yes | yes   | yes     | yes     | yes
portal:cookies                    | GET      |            | yes       | yes | yes   | yes     | yes     | yes
portal:accessibility              | GET      |            | yes       | yes | yes   | yes     | yes     | yes
portal:privacy                    | GET      |            | yes       | yes | yes   | yes     | yes     | yes
portal:account_close              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes
portal:account_closed             | GET      |            | yes       | yes | yes   | yes     | yes     | yes
portal:data_download              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes
portal:person_download            | GET POST | person     | sign in   | –   | –     | –       | –       | yes
portal:person_hold                | GET POST | person     | sign in   | –   | –     | –       | –       | yes
portal:retention_list             | GET      |            | sign in   | –   | –     | –       | –       | yes
portal:retention_change           | GET POST | kind       | sign in   | –   | –     | –       | –       | yes
portal:person_erase               | GET POST | person     | sign in   | –   | –     | –       | –       | yes
portal:after_sign_in              | GET      |            | sign in   | yes | yes   | yes     | yes     | yes
portal:my_home                    | GET      |            | sign in   | yes | yes   | yes     | yes     | yes
portal:my_trail                   | GET      |            | sign in   | yes | yes   | yes     | yes     | yes
portal:trail_list                 | GET      |            | sign in   | –   | –     | yes     | yes     | yes
cohorts:programme_detail          | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes
cohorts:programme_detail          | GET      | private    | –         | –   | –     | –       | –       | yes
portal:programme_privacy          | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes
portal:programme_privacy          | GET      | private    | –         | –   | –     | –       | –       | yes
portal:programme_privacy_version  | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes
portal:programme_privacy_version  | GET      | private    | –         | –   | –     | –       | –       | yes
cohorts:interest_create           | GET POST | closed     | yes       | yes | yes   | yes     | yes     | yes
cohorts:interest_create           | GET POST | private    | –         | –   | –     | –       | –       | –
cohorts:interest_confirm          | GET POST | interest   | yes       | yes | yes   | yes     | yes     | yes
cohorts:interest_stop             | GET POST | no more    | yes       | yes | yes   | yes     | yes     | yes
returners:eligibility_check       | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes
returners:eligibility_check       | GET      | private    | –         | –   | –     | –       | –       | –
returners:eligibility_question    | GET POST | programme  | yes       | yes | yes   | yes     | yes     | yes
returners:eligibility_question    | GET POST | private    | –         | –   | –     | –       | –       | –
returners:eligibility_result      | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes
returners:eligibility_result      | GET      | private    | –         | –   | –     | –       | –       | –
returners:eligibility_break       | GET POST | programme  | yes       | yes | yes   | yes     | yes     | yes
returners:eligibility_break       | GET POST | private    | –         | –   | –     | –       | –       | –
returners:eligibility_save        | GET POST | programme  | yes       | yes | yes   | yes     | yes     | yes
returners:eligibility_save        | GET POST | private    | –         | –   | –     | –       | –       | –
returners:eligibility_carry_on    | GET POST | saved      | yes       | yes | yes   | yes     | yes     | yes
returners:application_start       | GET POST | cohort     | yes       | yes | yes   | yes     | yes     | yes
returners:application_start       | GET POST | private    | –         | –   | –     | –       | –       | –
returners:application_detail      | GET      | offered    | sign in   | yes | –     | –       | –       | –
returners:contact_change          | GET POST | offered    | sign in   | yes | –     | –       | –       | –
returners:application_tasks       | GET      | draft      | sign in   | yes | –     | –       | –       | –
returners:application_send_link   | GET POST | draft      | sign in   | yes | –     | –       | –       | –
returners:application_section     | GET POST | draft      | sign in   | yes | –     | –       | –       | –
returners:application_question    | GET POST | draft      | sign in   | yes | –     | –       | –       | –
returners:application_break       | GET POST | draft      | sign in   | yes | –     | –       | –       | –
returners:application_check       | GET      | draft      | sign in   | yes | –     | –       | –       | –
returners:application_submit      | GET POST | draft      | sign in   | yes | –     | –       | –       | –
returners:application_sent        | GET      | offered    | sign in   | yes | –     | –       | –       | –
returners:reopened_section        | GET POST | reopened   | sign in   | yes | –     | –       | –       | –
returners:reopened_question       | GET POST | reopened   | sign in   | yes | –     | –       | –       | –
returners:reopened_break          | GET POST | reopened   | sign in   | yes | –     | –       | –       | –
returners:offer_accept            | GET POST | offered    | sign in   | yes | –     | –       | –       | –
returners:offer_decline           | GET POST | offered    | sign in   | yes | –     | –       | –       | –
returners:review_ask              | GET POST | turned down | sign in  | yes | –     | –       | –       | –
returners:review_take_back        | GET POST | asked      | sign in   | yes | –     | –       | –       | –
returners:application_withdraw    | GET POST | offered    | sign in   | yes | –     | –       | –       | –
returners:cv_change               | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –
returners:cv_download             | GET      | confirmed  | sign in   | yes | –     | –       | –       | –
returners:cv_remove               | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –
returners:equality_start          | GET POST | offered    | sign in   | yes | –     | –       | –       | –
returners:equality_question       | GET POST | offered    | sign in   | yes | –     | –       | –       | –
returners:equality_answers        | GET      | offered    | sign in   | yes | –     | –       | –       | –
returners:equality_delete         | GET POST | offered    | sign in   | yes | –     | –       | –       | –
returners:phone_confirm           | GET POST | phone link | yes       | yes | yes   | yes     | yes     | yes
returners:phone_not_right         | GET POST | phone link | yes       | yes | yes   | yes     | yes     | yes
returners:phone_not_mine          | GET POST | phone link | yes       | yes | yes   | yes     | yes     | yes
returners:phone_confirmed         | GET      | sent link  | yes       | yes | yes   | yes     | yes     | yes
returners:phone_list              | GET      |            | sign in   | –   | –     | yes     | yes     | –
returners:phone_start             | GET POST |            | sign in   | –   | –     | yes     | yes     | –
returners:phone_tasks             | GET      | phone      | sign in   | –   | –     | yes     | –       | –
returners:phone_tasks             | GET      | draft      | sign in   | –   | –     | –       | –       | –
returners:phone_section           | GET POST | phone      | sign in   | –   | –     | yes     | –       | –
returners:phone_section           | GET POST | draft      | sign in   | –   | –     | –       | –       | –
returners:phone_question          | GET POST | phone      | sign in   | –   | –     | yes     | –       | –
returners:phone_break             | GET POST | phone      | sign in   | –   | –     | yes     | –       | –
returners:phone_check             | GET      | phone      | sign in   | –   | –     | yes     | –       | –
returners:phone_send              | GET POST | phone      | sign in   | –   | –     | yes     | –       | –
returners:phone_send              | GET POST | draft      | sign in   | –   | –     | –       | –       | –
returners:phone_delete            | GET POST | phone      | sign in   | –   | –     | yes     | –       | –
returners:phone_delete            | GET POST | draft      | sign in   | –   | –     | –       | –       | –
returners:profile_tasks           | GET      | confirmed  | sign in   | yes | –     | –       | –       | –
returners:profile_section         | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –
returners:work_role_list          | GET POST | work role  | sign in   | yes | –     | –       | –       | –
returners:work_role_add           | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –
returners:work_role_change        | GET POST | work role  | sign in   | yes | –     | –       | –       | –
returners:work_role_remove        | GET POST | work role  | sign in   | yes | –     | –       | –       | –
returners:skill_choose            | GET POST | confirmed  | sign in   | yes | –     | –       | –       | –
returners:skill_rate              | GET POST | skill      | sign in   | yes | –     | –       | –       | –
returners:application_list        | GET      |            | sign in   | –   | –     | yes     | yes     | –
returners:application_export      | GET POST |            | sign in   | –   | –     | yes     | yes     | –
returners:application_review      | GET      | referred   | sign in   | –   | –     | yes     | –       | –
returners:application_review      | GET      | draft      | sign in   | –   | –     | –       | –       | –
returners:cv_read                 | GET      | confirmed  | sign in   | –   | –     | yes     | –       | –
returners:application_decide      | GET POST | referred   | sign in   | –   | –     | yes     | –       | –
returners:application_decide      | GET POST | draft      | sign in   | –   | –     | –       | –       | –
returners:section_reopen          | GET POST | referred   | sign in   | –   | –     | yes     | –       | –
returners:section_reopen          | GET POST | draft      | sign in   | –   | –     | –       | –       | –
returners:section_shut            | GET POST | reopened   | sign in   | –   | –     | yes     | –       | –
returners:cohort_list             | GET      |            | sign in   | –   | –     | yes     | yes     | –
returners:cohort_detail           | GET      | cohort     | sign in   | –   | –     | yes     | –       | –
returners:cohort_calendar         | GET POST | cohort     | sign in   | –   | –     | yes     | –       | yes
returners:cohort_calendar_check   | GET POST | cohort     | sign in   | –   | –     | yes     | –       | yes
returners:pool_resize             | GET POST | pool       | sign in   | –   | –     | yes     | –       | –
reporting:inbox                   | GET      |            | sign in   | –   | –     | yes     | yes     | yes
reporting:search                  | GET POST |            | sign in   | –   | –     | yes     | yes     | yes
reporting:equality_list           | GET      |            | sign in   | –   | –     | –       | –       | yes
reporting:equality_detail         | GET      | totals     | sign in   | –   | –     | –       | –       | yes
reporting:letter_list             | GET      |            | sign in   | –   | –     | –       | –       | yes
reporting:letter_send_again       | POST     | letter     | sign in   | –   | –     | –       | –       | yes
reporting:letter_send_all_again   | POST     |            | sign in   | –   | –     | –       | –       | yes
reporting:letter_cancel           | POST     | letter     | sign in   | –   | –     | –       | –       | yes
cohorts:programme_list            | GET      |            | sign in   | –   | –     | yes     | yes     | yes
cohorts:programme_add             | GET POST |            | sign in   | –   | –     | –       | –       | yes
cohorts:programme_settings        | GET      | programme  | sign in   | –   | –     | yes     | –       | yes
cohorts:programme_change          | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes
cohorts:strand_add                | GET POST | programme  | sign in   | –   | –     | –       | –       | yes
cohorts:strand_change             | GET POST | strand     | sign in   | –   | –     | –       | –       | yes
cohorts:rules_list                | GET      | programme  | sign in   | –   | –     | yes     | –       | yes
cohorts:rules_change              | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes
cohorts:text_list                 | GET      | programme  | sign in   | –   | –     | yes     | –       | yes
cohorts:text_publish              | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes
cohorts:cohort_add                | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes
cohorts:manager_invite            | GET POST | programme  | sign in   | –   | –     | –       | –       | yes
cohorts:manager_remove            | GET POST | role       | sign in   | –   | –     | –       | –       | yes
accounts:my_account               | GET      |            | sign in   | yes | yes   | yes     | yes     | yes
accounts:name_change              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes
accounts:consent_list             | GET      |            | sign in   | yes | yes   | yes     | yes     | yes
accounts:consent_change           | POST     |            | sign in   | yes | yes   | yes     | yes     | yes
accounts:passkey_add              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes
accounts:invitation_accept        | GET POST | token      | yes       | yes | yes   | yes     | yes     | yes
accounts:person_list              | GET POST |            | sign in   | –   | –     | –       | –       | yes
accounts:person_detail            | GET      | staff      | sign in   | –   | –     | –       | –       | yes
accounts:person_detail            | GET      | person     | sign in   | –   | –     | –       | –       | yes
accounts:invitation_create        | GET POST |            | sign in   | –   | –     | –       | –       | yes
accounts:invitation_withdraw      | GET POST | invitation | sign in   | –   | –     | –       | –       | yes
accounts:role_take_away           | GET POST | held role  | sign in   | –   | –     | –       | –       | yes
accounts:second_factor_reset      | GET POST | staff      | sign in   | –   | –     | –       | –       | yes
accounts:second_factor_reset      | GET POST | person     | sign in   | –   | –     | –       | –       | yes
notifications:inbox               | GET      |            | –         | –   | –     | –       | –       | –
notifications:inbox_message       | GET      | mail       | –         | –   | –     | –       | –       | –
notifications:inbox_html          | GET      | mail       | –         | –   | –     | –       | –       | –
"""


class Row(NamedTuple):
    page: str
    methods: list[str]
    about: str
    may: dict[str, str]

    def __str__(self) -> str:
        return f"{self.page} {self.about}".strip()


def rows() -> list[Row]:
    """The table, read."""
    _, *lines = TABLE.strip().splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [
        Row(page, methods.split(), about, dict(zip(COLUMNS, may, strict=True))) for page, methods, about, *may in cells
    ]
