"""The guard's rules for everything but suicide: each sign sees what its name says, and not the harmless look-alike."""

from collections.abc import Callable

import pytest

from empathy.chat.guard import rules, signs_harm, signs_health
from empathy.chat.guard.normalise import normalise
from empathy.chat.guard.sign import CATEGORIES, Finding

SIGNS = {sign.name: sign for sign in (*signs_harm.SIGNS, *signs_health.SIGNS)}

CAUGHT = {
    "attacked now": (
        "he's pounding on the bathroom door, please help",
        "im in the closet, hes downstairs smashing the plates",
    ),
    "strangled": (
        "he strangled me last night and then made tea",
        "She squeezed my throat until everything went black",
        "he left bruises on my neck",
    ),
    "weapon": ("my husband held a knife to my belly while I was cooking", "dad chased us with a hammer"),
    "threat to kill": (
        "He said he would kill me and the kids if I leave",
        "if he can't have me no one can",
    ),
    "forced sex": (
        "I told him no and he kept going",
        "my husband does it while I'm asleep, I wake up and he is on top of me",
        "he raped me and made me breakfast",
    ),
    "hit": (
        "my wife slaps me in front of our friends",
        "he only shoves me when he's drunk",
        "I cover the bruises with makeup, he didn't mean it",
    ),
    "somebody else is beaten": (
        "my stepdad beats my mom every weekend",
        "my friend came in with a black eye and says she fell, but I know her boyfriend",
    ),
    "held captive": (
        "my husband won't let me leave the house",
        "they took my passport and I sleep on the kitchen floor",
    ),
    "stalked or blackmailed": (
        "my ex keeps showing up at my work even though I blocked him",
        "he says he'll send my nudes to the whole school unless I send more",
    ),
    "afraid of somebody at home": (
        "I'm scared of my husband",
        "I don't want to go home, he'll be drunk again",
        "is it normal that my boyfriend gets angry when I see friends",
    ),
    "coercive control": (
        "my boyfriend checks my phone every night",
        "she made me delete all my friends",
        "I have to ask him for money for pads",
    ),
    "child touched": (
        "my uncle put his hand under my skirt",
        "stepdad comes into my room at night when mom is asleep",
    ),
    "adult and youth": (
        "im 14 and my boyfriend is 26",
        "a guy from discord wants me to send pics and not tell my mom, he's older",
    ),
    "child hit or neglected": (
        "my dad beats me and my brother",
        "there's no food in the house, mom has been gone since tuesday",
        "I shook my baby because she wouldn't stop crying",
    ),
    "intent to kill": ("I'm going to shoot him tonight", "I'm going to stab my roommate"),
    "means and a target": (
        "bought a knife and tomorrow that bully gets it",
        "I know where he parks and I've got a crowbar",
        "I'm putting rat poison in her coffee",
    ),
    "mass threat": ("i want to shoot up my school", "made a list of people who laughed, they are going to pay"),
    "wish to hurt somebody": (
        "I want to hurt my boss so badly",
        "I keep imagining stabbing my coworker",
        "want to see him bleed",
    ),
    "hurt somebody": ("I punched my girlfriend yesterday", "I had her by the hair and the kids saw it"),
    "following somebody": (
        "I've been parked outside her apartment every night",
        "I put an airtag in her car",
    ),
    "rage or revenge": ("I want revenge on my ex", "I hope he dies in a crash", "I'm about to snap at that customer"),
    "not breathing or unconscious": (
        "my friend isn't breathing",
        "I can't wake him and he snores so strangely",
        "he's turning blue",
    ),
    "cannot breathe, or an allergy": (
        "I can't breathe, my inhaler is empty",
        "ate shrimp and now my throat is swelling",
    ),
    "chest pain": ("crushing pain in my chest and my left arm is numb", "my dad is clutching his chest and sweating"),
    "stroke signs": (
        "my mom's face is drooping and her speech is slurred",
        "grandpa suddenly can't move his right arm",
        "worst headache of my life, out of nowhere",
    ),
    "seizure": ("my son is having a seizure", "she is shaking uncontrollably and went stiff"),
    "heavy bleeding": ("the blood won't stop", "throwing up blood since this morning"),
    "overdose or poison": (
        "I took too many pills by accident",
        "the toddler drank drain cleaner",
        "the carbon monoxide alarm is going off and we all have headaches",
    ),
    "head injury or accident": (
        "she fell down the stairs and keeps vomiting",
        "he hit his head and now asks the same question again and again",
    ),
    "baby or pregnancy in danger": (
        "my 6 week old has a fever and won't feed",
        "32 weeks pregnant and the baby hasn't moved since yesterday",
    ),
    "insulin, blood sugar, or a vital medicine missed": (
        "I ran out of insulin and I'm throwing up",
        "my blood sugar is over 400 and I keep vomiting",
    ),
    "infection, heat, or pain that cannot wait": (
        "fever, a stiff neck, and the light hurts",
        "my calf is hot and swollen since the flight",
        "he worked in the sun all day and is confused and not sweating",
    ),
    "withdrawal": (
        "quit drinking on friday and I'm shaking and seeing things",
        "cold turkey off xanax, tremors all day",
    ),
    "relapse or strong drugs": ("relapsed on fentanyl after four months clean", "I use heroin alone in my car"),
    "mixing": ("I had xanax with vodka again last night", "sertraline and mdma tonight"),
    "using drugs": ("i snort coke before every shift", "popping oxys at work"),
    "drunk driving": (
        "I've had six beers and I'm driving home now",
        "drove home drunk again with the kids in the back",
    ),
    "worrying drinking or pills": (
        "I drink a bottle of vodka every night",
        "I hide the bottles from my wife and drink in the morning",
        "taking more painkillers than prescribed",
    ),
    "deep or infected wound": ("my cut is really deep and won't close", "holding a razor blade against my wrist"),
    "cutting or burning oneself": (
        "i cut my thighs again last night",
        "I burn my arm with a lighter when I'm stressed",
        "there's a blade taped behind my mirror",
        "I bang my head against the wall until it's quiet",
    ),
    "urge to hurt oneself": (
        "the urge to cut is so strong tonight",
        "i wear hoodies in july so nobody sees my scars",
        "three weeks clean but I keep looking at the razor",
    ),
    "danger signs of starving": (
        "I haven't eaten in three days and I fainted in the shower",
        "I skip my insulin to lose weight",
    ),
    "purging": ("I throw up after every dinner", "i make myself sick and nobody knows"),
    "laxatives or pills to be thin": ("I take ten laxatives a night to feel empty",),
    "days without food": ("i havent eaten since sunday", "only water and gum for four days", "I'm starving myself"),
    "bingeing": ("I binge at night and hate myself", "I hide the wrappers under my bed so nobody knows"),
    "restricting": (
        "400 calories a day and I still feel fat",
        "I feel so guilty every time I eat",
        "I throw my lunch into a napkin and tell mom I already ate",
    ),
    "commanding voices": (
        "the voices tell me to hurt my sister",
        "God says I must sacrifice my son tonight",
        "they want me to step in front of the tram",
    ),
    "danger from a delusion": (
        "the agents are coming tonight, I sleep with an axe",
        "they put a chip in my arm, I will dig it out with tweezers",
        "I can fly, I'll show them from the roof",
    ),
    "persecuted or replaced": (
        "the cia is following me",
        "my neighbours pump gas through the vents at night",
        "my mother is not my mother, someone replaced her",
    ),
    "special mission": ("I am the messiah", "God told me to quit my job and walk to Jerusalem"),
    "days without sleep, or mania": (
        "haven't slept in five days and I feel amazing",
        "I stopped taking my lithium because I have powers now",
    ),
    "hearing or seeing things": (
        "I'm hearing voices",
        "the news anchor sends me secret messages",
        "nothing feels real anymore",
        "I see people nobody else sees",
    ),
}

