"""Only forms that carry files may be large."""

from io import BytesIO

from flask import request

from marketplace.core.web.uploads import takes_file

MEGABYTE = 1024 * 1024


def read():
    with request.files["file"].stream as sent:
        return str(len(sent.read()))


@takes_file(3 * MEGABYTE)
def read_large():
    return read()


def take_files(app):
    app.add_url_rule("/large", "large", read_large, methods=["POST"])
    app.add_url_rule("/small", "small", read, methods=["POST"])


def test_a_form_of_words_is_refused_when_large_and_one_with_a_file_is_not(make_app):
    app = make_app(extend=take_files)
    app.config["WTF_CSRF_ENABLED"] = False

    def send(address, size):
        file = (BytesIO(b"x" * size), "file.bin")
        answer = app.test_client().post(address, data={"file": file})
        answer.request.environ["wsgi.input"].close()  # the test client's own copy
        return answer

    assert send("/large", 2 * MEGABYTE).text == str(2 * MEGABYTE)
    assert send("/large", 4 * MEGABYTE).status_code == 413
    assert send("/small", 2 * MEGABYTE).status_code == 413
