"""The form toolkit: normalised text, our own sentences, once-keys, versions, refusals in place."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from marketplace.accounts.models import Person
from marketplace.core.db import insert_with_id, new_once_key, session
from marketplace.core.errors import Conflict, NotFound, Refused
from marketplace.core.forms import (
    AtMost,
    BooleanField,
    ChoiceField,
    CreatingForm,
    EditingForm,
    LineField,
    MailAddress,
    Required,
    SecretField,
)
from tests.factories.rows import new_person

FILLED = {"name": "Ada", "mail": "ada@example.com", "side": "buyer", "agreed": "y"}


class Made(CreatingForm):
    name = LineField("Name", [Required(), AtMost(8)])
    mail = LineField("Mail", [Required("Please give a mail address."), MailAddress()])
    side = ChoiceField("Side", choices=[SelectChoice("seller"), SelectChoice("buyer")])
    agreed = BooleanField("Agreed", [Required("Please agree.")])
    password = SecretField("Password")


class Edited(EditingForm):
    name = LineField("Name", [Required()])


@pytest.fixture(autouse=True)
def asked(app):
    """A request: sentences are in its language."""
    with app.test_request_context("/en/", method="POST"):
        yield


def filled(form=Made, **fields):
    return form(MultiDict(FILLED | fields), meta={"csrf": False})


def errors(**fields):
    form = filled(**fields)
    form.validate()
    return {name: list(told) for name, told in form.errors.items()}


def test_what_is_filled_in_well_is_accepted():
    assert errors() == {}


def test_text_is_normalised_and_blanks_of_a_password_are_kept():
    form = filled(
        name="  A\u0301da\x00\x1b\x07 \t B.\x7f ", mail=" Ada@EXAMPLE.com ", password=" pass  word "
    )
    assert form.validate()
    assert (form.name.data, form.mail.data) == ("Áda B.", "Ada@example.com")
    assert form.password.data == " pass  word "


def test_what_was_typed_stands_in_the_form_again_but_never_a_password():
    form = filled(name="Ada", password="secret words")
    assert 'value="Ada"' in form.name()
    assert "secret" not in form.password()


def test_an_empty_field_gets_one_sentence():
    wrong = errors(name="  ", mail="", agreed="")
    assert wrong == {
        "name": ["Please fill this in."],
        "mail": ["Please give a mail address."],
        "agreed": ["Please agree."],
    }


@pytest.mark.parametrize("mail", ["ada", "ada@", "@example.com", "ada@example", "a b@example.com"])
def test_what_is_no_mail_address_is_refused(mail):
    sentence = "This is not a mail address. It looks like name@company.com."
    assert errors(mail=mail) == {"mail": [sentence]}


def test_text_keeps_to_its_length():
    assert errors(name="123456789") == {"name": ["Please keep to 8 characters."]}
    assert 'maxlength="8"' in filled().name()


@pytest.mark.parametrize("side", ["", "maker", "\x00"])
def test_a_choice_comes_from_the_list(side):
    assert errors(side=side) == {"side": ["Please choose one from the list."]}


def bound_key(app, key, **fields):
    with app.test_request_context("/en/", method="POST", data=FILLED | fields | {"once_key": key}):
        form = Made(meta={"csrf": False})
        assert form.validate()
        return form.once_key.data


def test_the_same_page_sent_twice_is_one_act_and_other_words_are_another(app):
    assert len(Made(None, meta={"csrf": False}).once_key.data) == 43
    key = new_once_key()
    assert bound_key(app, key) == bound_key(app, key)
    assert len({bound_key(app, key), bound_key(app, key, name="Other"), key}) == 3


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "\x00" * 43, "é" * 43])
def test_a_key_that_was_tampered_with_is_replaced(key):
    form = filled(once_key=key)
    assert form.validate()
    assert len(form.once_key.data) == 43
    assert form.once_key.data != key


@pytest.mark.parametrize(
    ("sent", "seen"), [("3", 3), ("", -1), ("-1", -1), ("x", -1), ("٣", -1), ("9" * 5000, -1)]
)
def test_the_version_that_was_seen_is_read(sent, seen):
    assert filled(Edited, row_version=sent).seen_version == seen


def test_a_refusal_stands_beside_the_field_that_it_names():
    def refuse(_name):
        raise Refused("Taken.", field="name")

    form = filled()
    assert form.validate()
    assert form.carry_out(refuse, "Ada") is None
    assert (list(form.name.errors), form.summary) == (["Taken."], [])


@pytest.mark.parametrize("field", [None, "gone"])
def test_any_other_refusal_stands_on_top(field):
    def refuse():
        raise Conflict("Too late.", field=field)

    form = filled()
    form.carry_out(refuse)
    assert (form.errors, form.summary) == ({}, ["Too late."])


def test_a_refusal_writes_nothing_and_success_gives_the_answer():
    def register(*, refused):
        code = insert_with_id(new_person(), column="code", prefix="PER").code
        if refused:
            raise Refused("No.")
        return code

    form = filled()
    assert form.carry_out(register, refused=True) is None
    code = form.carry_out(register, refused=False)
    assert session.scalars(select(Person.code)).all() == [code]


def test_what_is_no_refusal_goes_on_its_way():
    def lose():
        raise NotFound

    with pytest.raises(NotFound):
        filled().carry_out(lose)
