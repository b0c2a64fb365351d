"""Nouns and adjectives that decide what a verb of refusal or charge is about."""

from annotator.pretag.lexicon.words import word_set

CLAIM_NOUNS = word_set("""
allegation allegations claim claims accusation accusations charge charges report reports
suggestions assertion assertions notion idea rumour rumours rumor rumors criticism criticisms
theory theories narrative narratives characterization characterisation version insinuation
insinuations imputation account accounts story stories tale speculation involvement wrongdoing
responsibility knowledge liability guilt culpability link links ties complicity any ever offence
offense offences crime crimes role conclusion conclusions finding findings implication talk
smear smears jibe jibes lies evidence testimony interference misconduct negligence corruption bribery fraud figures
figure whispers remark contention contentions argument arguments view views description descriptions
""")
REQUEST_NOUNS = word_set("""
request requests appeal appeals application applications motion motions bid bids bail bond entry
access visa visas permission parole asylum petition petitions plea pleas leave plan plans
proposal proposals offer offers deal bill bills amendment amendments budget funding funds
licence license permit permits treatment service services chance opportunity right rights demand
demands draft referendum compensation coverage relief injunction aid boarding passage clemency
help lawsuit lawsuits suit suits case cases complaint complaints ballots votes vote nomination
candidate candidates resolution measure measures invitation resignation tender tenders promotion
admission care refund exemption extension loan credit ruling constitution him them her me us
victory possession transfer variance communion passport sale
citizenship status education healthcare medicine food water benefits freedom justice protection
housing shelter membership
""")
FALSEHOOD = word_set("""
false baseless groundless untrue unfounded nonsense lie lies fabricated fabrication fabrications
hoax rubbish ridiculous absurd ludicrous preposterous fiction fictitious bogus bunk hogwash
fantasy fantasies slander slanderous smear smears defamatory libellous malicious unsubstantiated
propaganda incorrect inaccurate wrong disinformation misinformation misleading fake poppycock
tripe rot bunkum balderdash claptrap piffle drivel laughable invention myth concocted vexatious
slur smear fable fables fairy-tale made-up trumped-up cooked-up
mischievous spurious scurrilous handiwork theatre frivolous meritless stunt silly
""")
HARSH_NAMES = word_set("""
liar liars thief thieves crook crooks traitor traitors terrorist terrorists criminal criminals
murderer murderers killer cheat cheats fraud fraudster racist racists fascist fascists dictator
tyrant hypocrite coward butcher thug thugs extortionist bully swindler conman corrupt murder
genocide betrayal treason crime illegal unlawful corruption theft sabotage aggression abuse
cover-up coup massacre blackmail extortion bribery persecution ringleader kingpin mastermind
culprit perpetrator perpetrators negligent negligence racism discrimination crooked dishonest
robber robbers looter looters bandits
reckless abusive untruthful deceitful violation violations breach cruelty brutality extremist apologist
""")
ABSTRACT_CAUSES = word_set("""
weather rain rains storm storms wind winds fog snow ice heat drought flood flooding virus
pandemic coronavirus covid-19 inflation error errors fault faults glitch glitches malfunction
shortage shortages technology software traffic tide illness cold bug ageing aging age fatigue
luck demand prices price costs cost economy recession lack delays turbulence wiring cables cable
rust erosion earthquake season fire humidity dust el climate typo itself sun moon failure
combination low high poor bad heavy rising falling faulty old slow strong weak wet
""")
AGENTS = word_set("""
government governments police ministry ministries company companies firm firms party parties
council officials rebels minister ministers mayor president army union unions regime opposition
authorities administration management board bank media press military forces troops militants
militia militias guards guard protesters contractor manager owner owners landlord operator airline
insurer supplier regulator watchdog staff crew pilot driver boss chief director chairman chair
senator governor premier leader leaders mps lawmakers neighbours neighbors hospital school
church state states country countries west east rivals enemies critics lawyers lawyer officer
soldiers extremists separatists terrorists gang group groups team club federation agency
department office committee commission court judge congress parliament senate coalition camp
brigade side sides others patients man woman men women boy girl father mother son daughter
brother sister wife husband predecessor successor aides mill plant factory mine concession refinery
network newspaper charity trust foundation university college academy clinic unit platoon navy
prison embassy bureau directorate ministry operator supermarket retailer brewery bakery builder
students deputies nurses coastguard artillery patrol priests bosses executives chiefs bishop youths
agents residents thugs clerk pilot nurse coach chef sheriff captain warden cop aide host tenant client
student king queen prince uncle nephew niece cousin couple pair trio ex-husband ex-wife general
colonel sergeant suspect defendant port crowd mob cartel syndicate giant giants conglomerate lender
employee ex-employee trustee carmaker multinational startup start-up front-runner
front-runners watchdogs subsidiary subsidiaries businesses cabinet league home homes
chain label provider authority hotel restaurant pub bar store shop farm nursery orphanage platform app
consortium corporation persons force tribe clan faction alliance bloc utility distributor
""")
LEGAL_BODIES = word_set("""
court judge judges tribunal magistrate justice panel arbitrator bench senate parliament council
commission committee referee assembly voters lawmakers mps legislators
""")
WRONGS = word_set("""
murder manslaughter fraud theft assault rape corruption bribery embezzlement perjury treason
conspiracy extortion arson burglary robbery kidnapping terrorism obstruction laundering
negligence espionage sedition contempt misconduct abuse harassment incitement trespassing counts
count offences offenses crimes racketeering felony misdemeanor misdemeanour forgery smuggling
trafficking possession battery homicide genocide attempted violating conspiring breach breaching
war stealing lying defamation libel discrimination infringement damages causing making failing
taking killing endangering impersonating illegal unlawful resisting evading bribe bribes kickback kickbacks
""")
