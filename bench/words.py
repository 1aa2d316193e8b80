"""The words that the corpus is made of: sentences, and the names of places, people and things."""

from random import Random

TOWNS = (
    "Wrexham", "Durham", "Truro", "Ely", "Brighton", "Derry", "Dundee", "Hartlepool", "Swansea", "Taunton", "Whitby",
    "Ludlow", "Hull", "Oban", "Margate", "Luton", "Bath", "Preston", "Lisburn", "Stirling", "Bangor", "Hastings",
    "Norwich", "Kendal", "Poole", "Dudley", "Leeds", "Newry", "Perth", "Cardiff", "Exeter", "Maidstone", "Blyth",
    "Bolton", "Stroud", "Ipswich", "Barnsley", "Fareham", "Telford", "Inverness",
)  # fmt: skip

FIRST_THINGS = (
    "A kettle", "A run chart", "The night round", "A locked cupboard", "The second call", "A borrowed room",
    "Eleven letters", "The back of the rota", "A plain question", "The waiting list", "A box by the door",
    "The Thursday van", "A missing form", "Four nurses", "The discharge lounge", "A phone that rings",
    "Twelve beds", "The porters", "A quiet morning", "The last appointment", "One small change", "The wrong leaflet",
    "A shared notebook", "The corridor", "A slow printer", "The handover", "Two wards", "An honest count",
    "The tea trolley", "A map of delays", "The blood fridge", "A tired team", "The new clinic", "Five whys",
    "A family meeting", "The bathroom light", "A card for the locker", "The early train", "A long corridor",
    "The first dose", "A spare hour", "The whiteboard", "A kinder letter", "The ferry", "A better form",
    "The lift", "A late lunch", "The open hour", "Three carers", "The green folder",
)  # fmt: skip

SECOND_THINGS = (
    "the people who wait", "a year of small tests", "the ward that said no", "what patients told us",
    "a list on the wall", "the visit that never came", "a chart nobody read", "the price of a stamp",
    "our first measure", "the coach who listened", "a change that stayed", "the question of keys",
    "a lesson in counting", "the end of the queue", "a promise to carers", "the Monday meeting",
    "a rule we dropped", "the other hospital", "a morning without calls", "the team next door",
    "a hundred cups", "the talk in the car park", "what happened next", "a place to sit", "the missing minutes",
    "a voice from the ward", "the sum of it", "a network of two", "the long way home", "a shared drawer",
    "the winter plan", "a borrowed idea", "the clinic on the hill", "an aim on a label", "the last mile",
    "a second opinion", "the students", "a week of listening", "the pharmacy hatch", "a measure of sleep",
    "the garden gate", "a lighter bag", "the wrong end", "a fair test", "the receptionists", "a full diary",
    "the shape of a day", "an open door", "the cost of silence", "a good enough plan",
)  # fmt: skip

TAGS = (
    "measurement", "coaching", "wards", "waiting times", "primary care", "networks", "patients and carers",
    "community nursing", "medicines", "discharge", "flow", "maternity", "mental health", "rehabilitation", "theatres",
    "outpatients", "care homes", "learning", "run charts", "falls", "sleep", "dementia", "pharmacy", "students",
    "rural care", "data", "co-production", "handover", "letters", "diabetes", "children", "frailty", "stroke",
    "end of life", "dental care", "ambulances", "volunteers", "prevention", "night work", "housing",
)  # fmt: skip

FORENAMES = (
    "Aisha", "Ben", "Catrin", "Declan", "Efua", "Fiona", "George", "Hannah", "Imran", "Judith", "Kwame", "Lowri",
    "Morag", "Nadia", "Oliver", "Priya", "Rhys", "Siobhan", "Tom", "Una",
)  # fmt: skip

SURNAMES = (
    "Rahman", "Carrick", "Vaughan", "McGarry", "Mensah", "Teasdale", "Lomas", "Okell", "Siddiqui", "Penrose", "Adjei",
    "Bevan", "Sinclair", "Haddad", "Watson", "Menon", "Pritchard", "Doherty", "Arkwright", "Quigley", "Ferris",
    "Holloway", "Ndlovu", "Strachan", "Tully", "Whitlock", "Yeoman", "Abbott", "Baptiste", "Cowan",
)  # fmt: skip

