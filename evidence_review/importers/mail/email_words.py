"""One message often says the same twice, in plain text and in HTML: which of the two is its text, and what
the other adds."""


def chosen(plain: str, rich: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The plain text, unless the HTML says much more; the other in a pair for `Item.extra`, where it has
    words of its own."""
    richer = not plain.strip() or len(rich) > 2 * len(plain) + 200
    text, other = (rich, plain) if richer else (plain, rich)
    if set(other.split()) - set(text.split()):
        return text, (("the same in plain text" if richer else "the same in HTML", other),)
    return text, ()
