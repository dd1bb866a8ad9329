"""Image XObjects copied as pixels: only the keys that say how to paint them, coded data without metadata,
nothing behind the last row."""

from collections.abc import Callable
from typing import Any

from evidence_review.redaction.pictures.jpegs import bare_jbig2, bare_jpeg, bare_jpx

_SHORT = {
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/H": "/Height",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
    "/W": "/Width",
}
_FILTERS = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
_SPACES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_CODED = frozenset({"/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode"})
_CCITT = (
    "/K",
    "/EndOfLine",
    "/EncodedByteAlign",
    "/Columns",
    "/Rows",
    "/EndOfBlock",
    "/BlackIs1",
    "/DamagedRowsBeforeError",
)
_MOST_BYTES = 1 << 29


def copy_image(new: Any, source: Any, space: Callable[[Any], Any]) -> Any:
    """The image in the new file, with its masks; `space` copies a colour space. ValueError where it is no
    image that can be kept."""
    import pikepdf

    width, height = int(source.get("/Width", 0)), int(source.get("/Height", 0))
    if width <= 0 or height <= 0 or width * height > _MOST_BYTES:
        raise ValueError("no size")
    data, keys = _data(new, source)
    image = pikepdf.Stream(new, data)
    for key, value in keys.items():
        image[key] = value
    image.Type, image.Subtype, image.Width, image.Height = (
        pikepdf.Name.XObject,
        pikepdf.Name.Image,
        width,
        height,
    )
    is_mask = source.get("/ImageMask") is True
    _copy_values(image, source)
    if "/ColorSpace" in source and not is_mask:
        copied = space(source.ColorSpace)
        if copied is not None:
            image.ColorSpace = copied
    _trim(image, source, is_mask=is_mask)
    for key in ("/SMask", "/Mask"):
        _mask(new, image, source, key, space)
    return new.make_indirect(image)


def _copy_values(image: Any, source: Any) -> None:
    """The numbers and switches of an image."""
    for key in ("/BitsPerComponent", "/SMaskInData"):
        if isinstance(source.get(key), int) and not isinstance(source.get(key), bool):
            image[key] = source[key]
    for key in ("/ImageMask", "/Interpolate"):
        if source.get(key) is True:
            image[key] = True
    for key in ("/Decode", "/Matte"):
        _numbers(image, source, key)


def _mask(new: Any, image: Any, source: Any, key: str, space: Callable[[Any], Any]) -> None:
    import pikepdf

    mask = source.get(key)
    if isinstance(mask, pikepdf.Stream) and "/SMask" not in mask and "/Mask" not in mask:
        image[key] = copy_image(new, mask, space)
    elif key == "/Mask":
        _numbers(image, source, key)


def _numbers(image: Any, source: Any, key: str) -> None:
    import pikepdf

    value = source.get(key)
    if isinstance(value, pikepdf.Array) and all(not isinstance(part, pikepdf.Object) for part in value):
        image[key] = pikepdf.Array(list(value))


def _data(new: Any, source: Any) -> tuple[bytes, dict[str, Any]]:
    """The bytes and the filter keys they need: decoded where any library can, else coded and bare."""
    import pikepdf

    filters = _listed(source.get("/Filter"))
    if not filters or str(filters[-1]) not in _CODED:
        return source.read_bytes(), {}
    last = str(filters[-1])
    parms = _listed(source.get("/DecodeParms"))
    parm = parms[len(filters) - 1] if len(parms) == len(filters) else None
    data = source.read_raw_bytes()
    if len(filters) > 1:
        outer = pikepdf.Stream(new, data)
        outer.Filter = pikepdf.Array(filters[:-1])
        data = outer.read_bytes()
    keys: dict[str, Any] = {"/Filter": pikepdf.Name(last)}
    if last == "/DCTDecode":
        data = bare_jpeg(data)
    elif last == "/JPXDecode":
        data = bare_jpx(data)
    elif last == "/JBIG2Decode":
        data = bare_jbig2(data)
    if isinstance(parm, pikepdf.Dictionary):
        kept = _parms(new, last, parm)
        if kept:
            keys["/DecodeParms"] = kept
    return data, keys


def _parms(new: Any, last: str, parm: Any) -> Any:
    import pikepdf

    names = {"/DCTDecode": ("/ColorTransform",), "/CCITTFaxDecode": _CCITT}.get(last, ())
    kept = pikepdf.Dictionary(
        {name: parm[name] for name in names if not isinstance(parm.get(name, None), pikepdf.Object | None)}
    )
    if last == "/JBIG2Decode" and isinstance(parm.get("/JBIG2Globals"), pikepdf.Stream):
        kept["/JBIG2Globals"] = new.make_indirect(
            pikepdf.Stream(new, bare_jbig2(parm.JBIG2Globals.read_bytes()))
        )
    return kept if len(kept) else None


def _trim(image: Any, source: Any, *, is_mask: bool) -> None:
    """Cut what lies behind the last row of pixels, where the length is known for sure."""
    import pikepdf

    space = source.get("/ColorSpace")
    parts = {
        "/DeviceGray": 1,
        "/DeviceRGB": 3,
        "/DeviceCMYK": 4,
        "/CalGray": 1,
        "/CalRGB": 3,
        "/Indexed": 1,
        "/Lab": 3,
    }
    name = str(space[0]) if isinstance(space, pikepdf.Array) and len(space) else str(space)
    count = 1 if is_mask else parts.get(name)
    if name == "/ICCBased" and isinstance(space, pikepdf.Array):
        count = int(space[1].get("/N", 0))
    if "/Filter" in image or not count:
        return
    bits = 1 if is_mask else int(source.get("/BitsPerComponent", 8))
    length = (image.Width * count * bits + 7) // 8 * image.Height
    data = image.read_bytes()
    if len(data) > length:
        image.write(data[:length])


def unfold_inline(pdf: Any, inline: Any, spaces: Any) -> Any:
    """A BI..EI image as an image stream of `pdf` with the long names of its keys; a named colour space comes
    from `spaces`."""
    import pikepdf

    stream = pikepdf.Stream(pdf, inline.read_raw_bytes())
    for key, value in inline.obj.items():
        if str(key) in {"/L", "/Length"}:
            continue  # a stream knows its own length
        stream[_SHORT.get(str(key), str(key))] = value
    filters = [pikepdf.Name(_FILTERS.get(str(name), str(name))) for name in _listed(stream.get("/Filter"))]
    if filters:
        stream.Filter = pikepdf.Array(filters)
    space = stream.get("/ColorSpace")
    if isinstance(space, pikepdf.Name):
        name = str(space)
        stream.ColorSpace = spaces[name] if name in spaces else pikepdf.Name(_SPACES.get(name, name))
    elif isinstance(space, pikepdf.Array):
        stream.ColorSpace = pikepdf.Array(
            [
                pikepdf.Name(_SPACES.get(str(part), str(part))) if isinstance(part, pikepdf.Name) else part
                for part in space
            ]
        )
    return stream


def _listed(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
