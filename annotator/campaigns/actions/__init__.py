"""What is written about campaigns, their members, and people."""

from annotator.campaigns.actions.campaigns import (
    create,
    revise,
    revise_label,
)
from annotator.campaigns.actions.guidelines import acknowledge_guideline, revise_guideline
from annotator.campaigns.actions.members import (
    add_member,
    import_annotator,
    invite,
    remove_member,
    set_up_owner,
)
from annotator.campaigns.actions.people import (
    add_person,
    choose_keys,
    create_token,
    deactivate_person,
    describe_person,
    forget_password,
    reactivate_person,
    revoke_token,
    set_administrator,
)

__all__ = [
    "acknowledge_guideline",
    "add_member",
    "add_person",
    "choose_keys",
    "create",
    "create_token",
    "deactivate_person",
    "describe_person",
    "forget_password",
    "import_annotator",
    "invite",
    "reactivate_person",
    "remove_member",
    "revise",
    "revise_guideline",
    "revise_label",
    "revoke_token",
    "set_administrator",
    "set_up_owner",
]
