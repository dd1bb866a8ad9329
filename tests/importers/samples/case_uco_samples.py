"""CASE/UCO documents of several versions, with their traps. Fictional people only."""

import json

CONTEXT = {
    "@vocab": "http://example.org/local#",
    "kb": "http://example.org/kb/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-location": "https://ontology.unifiedcyberontology.org/uco/location/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NO_HASH = "1" * 64


def time(value):
    return {"@type": "xsd:dateTime", "@value": value}


def ref(name):
    return {"@id": f"kb:{name}"}


def node(name, *facets, type_="uco-observable:ObservableObject", **own):
    made = {"@id": f"kb:{name}", "@type": type_, **own}
    if facets:
        made["uco-core:hasFacet"] = [{"@type": f"uco-observable:{kind}Facet", **{f"uco-observable:{key}": value for key, value in values.items()}} for kind, values in facets]  # fmt: skip
    return made


def message(name, text, sent, sender, *to, **more):
    return node(
        name,
        (
            "Message",
            {
                "messageText": text,
                "sentTime": sent,
                "from": ref(sender),
                "to": [ref(each) for each in to],
                "application": ref("app"),
                **more,
            },
        ),
    )


OBJECTS = [
    node("app", ("Application", {}), type_="uco-observable:Application", **{"uco-core:name": "ExampleChat"}),
    node("ann", ("Account", {"accountIdentifier": "447700900123@s.example"}), ("DigitalAccount", {"displayName": "Ann Example"})),
    node("bo", ("Account", {"accountIdentifier": "_"}), ("PhoneAccount", {"phoneNumber": "07700 900124"})),
    message("m2", "Fine", time("2025-01-05T12:01:00"), "bo", "ann", messageType="Outgoing"),
    message("m1", "See you at six", time("2025-01-05T12:00:00.25Z"), "ann", "bo", messageType="Incoming", allocationStatus="Deleted"),
    node("m3", type_="uco-observable:Message"),
    node("talk", ("MessageThread", {"displayName": "Shed club", "message": [ref("m1"), ref("m2"), ref("m3")], "participant": [ref("ann"), ref("bo")]})),
    node("call", ("Call", {"callType": "outgoing", "startTime": time("2025-01-05T13:00:00+01:00"), "from": ref("bo"), "to": ref("ann"), "duration": 12})),
    node("address", ("EmailAddress", {"addressValue": "cy@example.org"})),
    node("cy", ("Account", {"accountIdentifier": "Cy E."}), ("EmailAccount", {"emailAddress": ref("address")})),
    node("mail", ("EmailMessage", {"subject": "Shed", "body": "Keys inside", "from": ref("cy"), "to": [ref("ann")], "cc": [], "sentTime": time("2025-01-06T08:00:00Z")})),
    node("place", type_="uco-location:Location", **{"uco-core:hasFacet": [{"@type": "uco-location:LatLongCoordinatesFacet", "uco-location:latitude": {"@type": "xsd:decimal", "@value": "51.5"}, "uco-location:longitude": "-0.1"}]}),
    node("picture", ("File", {"fileName": "plan.jpg", "filePath": "/a/b/plan.jpg", "sizeInBytes": {"@type": "xsd:integer", "@value": "25"}, "observableCreatedTime": time("1900-01-01T08:00:00+00:00")}),
         ("ContentData", {"hash": [{"@type": "uco-types:Hash", "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": NO_HASH}}]})),
    {"@id": "kb:rel", "@type": "uco-observable:ObservableRelationship", "uco-core:source": ref("picture"), "uco-core:target": ref("m1"), "uco-core:kindOfRelationship": "Attached_To"},
    node("web", ("URLHistory", {"urlHistoryEntry": [
        {"@id": "kb:e1", "@type": "uco-observable:URLHistoryEntry", "uco-observable:lastVisit": time("2025-01-07T09:00:00Z"), "uco-observable:url": ref("page"), "uco-observable:pageTitle": "Sheds"},
        {"@id": "kb:e2", "@type": "uco-observable:URLHistoryEntry", "uco-observable:lastVisit": time("2025-01-07T10:00:00Z"), "uco-observable:pageTitle": "Paint"},
    ]})),
    node("page", ("URL", {"fullValue": "https://example.org/sheds"}), type_="uco-observable:URL"),
    node("odd", ("Teapot", {"colour": "green"})),
]  # fmt: skip
for each in OBJECTS:
    if each["@id"] == "kb:app":
        each["uco-core:hasFacet"][0]["uco-core:name"] = each.pop("uco-core:name")

GRAPH = {"@context": CONTEXT, "@graph": OBJECTS}
BUNDLE = {
    "@context": CONTEXT,
    "@id": "kb:bundle",
    "@type": "uco-core:Bundle",
    "uco-core:description": "Made by hand",
    "uco-core:object": OBJECTS,
}
OTHER_PREFIXES = json.loads(
    json.dumps(GRAPH)
    .replace("uco-observable:", "observable:")
    .replace('"uco-observable"', '"observable"')
    .replace("uco/observable/", "uco/observable#")
)
OLD = {
    "@context": {"@vocab": "http://case.example.org/core#"},
    "@id": "bundle-1",
    "@type": "Bundle",
    "content": [
        {"@id": "a1", "@type": "Trace", "propertyBundle": [{"@type": "PhoneAccount", "phoneNumber": "07700 900125"}]},
        {"@id": "s1", "@type": "Trace", "propertyBundle": [{"@type": "SMSMessage", "messageText": "Old words", "sentTime": "2016-01-05T12:00:00Z", "from": "a1"}]},
    ],
}  # fmt: skip
NESTED_THREAD = {
    "@context": CONTEXT,
    "@graph": [
        message("n1", "One", time("2025-01-05T12:00:00Z"), "x", "y"),
        message("n2", "Two", time("2025-01-05T12:01:00Z"), "y", "x"),
        node(
            "t",
            (
                "MessageThread",
                {
                    "messageThread": {
                        "@id": "kb:list",
                        "@type": "uco-types:Thread",
                        "co:element": [ref("n2"), ref("n1")],
                    }
                },
            ),
        ),
        node(
            "v",
            ("MessageThread", {"message": [message("n3", "Three", time("2025-01-05T12:02:00Z"), "x", "y")]}),
        ),
        node(
            "u",
            (
                "MessageThread",
                {
                    "message": {
                        "@type": "uco-observable:Message",
                        "olo:slot": [{"olo:index": "1", "olo:item": ref("n1")}],
                    }
                },
            ),
        ),
    ],
}


def as_json(value):
    return json.dumps(value, ensure_ascii=False).encode()
