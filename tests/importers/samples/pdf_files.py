"""PDFs written by hand: encrypted in any of the older ways, with an encryption dictionary as odd as
wanted."""

import hashlib
import re
from io import BytesIO

ID = b"0123456789abcdef"
WORDS = (b"Rosalind wrote to Idris on the pier one", b"Rosalind wrote to Idris on the pier two")
INSIDE = b"attached words"
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _rc4(key, data):
    box, j, i, out = list(range(256)), 0, 0, bytearray()
    for k in range(256):
        j = (j + box[k] + key[k % len(key)]) % 256
        box[k], box[j] = box[j], box[k]
    j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def _nineteen(key, data):
    for turn in range(1, 20):
        data = _rc4(bytes(byte ^ turn for byte in key), data)
    return data


def _md5(data, times=1, length=16):
    digest = hashlib.md5(data).digest()
    for _ in range(times - 1):
        digest = hashlib.md5(digest[:length]).digest()
    return digest[:length]


def _keys(user, revision, length):
    """The key of the file and its /O and /U (ISO 32000-1, 7.6.3)."""
    times = 51 if revision >= 3 else 1
    owner_key = _md5((b"owner" + _PAD)[:32], times, length)
    owner = _rc4(owner_key, (user + _PAD)[:32])
    owner = _nineteen(owner_key, owner) if revision >= 3 else owner
    key = _md5((user + _PAD)[:32] + owner + (-44 & 0xFFFFFFFF).to_bytes(4, "little") + ID, times, length)
    check = _rc4(key, _PAD) if revision < 3 else _nineteen(key, _rc4(key, _md5(_PAD + ID))) + bytes(16)
    return key, owner, check


def encrypted(
    version, revision, length, user=b"", *, pages=True, files=False, change=(), indirect=(), inline=False
):
    """A PDF of two pages and a file inside, locked with RC4. `pages`: those are locked; `files`: with /EFF;
    `change`: entries set or (None) left out; `indirect`: entries that are objects of their own."""
    key, owner, check = _keys(user, revision, length)

    def locked(number, data, really):
        return (
            _rc4(_md5(key + number.to_bytes(3, "little") + bytes(2))[: min(len(key) + 5, 16)], data)
            if really
            else data
        )

    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)7 0 R]>>>>>>",
        2: b"<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]>>",
        7: b"<</Type/Filespec/F<%s>/EF<</F 8 0 R>>>>" % locked(7, b"a.txt", pages).hex().encode(),
        9: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    streams = {5 + at: b"BT /F1 12 Tf 20 300 Td (%s) Tj ET" % words for at, words in enumerate(WORDS)}
    for number in (3, 4):
        objects[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents %d 0 "
            b"R/Resources<</Font<</F1 9 0 R>>>>>>"
        ) % (number + 2)
    for number, data in {**streams, 8: INSIDE}.items():
        body = locked(number, data, pages or (files and number == 8))
        objects[number] = b"<</Length %d>>stream\n%s\nendstream" % (len(body), body)
    words = {
        "Filter": b"/Standard",
        "V": b"%d" % version,
        "R": b"%d" % revision,
        "P": b"-44",
        "Length": b"%d" % (length * 8),
    }
    words |= {"O": b"<%s>" % owner.hex().encode(), "U": b"<%s>" % check.hex().encode()}
    if version >= 4:
        words["CF"] = b"<</StdCF<</AuthEvent/DocOpen/CFM/V2/Length %d>>>>" % length
        words |= dict.fromkeys(("StmF", "StrF"), b"/StdCF" if pages else b"/Identity")
        words |= {"EFF": b"/StdCF"} if files else {}
    words = {name: value for name, value in {**words, **dict(change)}.items() if value is not None}
    for number, name in enumerate(indirect, 20):
        objects[number], words[name] = words[name], b"%d 0 R" % number
    dictionary = b"<<" + b"".join(b"/%s %s" % (name.encode(), value) for name, value in words.items()) + b">>"
    objects[10] = dictionary
    return written(objects, b"/Encrypt %s/ID[(%s)(%s)]" % (dictionary if inline else b"10 0 R", ID, ID))


def written(objects, said=b""):
    """A whole file of these objects by number, with its table of places."""
    out, places, size = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n"), {}, max(objects) + 1
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = b"".join(
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size)
    )
    end = b"xref\n0 %d\n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (size, table, size, said, len(out))


def saved(data, **how):
    """The same file as qpdf writes it, for example `linearize=True`."""
    import pikepdf

    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(out, **how)
    return out.getvalue()


def changed(data, pattern, words):
    """The file with every such place changed; a pattern that is not there is a mistake in the test."""
    out, times = re.subn(pattern, words, data)
    assert times
    return out
