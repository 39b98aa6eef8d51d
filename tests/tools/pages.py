#!/usr/bin/env python3
"""The picture of real pages in README.md, out of a typeset booklet.

    tests/tools/pages.py BOOKLET PICTURE PAGE...

The pages stand side by side on grey; a pair of pages joined by a plus (8+9) is a spread.
"""
import io
import subprocess
import sys

from PIL import Image

HEIGHT, GAP = 560, 24  # pixels


def page(booklet, number):
    made = subprocess.run(["pdftoppm", "-png", "-r", "144", "-f", number, "-l", number,
                           booklet], check=True, capture_output=True).stdout
    picture = Image.open(io.BytesIO(made)).convert("RGB")
    return picture.resize((picture.width * HEIGHT // picture.height, HEIGHT), Image.LANCZOS)


def main():
    booklet, target, groups = sys.argv[1], sys.argv[2], sys.argv[3:]
    groups = [[page(booklet, number) for number in group.split("+")] for group in groups]
    width = GAP + sum(sum(p.width for p in group) + GAP for group in groups)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), "#d8d8d8")
    x = GAP
    for group in groups:
        for picture in group:
            sheet.paste(picture, (x, GAP))
            x += picture.width
        x += GAP
    sheet.quantize(256, method=Image.MAXCOVERAGE, dither=Image.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
