#!/usr/bin/env python3
"""Spoil an edition in ways that `zetsel check` must see, and touch it in ways it must not.

    tests/tools/mutate.py                        the mutations, by family
    tests/tools/mutate.py NAME < old > new       one of them, applied

A mutation is text for text in a programme.yaml; it names the code that it must raise, or
none if it is harmless. It is written for the edition of 2026-2028 but changes no line that
already has a finding, so that what is found more is found because of it.
"""
import re
import sys

FAMILIES = ("placeholders", "structure", "counts", "people", "law", "language", "letters",
            "typography")

# name, family, code or None, pattern, replacement; the pattern occurs exactly once
MUTATIONS = (
    ("bracket left in", "placeholders", "placeholder",
     "De uitkomsten van de\n        evaluatie worden verwacht",
     "De uitkomsten van de\n        evaluatie worden [door wie?] verwacht"),
    ("last full stop gone", "placeholders", "text-breaks-off",
     "effectieve samenwerking op basis van internationale afspraken.",
     "effectieve samenwerking op basis van internationale afspraken"),
    ("note to self", "placeholders", "placeholder-mark",
     "De mondiale machtsverhoudingen verschuiven en",
     "De mondiale machtsverhoudingen (TODO bron) verschuiven en"),
    ("brackets of a link", "placeholders", None,
     "economische belangen, mensenrechten en (regionale)",
     "economische belangen, [mensenrechten](https://raad.example/rechten) en (regionale)"),
    ("a question at the end", "placeholders", None,
     "gezamenlijke Europese aanpak die zowel de veiligheid van Europa waarborgt als",
     "gezamenlijke Europese aanpak die steeds zowel de veiligheid van Europa waarborgt als"),
    ("full stop before a bracket", "placeholders", None,
     "om beleid ten aanzien van fragiele staten meer geïntegreerd te bekijken.",
     "om beleid (ten aanzien van fragiele staten) meer geïntegreerd te bekijken."),

    ("chapter numbered twice", "structure", "chapter-repeat", 'number: "7"', 'number: "6"'),
    ("chapter that is not there", "structure", "chapter-unknown",
     "De AIV richt zich op strategische dilemma’s en op",
     "De AIV richt zich (zie hoofdstuk 12) op strategische dilemma’s en op"),
    ("advice that nobody prints", "structure", "record-unused",
     "  - id: autocratie-en-democratie\n    title: Tussen autocratie en democratie. Hoe "
     "blijven we overeind in een wereld die autocratischer wordt?\n    status: possible",
     "  - id: autocratie-en-democratie\n    title: Tussen autocratie en democratie. Hoe "
     "blijven we overeind in een wereld die autocratischer wordt?\n    status: carried-over"),
    ("chapter that is there", "structure", None,
     "De AIV richt zich op strategische dilemma’s en op",
     "De AIV richt zich (zie hoofdstuk 7) op strategische dilemma’s en op"),
    ("advices in another order", "structure", None,
     "  - id: algoritmische-oorlogsvoering\n", "  - id: oorlogsvoering-met-algoritmen\n"),
    ("a chapter under another title", "structure", None,
     "title: Samenstelling adviesraad", "title: De adviesraad"),

    ("one member too many", "counts", "count-members", "bestaat uit negen leden",
     "bestaat uit tien leden"),
    ("one advice too few", "counts", "count-advisories", "de vijf lopende adviestrajecten",
     "de vier lopende adviestrajecten"),
    ("wrong day of the week", "counts", "date-weekday", "(7 november 2025)",
     "(maandag 7 november 2025)"),
    ("the same number in figures", "counts", None, "bestaat uit negen leden",
     "bestaat uit 9 leden"),
    ("right day of the week", "counts", None, "(7 november 2025)",
     "(vrijdag 7 november 2025)"),
    ("a number of something else", "counts", None, "gesprekken met deskundigen en mensen",
     "gesprekken met twaalf deskundigen en mensen"),

    ("other initials", "people", "person-initials",
     "De onafhankelijke evaluatiecommissie bestaat",
     "De onafhankelijke evaluatiecommissie van A. Zoomers bestaat"),
    ("surname misspelt", "people", "person-name", "signed-as: Bert Koenders",
     "signed-as: Bert Koender"),
    ("titles in another order", "people", "title-order", "titles: Prof. mr. dr.",
     "titles: Prof. dr. mr."),
    ("right initials", "people", None, "De onafhankelijke evaluatiecommissie bestaat",
     "De onafhankelijke evaluatiecommissie van E.B. Zoomers bestaat"),
    ("signed with initials", "people", None, "signed-as: Bert Koenders",
     "signed-as: A.G. Koenders"),
    ("one title less", "people", None, "titles: Prof. mr. dr.", "titles: Prof. mr."),

    ("a fifth year", "law", "law-evaluation", "een vierjaarlijkse evaluatie",
     "een vijfjaarlijkse evaluatie"),
    ("a fourth term", "law", "law-terms", "    - person: corbey\n      term: 2",
     "    - person: corbey\n      term: 4"),
    ("one chamber only", "law", "law-chambers",
     "    - office: eerste-kamer\n    - office: tweede-kamer\n",
     "    - office: tweede-kamer\n"),
    ("evaluated each four years", "law", None, "een vierjaarlijkse evaluatie",
     "een evaluatie om de vier jaar"),
    ("a third term", "law", None, "    - person: corbey\n      term: 2",
     "    - person: corbey\n      term: 3"),
    ("chambers the other way round", "law", None,
     "    - office: eerste-kamer\n    - office: tweede-kamer\n",
     "    - office: tweede-kamer\n    - office: eerste-kamer\n"),

    ("word twice", "language", "word-twice", "Cruciale dilemma’s over de positie",
     "Cruciale dilemma’s over over de positie"),
    ("compound in two", "language", "compound-split", "over een langetermijnstrategie voor",
     "over een lange termijn strategie voor"),
    ("bracket gone", "language", "bracket", "(Hoorn van Afrika,", "Hoorn van Afrika,"),
    ("two words that may meet", "language", None, "Cruciale dilemma’s over de positie",
     "Cruciale dilemma’s die gaan over de positie"),
    ("compound in one", "language", None, "over een langetermijnstrategie voor",
     "over een langetermijnvisie voor"),
    ("brackets as commas", "language", None, "een (duurzaam) staakt", "een duurzaam staakt"),

    ("signed by another", "letters", "signatory-other",
     "  signatories:\n    - office: minister-bz\n",
     "  signatories:\n    - office: minister-bz\n      person: schoof\n"),
    ("title with a word less", "letters", "title-other",
     "        - Vrede, recht en veiligheid\n", "        - Vrede en veiligheid\n"),
    ("alone and still we", "letters", "letter-person",
     "Hierbij treft u het", "Hierbij bied ik u het"),
    ("signed by the holder", "letters", None,
     "  signatories:\n    - office: minister-bz\n",
     "  signatories:\n    - office: minister-bz\n      person: van-weel\n"),
    ("title with a full stop", "letters", None,
     "        - Vrede, recht en veiligheid\n", "        - Vrede, recht en veiligheid.\n"),
    ("together and we", "letters", None, "Hierbij treft u het", "Hierbij bieden wij u het"),

    ("file for alt", "typography", "alt-file",
     "alt: Plaatshouder, een abstracte skyline achter een rivier in de avond.",
     "alt: londen.png"),
    ("caption for alt", "typography", "alt-caption",
     "alt: Plaatshouder, een abstract korenveld onder een donkere lucht met een rode gloed.",
     "alt: De oorlog in Oekraïne blijft veel slachtoffers eisen, ook burgerslachtoffers. Gezien "
     "de ontwikkelingen zal de AIV komen met een update van"),
    ("caption too long", "typography", "caption-long",
     "Het overleg stond in het teken van versterkte",
     "Het overleg stond in het teken van veel dat hier niet hoeft te staan maar dat er wel "
     "staat, zodat deze tekst langer wordt dan de plaats die er is, van versterkte"),
    ("another alt", "typography", None,
     "alt: Plaatshouder, een abstracte skyline achter een rivier in de avond.",
     "alt: Plaatshouder, een getekende skyline achter een rivier in de avond."),
    ("a shorter caption", "typography", None, ", in aanloop naar komende\n          NAVO-toppen",
     ""),
    ("another credit", "typography", None,
     "alt: Plaatshouder, twee abstracte bogen die elkaar in het midden raken.\n"
     '        credit: "Beeld: plaatshouder"',
     "alt: Plaatshouder, twee abstracte bogen die elkaar in het midden raken.\n"
     '        credit: "Beeld: plaatshouder, 2025"'),
)


def mutate(text, pattern, replacement):
    """The text with the pattern replaced, wherever its lines are broken."""
    found = re.findall(re.escape(pattern), text)
    if len(found) != 1:
        words = r"\s+".join(re.escape(word) for word in pattern.split())
        found = re.findall(words, text)
        if len(found) != 1:
            raise ValueError(f"{len(found)} places for {pattern!r}")
        return re.sub(words, lambda _: replacement, text)
    return text.replace(pattern, replacement)


def main():
    if len(sys.argv) < 2:
        for name, family, code, _, _ in MUTATIONS:
            print(f"{family:12} {code or 'harmless':22} {name}")
        return
    for name, _, _, pattern, replacement in MUTATIONS:
        if name == sys.argv[1]:
            sys.stdout.write(mutate(sys.stdin.read(), pattern, replacement))
            return
    sys.exit(f"mutate: no mutation '{sys.argv[1]}'")


if __name__ == "__main__":
    main()
