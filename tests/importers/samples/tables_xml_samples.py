"""A workbook as XML of Excel 2003. Fictional people only."""

HEAD = (
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook '
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet"\n'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"\n'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">\n'
    ' <Styles><Style ss:ID="Default" ss:Name="Normal"/></Styles>\n'
)


def cell(value, kind="String", **said):
    marks = "".join(f' ss:{name}="{text}"' for name, text in said.items())
    return f'<Cell{marks}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*cells, **said):
    return (
        "<Row" + "".join(f' ss:{name}="{text}"' for name, text in said.items()) + f">{''.join(cells)}</Row>\n"
    )


def sheet(name, *rows, columns="", visible=""):
    option = (
        (
            f'<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>{visible}</'
            f"Visible></WorksheetOptions>"
        )
        if visible
        else ""
    )
    return (
        f' <Worksheet ss:Name="{name}"><Table ss:ExpandedColumnCount="9">{columns}\n{"".join(rows)}</'
        f"Table>{option}</Worksheet>\n"
    )


def book(*sheets):
    return (HEAD + "".join(sheets) + "</Workbook>\n").encode()


CALLS = sheet(
    "Calls",
    row(cell("Name"), cell("Number"), cell("When"), cell("Note"), cell("Paid"), cell("Left")),
    row(
        cell("Ann &amp; Co"), cell("447700900123", "Number"), cell("2025-01-05T15:21:33.000", "DateTime"),
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Bring</B> the key&#10;please</ss:Data>'
        '<Comment ss:Author="Bo"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>Bo:</B> checked</ss:Data></Comment></Cell>',
        cell("1", "Boolean"), cell("2025-01-06T00:00:00.000", "DateTime"),
    ),
    row(cell("Cy"), cell("07700900124", "Number"), cell("late", Index="4"), '<Cell ss:Formula="=A1+1"/>', Index="5", Hidden="1"),
    row(cell("Di", MergeDown="1"), cell("12345678901234567", "Number"), cell("#N/A", "Error"), '<Cell ss:HRef="https://example.org/x"><Data ss:Type="String">x</Data></Cell>'),
    row(cell("left of Ed", Index="2")),
    columns='<Column ss:Width="10"/><Column ss:Hidden="1"/>',
)  # fmt: skip
WHOLE = book(
    CALLS,
    sheet(
        "Aside",
        row(cell("Name"), cell("Number")),
        row(cell("Fi"), cell("07700900125")),
        visible="SheetHidden",
    ),
    sheet("Empty"),
)
