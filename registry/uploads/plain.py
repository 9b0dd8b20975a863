"""The characters of text files."""


def text_of(data: bytes) -> str:
    """The characters of a text file as Excel writes them: UTF-8, UTF-16 or Windows 1252."""
    try:
        return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
