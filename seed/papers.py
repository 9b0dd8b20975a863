"""Small real PDF files: the commitment statements and the evidence of fictional organisations."""

import io
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from flask import current_app
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from werkzeug.datastructures import FileStorage

from registry import uploads
from seed import texts
from seed.scene import Scene
from seed.stories import COPIED, Course

FICTION = (
    "This document is fictional. It was made to demonstrate the register; the organisation does "
    "not exist. / Dokumen ini rekaan semata-mata."
)
WAITING = (
    "Waiting: every place at which this machine reads files is taken. It goes on by itself when "
    "another register lets one go; REGISTRY_READERS makes more places."
)
PAUSE_SECONDS = 1
SAID_EVERY = 30
"""Tries after which the wait is spoken of again."""

Say = Callable[[str], object]


def checked(scenes: Sequence[Scene], say: Say) -> Iterator[list[uploads.Accepted]]:
    """The checked files of each scene, read two at a time ahead of the story."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    written = {(scene.number, scene.year): _text(scene) for scene in scenes}
    names = {scene.number: scene.company.record.name for scene in scenes}
    for copy, source in COPIED.items():
        written[copy][texts.COPIED_PART] = [
            text.replace(names[source[0]], names[copy[0]]).replace(str(source[1]), str(copy[1]))
            for text in written[source][texts.COPIED_PART]
        ]

    def check(scene: Scene) -> list[uploads.Accepted]:
        with app.app_context():
            files = _papers(scene, written[scene.number, scene.year])
            return [check_patiently(file, say) for file in files]

    with ThreadPoolExecutor(max_workers=2) as readers:
        yield from readers.map(check, scenes)


def check_patiently(file: FileStorage, say: Say) -> uploads.Accepted:
    """Check a file as soon as there is a place: nobody is here to choose it again."""
    tries = 0
    while True:
        try:
            return uploads.check(file)
        except uploads.Busy:
            if tries % SAID_EVERY == 0:
                say(WAITING)
        tries += 1
        time.sleep(PAUSE_SECONDS)


def _text(scene: Scene) -> list[str]:
    return texts.paragraphs(scene.company.record.name, scene.year, scene.answers())


def _papers(scene: Scene, paragraphs: list[str]) -> Iterator[FileStorage]:
    """The statement and, of some, the evidence; a draft in progress has none yet."""
    if scene.course is Course.DRAFT:
        return
    name, year = scene.company.record.name, scene.year
    yield statement(name, year, paragraphs)
    if scene.practice.tested and scene.number % 3 == 0:
        yield interview_summary(name, year)


def statement(name: str, year: int, paragraphs: list[str]) -> FileStorage:
    """A commitment statement as a PDF file."""
    filename = f"{name.lower().replace(' ', '-')}-statement-{year}.pdf"
    return _file(f"ATIP commitment statement {year}", filename, paragraphs)


def interview_summary(name: str, year: int) -> FileStorage:
    """The evidence of what workers said to somebody independent."""
    return _file(
        f"Summary of worker interviews {year}",
        f"interviews-{year}.pdf",
        [
            f"Interviewers who work neither for {name} nor for its agents met workers in private, "
            "in their languages, within three months of arrival.",
            "They asked what was paid, to whom, and whether it was repaid. Only totals are kept.",
        ],
    )


def _file(title: str, filename: str, paragraphs: list[str]) -> FileStorage:
    styles = getSampleStyleSheet()
    buffer = io.BytesIO()
    story = [Paragraph(title, styles["Title"]), Paragraph(FICTION, styles["Italic"])]
    for text in paragraphs:
        story += [Spacer(1, 14), Paragraph(text, styles["BodyText"])]
    SimpleDocTemplate(buffer, pagesize=A4, title=title, invariant=1).build(story)
    buffer.seek(0)
    return FileStorage(buffer, filename=filename)
