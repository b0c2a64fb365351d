"""Lines that say who wrote an article, and what can be read from them with confidence."""

import re
from collections.abc import Sequence

from annotator.ingest import days

_STAMP = re.compile(
    r"(?i:^(?:first |last |originally )?(?:published|updated|posted|modified|created|edited)\b(?=.*\d)"
    r"|^\W*(?:about )?\d{1,3}[ -]?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?)\.? (?:read|ago|listen)\b"
    r"|^(?:reading|read) time\b"
    r"|^(?:today|yesterday)(?: at)? \d)"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")
_DAY_OR_CLOCK = re.compile(
    r"(?i:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b"
    r"|\d{1,2}[:.]\d{2}|\b(?:[ap]\.?m|gmt|utc|est|edt|et|pst|pdt|pt|cet|bst|at|on"
    r"|updated|published|posted|date|last|min|mins|minutes|read)\b|[\W\d_])"
)
_NAME = r"[^\W\d_a-z][\w’'-]*\.?(?: (?:de|van|von|der|den|al|el|la|le|bin|di|da|[^\W\d_a-z][\w’'-]*\.?)(?!\w)){1,4}"
_BYLINE = re.compile(
    rf"^(?i:(?:words |written |reported |posted |story |text |article )?by:?|authors?:)\s+"
    rf"(?P<names>{_NAME}(?:(?:, and |, | and | & ){_NAME}){{0,5}})(?P<rest>.*)$"
)
_SPLIT = re.compile(r", and |, | and | & ")
_GLUED = re.compile(
    r"(?<=[^\W\d_A-Z])(?:(?:Published|Updated|Posted)\b.*"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d.*)$"
)
_SIGNED = re.compile(
    r"(?i)^\W*(?:(?:words|written|reported|reporting|posted|story|text|article|published|interview|analysis"
    r"|opinion)\s+)?by\b[:\s]*|^\W*(?:authors?|words|text|story)\s*:\s*"
    r"|^\W*(?:posted|published|written)\s+(?:on|at)\s.{4,40}?\bby\b[:\s]*|^By(?=[A-Z][a-z])"
)
_SIGNED_ABROAD = re.compile(
    r"^\W*(?i:(?:(?:geschrieben|verfasst|ein \w+|texto?|texte|écrit|escrito|scritto|publi\w+|pubblicato"
    r"|geschreven|tekst|skriven|skrevet|napisane) )?"
    r"(?:von|par|por|di|da|door|av|af|przez)|autor[ae]?s?|auteurs?|autore|autrice|texte?o?|tekst|автор|текст)"
    rf":? +(?={_NAME}(?:\W|$))"
)
_LABEL = re.compile(
    r"(?i)^\W*(?:(?:(?:words|written|reported|story|text|article|interview|published|posted|(?:medically )?reviewed"
    r"|edited|fact[- ]checked|photos?|photography|photographs?|illustrations?|illustrated|video|narrated) )?by|authors?"
    r"|von|par|por|door|autor[ae]?|auteure?|autore"
    r"|(?:(?:first|last|originally) )?(?:published|posted|updated|modified|reviewed)(?: on| at)?"
    r"|date(?: published)?|publication date|publié le|veröffentlicht(?: am)?|publicado(?: el| em)?"
    r"|pubblicato(?: il)?|aktualisiert(?: am)?|mis à jour(?: le)?)\s*:?$"
)
_ASIDE = re.compile(r" \([^()]{1,60}\)$")
_ROLE = re.compile(
    r"(?i) (?:(?:senior|staff|chief|managing|associate|assistant|contributing|deputy|executive|freelance"
    r"|guest|special|news|sports|business|political|features?) )*"
    r"(?:writer|reporter|editor|correspondent|contributor|columnist|journalist)\b.*$"
)
_GROUP = re.compile(
    r"(?i)\b(?:team|staff|desk|newsroom|editors|editorial|redaktion\w*|r[eé]daction|redacci[oó]n|redazione"
    r"|reda[cç][aã]o|redactie)\b"
)
_HOLDER = re.compile(
    r"(?i)\b(?:editor|contributors?|correspondents?|reporters?|writers?|agency|board|bureau|service|wire)\b"
)
_AGENCY = re.compile(
    r"(?:The )?(?:Associated Press|Canadian Press|Press Association|Press Trust of India)|Agence France-Presse"
    r"|United Press International|Anadolu Agency|Yonhap News Agency|(?:Thomson )?Reuters|AP|AFP|dpa|DPA|PTI|ANI|IANS"
    r"|UPI|PA Media|Xinhua|EFE|ANSA|Kyodo(?: News)?|TASS|Interfax|epd|KNA|SID|APA|AAP|Belga|ANP|NTB|Ritzau|Lusa"
)
_BETWEEN = re.compile(
    r"\s*(?:,\s*and\b|[,;&/]|\b(?:and|with|und|mit|et|avec|och|og)\b)\s*"
    r"| (?:y|e|i|en) (?=[^\W\d_a-z][\w’'-]+ [^\W\d_a-z])"
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·⋅]|\s[–—-]\s|\d|\s[@(]?[\w.+-]*@|\b(?:Updated|Published|Posted|Reviewed|Edited|Last)\b"
    rf"|{days.MONTH.replace('?P<month>', '?:')}\s*\d|\b(?:for|in|on|at|FOR|IN|ON|AT|[Ss]pecial [Tt]o)\b)"
)
_NO_NAME = re.compile(
    r"(?i)https?:|www\.|[@/\\<>{}\[\]=_#]|\d"
    r"|\b(?:admin|administrator|staff|editors?|editorial|desk|newsroom|team|contributors?|correspondents?"
    r"|reporters?|writers?|journalists?|author|webmaster|wire|agency|agencies|guest|unknown|anonymous"
    r"|columnists?|bloggers?|anchor|co-?founder|vice|senior|chief|candidate|representative|freelancer?"
    r"|director|founder|ceo|manager|expert|specialist|officer|president|professor|view|posts?|about|follow"
    r"|share|comments?|read|more|min|ago|subscribe|bio|size|type|text|company|category|manufacturer|full|null|none|undefined|name)\b"
    r"|^(?:md|phd|ma|ms|mba|rn|rd|dvm|jr|sr|cfp|cpa|esq|ba|bsc|msc|dds|lvt|dacvb|vmd|the|a|this|by)\.?$"
)
_ORGANISED = re.compile(
    r"(?i)\b(?:the|news|times|post|press|media|tv|radio|today|daily|journal|herald|tribune|gazette|wire"
    r"|magazine|review|blog|agency|group|company|institute|university|college|association|network|studios?"
    r"|marketing|services?|solutions|health|center|centre|foundation|world|global|international|inc|llc|ltd)\b"
)
_PROMPT = re.compile(
    r"(?i)\b(?:log|sign|get|start(?:ed)?|free|home|menu|search|close|contact|learn|guides?|guidelines|links?"
    r"|copy|print|save|next|previous|back|latest|trending|featured|related|trends|tips|insights|updated|last"
    r"|table|contents|loading|watch|listen|join|donate|careers|pricing|demo|buy|find|where|what|how|why|your?"
    r"|our|in|to|and|with|development|industry|policy|privacy|terms|now|new|all|best of|industry|location)\b"
)
_FULL_NAME = re.compile(
    r"[^\W\d_a-z][\w’'-]*\.?"
    r"(?: (?:(?:de|del|della|di|da|das|dos|do|du|van|von|vom|zu|zum|der|den|ten|ter|al|el|la|le|bin|ibn|y|e)(?!\w)"
    r"|(?:[dl][’'])?[^\W\d_a-z][\w’'-]*\.?(?!\w))){1,4}"
)
_CREDENTIAL = re.compile(r"[A-Z]{2,6}$")
_EDGES = " .,;:–—-|•·⋅*\"'’()"
_IN_DATED = re.compile(
    rf"(?:\b[Bb]y:? |^)(?P<name>{_NAME})(?=\W*$|,|\s+(?:on|at|in|for)\b|\s*[|•·⋅/–—-]|\s+(?:Updated|Published|Posted))"
)
_LEADING = re.compile(r"(?P<name>[^|•·/,]{5,50}?)(?: ?[|•·/] ?|, )(?P<rest>.+)")
_LONGEST, _LONGEST_PART = 20, 120
_MOST_CHARS = 5_000


