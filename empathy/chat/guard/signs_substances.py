"""Wordings of danger by alcohol and drugs."""

from empathy.chat.clauses import any_of
from empathy.chat.guard.sign import Sign
from empathy.chat.guard.wording import NUMBER, PILLS, near

_DRUG = (
    r"(?:heroin|fent\w*|meth|crystal|crack|coke|cocaine|ketamine|ket|molly|mdma|ecstasy|acid|lsd|shrooms|ghb|speed"
    r"|oxy\w*|percs?|percocets?|xanax|xans?|bars|benzos?|valium|klonopin|opioids?|opiates?|morphine|dope|smack"
    r"|tranq|codeine|lean|adderall|ritalin|tramadol|spice|k2|nitrous|whippets|poppers|kratom|dxm|pregabalin"
    r"|gabapentin|ambien|zopiclone)"
)
_DRINK = (
    r"(?:alcohol|wine|beers?|vodka|whiske?y|gin|rum|tequila|drinks?|drinking|drunk|booze|liquor|cider|shots|bourbon"
    r"|scotch|brandy|champagne|prosecco|hammered|wasted|bottle)"
)

SIGNS: tuple[Sign, ...] = (
    Sign("withdrawal", "substances", 3, any_of(
        near(rf"withdraw(?:al|ing|als|n)?|detox\w*|cold turkey|(?:stopped|quit|quitting|stop|without|not had"
        rf"|haven't had|no|since my last|last) (?:\w+ ){{0,2}}(?:{_DRINK}|{_DRUG})|(?:days?|hours?) (?:sober|clean"
        rf"|without a drink|since)",
        r"shak\w*|sweat\w*|tremor\w*|tremb\w*|seiz\w*|hallucinat\w*|see(?:ing)? (?:things|bugs|spiders|people"
        r"|insects)|hear(?:ing)? (?:things|voices|music)|heart (?:is |won't |keeps )?(?:rac\w*|pound\w*)|crawling"
        r"|vomit\w*|throw\w* up|can't stop|dts?\b|d\.t|delirium|confus\w*|fever|can't hold a|twitch\w*", 90)
        + r"(?![^.!?]*\b(?:caffeine|coffee|sugar|social media|phone|tiktok|netflix|digital|juice|gaming|instagram"
        r"|spa|tea|cash|atm|bank|nicotine|vape|vaping|smoking|cigarettes?|candidacy)\b)",
        r"(?:the shakes|shaking|shakes|tremors?|hands? (?:\w+ )?shak\w*)(?=[^.!?]*\b(?:until i (?:drink|have|get)"
        r"|first drink|drink to|before (?:my|the) first|need a drink|when i don't drink|without (?:a drink|it"
        r"|alcohol)|stopped drinking|last drink|glass of|only stops?)\b)",
    ), deniable=False),
    Sign("relapse or strong drugs", "substances", 3, any_of(
        near(r"relaps\w*|after \w+ (?:months?|weeks?|years?) (?:clean|sober)|(?:weeks?|months?|years?) (?:clean"
        r"|sober)|used again|back on|tolerance|old dealer|same (?:dose|amount)",
        r"fent\w*|heroin|opiates?|opioids?|oxy\w*|percs?|dope|needle\w*|smack|meth|crack|shot up|shoot\w* up|blues"
        r"|xylazine|tranq|pills from|used", 70) + r"(?![^.!?]*\b(?:used to)\b)(?<!used to)",
        r"(?:laced|cut) with (?:\w+ )?(?:fent\w*|something)|fent\w*(?=[^.!?]*\b(?:i|my|me|smok\w*|us(?:e|ed|ing)"
        r"|took|foil|again|he|she|friend|alone|test strips?|bought|dealer)\b)|(?:narcan"
        r"|naloxone)(?=[^.!?]*\b(?:gave|used|twice|back|don't have|no|woke|need|before i|he|she|out of|in case"
        r"|wearing)\b)(?![^.!?]*\b(?:training|library|kit at work|class|course|vending)\b)|speedball\w*",
    ), deniable=False),
    Sign("mixing", "substances", 3, any_of(
        near(rf"(?:{PILLS}|{_DRUG})", rf"(?:{_DRINK})", 50) + r"(?=[^.!?]*)(?![^.!?]*\b(?:can i|is it (?:ok|okay"
        r"|safe|fine|bad) to|should i avoid|pharmacist|leaflet|dog|cat|don't drink|no alcohol|doctor said"
        r"|label says|sugar free|bottle of (?:ibuprofen|tylenol|advil|vitamins)|energy drinks?|water bottle)\b)",
        near(rf"{_DRUG}", rf"(?:and|with|plus|on top of|n|then|mixed with|\+) (?:\w+ ){{0,2}}{_DRUG}", 30),
    ), deniable=True),
    Sign("using alone", "substances", 2, any_of(
        r"(?:us(?:e|es|ed|ing)|shoot\w*|shot|snort\w*|smok\w*|inject\w*|slam\w*|doing|do|did|take|taking|took|on"
        r"|high on|bump of|line of|lines of|hit of|hooked on|addicted to|buying|bought|bump|popping|pop|popped"
        r"|crush\w*|need) (?:\w+ ){0,3}(?:heroin|fent\w*|meth|crystal|crack|coke|cocaine|ketamine|ket|ghb|oxys?"
        r"|oxycontin|percs?|xanax|xans|xannies|bars|benzos?|opiates?|dope|tranq|lean|speed|pills (?:from|off|again"
        r"|every|i bought)|street|nitrous|whippets|spice|molly|mdma|morphine|codeine|tramadol|nos)(?! (?:zero"
        r"|a cola|bar with friends|climb\w*|class))(?![^.!?]*\b(?:diet coke|prescribed|documentary|breaking bad"
        r"|zero|coke (?:and|with) (?:fries|popcorn|ice)|surgery|dentist|doctor|training|years ago|dog|cat|vet)\b)",
        r"(?:us(?:e|ing)|high|shoot\w* up|get\w* high|smok\w* up|nodd\w* off|trip\w*|drink\w*) (?:\w+ )?(?:alone"
        r"|by myself|on my own|with nobody|with no one|in my car|in the (?:bathroom|toilet|stall"
        r"|car))(?=[^.!?]*)(?! (?:time|for the holidays))(?![^.!?]*\b(?:coffee|tea|phone)\b)",
        r"(?:shoot\w*|shot) up(?! (?:in price|\d|like|to|the (?:school|office)|overnight|so fast|this summer"
        r"|in height))(?=[^.!?]*\b(?:i|my|alone|again|bathroom|vein|arm|he|she|needle)\b)|(?:needle|track) marks?"
        r"|sniff\w* (?:glue|gas|paint|petrol|solvents?|aerosols?)|huff\w* (?:glue|paint|gas|duster|aerosols?)"
        r"|nodd\w* (?:off|out)(?=[^.!?]*\b(?:dope|pills|high|fent|shot|spoon|bathroom)\b)|nobody (?:knows i"
        r"|there if|would (?:find|know if i od))",
    )),
    Sign("drunk driving", "substances", 3, any_of(
        near(rf"drunk|wasted|hammered|tipsy|buzzed|stoned|high(?! (?:school|way|speed|score|street|heels))"
        rf"|(?:{NUMBER}|bunch of|few too many|too many|too much|half a bottle|a bottle"
        rf"|whole bottle) (?:\w+ )?(?:of )?(?:{_DRINK})|been drinking|shouldn't (?:really )?(?:be )?driv\w*"
        rf"|had a few|{_DRUG} in me|pissed",
        r"(?:i |i'm |and |just |to |gonna |going to |still |then )?(?:drive|drove|driving|driven)(?! me (?:crazy"
        r"|mad|nuts|home|insane|up))|behind the wheel|my keys|in (?:my|the) car|on the road|picking up the kids", 70)
        + r"(?![^.!?]*\b(?:uber|taxi|cab|lyft|designated|never drive|won't drive|bus home|drives me (?:crazy|nuts"
        r"|mad)|hard drive|test drive|flash drive|driving range|golf|fitness|food drive|other driver|documentary"
        r"|laughing in the back)\b)",
    ), deniable=True),
    Sign("worrying drinking or pills", "substances", 2, any_of(
        r"(?:drink\w*|drank|vodka|wine|whiske?y|beers?|bottle|gin|booze|alcohol|liquor|rum|weed|smok\w* weed|pills?"
        r"|xanax) (?:\w+ ){0,5}(?:every (?:single )?(?:day|night|morning|evening)|before (?:work|school|class|noon"
        r"|breakfast|the kids)|in the (?:morning|mornings)|at \d ?am|to (?:sleep|cope|forget|numb|function"
        r"|get through|feel (?:nothing|normal|ok)|stop (?:the )?(?:shak\w*|think\w*|feel\w*)|shut)|until i (?:pass"
        r"|black|can't|fall)|a (?:day|night)\b|when i wake|just to|in my (?:coffee|thermos|water bottle|desk|locker"
        r"|bag))(?! (?:coffee|water|tea|juice))(?![^.!?]*\b(?:water intake|glasses of water|tea|smoothie|kombucha"
        r"|milk|coffee every|protein|vitamin|allergy|birth control|prescribed|vacation|holiday)\b)",
        r"(?:bottles?|pints?|fifths?|handles?|six ?-?packs?|litres?|liters?|cases?) (?:\w+ )?(?:of )?(?:wine|vodka"
        r"|whiske?y|gin|beer|rum|scotch|bourbon|cider)?(?: \w+)? ?(?:a|every|per|each) (?:day|night"
        r"|evening)(?![^.!?]*\b(?:water|milk|coke zero)\b)",
        r"(?:can't|couldn't|unable to|don't know how to) (?:\w+ )?(?:stop|quit|go (?:a|one|without)|sleep without"
        r"|function without|get through (?:the|a) day without|cope without|relax without"
        r"|control) (?:\w+ ){0,4}(?:drink\w*|alcohol|booze|wine|vodka|weed|pills?|xanax|using|a drink|coke|gambl\w*"
        r"|it|beer|opioids?|oxy\w*|benzos?|adderall|codeine)(?=[^.!?]*\b(?:drink\w*|drunk|pills?|wine|vodka|weed"
        r"|using|bottle|high|alcohol|coke|xanax|booze|beer|sober|oxy\w*|benzos?|codeine|adderall)\b)(?! (?:coffee"
        r"|tea|watching|water))",
        r"(?:hid\w*|stash\w*|bury|sneak\w*|snuck) (?:\w+ ){0,3}(?:bottles?|vodka|booze|wine|alcohol|drinking"
        r"|empties|cans|pills|weed|flask|miniatures)(?=[^.!?]*)(?![^.!?]*\b(?:sunscreen|surprise|cat|shampoo)\b)",
        r"black(?:ed|ing|s)?[ -]?outs?(?! curtains?| blinds?| poetry| the windows)(?=[^.!?]*\b(?:again|drunk"
        r"|drink\w*|every|last night|wine|vodka|remember|woke|third|pills?|weekend|bottle|beers?"
        r"|party)\b)(?![^.!?]*\b(?:power|electricity|storm|city|curtains)\b)",
        r"(?:woke|wake|waking) up (?:\w+ )?(?:shak\w*|sweat\w*|with vomit|covered in|needing a drink|and (?:drink"
        r"|drank|reach\w*))(?=[^.!?]*\b(?:drink\w*|vodka|drunk|bottle|wine|beer|alcohol|booze)\b)",
        rf"(?:taking|take|took|need|up to|doubl\w*|popp\w*|using|borrow\w*|steal\w*|stole|buying|bought|sell\w*"
        rf"|faked|doctor shop\w*) (?:\w+ ){{0,5}}(?:more|extra|my (?:mom|dad|brother|sister|roommate|grandma|friend"
        rf"|son|nan|wife|husband)'s|someone's|off (?:snap\w*|the street|a (?:guy|friend)|instagram|telegram)"
        rf"|than (?:prescribed|i should|i'm supposed)|from a (?:guy|dealer|friend))(?=[^.!?]*\b(?:{PILLS}|{_DRUG}"
        rf"|ritalin|vyvanse|oxy|percocet)\b)(?![^.!?]*\b(?:vitamin\w*|melatonin|dog|cat)\b)",
        r"(?:relaps\w+|fell off the wagon|broke my sobriety|threw away (?:my|\w+) (?:sobriety|years|months)"
        r"|(?:bought|opened|finished|poured) (?:a|the|another) (?:\w+ )?(?:bottle|fifth|handle|pint) of (?:vodka"
        r"|wine|whiske?y|gin|rum|bourbon))(?=[^.!?]*\b(?:drink\w*|drank|sober|sobriety|vodka|wine|bottle|years?"
        r"|months?|aa|sponsor|alone|days?|chip|again|used|drunk|gone)\b)(?![^.!?]*\b(?:for the (?:party|host"
        r"|dinner)|friends|cook\w*|gift|anniversary|celebrat\w*|ms\b|cancer|lupus)\b)",
        r"(?:i'm|i am|think i'm|becoming|might be|am i) (?:\w+ )?(?:an? )?(?:alcoholic|addict|addicted to (?:pills"
        r"|oxy\w*|xanax|alcohol|coke|weed|painkillers|benzos|codeine|opioids|drugs|drinking|adderall|ketamine|meth"
        r"|heroin))",
    ), deniable=False),
)  # fmt: skip
