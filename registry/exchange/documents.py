"""The documents of other reporting regimes, by the name of the file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from registry.exchange import bursa, joint_template
from registry.exchange.report import Pages, Source
from registry.uploads.kinds import MEDIA_TYPES, FileKind

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF, XLSX = MEDIA_TYPES[FileKind.PDF], MEDIA_TYPES[FileKind.XLSX]


@dataclass(frozen=True, slots=True)
class Kind:
    media_type: str
    write: Callable[[Pages, Source, str], bytes]
    """Made from answers, what they belong to, and a language."""


DOCUMENTS: Mapping[str, Kind] = MappingProxyType(
    {
        "joint-template.docx": Kind(DOCX, joint_template.docx),
        "joint-template.pdf": Kind(PDF, joint_template.pdf),
        "bursa-annex.xlsx": Kind(XLSX, bursa.xlsx),
        "bursa-annex.docx": Kind(DOCX, bursa.docx),
        "bursa-annex.pdf": Kind(PDF, bursa.pdf),
    }
)