HARMLESS = (
    "my sister hits the gym every day",
    "I beat my brother at chess and he punched me in the game",
    "he has never hit me, he's a gentle man",
    "it's not like he hits me, he's just messy",
    "In my novel the killer strangles his wife with a belt",
    "my mom makes me eat vegetables",
    "my parents won't let me go to the concert, it's so unfair",
    "he locked his keys in the car",
    "she follows me on instagram",
    "my boss is mad because I was late",
    "I share my location with my husband so he knows when to start dinner",
    "my dad hugged me and patted my back",
    "my teacher kissed her husband at the school fair",
    "I am 16 and my best friend is 15",
    "My toddler pushed a boy at kindergarten",
    "i could kill him, he ate my pizza lol",
    "I'm gonna murder my brother, he ate my fries",
    "I bought a new kitchen knife for cooking",
    "deer season opens on Saturday and I cleaned my rifle for hunting",
    "she broke the news to him at work",
    "I watch her play every night on tv",
    "sweet revenge in our chess match",
    "laughed so hard I couldn't breathe",
    "my chest hurts from all the push ups",
    "my friend isn't answering my calls, he won't respond to my texts",
    "I had a stroke of luck today",
    "my dog had a seizure, the vet says he is fine",
    "the blood test came back fine",
    "took two ibuprofen for my headache",
    "what is the usual dose of paracetamol for an adult?",
    "I fell off my bike and scraped my knee",
    "12 weeks pregnant and so happy",
    "my diabetes is well controlled and my sugars are good",
    "I quit coffee and my hands are shaking",
    "had three beers with friends and took a taxi home",
    "two years sober today and proud of it",
    "can I have wine with ibuprofen?",
    "I cut my finger while making salad",
    "cut myself shaving before the interview",
    "burned my hand on the oven",
    "no food before the blood test tomorrow",
    "it's ramadan and I have been fasting since morning",
    "I threw up all night, stomach bug",
    "binged the whole season in one night",
    "trying to lose ten pounds before my wedding",
    "I skipped lunch because of work",
    "the little voice in my head says buy the boots",
    "I don't hear voices, I hear my neighbour's radio",
    "my phone is listening to me, I only get ads for kayaks",
    "haven't slept, the newborn cries all night",
    "God has been good to me this year",
    "is the simulation theory taken seriously?",
)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Finding]]:
    """What the signs under test, and no others, find in a message."""
    monkeypatch.setattr(rules, "SIGNS", tuple(SIGNS.values()))
    return lambda message: rules.findings(normalise(message))


