"""The private addresses of letters and lists: signed, so that what is stored opens nothing."""

import secrets
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from registry.extensions import db
from registry.models import Following, SupplierList


def nonce() -> str:
    return secrets.token_urlsafe(24)


def token(owned: Following | SupplierList) -> str:
    """The secret part of an address; it can only be made with the setting SECRET_KEY."""
    return str(_signer(type(owned)).dumps([owned.id, owned.nonce]))


def following_of(text: str) -> Following:
    """The following of a letter or, where it was ended, another one of the same address."""
    number, secret = _opened(Following, text)
    found = db.session.scalars(
        select(Following)
        .where(Following.nonce == secret)
        .order_by(Following.id != number, Following.confirmed_at.is_(None), Following.id)
        .limit(1)
    )
    return found.one()


def list_of(text: str) -> SupplierList:
    number, secret = _opened(SupplierList, text)
    return db.session.scalars(
        select(SupplierList).where(SupplierList.id == number, SupplierList.nonce == secret)
    ).one()


def _opened(model: type[Following] | type[SupplierList], text: str) -> tuple[int, str]:
    """What a token says, if we signed it; anything else does not exist."""
    try:
        number, secret = _signer(model).loads(text)
    except (BadSignature, ValueError, TypeError) as error:
        raise NoResultFound from error
    return int(number), str(secret)


def _signer(model: type[Any]) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=model.__tablename__)