def is_byline(text: str, words: int) -> bool:
    """Whether the line does no more than name who wrote the article."""
    if words > _LONGEST or text.endswith((".", "?", "!")):
        return False
    return _BYLINE.match(text) is not None


def is_timestamp(text: str, words: int) -> bool:
    """Whether the line does no more than tell when, or how long the article takes to read."""
    if words > _LONGEST or text.endswith(("?", "!")):
        return False
    if not _DIGIT.search(text) and text[:4].lower() != "read":
        return False
    if _STAMP.match(text):
        return words <= 12 or not text.endswith(".")
    if not _YEAR.search(text):
        return False
    without = text
    for pattern in days.WRITTEN:
        without = pattern.sub(" ", without)
    return without != text and not _DAY_OR_CLOCK.sub("", without)


def authors(text: str) -> tuple[str, ...]:
    """The names in a byline; none when it is not one."""
    match = _BYLINE.match(text)
    if not match:
        return ()
    return tuple(_GLUED.sub("", name) for name in _SPLIT.split(match["names"]))


def is_signed(text: str) -> bool:
    """Whether the line begins like a byline: "By", "Written by", "Author:", "Von Ada Marlow"."""
    return _SIGNED.match(text) is not None or _SIGNED_ABROAD.match(text) is not None


def is_label(text: str) -> bool:
    """Whether the line only says what the next one is: "By", "Published on:"."""
    return len(text) < 30 and _LABEL.match(text) is not None


