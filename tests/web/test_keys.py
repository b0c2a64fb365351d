from html import unescape

from annotator.web.desk_keys import COMMANDS

URL = "/keys/"


def shown(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def own(member) -> dict[str, str]:
    member.person.refresh_from_db()
    return member.person.keys


def test_every_command_is_there_with_its_usual_keys(signed_in, annotator):
    page = shown(signed_in(annotator).get(URL))
    for command in COMMANDS:
        assert f'name="key-{command.name}"' in page
    assert "<kbd>Backspace</kbd>" in page
    assert "usual keys again" not in page


def test_keys_of_ones_own_are_kept_and_given_back(signed_in, annotator):
    client = signed_in(annotator)
    page = shown(client.post(URL, {"key-undo": "z", "key-back": " page UP "}, follow=True))
    assert "Your keys are saved." in page
    assert own(annotator) == {"undo": "z", "back": "PageUp"}
    assert 'name="key-back" value="Page up"' in page
    assert "You have the usual keys again." in shown(
        client.post(URL, {"do": "usual", "key-undo": "y"}, follow=True)
    )
    assert own(annotator) == {}


def test_a_clash_is_refused_by_name_and_what_was_typed_stays(signed_in, annotator):
    reply = signed_in(annotator).post(URL, {"key-undo": "z", "key-redo": "z"})
    page = shown(reply)
    assert reply.status_code == 422
    assert "“z” cannot be both “undo the last step” and “redo what was undone”." in page
    assert 'name="key-redo" value="z"' in page
    assert own(annotator) == {}


def test_a_key_that_labels_is_refused_and_not_offered(signed_in, annotator):
    client = signed_in(annotator)
    page = shown(client.get(URL))
    note = page[page.index("key-note") : page.index('name="key-note"')]
    assert "<kbd>c</kbd>" not in note  # it gives the label accusation
    assert "<kbd>m</kbd>" in note
    assert "it gives the label “denial”" in shown(client.post(URL, {"key-skip": "D"}))


def test_keys_are_ones_own(signed_in, annotator, second):
    signed_in(annotator).post(URL, {"key-undo": "z"})
    assert own(second) == {}
