#!/usr/bin/env python3
"""Draw the seven placeholders of data/2026-2028/images.

    placeholders.py FOLDER

The programme's photographs are not ours to publish; these abstract pictures take
their places, so that a page with a plate can be judged as one. They suit the
booklet's blue and accent and say nothing. The same bytes come out with the same
versions of NumPy and Pillow (Debian: python3-numpy, python3-pil); there is no
chance in them. Portrait, 210 : 243, some 170 dpi on the page.
"""

import os
import sys

import numpy as np
from PIL import Image

W, H = 1414, 1636
Y, X = np.mgrid[0:H, 0:W].astype(float)
X, Y = (X + .5) / W, (Y + .5) / H

BLUE, ACCENT = (20, 48, 92), (200, 64, 42)
PAPER, SAND, MIST = (242, 236, 226), (222, 205, 178), (201, 211, 225)


def colour(c):
    return np.array(c, float)


def mix(a, b, t):
    return colour(a) * (1 - t) + colour(b) * t


def smooth(t):
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


def gradient(*stops):
    """A picture that runs down through (y, colour) stops."""
    ys = [y for y, _ in stops]
    return np.stack([np.interp(Y, ys, [c[k] for _, c in stops])
                     for k in range(3)], axis=-1)


def paint(picture, c, mask):
    return picture + (colour(c) - picture) * mask[..., None]


def below(line, soft=.004):
    return smooth((Y - line) / soft + .5)


def disc(x, y, r, soft=.01, squash=1.0):
    """A circle in page measures; squash > 1 makes it lower than wide."""
    d = np.hypot(X - x, (Y - y) * squash * H / W)
    return smooth((r - d) / soft + .5)


def ridge(seed, height, rough):
    """A line of hills: sines that no one would notice to repeat."""
    k = np.arange(1, 7)
    phase = np.modf(np.sin(seed * 12.9898 + k * 78.233) * 43758.5453)[0] * 6.2832
    waves = np.sin(X[0][:, None] * k * 3.1 + phase) / k ** rough
    return (height * waves.sum(axis=1))[None, :]


def grain(picture, amount=2.2):
    """Soft noise, as of paper; made by counting, not by chance."""
    n = np.arange(W * H, dtype=np.uint32).reshape(H, W)
    n = (n ^ (n >> 15)) * np.uint32(2246822519)
    n = (n ^ (n >> 13)) * np.uint32(3266489917)
    noise = ((n >> 16) & 255).astype(float) / 255 - .5
    return picture + noise[..., None] * amount * 2


def fields():
    p = gradient((0, (208, 205, 196)), (.36, (238, 219, 184)), (1, SAND))
    for k, (base, c) in enumerate([(.37, (152, 165, 181)), (.41, (112, 132, 156)),
                                   (.455, (78, 104, 128))]):
        p = paint(p, c, below(base + ridge(k + 3, .022, 1.3), .012))
    horizon = .47
    depth = np.clip((Y - horizon) / (1 - horizon), 1e-4, 1)
    rows = (X - .58) / (depth + .035)
    wave = .5 + .5 * np.sin(rows * 11)
    soil = mix((96, 116, 92), (54, 80, 72), .5) * np.ones_like(p)
    soil = soil + (colour((168, 164, 108)) - soil) * (smooth(wave) * .75)[..., None]
    soil = soil + (colour((90, 116, 122)) - soil) * np.exp(-depth * 9)[..., None]
    return p + (soil - p) * below(horizon + .008 * np.sin(X * 5), .008)[..., None]


def crowd():
    p = gradient((0, (226, 229, 232)), (.45, PAPER), (1, SAND))
    p = paint(p, (238, 205, 180), disc(.72, .16, .3, .5) * .6)
    for row in range(9):
        t = row / 8
        size = .022 + .06 * t ** 1.4
        y = .40 + .56 * t ** 1.25
        count = int(1.25 / (size * 2.5)) + 1
        for i in range(count):
            wob = np.sin(row * 5.1 + i * 2.7)
            x = (i + .5 * (row % 2) + .22 * wob) / (count - 1) * 1.1 - .05
            c = mix((176, 190, 206), BLUE, np.clip(t * .95 + .12 * wob, 0, 1))
            if (row * 7 + i * 5) % 17 == 4:
                c = mix((232, 206, 186), ACCENT, t * .55)
            up = y + .012 * wob
            soft = .008 + .006 * t
            p = paint(p, c, disc(x, up + size * 1.9, size * 1.32, soft, .72))
            p = paint(p, mix(c, PAPER, .16), disc(x, up, size * .66, soft, .9))
    return p