ROLES = ("Nurse", "Physiotherapist", "General practitioner", "Improvement lead", "Carer", "Pharmacist", "Midwife")

HEADINGS = (
    "What we tried first", "Where it stands", "The first count", "What the chart said", "Who was in the room",
    "What we would do again", "The part that was hard", "How to begin", "What patients noticed", "The cost of it",
    "A word on measures", "Who helped", "What happened in March", "Things that did not work", "Next steps",
    "The week it nearly stopped", "What the coach asked", "If you want to try it",
)  # fmt: skip

TOPICS = (
    "measuring for improvement", "working with carers", "the first ninety days", "coaching in pairs",
    "run charts without fear", "safer handovers", "listening on the ward", "planning a small test",
    "sharing what failed", "shorter waits", "letters that people can read", "better nights",
)  # fmt: skip

VENUES = ("Dockmen's Reading Room", "Slate Quay Hall", "Tannery Rooms", "Cutter Row Rooms", "The Old Exchange",
          "Weavers' Institute", "Harbour House", "The Corn Hall", "Guild Rooms", "Station Road Library")  # fmt: skip

_WHO = (
    "The ward sister", "Our pharmacist", "A porter on the late shift", "One of the carers", "The practice manager",
    "A second-year student", "Everyone in the room", "The coach", "The clerk at the front desk", "My colleague",
    "A retired bus driver", "The team from next door", "Nobody on the committee", "The consultant",
)  # fmt: skip
_DID = (
    "wrote the number on the wall", "asked who owned the problem", "moved the trolley two metres to the left",
    "counted the calls for a fortnight", "read the letter aloud", "kept a tally on the back of a menu",
    "took the form home and rewrote it", "rang each family before noon", "put the two lists side by side",
    "drew the journey from the door to the bed", "stopped using the blue folder", "walked the route with a stopwatch",
    "said that it had always been like that", "offered to try it for one morning",
)  # fmt: skip
_WHEN = (
    "before the first meeting", "on a wet Tuesday in February", "in the week after Easter", "at a quarter to seven",
    "while the kettle boiled", "for the third time that month", "when the rota changed", "after the masterclass",
    "during the quiet hour", "without being asked", "at the end of a long shift", "two days later",
)  # fmt: skip
_THEN = (
    "and the rest followed from that", "which nobody had expected", "but it took until June to see a difference",
    "and we left it there", "so the next test was smaller", "and that turned out to be the point",
    "though the chart did not move at first", "and the families noticed before we did",
    "because somebody had to begin", "which is why I am writing this down", "and it has stayed that way since",
    "so we bought a second one for £14",
)  # fmt: skip
_WHOLE = (
    "It went from *one in six* to *four in six* within the week.",
    "That is the **only number** that we still collect every day.",
    "In the last fortnight 58 in every 100 were seen by eleven, where it had been 22.",
    "I can't say that anyone has gone home sooner; we haven't measured that **well enough**.",
    "We lost about three of them a week, and then *none at all* for a month.",
    "The form is called `ward-round-2.doc`, and it is a page and a half too long.",
    "You could do the same with a pencil, a ruler and ten minutes a day.",
    "What surprised us was how little of it had to do with money.",
    "It isn't finished, and I don't think that it ever will be.",
    "There is a dip at New Year, when we had agency staff and nobody had told them.",
    "She said that she would rather be *asked twice* than not at all.",
    "By then 240 people had signed up, and 31 of them had come to more than one session.",
)  # fmt: skip


def sentences(rng: Random, count: int = 4000) -> tuple[str, ...]:
    """Sentences of 6 to 30 words, a third of them plain statements, some with emphasis."""
    return tuple(_sentence(rng) for _ in range(count))


def _sentence(rng: Random) -> str:
    shape = rng.random()
    if shape < 0.2:
        return rng.choice(_WHOLE)
    who, did, when, then = rng.choice(_WHO), rng.choice(_DID), rng.choice(_WHEN), rng.choice(_THEN)
    if shape < 0.45:
        return f"{who} {did} {when}, {then}."
    if shape < 0.65:
        return f"{who} {did}, {then}."
    if shape < 0.8:
        return f"{when[0].upper()}{when[1:]}, {who[0].lower()}{who[1:]} *{did}*, {then}."
    return f"{who} {did} {when}, and {rng.choice(_WHO).lower()} {rng.choice(_DID)} too, {then}."
