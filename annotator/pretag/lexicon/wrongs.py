"""Verbs of wrongdoing, alone ("falsify") or with a telling word soon after ("cover up")."""

from collections.abc import Mapping

from annotator.pretag.lexicon.verbs import forms
from annotator.pretag.lexicon.words import word_set

_VERBS = word_set("""
lie falsify forge fabricate rig embezzle launder defraud cheat mislead deceive conceal violate
breach infringe extort torture exploit discriminate collude conspire sabotage tamper plagiarise
plagiarize betray doctor pocket siphon plunder loot interfere meddle obstruct misuse harass
bribe assault abuse rape murder steal hide smuggle kidnap bully oppress persecute intimidate
swindle fleece hound blackmail coerce massacre trample incite flout stash fiddle funnel rort
shred backdate pilfer squander stiff threaten perpetrate orchestrate mastermind groom
fib stalk leak whitewash gag ransack neglect misrepresent misappropriate misreport misstate
""")

_PHRASES = """
cover up; turn blind
break law laws rule rules code word agreement promise oath pledge ceasefire truce; cook books
line pockets; stuff ballot ballots; buy votes; fail to; ignore warnings warning; attempt cover
sweep carpet; abuse power position; misuse power funds office
take bribe bribes kickback kickbacks; pay bribe bribes; make up
put risk danger lives profit profits; target civilians journalists
suppress votes dissent evidence protests rights; fund terrorism terrorists; support terrorism terrorists
destroy evidence documents; withhold evidence documents; rip off; treat contempt; play truth
abuse trust; open fire
fire tear rubber bullets rocket rockets missile missiles shots mortars shells; beat up
lock up cell; gamble money; hold hostage; fabricate evidence; act illegally unlawfully
launch attack attacks assault strike strikes missile missiles rocket rockets
stage attack attacks coup; point gun knife rifle pistol weapon; demand bribe bribes
accept bribe bribes kickback kickbacks; receive bribe bribes kickback kickbacks
request bribe bribes; solicit bribe bribes
subject abuse tirades outbursts harassment torture violence bullying
carry attack attacks executions killings bombing bombings massacre; tell lies lie untruths
use slave child force torture excessive violence rape chemical
grab crotch breast breasts buttocks groin genitals; deny atrocities; run scam cartel
dump waste sewage; spread lies disinformation misinformation falsehoods false
set fire ablaze alight; go rampage
seize villagers people civilians men women children hostages journalists activists
give misleading false; commit crime crimes fraud breach breaches violation violations abuse abuses
commit atrocities perjury murder murders genocide massacre treason
engage unfair illegal unlawful corrupt fraudulent deceptive fraud corruption
engage misconduct bribery practices espionage
bring disrepute; strip rights; deprive rights
take performance-enhancing steroids epo; use performance-enhancing epo
cut corners; look way; fix prices match matches; exceed authority powers; flee scene; gun down; mow down
know risk risks danger dangers defect defects hazard hazards flaw flaws abuse
drop bombs bomb grenades grenade explosives; discharge waste sewage chemicals effluent
throw objects object chair bottle bottles stones rocks punches; hurl objects stones rocks abuse insults racist
release untreated toxic effluent sewage; pump untreated toxic effluent sewage; engage incompatible
settle scores score; demand rs cash payment payments
run over; arm rebels militants separatists terrorists militias; harbour terrorists militants
harbor terrorists militants; sponsor terrorism terrorists; finance terrorism terrorists; expose himself
plant evidence; pad bills invoices expenses
rough up; pass off; buy off; pay hush; hush up; copy song songs work works design designs; shelter militants terrorists
keep quiet secret dark chains sets; sell meant; take meant; spend meant; bill never; charge never
break treaty treaties contract contracts
bury report evidence findings truth survey; block access aid investigation inquiry probe; crack down; throw game
"""


