"""How the paragraphs of a Word file look: where they stand in the line and how large their letters are."""

from __future__ import annotations

from functools import cached_property
from statistics import median
from typing import Any

from docx.oxml.ns import qn

_Element = Any  # lxml has no types
_ALIGN = {"center": "center", "right": "right", "end": "right"}
_USUAL = 21  # half points: Word's own size where nothing is said
_MOST = 20  # styles based on one another


class Looks:
    """The looks of one document's paragraphs: said by themselves, else by their style and those it is based on."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 (python-docx)
        self._body: _Element = document.element.body
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._plain = next(
            (
                key
                for key, s in self._styles.items()
                if s.get(qn("w:default")) == "1" and s.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        self._default: _Element = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")

    def align_of(self, paragraph: _Element) -> str:
        """Left, center or right."""
        for about in (paragraph, *self._styles_of(paragraph)):
            said = about.find(f"{qn('w:pPr')}/{qn('w:jc')}")
            if said is not None:
                return _ALIGN.get(said.get(qn("w:val"), ""), "left")
        return "left"

    def size_of(self, paragraph: _Element) -> float:
        """The size of its largest letters, times the usual of this document."""
        return max(0.7, min(3.0, self._points(paragraph) / self._usual))

    @cached_property
    def _usual(self) -> float:
        """The size of most letters that stand outside tables."""
        sizes: list[float] = []
        for paragraph in self._body.iterchildren(qn("w:p")):
            letters = sum(len(text.text or "") for text in paragraph.iter(qn("w:t")))
            sizes.extend([self._points(paragraph)] * min(letters, 400))
        return median(sizes) if sizes else float(_USUAL)

    def _points(self, paragraph: _Element) -> float:
        own = [size for run in paragraph.iter(qn("w:r")) if (size := _size(run))]
        if own:
            return max(own)
        said = (_size(about) for about in (*self._styles_of(paragraph), self._default) if about is not None)
        return next((size for size in said if size), float(_USUAL))

    def _styles_of(self, paragraph: _Element) -> list[_Element]:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = named.get(qn("w:val")) if named is not None else self._plain
        chain: list[_Element] = []
        while key in self._styles and len(chain) < _MOST:
            chain.append(self._styles[key])
            base = chain[-1].find(qn("w:basedOn"))
            key = base.get(qn("w:val")) if base is not None else None
        return chain


def _size(about: _Element) -> float | None:
    """What a run, a style or the defaults say of the size of letters, in half points."""
    said = about.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    value = said.get(qn("w:val"), "") if said is not None else ""
    return float(value) if value.isdecimal() and int(value) else None
