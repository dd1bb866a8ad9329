"""Web pages built in code. Fictional people only."""

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Allotment &amp; Club</title><meta "
    "name='author' content='Ann Example'>"
    "<style>p { color: red }</style><script>document.write('never')</script></head><body><!-- kept "
    "by Bo --><h1>Minutes</h1>"
    "<p>Café at <a href='https://example.org/shed'>the shed</a></p><p style='display:none'>Hidden words</p>"
    "<img src='data:image/jpeg;base64,/9j/4A=='><table><tr><td>Date</td><td>Call</td></tr></"
    "table></body></html>"
)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/minutes\r\nSubject: =?utf-8?Q?Minutes_of_the_club?=\r\n"
    b'Date: Wed, 5 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n\r\n'
    b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/minutes\r\n\r\n"
    b'<html><head><meta charset=3D"utf-8"></head><body><p>Caf=C3=A9 words</p><iframe src=3D"cid:f"></iframe></body></html>\r\n'
    b"--b\r\nContent-Type: text/html\r\nContent-ID: <f>\r\n\r\n<p>Frame words</p>\r\n"
    b"--b\r\nContent-Type: text/css\r\nContent-Location: a.css\r\n\r\np { color: red }\r\n"
    b"--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.org/shed.jpg?x=1\r\n\r\n/9j/4A==\r\n--b--\r\n"
)  # fmt: skip