def coasts():
    p = gradient((0, (176, 190, 208)), (.36, (230, 222, 214)), (.5, (240, 226, 208)),
                 (.5001, (196, 206, 218)), (.7, (120, 142, 172)), (1, (44, 70, 110)))
    p = paint(p, (232, 150, 122), disc(.5, .445, .052, .014))
    glint = np.exp(-((X - .5) / (.03 + .16 * (Y - .5))) ** 2)
    bands = .5 + .5 * np.sin(240 * np.sqrt(np.clip(Y - .48, 0, 1)))
    p = paint(p, (240, 206, 186), np.where(Y > .5, glint * bands * .65, 0))
    for k in range(4):
        t = k / 3
        reach = .50 - .11 * k
        c = mix((150, 164, 186), BLUE, t)
        for side in (0, 1):
            x = X if side == 0 else 1 - X
            land = .5 + .012 + .12 * t ** 1.5 - (.05 + .05 * t) * np.sqrt(
                np.clip(1 - x / (reach + .05 * side), 0, 1))
            wave = ridge(k * 2 + side + 11, .004 + .003 * k, 1.1)
            shore = .508 + .14 * t ** 1.5
            mask = below(land + wave, .005) * (1 - below(shore, .004))
            p = paint(p, c, mask * (x < reach + .05 * side))
            glass = 1 - below(2 * shore - land - wave, .02)
            p = paint(p, c, below(shore, .004) * glass * .35
                      * (x < reach + .05 * side))
    return p


def wheat():
    p = gradient((0, (30, 44, 76)), (.3, (62, 78, 110)), (.5, (150, 116, 118)),
                 (.6, (206, 122, 92)), (.64, (224, 160, 112)), (1, SAND))
    for k in range(5):
        smoke = ridge(k + 31, .035, .9) + .16 + .09 * k
        p = paint(p, (38, 48, 74), np.exp(-((Y - smoke) / .035) ** 2) * (.5 - .07 * k))
    p = paint(p, (66, 62, 80), below(.625 + ridge(5, .006, .8), .006))
    for k in range(9):
        t = k / 8
        line = .645 + .30 * t ** 1.3
        stalks = (.002 + .006 * t) * (np.sin(X * (420 - 260 * t) + 3 * np.sin(X * 23 + k))
                                      + np.sin(X * (655 - 390 * t) + k))
        c = mix((188, 140, 88), (118, 88, 56), t) + 14 * np.sin(k * 2.4)
        p = paint(p, c, below(line + stalks + ridge(k + 51, .007, 1.2), .014 + .03 * t))
    return p


def road():
    """Flat as cut paper: for a PNG of few colours."""
    p = np.where(Y[..., None] < .46, colour((214, 221, 230)), colour((178, 188, 176)))
    p = paint(p, (232, 226, 214), below(.30, .0016) * (Y < .46))
    p = paint(p, (240, 214, 192), disc(.34, .37, .085, .0016) * (Y < .46))
    for k, c in enumerate([(160, 174, 190), (118, 138, 160), (84, 108, 130)]):
        p = paint(p, c, below(.425 + .016 * k + ridge(k + 71, .006, .9), .0016)
                  * (Y < .47 + .02 * k))
    for k, c in enumerate([(146, 160, 150), (120, 138, 136), (92, 114, 122)]):
        p = paint(p, c, below(.50 + .13 * k + ridge(k + 81, .012, 1.4), .0016))
    depth = np.clip((Y - .46) / .54, 0, 1)
    off = np.abs(X - .5 - .06 * (1 - depth) ** 2) - .012
    edge = .0016
    p = paint(p, (64, 78, 104), smooth((.40 * depth - off) / edge + .5) * (Y > .46))
    p = paint(p, MIST, smooth((.012 * depth - np.abs(off - .36 * depth)) / edge + .5)
              * (Y > .46))
    dash = np.sin(9 / (depth + .09)) > 0
    p = paint(p, (236, 230, 220),
              smooth((.011 * depth - off - .012) / edge + .5) * dash * (Y > .462))
    for side in (-1, 1):
        for k in range(5):
            d = .06 + .16 * k ** 1.35 / 2
            x, y = .5 + side * (.012 + .52 * d) + .06 * (1 - d) ** 2, .46 + .54 * d
            bar = (np.abs(X - x) < .012 * d + .001) & (Y < y) & (Y > y - .2 * d)
            p[bar] = ACCENT
            p[bar & (np.sin((y - Y) / (.2 * d) * 15.7) < 0)] = PAPER
    return p


