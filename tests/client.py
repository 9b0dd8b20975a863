"""A client that reads every page it is given, and keeps each request to itself."""

import time
from typing import Any

from flask.testing import FlaskClient
from flask_login.utils import _create_identifier
from werkzeug.test import TestResponse

from registry.extensions import db
from tests.pages import Page, values_of


class Client(FlaskClient):
    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a request in a database session of its own; read the page that comes back.

        What the test prepared is committed first. What the route did not commit is forgotten.
        """
        db.session.commit()
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        db.session.expire_all()
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            problems = Page(response.text).problems() if response.text else []
            assert not problems, "\n".join([f"{response.request.path}:", *problems])
        return response

    def page(self, url: str, *, status: int = 200) -> Page:
        """Fetch a page; redirects are followed."""
        response = self.get(url, follow_redirects=True)
        assert response.status_code == status, f"{url}: {response.status}"
        return Page(response.text)

    def fill(self, url: str, *, action: str | None = None, **answers: Any) -> TestResponse:
        """Fetch a page, change these fields of its form and send it, as a browser would.

        ``action`` picks the form when the page has several. Names that are not Python names go in
        ``**{"rows-0-name": "..."}``; a button is a field too.
        """
        form = self.page(url).form(action)
        sent = {**values_of(form), **answers}
        files = any(field.get("type") == "file" for field in form.iter("input"))
        return self.post(
            form.get("action") or url,
            data=sent,
            content_type="multipart/form-data" if files else None,
        )

    def sign_in(self, user: Any) -> "Client":
        """Be this person from now on, freshly authenticated."""
        db.session.commit()
        with self.application.test_request_context(environ_base=self.environ_base):
            browser = _create_identifier()
        with self.session_transaction() as cookie:
            cookie.update(_user_id=user.fs_uniquifier, _fresh=True, _id=browser, fs_paa=time.time())
        return self

    def sign_out(self) -> "Client":
        with self.session_transaction() as cookie:
            cookie.clear()
        return self
