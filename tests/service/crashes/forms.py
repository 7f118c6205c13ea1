"""A form of a page with what stands in it, as a browser would send it."""

from __future__ import annotations

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """The fields of the form with an action: name and value, in the order of the page."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self._action, self._inside, self._area, self._choice = action, False, "", ""
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self._inside = given.get("action") == self._action
        elif not self._inside:
            return
        elif tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.fields.append((name, value))
        elif tag == "textarea":
            self._area = name
            self.fields.append((name, ""))
        elif tag == "select":
            self._choice = name
        elif tag == "option" and ("selected" in given or self._choice not in dict(self.fields)):
            self.fields = [one for one in self.fields if one[0] != self._choice]
            self.fields.append((self._choice, value))

    def handle_data(self, data: str) -> None:
        if self._area and self.fields[-1][0] == self._area:
            self.fields[-1] = (self._area, self.fields[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._choice = ""


def form_in(html: str, action: str) -> dict[str, str]:
    """Names and values of the form that is sent to `action`; boxes that are not ticked are left out."""
    forms = _Forms(action)
    forms.feed(html)
    return {name: value for name, value in forms.fields if name}
