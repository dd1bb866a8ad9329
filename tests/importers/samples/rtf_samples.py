"""Rich text documents built in code. Fictional people only."""

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset204 "
    r"Arial CYR;}{\f2\froman\fcharset2 Symbol;}"
    r"{\f3\fmodern\fcharset128 MS Mincho;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;"
    r"}}{\*\generator Word;}"
)


def rtf(body: str, head: str = HEAD) -> bytes:
    return f"{head}{body}}}".encode("latin-1")


def letter() -> bytes:
    """Two pages with a note, a comment, a header, a picture, a link, a change and a table."""
    return rtf(
        r"{\info{\title A statement}{\author Ann Example}{\creatim\yr2024\mo6\dy5\hr10\min0}\nofpages2}"
        r"{\*\revtbl{Unknown;}{Ann Example;}}{\header\pard Allotment Club, 07700 900123\par}"
        r"\pard Statement of Ann Example\chftn{\footnote\pard\chftn  Born in Leeds\par}\par"
        r" I was at the shed{\*\atnid AE}{\*\atnauthor Ann Example}\chatn{\*\annotation{\*\atndate "
        r"1741040256}Which shed?}\par"
        r' See {\field{\*\fldinst{HYPERLINK "https://example.org/plan"}}{\fldrslt{the plan}}}\par'
        r"\trowd\cellx1000\cellx2000\pard\intbl Date\cell Call\cell\row\trowd\intbl 5 June\cell\cell\row\pard"
        r"\page Second page {\revised\revauth1\revdttm1741040256 added}"
        r"{\*\shppict{\pict\jpegblip ffd8ffe0 20ffd9}}{\nonshppict{\pict\wmetafile8 00}}\par"
    )
