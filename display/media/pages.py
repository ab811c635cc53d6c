"""The pages of a PDF, drawn as pictures: what else a PDF may hold, a script or a form, is gone."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from display.media import pictures
from display.media.unfit import Unfit

MOST_PAGES = 30
NEEDS_PASSWORD = 4
"""FPDF_ERR_PASSWORD of PDFium."""


def clean(file: Path, room: Path) -> tuple[list[Path], int, int]:
    """(a picture for each page, width and height of the first). Raises Unfit."""
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as fault:
        locked = fault.err_code == NEEDS_PASSWORD
        raise Unfit("locked_pdf" if locked else "broken_pdf") from None
    with document:
        if len(document) > MOST_PAGES:
            raise Unfit("many_pages", pages=len(document), most=MOST_PAGES)
        drawn = [_draw(document, number, room) for number in range(len(document))]
    if not drawn:
        raise Unfit("broken_pdf")
    return [page for page, _, _ in drawn], drawn[0][1], drawn[0][2]


def _draw(document: pdfium.PdfDocument, number: int, room: Path) -> tuple[Path, int, int]:
    try:
        page = document[number]
        width, height = page.get_size()
        scale = min(pictures.WIDEST / width, pictures.HIGHEST / height)
        image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    except (pdfium.PdfiumError, ValueError, ArithmeticError):
        raise Unfit("broken_pdf") from None
    if image.width < pictures.NARROWEST:
        raise Unfit("narrow_page", page=number + 1)
    return pictures.write(image, room / str(number + 1), lossless=False)
