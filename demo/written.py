"""What invented applicants write to the usual questions, from saying little to saying much; and what reviewers say."""

# By criterion, and within it by how far an answer goes, from 0 to 4.
ANSWERS = {
    "Potential to benefit": [
        ["I would like to come back to work."],
        ["It would help me. I have been away for a while, and I do not know where to start."],
        [
            "My registration has lapsed, and I would like help with the hours that I need to get it back.",
            "I would like help with my CV. I have not written one since I trained.",
        ],
        [
            "My registration has lapsed, and I cannot pay for the course that would bring it back. The fund would pay"
            " for it, and somebody would tell me in which order to do things.",
            "I know my field, but the forms and systems have all changed. A supervised placement in school hours is"
            " what I cannot find by myself.",
        ],
        [
            "I need 30 days of updating before I can register again. I have found a unit that would take me for two"
            " days a week, but not without a supervisor or insurance. This programme gives both. After it I would"
            " apply for a part-time post near home, where two have been open all year.",
            "What stands in my way is confidence and cost. I have read everything that has changed since I left, and"
            " made a list of what I need to practise. With a placement, and help with childcare on those days, I could"
            " register in eight months and work three days a week.",
        ],
    ],
    "Readiness": [
        ["I am ready."],
        ["I would like to work again, in whatever there is."],
        [
            "I would like to go back to what I did before, part time. I have not looked at what I need for it yet.",
        ],
        [
            "I would like to work with children again. I have joined my professional body and read its journal.",
            "I would like a post in a community team. I have met a former colleague who works in one.",
        ],
        [
            "I would like a post in a community team. I have joined my professional body, done two of its online"
            " courses, and spent a morning with a former colleague. Next I will ask her manager about a placement.",
            "I want to come back as a dietitian in a hospital. I have written down my hours of private study, found a"
            " supervisor who would have me, and agreed with my sister who looks after our father on two days a week.",
        ],
    ],
}
# What a reviewer gives as the reason for a level; it is sent on to whoever is not offered a place.
REASONS = [
    ["There is not enough here yet to say more.", "The answer is very short. An example would help."],
    ["It says what is wanted, in general words.", "A first idea, without an example yet."],
    ["One good example. A second one would make it stronger.", "Clear about one thing, less so about the rest."],
    ["Specific, and it fits what we offer.", "Good examples, and a plan that can work."],
    ["Very clear, with steps that have been taken already.", "It says what, why and what comes next."],
]
# The third question is what the roles answer. By how much of it fits: how many roles are told.
EMPLOYERS = """
Calder Vale Clinic, Derwent Community Health, Ellers Street Surgery, Foss Lane School, Goyt Valley Hospital,
Holme Family Centre, Irwell Council Offices, Jorvik Rehabilitation, Kirk Lane Practice, Lune Children’s Services
"""
NOTE = "Please look at the dates of the two jobs: they overlap by a year."
