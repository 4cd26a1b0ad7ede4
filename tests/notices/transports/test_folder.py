import stat

from marketplace.notices.rendering import render
from marketplace.notices.transports import transport_of
from marketplace.notices.transports.folder import FolderTransport
from tests.factories.letters import letter_of


def test_a_mail_becomes_one_file_however_often_it_is_sent(app, context, settings):
    mail = render(letter_of("app_set_up"), settings)
    transport = transport_of(settings)
    assert transport == FolderTransport(settings.data_dir / "mails")
    transport.send(mail)
    transport.send(mail)
    [path] = transport.folder.iterdir()
    assert path.name == "20261122T140500-LET-0000-00001.eml"
    assert path.read_bytes() == bytes(mail)


def test_mails_are_read_by_the_house_alone(app, context, settings):
    transport = transport_of(settings)
    transport.send(render(letter_of("app_set_up"), settings))
    modes = [stat.S_IMODE(path.stat().st_mode) for path in transport.folder.iterdir()]
    assert modes == [0o600]
    assert stat.S_IMODE(transport.folder.stat().st_mode) == 0o700