def names(text: str, *, not_: Sequence[str] = ()) -> tuple[str, ...]:
    """The names in a place for authors: a byline, a meta element, a link to the author's page.

    Roles, days, addresses, handles and the names in `not_` (the outlet's) are left out. A name need
    not be of two words where the place itself says that it is one. News agencies are names too.
    """
    bare = _bare(text)
    if "://" in bare or _is_one_of(bare, not_):
        return ()
    bare = _AFTER_NAMES.split(_GLUED.sub("", bare), maxsplit=1)[0]
    if is_signed(text):
        bare = _ASIDE.sub("", bare)
    found: dict[str, str] = {}
    for part in _BETWEEN.split(bare):
        if len(part) > _LONGEST_PART:
            continue
        name = _without_role(_without(part.strip(_EDGES), not_).strip(_EDGES))
        if not _is_name(name) or _is_one_of(name, not_):
            continue
        if not any(map(is_full_name, found.values())) or is_full_name(name) or is_agency(name):
            found.setdefault(_plain(name), name)
    return tuple(found.values())


def group(text: str) -> tuple[str, ...]:
    """Who signs without a name in a place for authors: "Harbour Post Staff", "Guest Writer"."""
    bare = _AFTER_NAMES.split(_bare(text), maxsplit=1)[0].strip(_EDGES)
    is_group = _GROUP.search(bare) or _HOLDER.search(bare)
    return (bare,) if is_group and _is_short_name(bare) else ()


def team(text: str) -> tuple[str, ...]:
    """The team or desk that signs, and no single person's role: "Harbour Post Staff"."""
    return tuple(filter(_GROUP.search, group(text)))


def signature(text: str, *, outlets: Sequence[str]) -> tuple[str, ...]:
    """The one word, or the outlet, that a byline is signed with: "by ada", "By Harbour Post"."""
    bare = _bare(text).strip(_EDGES)
    is_word = len(bare) > 2 and " " not in bare and _NO_NAME.search(bare) is None
    return (bare,) if is_signed(text) and (is_word or _is_one_of(bare, outlets)) else ()


def named_with_day(text: str) -> tuple[str, ...]:
    """The full name in a line that tells a day too: "4 May 2031 | Ada Marlow"."""
    without = days.without(text)
    if without == text:
        return ()
    match = _IN_DATED.search(without.strip(_EDGES))
    return (match["name"],) if match and is_full_name(match["name"]) else ()


def name_before_role(text: str) -> str:
    """The full name that a line begins with: "Ada Reyes, Staff Writer"; "" where it is not that sure."""
    match = _LEADING.fullmatch(text)
    if not match or not is_person(match["name"]):
        return ""
    is_about = any(p.search(match["rest"]) for p in (_HOLDER, _ORGANISED)) or "," not in text
    return match["name"] if is_about else ""


def is_full_name(text: str) -> bool:
    """Whether the text has the looks of a person's name: two to five words, each with a capital."""
    return _FULL_NAME.fullmatch(text) is not None and not _ORGANISED.search(text)


def is_person(text: str) -> bool:
    """Whether the text is a full name, and not the words of a link or a heading: "Log In"."""
    return is_full_name(text) and not _PROMPT.search(text)


def is_agency(name: str) -> bool:
    """Whether a news agency has this name."""
    return _AGENCY.fullmatch(name) is not None


def _bare(text: str) -> str:
    """The text without the word that signs it."""
    squeezed = " ".join(text[:_MOST_CHARS].split())
    return _SIGNED_ABROAD.sub("", _SIGNED.sub("", squeezed, count=1), count=1)


def _without_role(name: str) -> str:
    """The name without the role after it: "Ada Reyes Staff Writer"."""
    bare = _ROLE.sub("", name)
    return bare if is_full_name(bare) else name


def _without(name: str, outlets: Sequence[str]) -> str:
    """The name without the outlet's after it: "Ada Reyes The Harbour Post"."""
    for outlet in outlets:
        if len(outlet) > 3 and name.lower().endswith(" " + outlet.lower()):
            return name[: -len(outlet)]
    return name


def _is_one_of(name: str, outlets: Sequence[str]) -> bool:
    """Whether the outlet signs itself."""
    plain = _plain(name)
    return any(
        plain == _plain(part) for outlet in outlets for part in (outlet, outlet.split(".")[0])
    )


def _is_name(name: str) -> bool:
    words = name.split()
    if is_agency(name):
        return True
    if not words or len(words) > 5 or not 2 <= len(name) <= 60:
        return False
    if _NO_NAME.search(name) or not name[0].isalpha() or _CREDENTIAL.match(name):
        return False
    return len(words) == 1 or name[0].isupper() or not name.islower() or len(words) == 2


def _is_short_name(text: str) -> bool:
    is_named = text[:1].isupper() and not any(c in text for c in "@/:,")
    return is_named and 2 <= len(text.split()) <= 5


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
