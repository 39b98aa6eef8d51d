"""Page contents of a PDF as marked content with the text it stands for.

Only what our own files and their rivals contain: Type 0 fonts with two-byte codes and a
ToUnicode map, simple fonts with one, form XObjects drawn inside marked content.
"""
import re

import pikepdf

SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
PAINTS = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")


def tree_items(node, leaf):
    """The pairs of a name tree (leaf "/Names") or number tree ("/Nums")."""
    if node is None:
        return
    pairs = node.get(leaf)
    if pairs is not None:
        pairs = list(pairs)
        for key, value in zip(pairs[::2], pairs[1::2]):
            yield (int(key) if leaf == "/Nums" else str(key)), value
    for kid in node.get("/Kids", []):
        yield from tree_items(kid, leaf)


def _bytes(hexadecimal):
    return bytes.fromhex(hexadecimal.decode().replace(" ", "").replace("\n", ""))


def unicode_map(stream):
    """Code to text, out of a ToUnicode stream (ISO 32000-1 9.10.3)."""
    data, found = stream.read_bytes(), {}

    def text(code):
        return code.decode("utf-16-be", "replace")

    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
        codes = [_bytes(h) for h in HEX.findall(block)]
        for code, value in zip(codes[::2], codes[1::2]):
            found[int.from_bytes(code, "big")] = text(value)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
        for low, high, rest in re.findall(
                rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[.*?\]|<[0-9A-Fa-f\s]*>)",
                block, re.S):
            first, last = int(low, 16), int(high, 16)
            values = [_bytes(h) for h in HEX.findall(rest)]
            for code in range(first, last + 1):
                if rest.startswith(b"["):
                    found[code] = text(values[code - first])
                else:
                    value = int.from_bytes(values[0], "big") + code - first
                    found[code] = text(value.to_bytes(len(values[0]), "big"))
    return found


class Font:
    def __init__(self, obj):
        self.wide = obj.get("/Subtype") == "/Type0"
        self.map = unicode_map(obj.ToUnicode) if "/ToUnicode" in obj else None

    def text(self, data):
        step = 2 if self.wide else 1
        codes = [int.from_bytes(data[i:i + step], "big")
                 for i in range(0, len(data), step)]
        if self.map is None and not self.wide:
            return data.decode("latin-1")
        return "".join((self.map or {}).get(code, "\ufffd") for code in codes)


class Reader:
    def __init__(self, pdf):
        self.pdf, self.fonts = pdf, {}

    def font(self, resources, name):
        obj = resources.get("/Font", {}).get(str(name))
        if obj is None:
            return None
        if obj.objgen not in self.fonts:
            self.fonts[obj.objgen] = Font(obj)
        return self.fonts[obj.objgen]

    def pieces(self, page, complain):
        """(MCID, text) in the order of painting; what is amiss goes to complain()."""
        walk = _Walk(self, complain)
        walk.run(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()))
        if walk.marks:
            complain("a marked-content sequence is not ended")
        return walk.found


class _Walk:
    """One page: the open marked-content sequences and what has been read."""

    def __init__(self, reader, complain):
        self.reader, self.complain = reader, complain
        self.marks = []  # (tag, MCID or None)
        self.found = []
        self.font = None
        self.saved = []  # fonts of q
        self.told = set()

    def tell(self, text):
        if text not in self.told:
            self.told.add(text)
            self.complain(text)

    def run(self, stream, resources):
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name in ("BDC", "BMC"):
                self.begin(operands, resources)
            elif name == "EMC":
                if not self.marks:
                    self.tell("EMC without a beginning")
                else:
                    self.marks.pop()
            elif name == "q":
                self.saved.append(self.font)
            elif name == "Q":
                if not self.saved:
                    self.tell("Q without q")
                else:
                    self.font = self.saved.pop()
            elif name == "Tf":
                self.font = self.reader.font(resources, operands[0])
            elif name in SHOWS_TEXT:
                self.show(operands[-1])
            elif name in PAINTS:
                self.painted("a drawing")
            elif name == "Do":
                self.draw(operands[0], resources)

    def begin(self, operands, resources):
        tag = str(operands[0])
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = resources.get("/Properties", {}).get(str(properties), {})
        mcid = properties.get("/MCID")
        inside = [m for m in self.marks if m[1] is not None]
        if inside and mcid is not None:
            self.tell(f"MCID {mcid} inside MCID {inside[-1][1]}")
        elif inside:
            self.tell(f"{tag} without MCID inside MCID {inside[-1][1]}: poppler loses "
                      "the text behind it")
        elif self.marks and mcid is not None and self.marks[-1][0] == "/Artifact":
            self.tell(f"MCID {mcid} inside an artifact")
        self.marks.append((tag, None if mcid is None else int(mcid)))
        if mcid is not None:
            self.found.append((int(mcid), ""))

    def painted(self, what):
        if not any(m is not None or tag == "/Artifact" for tag, m in self.marks):
            self.tell(f"{what} is neither tagged nor an artifact")

    def show(self, operand):
        strings = operand if isinstance(operand, pikepdf.Array) else [operand]
        data = [bytes(s) for s in strings if isinstance(s, pikepdf.String)]
        self.painted("text")
        owner = next((m for _, m in reversed(self.marks) if m is not None), None)
        if owner is None:
            return
        if self.font is None:
            self.tell("text in no known font")
            return
        text = "".join(self.font.text(d) for d in data)
        if "\ufffd" in text:
            self.tell(f"MCID {owner}: a glyph without Unicode")
        last = len(self.found) - 1
        while self.found[last][0] != owner:
            last -= 1
        self.found[last] = (owner, self.found[last][1] + text)

    def draw(self, name, resources):
        obj = resources.get("/XObject", {}).get(str(name))
        if obj is None:
            self.tell(f"there is no XObject {name}")
        elif obj.get("/Subtype") == "/Form":
            self.run(obj, obj.get("/Resources", resources))
        else:
            self.painted("a picture")
