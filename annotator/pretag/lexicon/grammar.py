"""Closed word classes and the everyday verbs that tell where a clause begins."""

from annotator.pretag.lexicon.verbs import READINGS, forms
from annotator.pretag.lexicon.words import word_set
from annotator.pretag.lexicon.wrongs import WRONG_THIRDS

DETERMINERS = word_set("""
the a an this that these those his her its their our my your some any all both each every no
several many few most another other one two three four five six seven eight nine ten more
""")
SUBJECT_PRONOUNS = word_set("""
i you he she it we they who this that these those there
""")
OBJECT_PRONOUNS = word_set("""
me you him her it us them this that
""")
POSSESSIVES = frozenset(["his", "her", "its", "their", "our", "my", "your", "whose"])
BE = word_set("""
is are was were be been being am 's 're isn't aren't wasn't weren't it's he's she's that's
they're
""")
HAVE = word_set("""
has have had having hasn't haven't hadn't 've they've we've i've you've
""")
DO = frozenset(["do", "does", "did", "don't", "doesn't", "didn't"])
MODALS = word_set("""
will would can could may might must shall should won't wouldn't can't cannot couldn't shouldn't
mustn't he'd she'd they'd i'd we'd he'll she'll they'll i'll we'll it'll it'd
""")
AUXILIARIES = BE | HAVE | DO | MODALS
PREPOSITIONS = word_set("""
of in on at by for from with to into onto over under about against between among through during
since until after before without within near upon towards toward across along amid around behind
beyond despite following regarding concerning via per off outside inside alongside throughout
""")
CONJUNCTIONS = frozenset(["and", "but", "or", "nor", "yet", "so"])
SUBORDINATORS = word_set("""
that which who whom whose when while where whereas as because if although though since after
before until unless whether than how why what once
""")
RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
DAYS = word_set("""
monday tuesday wednesday thursday friday saturday sunday mondays today yesterday tomorrow
tonight
""")
MONTHS = word_set("""
january february march april may june july august september october november december jan. feb.
mar. apr. jun. jul. aug. sept. oct. nov. dec.
""")
TIME_WORDS = (
    DAYS
    | MONTHS
    | word_set("""
week month year morning afternoon evening night day days weeks months years hours minutes
weekend later earlier ago last late early next
""")
)
ADVERBS = word_set("""
also not never still even now then again once already just only often always ever later earlier
today yesterday both further instead soon too simply merely since long first however meanwhile
moreover furthermore nevertheless nonetheless additionally thus therefore hence flatly n't all
quickly similarly likewise separately
""")
NEGATIONS = word_set("""
not never n't no neither nor nobody none nothing cannot without
""")
END_MARKS = frozenset(".!?…")
OPENING = frozenset('“«„"‘([')
DOUBLE_QUOTES = frozenset('"“”«»„')
OPENING_QUOTES = frozenset("\"“‘«„'")
QUOTE_MARKS = DOUBLE_QUOTES | frozenset("‘’'")

_EVERYDAY = word_set("""
make take get give come become begin start end stop keep leave lose win run rise fall grow help
try use work live move turn seek want need seem appear remain stay allow cause lead follow meet
join visit arrive return enter reach open close build create produce provide offer receive
include involve contain carry hold bring send buy sell pay cost spend cut raise increase
decrease reduce drop hit kill die injure wound shoot fire attack destroy damage strike fight
protest march vote elect choose appoint resign quit serve play score beat compete train hope
plan prepare intend aim fail succeed manage continue happen occur speak talk discuss debate sign
approve pass ban block suspend cancel delay release publish issue file launch host attend
support oppose back face suffer lack feel look see hear watch know learn understand remember
forget stand sit lie lay set put let mean show prove cover lift break catch throw draw drive fly
walk ride steal rape murder threaten violate breach forge falsify rig bribe abuse harass hide
pocket mislead deceive spread test treat save escape flee rescue search investigate arrest
detain jail sentence convict acquit charge sue own belong exist depend affect change develop
design expand replace remove reopen reveal represent describe require reflect result relate
refer operate organize organise participate
""")
_EVERYDAY_IRREGULAR = word_set("""
made took taken got gave given came became began begun kept left lost won ran rose risen fell
fallen grew grown sought led met built brought sent bought sold paid spent cut hit shot struck
fought chose chosen spoke spoken felt saw seen heard knew known learnt understood forgot stood
sat lay laid set put let meant showed shown proved proven broke broken caught threw thrown drew
drawn drove driven flew flown rode ridden stole stolen forgave hid hidden misled died held went
gone wore told said wrote had done did fled bore born beaten shut burst bet bid cast quit shed
split thrust upset woke wove wept swore swept swam sang sank shook shone slept slid spun sprang
stuck stung tore taught undertook withdrew dealt dug fed flung froze hung knelt lent lit rang
sped swung wound drank ate overtook oversaw overran underwent rebuilt outran sprung clung crept
bred bled bent blew mistook forbade foresaw overheard overthrew withheld strode strove leapt arose
""")
_PLURAL_NOUNS = word_set("""
reports claims states notes calls charges plans rules finds votes uses ends needs wants looks
works attacks fires protests marches runs cuts moves changes tests visits talks returns comments
remarks estimates forecasts projects views rates names labels terms posts answers counters
questions hopes fears doubts reads sets details rises abuses wounds shoots strikes kills fights
causes leads faces pays costs spends increases decreases reduces drops hits plays scores beats
competes trains helps tries aims issues files launches hosts supports opposes backs lacks feels
speaks discusses debates signs approves bans blocks delays releases stands sits lies covers
lifts breaks catches throws draws drives flights walks rides falls steals rapes murders breaches
forges rigs bribes spreads stops saves escapes rescues searches arrests sentences convicts suits
exists results designs expands replaces records disputes blames appeals lives dies begins starts
stays grows turns offers sells buys credits experts tips ranges urges demands promises pledges
vows hails quotes counsels tweets texts reveals links benefits deals dismisses contests
criticises slams blasts censures suspects faults indicts slates warnings times
""")
_SURE_THIRDS = word_set("""
kills stands lies dies begins lives reveals pays feels exists lacks dismisses slams blasts
criticises indicts
""")
FINITE = (
    frozenset(
        word
        for lemma in _EVERYDAY
        for word, which in forms(lemma).items()
        if "past" in which or "third" in which
    )
    | frozenset(
        word
        for word, readings in READINGS.items()
        if any(reading.forms & {"past", "third"} for reading in readings)
    )
    | _EVERYDAY_IRREGULAR
    | WRONG_THIRDS
) - (_PLURAL_NOUNS - _SURE_THIRDS)
"""Words that are most often a finite verb; plural nouns that look like one are left out."""
