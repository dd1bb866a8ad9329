"""What a page of a PDF paints besides letters: pictures, shapes and shadings, each with its box."""

from functools import cache
from typing import Any

type Box = tuple[float, float, float, float]


def painted_shapes(page: Any) -> list[tuple[str, Box]]:
    """(kind, box) in the order of painting, as the library's own list of boxes has them (PyMuPDF,
    `get_bboxlog`), in points of the page unturned, without letters: of most pages that list holds nothing
    else, and half of its time goes into them."""
    from pymupdf import mupdf

    turned = page.rotation
    if turned:
        page.set_rotation(0)
    device = _kind_of_device()()
    mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    if turned:
        page.set_rotation(turned)
    return device.result


@cache
def _kind_of_device() -> Any:
    """The library's device that lists boxes, but for what it does with letters and layers."""
    import pymupdf

    library: Any = pymupdf

    class Shapes(library.mupdf.FzDevice2):
        fill_path = library.jm_bbox_fill_path
        stroke_path = library.jm_bbox_stroke_path
        fill_shade = library.jm_bbox_fill_shade
        fill_image = library.jm_bbox_fill_image
        fill_image_mask = library.jm_bbox_fill_image_mask

        def __init__(self) -> None:
            super().__init__()
            self.result: list[tuple[str, Box]] = []
            self.layers = False
            self.use_virtual_fill_path()
            self.use_virtual_stroke_path()
            self.use_virtual_fill_shade()
            self.use_virtual_fill_image()
            self.use_virtual_fill_image_mask()

    return Shapes
