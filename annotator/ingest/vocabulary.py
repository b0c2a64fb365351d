"""The words by which the furniture of a news page gives itself away.

`clutter` names the reason to drop a line, by its words alone; `pasted` decides from the context.
Add a pattern to the list of its reason. Patterns see the line without its quotations (what a mayor
is quoted as asking for is news) and without a bullet, in its own case: `US forces` is not `us`.
Each list has a longest line, in words, that it may drop: the shorter a phrase, the shorter the line.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_QUOTED = re.compile('“[^”]{0,500}”|"[^"]{0,500}"')
_BULLET = re.compile(r"(?:[*+•▪●◦·–—>|-]|o(?= )|\d{1,2}\.)\s+")
_HEAD = 600
_LETTERS = re.compile(r"[^\W_]")

_NETWORKS = (
    r"facebook|twitter|x|instagram|linked-?in|whats-?app|telegram|reddit|pinterest|tik-?tok"
    r"|you-?tube|flipboard|bluesky|threads|mastodon|messenger|tumblr|rss|e-?mail|mail|print|pin"
    r"|tweet|share|save|bookmark|copy(?: link)?|link copied!?|like|follow|viber|vk|snapchat|pocket"
)


_ANY_CASE = "(?i:"


@dataclass(frozen=True, kw_only=True)
class _Rule:
    """`at_start` and `inside` see the line in lower case, `cased` and `inside_cased` as it is."""

    reason: str
    longest: int
    at_start: re.Pattern[str] | None
    cased: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    inside_cased: re.Pattern[str] | None
    hints: tuple[str, ...]


def _rule(reason: str, longest: int, *patterns: str, hints: tuple[str, ...] = ()) -> _Rule:
    # Patterns that are bound to the start are tried there only, and those of any case, which are so
    # from end to end, see lower case: to ignore the case costs ten times the time.
    bound = [pattern for pattern in patterns if pattern.startswith((f"{_ANY_CASE}^", "^"))]
    free = [pattern for pattern in patterns if pattern not in bound]
    return _Rule(
        reason=reason,
        longest=longest,
        at_start=_joined([p.removeprefix(_ANY_CASE)[:-1] for p in bound if _is_any_case(p)]),
        cased=_joined([p for p in bound if not _is_any_case(p)]),
        inside=_joined([p.removeprefix(_ANY_CASE)[:-1] for p in free if _is_any_case(p)]),
        inside_cased=_joined([p for p in free if not _is_any_case(p)]),
        hints=hints,
    )


def _is_any_case(pattern: str) -> bool:
    return pattern.startswith(_ANY_CASE)


def _joined(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


_RULES = (
    _rule(
        "cookie-notice",
        90,
        r"(?i:\b(?:we|our partners|this (?:site|website|page)) (?:may )?uses? (?:.{0,60} )?cookies\b)",
        r"(?i:\b(?:accept|reject|manage|allow|decline)(?: all)?(?: the)? cookies\b)",
        r"(?i:\bcookies? (?:policy|settings|preferences|notice|consent|statement)\b)",
        r"(?i:\bby (?:continuing to (?:use|browse)|using this (?:site|website))\b)",
        r"(?i:\bprotected by recaptcha\b)",
        r"(?i:^(?:accept|reject|allow|agree to)(?: all)?(?: and (?:close|continue))?\W*$)",
        hints=("cookie", "by continuing", "by using", "recaptcha"),
    ),
    _rule(
        "share-buttons",
        14,
        rf"(?i:^(?:(?:{_NETWORKS})\b[\s,|/·•]*)+$)",
        r"(?i:^(?:click to )?share (?:this|on|via|to|with|article|story|page)\b)",
        r"(?i:^(?:please )?(?:follow|like|find|join|connect with) us\b)",
        rf"(?i:^(?:follow|like|join) .{{0,60}} on (?:{_NETWORKS})\b)",
        r"(?i:^(?:copy|copied) (?:link|url|to clipboard)\b)",
    ),
    _rule(
        "newsletter",
        50,
        r"(?i:^(?:sign up|subscribe|register)(?: now| today| here)?\W*$)",
        r"(?i:^(?:sign up|subscribe) (?:for|to|now|today|here|and)\b)",
        r"(?i:\bsign up (?:for|to) (?:our|the|receive|get)\b)",
        r"(?i:\b(?:to|in|into) your (?:in-?box|mail-?box|e-?mail)\b)",
        r"(?i:\bour (?:[\w-]+ ){0,5}(?:newsletters?|mailing list)\b)",
        r"(?i:^(?:get|join|receive) .{0,60}\b(?:newsletters?|mailing list|e-?mails?)\b)",
        r"(?i:^(?:the )?(?:[\w-]+ ){0,4}newsletters?\W*$)",
        r"(?i:^never miss\b)",
        r"(?i:\bsubscribers (?:agree|only)\b)",
        r"(?i:\b(?:enter|provide) your e-?mail\b)",
        r"(?i:\bunsubscribe\b.{0,40}\b(?:time|anytime)\b)",
        r"(?i:\balready (?:a (?:subscriber|member)|have an account|subscribed)\b)",
        r"(?i:\bto (?:continue|keep) reading\b)",
        r"(?i:\bthank(?:s| you) for (?:subscribing|signing up)\b)",
        hints=("sign up", "box", "mail", "newsletter", "subscri", "already", "reading", "thank"),
    ),
    _rule(
        "donation-appeal",
        70,
        r"(?i:^your (?:[\w-]+ )?(?:support|donation|gift)\b)",
        r"\b(?:[Ww]e|[Oo]ur|us)\b.*\b[Yy]our (?:[\w-]+ )?"
        r"(?:support|donation|contribution|help|gift|generosity)s?\b",
        r"(?i:\bwith your (?:support|help|donation),? we\b)",
        r"\b(?i:support|supporting|donate to) us\b",
        r"\b(?i:help) us (?:keep|continue|stay|fund|reach|raise|fight|tell|protect|fill|grow)\b",
        r"(?i:^(?:support us|donate|contribute|give|chip in)(?: now| today| here)?\W*$)",
        r"(?i:\b(?:become|be) an? (?:[\w-]+ )?(?:member|supporter|patron|subscriber|donor)\b.*"
        r"\b(?:today|now|us|our)\b)",
        r"(?i:^(?:please )?(?:donate|contribute|chip in)\b.*\b(?:our|today|now|support)\b)",
        r"(?i:^(?:please )?support (?:our|independent|quality|local|free) "
        r"(?:journalism|media|news|newsroom|press|reporting|work)\b)",
        r"(?i:\bour (?:independent )?(?:journalism|reporting|newsroom)\b.*\b(?:your?|support|donat\w+)\b)",
        r"(?i:\breader[- ](?:supported|funded)\b)",
        r"(?i:^(?:maybe|remind me) later\W*$)",
        r"(?i:\bnot ready to (?:support|donate|subscribe)\b)",
        r"(?i:\bad[- ]?free (?:content|experience|reading)\b)",
        r"(?i:\bad[- ]?block(?:er|ing)?\b.*\b(?:you|your|disable|whitelist)\b)",
        r"(?i:\b(?:improve|enhance) your (?:reading |browsing |user |online )?experience\b)",
        hints=(
            "support",
            "donat",
            "contribution",
            "help",
            "gift",
            "generosity",
            "become",
            "be a",
            "journalism",
            "reporting",
            "newsroom",
            "funded",
            "ad-free",
            "ad free",
            "adfree",
            "block",
            "experience",
        ),
    ),
    _rule(
        "copyright",
        60,
        r"(?i:^(?:©|\(c\) ?\d|copyright (?:©|\(c\)|\d|by )))",
        r"(?i:\ball rights reserved\b)",
        r"(?i:^(?:read )?(?:our )?(?:privacy|terms|cookies?|legal|accessibility|imprint|disclaimer)"
        r"(?:[\s&]+(?:policy|notice|statement|of|and|use|service|terms|conditions|privacy"
        r"|settings))*\W*$)",
        r"(?i:\bmay not be (?:published|reproduced|republished|redistributed)\b)",
        r"(?i:\b(?:agree|subject) to (?:our|the) (?:terms (?:of (?:use|service)|and conditions)|privacy)\b)",
        r"(?i:^do not sell\b)",
        hints=("rights reserved", "may not be", "agree", "subject to"),
    ),
    _rule(
        "advertisement",
        40,
        r"(?i:^(?:advertisements?|ads?|advertising|sponsored(?: content)?|promoted|paid (?:content|post)"
        r"|partner content)\W*$)",
        r"(?i:^(?:sponsored|paid for|presented) by\b(?!.*[.!?]$))",
        r"(?i:^(?:story|article|report) continues\b)",
        r"(?i:^continue reading\b)",
        r"(?i:^scroll (?:down )?to continue\b)",
        r"(?i:\bearn an? (?:small )?(?:affiliate )?commission\b)",
        r"(?i:\b(?:contains|include) affiliate links\b)",
        hints=("commission", "affiliate"),
    ),
    _rule(
        "comments",
        20,
        r"(?i:^(?:view |see |show |read )?(?:all )?(?:\d[\d,]* )?(?:comments?|replies|reply|responses)"
        r"(?: \(?\d+\)?)?\W*$)",
        r"(?i:^(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment)\b)",
        r"(?i:^\d+ (?:thoughts?|responses?) (?:on|to)\b)",
        r"(?i:\bemail address will not be published\b)",
        r"(?i:^comments are (?:closed|off)\b)",
        r"(?i:^(?:log|sign) in to (?:comment|reply|leave)\b)",
        r"(?i:^join the (?:conversation|discussion)\b)",
        r"(?i:^\d[\d,.]*k? (?:likes?|shares?|views?|reactions?)\W*$)",
        hints=("not be published",),
    ),
    _rule(
        "related-links",
        18,
        r"(?i:^(?:read|see) (?:more|also|next|related)(?:$| ?[:»>→]| (?:on|about|from)\b))",
        r"(?i:^related(?:$|:| (?:articles?|stories|story|posts?|links?|topics?|content|news|reading"
        r"|coverage|resources)\b))",
        r"(?i:^(?:recommended|suggested|further)(?: (?:reading|for you|articles|stories|posts))?:?$)",
        r"(?i:^you (?:may|might) (?:also )?(?:like|enjoy|be interested)\b(?!.*[.!?]$))",
        r"(?i:^(?:tags?|topics?|filed under|categories|category|keywords|posted in)(?::|$))",
        r"(?i:^(?:in this (?:section|article|story)|table of contents|contents|on this page|jump to)"
        r"\W*$)",
        r"(?i:^(?:about|meet) the (?:authors?|writers?)\b(?!.*[.!?]$))",
        r"(?i:^(?:previous|next|prev)(?: (?:post|article|story|page))?\b(?: (?:next|previous)"
        r"(?: (?:post|article|story|page))?)?\W*$)",
    ),
    _rule(
        "related-links",
        6,  # Longer, they may be headlines: "Most popular beaches closed after storm".
        r"(?i:^more (?:from|stories|news|articles|posts|in|on|like this|coverage)\b(?!.*[.!?]$))",
        r"(?i:^(?:trending(?: now)?|top stories|what to read next|editor['’]?s['’]? picks?)\W*$)",
        r"(?i:^(?:most|recently) (?:read|popular|viewed|recent|shared)(?: in .*)?\W*$)",
        r"(?i:^(?:latest|popular|recent) (?:news|stories|posts?|articles?|links|headlines)\b)",
        r"(?i:^(?:up next|in case you missed it|don['’]t miss)\b(?!.*[.!?]$))",
    ),
    _rule(
        "form",
        8,
        r"(?i:^(?:e-?mail(?: address)?|your (?:name|e-?mail)|(?:first |last |full )?name|password|phone"
        r"|message|website|submit|send|cancel|continue|preview|select|other(?: amount)?|required"
        r"|once|one[- ]time|weekly|monthly|annual(?:ly)?|yearly|pay(?:ment)? methods?)\W*$)",
        r"^[$€£]\s?\d[\d.,]*(?: ?/? ?(?i:a |per )?(?i:month|year|week))?$",
        r"(?i:\brequired fields\b)",
        hints=("required",),
    ),
    _rule(
        "navigation",
        8,
        r"(?i:^(?:skip to\b.*|(?:open |close |main |toggle )?(?:menu|navigation|search)|home|close"
        r"|log ?in|log ?out|sign ?in|sign ?out|register|my account|account|back(?: to top)?|top"
        r"|(?:load|show|view|see|learn|find out) (?:more|all|less)|search for|contact(?: us)?|about(?: us)?"
        r"|careers|advertise(?: with us)?|help|faq|sitemap|download(?: the| our)? app|listen|watch"
        r"|play|pause|loading|expand|collapse|print this(?: page)?|get started|try (?:it )?(?:for )?free)"
        r"[\W\d]*$)",
        r"(?i:^listen to this article\b)",
    ),
    _rule(
        "photo-credit",
        14,
        r"(?i:^(?:photo(?:graph)?s?|images?|pictures?|illustration|graphic|credit|screenshot)"
        r"(?: (?:credits?|source|by|courtesy(?: of)?))*\s?[:/|©])",
        r"(?i:^(?:photo|image|picture|illustration)s? (?:by|courtesy(?: of)?)\b)",
        r"^(?i:getty images|reuters|associated press|afp|shutterstock|unsplash)\W*$",
        r"^[^.!?]{0,60}(?:/|\||via|©)\s*(?:Getty Images|Reuters|REUTERS|AP|AFP|EPA|TASS|Shutterstock"
        r"|iStock|Unsplash|Alamy|Bloomberg|Flickr|Pexels)\W*$",
        hints=("/", "|", "via", "©"),
    ),
)


def _any_of(plain: Iterable[str]) -> str:
    """A pattern for any of these strings, in which those with the same beginning share it."""
    ends: dict[str, set[str]] = {}
    for one in plain:
        if not one:
            return ""
        ends.setdefault(one[0], set()).add(one[1:])
    found = [re.escape(first) + _any_of(rest) for first, rest in sorted(ends.items())]
    return f"(?:{'|'.join(found)})"


_ANY_START = re.compile("|".join(rule.at_start.pattern for rule in _RULES if rule.at_start))
_ANY_CASED = re.compile("|".join(rule.cased.pattern for rule in _RULES if rule.cased))
_ANY_HINT = re.compile(_any_of([hint for rule in _RULES for hint in rule.hints]))
_LONGEST = max(rule.longest for rule in _RULES)
_LONGEST_CASED = max(rule.longest for rule in _RULES if rule.cased)

_LETTER = re.compile(
    r"(?i:^(?:an? )?(?:important |open )?(?:message|letter|note|word|appeal) (?:from|to)\b"
    r"|^(?:dear|to our) (?:[\w-]+ )?(?:readers?|friends?|subscribers?|members?|supporters?)\b)"
)
_ASKS = re.compile(r"\b(?:[Ww]e|[Oo]ur|ours|us)\b")
_ADDRESSES = re.compile(r"\b(?:[Yy]ou|[Yy]ours?|YOU|YOUR)\b")


def unquoted(text: str) -> str:
    """The beginning of the line without what stands in double quotes, and without a bullet."""
    head = text[:_HEAD]
    bullet = _BULLET.match(head)
    head = head[bullet.end() :] if bullet else head
    return (_QUOTED.sub("", head) if '"' in head or "“" in head else head).strip()


def clutter(bare: str, words: int) -> str:
    """The reason to drop a line of so many words, `bare` being what `unquoted` left; "" for none."""
    if words > _LONGEST:
        return ""
    lowered = bare.lower()
    # Most lines are of no rule, which is told at once.
    may_start = _ANY_START.match(lowered)
    may_hold = _ANY_HINT.search(lowered)
    may_be_cased = words <= _LONGEST_CASED and _ANY_CASED.match(bare)
    if not (may_start or may_hold or may_be_cased):
        return ""
    for rule in _RULES:
        if words > rule.longest:
            continue
        if may_start and rule.at_start and rule.at_start.match(lowered):
            return rule.reason
        if may_be_cased and rule.cased and rule.cased.match(bare):
            return rule.reason
        if may_hold and rule.hints and _holds(rule, bare, lowered):
            return rule.reason
    return ""


def _holds(rule: _Rule, bare: str, lowered: str) -> bool:
    """Looking for a plain string is twenty times faster than for the patterns that all contain one."""
    for hint in rule.hints:
        if hint in lowered:
            return bool(
                (rule.inside and rule.inside.search(lowered))
                or (rule.inside_cased and rule.inside_cased.search(bare))
            )
    return False


def is_mark(text: str) -> bool:
    """Whether there is nothing to read: an icon, a rule, a lone ×."""
    return not _LETTERS.search(text) or text in ("x", "X")


def is_bullet(text: str) -> bool:
    return _BULLET.match(text) is not None


def opens_letter(bare: str, words: int) -> bool:
    """Whether the line opens a letter to the readers: "A message from ...", "Dear readers,"."""
    return words <= 14 and not bare.endswith((".", "?")) and _LETTER.search(bare) is not None


def is_first_person(bare: str) -> bool:
    """Whether the line says *we* or *our* in the outlet's own voice."""
    return _ASKS.search(bare) is not None


def is_personal(bare: str) -> bool:
    """Whether the line says *we* or *you*."""
    return is_first_person(bare) or _ADDRESSES.search(bare) is not None