@pytest.mark.parametrize(("name", "message"), [(name, message) for name in CAUGHT for message in CAUGHT[name]])
def test_sign_sees_what_its_name_says(seen, name, message):
    sign = SIGNS[name]
    assert Finding(sign.level, sign.category, f"rule: {name}") in seen(message)


@pytest.mark.parametrize("message", HARMLESS)
def test_no_sign_in_harmless_messages(seen, message):
    assert seen(message) == []


def test_every_sign_has_its_sentences_and_a_name_of_its_own():
    assert set(CAUGHT) == set(SIGNS)
    assert len(SIGNS) == len(signs_harm.SIGNS) + len(signs_health.SIGNS)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=lambda sign: sign.name)
def test_labels_are_known(sign):
    assert sign.category in CATEGORIES
    assert sign.level in {1, 2, 3, 4}


def test_worst_first_within_a_category():
    for name in CATEGORIES:
        levels = [sign.level for sign in SIGNS.values() if sign.category == name]
        assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize(
    ("message", "level"),
    [
        ("my husband gets angry when I see my sister", 1),
        ("my husband slapped me again", 2),
        ("my husband strangled me", 3),
        ("he's breaking down the bathroom door, please help", 4),
    ],
)
def test_abuse_is_graded_by_its_danger(seen, message, level):
    assert max(seen(message)).level == level


def test_long_message_takes_no_long_time_to_match(seen):
    # A pattern that backtracks without end would hang here until the suite's time limit.
    assert seen("he and she and they and i and my and the and his and her " * 200) == []