_NAMED_ONLY = word_set("""
bomb torch whip shove punch strangle fire-bomb mistreat expel evict pressure pressurise coerce
undermine destabilise destabilize provoke invade spy eavesdrop scheme trick manipulate engineer
perpetuate desecrate encourage target forge attack kill shoot beat shell bombard poison drown
abduct rob slap stab starve dupe con hack spoof bug wiretap vandalise vandalize deface trespass
gas strip-search silence fake invent erase delete alter overcharge overbill underpay shortchange
skim inflate disguise abandon ignore dump burn slander libel smear stonewall jail imprison enslave
terrorise terrorize molest grope spike profiteer gouge evade dodge desert exterminate execute lynch
maim wound plot distort humiliate pollute contaminate slander discredit
underpay scam gerrymander disenfranchise suppress obfuscate overstate understate mislabel misclassify
mishandle mismanage divert defy circumvent bypass skirt sidestep endanger jeopardise jeopardize imperil
usurp annex occupy displace demonise demonize vilify scapegoat defame malign impersonate disregard
overstep poach traffic hoard monopolise monopolize menace fondle choke headbutt kick ram behead
dismember raze bulldoze besiege blockade censor muzzle hijack pirate counterfeit shirk hoodwink
bamboozle gaslight perjure concoct twist frame entrap railroad ostracise ostracize retaliate victimise
victimize blacklist segregate brutalise brutalize tase manhandle waterboard slaughter decapitate
overwork swindle dope snoop stifle rubber-stamp renege mistreat
""")
_IRREGULAR: Mapping[str, tuple[str, str]] = {
    "steal": ("stole", "stolen"),
    "hide": ("hid", "hidden"),
    "mislead": ("misled", "misled"),
    "break": ("broke", "broken"),
    "sweep": ("swept", "swept"),
    "buy": ("bought", "bought"),
    "take": ("took", "taken"),
    "pay": ("paid", "paid"),
    "make": ("made", "made"),
    "put": ("put", "put"),
    "withhold": ("withheld", "withheld"),
    "run": ("ran", "run"),
    "spread": ("spread", "spread"),
    "set": ("set", "set"),
    "go": ("went", "gone"),
    "give": ("gave", "given"),
    "tell": ("told", "told"),
    "shoot": ("shot", "shot"),
    "beat": ("beat", "beaten"),
    "bring": ("brought", "brought"),
    "know": ("knew", "knew"),
    "throw": ("threw", "thrown"),
}


# These are plural nouns far more often than verbs.
_NOUNS = word_set("""
abuses breaches murders assaults rapes lies leaks exploits bribes stalks tricks schemes engineers
bombs torches whips punches pressures targets spies attacks kills shoots beats shells poisons robs
slaps stabs cons hacks bugs spoofs gases fakes dumps burns smears wounds traffics spikes skims
deserts executes pockets frames rams kicks twists pirates scams scapegoats menaces snoops censors hoards
traffics besieges
""")


SAME = frozenset({"set", "put", "spread"})


def _words() -> frozenset[str]:
    inflected = {
        word
        for lemma in _VERBS | _NAMED_ONLY
        for word, which in forms(lemma).items()
        if which - {"base"}
    }
    irregular = {word for lemma in _VERBS | _NAMED_ONLY for word in _IRREGULAR.get(lemma, ())}
    return frozenset(inflected | irregular) - _NOUNS


def _phrases() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _PHRASES.replace("\n", ";").split(";"):
        if words := line.split():
            for word in (*forms(words[0]), *_IRREGULAR.get(words[0], ())):
                if word != words[0] or word in SAME:
                    found[word] = found.get(word, frozenset()) | frozenset(words[1:])
    return found


WRONG_VERBS = _words()
"""Inflected words that charge by themselves, whoever is their subject."""

WRONG_THIRDS = (
    frozenset(word for lemma in _VERBS for word, which in forms(lemma).items() if "third" in which)
    & WRONG_VERBS
) - word_set("doctors grooms hounds fleeces bullies gags shreds fiddles stiffs sabotages cheats")
"""What somebody does now: "discriminates", "misleads"."""

WRONG_BASES = (
    _VERBS
    | word_set("""
desecrate rob beat kill shoot hack abduct overthrow discredit destabilise destabilize assassinate slander
""")
) - word_set("doctor groom")
"""Base forms, which charge after "they" or "tried to" only: they are nouns too often."""

WRONG_PHRASES = _phrases()
"""Inflected word -> the words one of which must follow soon."""

_ANYTHING_MAY = word_set(
    "violate breach infringe threaten fail put make take use set seize give commit launch carry stage"
)
NEEDS_SOMEONE = frozenset(
    word
    for lemma in _ANYTHING_MAY | _NAMED_ONLY
    for word in (*forms(lemma), *_IRREGULAR.get(lemma, ()))
)
"""Of these, the words that charge only with a person, a body or a state for subject."""