def arches():
    """Two spans that meet in the middle."""
    p = gradient((0, (214, 221, 230)), (.5, PAPER), (1, SAND))
    for k in range(6):
        t = k / 5
        for side, tone in ((-1, BLUE), (1, ACCENT)):
            x, y = .5 + side * (.5 + .02 * k), .98
            d = np.hypot(X - x, (Y - y) * .82 * H / W)
            r = .50 - .062 * k
            band = smooth((.026 - np.abs(d - r)) / .012 + .5)
            c = mix(MIST if side < 0 else (232, 208, 190), tone, .12 + .8 * t)
            p = paint(p, c, band * (.85 if side < 0 else .75))
    return paint(p, PAPER, disc(.5, .93, .22, .5) * .35)


def skyline():
    """Flat as well; towers by a fixed list of (left, width, height)."""
    p = np.where(Y[..., None] < .64, colour((72, 90, 124)), colour((38, 58, 96)))
    for k, c in enumerate([(96, 108, 138), (130, 128, 148), (176, 148, 150),
                           (214, 168, 148), (232, 190, 160)]):
        p = paint(p, c, below(.12 + .11 * k + .006 * np.sin(X * 4 + k), .0016)
                  * (Y < .64))
    p = paint(p, (238, 206, 178), disc(.63, .60, .11, .0016) * (Y < .64))
    layers = [((134, 128, 146), .0, [(0, .09, .1), (.11, .05, .17), (.18, .1, .12),
               (.31, .04, .24), (.37, .09, .14), (.5, .06, .2), (.6, .12, .1),
               (.75, .05, .22), (.82, .08, .15), (.93, .07, .19)]),
              ((78, 88, 118), .015, [(-.02, .1, .07), (.07, .06, .12), (.15, .11, .05),
               (.27, .05, .19), (.33, .1, .08), (.46, .05, .11), (.54, .13, .06),
               (.7, .04, .15), (.77, .1, .09), (.9, .12, .13)]),
              (BLUE, .03, [(-.02, .16, .04), (.12, .05, .08), (.2, .12, .03),
               (.34, .03, .15), (.4, .14, .04), (.58, .06, .07), (.66, .16, .035),
               (.84, .05, .1), (.9, .12, .05)])]
    for c, drop, towers in layers:
        foot = .64 + drop * .3
        for left, width, height in towers:
            roof = foot - height
            if width < .045: # a spire
                roof = roof + np.abs(X - left - width / 2) * 1.6
            mask = (X > left) & (X < left + width) & (Y > roof) & (Y < foot)
            p[mask] = c
            wave = .004 * np.sin(Y * 190) * (Y - foot) * 12
            under = (X + wave > left) & (X + wave < left + width) & (
                Y > foot) & (Y < 2 * foot - roof + .04)
            p[under & (Y > .655)] = mix(c, (38, 58, 96), .55)
    ripple = (np.sin(260 * np.sqrt(np.clip(Y - .63, 0, 1)) + np.sin(X * 9) * 2) > .72)
    lane = np.abs(X - .63) < .05 + .2 * (Y - .64) * (1 + .5 * np.sin(Y * 70))
    p[ripple & lane & (Y > .66)] = (214, 168, 148)
    return p


def save(folder, name, picture, **options):
    image = Image.fromarray(np.clip(np.rint(picture), 0, 255).astype(np.uint8))
    if name.endswith('.png'):
        if options.pop('palette', False):
            image = image.quantize(64, Image.Quantize.MEDIANCUT,
                                   dither=Image.Dither.NONE)
        image.save(os.path.join(folder, name), optimize=True, **options)
    else:
        image.save(os.path.join(folder, name), optimize=True, **options)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    dpi = (round(W / 210 * 25.4),) * 2
    save(folder, 'nakuru.jpg', grain(fields()), quality=82, dpi=dpi)
    save(folder, 'demonstranten.jpg', grain(crowd()), quality=82, dpi=dpi)
    save(folder, 'navo-top.jpg', grain(coasts()), quality=82, dpi=dpi,
         progressive=True)
    save(folder, 'oekraine.jpg', grain(wheat()), quality=82, dpi=dpi)
    save(folder, 'grenscontroles.png', road(), dpi=dpi)
    save(folder, 'eurocommissaris.jpg', grain(arches()), quality=82, dpi=dpi)
    save(folder, 'londen.png', skyline(), dpi=dpi, palette=True)


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
