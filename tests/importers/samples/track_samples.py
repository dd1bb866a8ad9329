"""Files of places (GPX, KML) and property lists, built in code. Fictional people and places."""

import plistlib

GPX = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Shed Watch" '
    b'xmlns="http://www.topografix.com/GPX/1/1"'
    b' xmlns:x="http://example.org/x"><metadata><author><name>Ann Example</name></author></metadata>'
    b'<wpt lat="51.5" lon="-3.2"><time>2025-03-08T21:00:00Z</time><name>The Crown</name><desc>meet '
    b"here</desc></wpt>"
    b'<trk><name>Way home</name><trkseg><trkpt lat="51.5000001" '
    b'lon="-3.2"><ele>12.5</ele><time>2025-03-08T23:50:00Z</time>'
    b'<extensions><x:hr>88</x:hr></extensions></trkpt><trkpt lat="51.51" '
    b'lon="-3.21"><time>2025-03-09T00:51:00+01:00</time></trkpt></trkseg>'
    b'<trkseg><trkpt lat="51.52" lon="-3.22"><time>2025-03-08 23:59:00</time></trkpt></trkseg></trk>'
    b'<rte><name>Plan</name><rtept lat="51.6" lon="-3.3"/><rtept lat="951.6" lon="-3.3"/></rte></gpx>'
)

KML = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" '
    b'xmlns:gx="http://www.google.com/kml/ext/2.2">'
    b"<Document><name>History</name><description>made by an app</description><Style "
    b"id='a'><IconStyle><Icon><href>https://example.org/i.png"
    b"</href></Icon></IconStyle></Style><Folder><name>March</name><Placemark><name>The "
    b"Crown</name><description><![CDATA[<b>Stayed</b> till late]]>"
    b"</description><TimeSpan><begin>2025-03-08T21:05:00Z</begin><end>2025-03-08T23:50:00Z</end></TimeSpan>"
    b"<ExtendedData><Data name='Category'><value>Pub</value></Data></"
    b"ExtendedData><Point><coordinates>-3.2,51.5,0</coordinates></Point></Placemark>"
    b"<Placemark><name>Walk</name><gx:Track><when>2025-03-08T23:50:00Z</"
    b"when><when>2025-03-08T23:51:00Z</when><when>2025-03-08T23:52:00Z</when>"
    b"<gx:coord>-3.2 51.5 10</gx:coord><gx:coord>-3.21 51.51 11</gx:coord></gx:Track></Placemark>"
    b"<Placemark><name>Road</name><LineString><coordinates>-3.2,51.5,0 "
    b"-3.3,51.6,0</coordinates></LineString></Placemark></Folder>"
    b"<NetworkLink><name>more</name><Link><href>https://example.org/a.kml</href></Link></"
    b"NetworkLink></Document></kml>"
)


def page(words: str, **more: object) -> dict[str, object]:
    """A page as Safari saves it."""
    main = {
        "WebResourceData": words.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }
    return {
        "WebMainResource": {
            **main,
            "WebResourceURL": "https://example.org/minutes",
            "WebResourceFrameName": "",
        },
        **more,
    }


PICTURE = {
    "WebResourceData": b"\xff\xd8\xff",
    "WebResourceMIMEType": "image/jpeg",
    "WebResourceURL": "https://example.org/shed.jpg?x=1",
}
STYLE = {
    "WebResourceData": b"p{}",
    "WebResourceMIMEType": "text/css",
    "WebResourceURL": "https://example.org/a.css",
}
SAVED = page(
    "<p>Caf\u00e9 words</p>",
    WebSubresources=[PICTURE, STYLE],
    WebSubframeArchives=[page("<p>Frame words</p>")],
)

GEOJSON = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", '
    b'"coordinates": [-0.1, 51.5]}, '
    b'"properties": {"time": "2025-01-05T12:00:00Z", "note": "the shed"}}]}'
)

WHOLE = {
    "places gpx": ("walk.gpx", GPX),
    "places kml": ("history.kml", KML),
    "plist webarchive": ("minutes.webarchive", plistlib.dumps(SAVED, fmt=plistlib.FMT_BINARY)),
    "plist xml": (
        "settings.plist",
        plistlib.dumps({"name": "Ann", "days": [1, 2], "key": b"\x00\xff", "none": {}}),
    ),
}
