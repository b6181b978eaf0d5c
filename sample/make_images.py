#!/usr/bin/env python3
"""Draw the pictures of the sample feed.

Every picture is drawn from code, with a random generator seeded by the
picture's own name, so the same Pillow gives the same bytes each time.

Needs Python 3.11 and Pillow (with WebP), nothing else. Pillow is not a
dependency of the project: install it in a virtual environment of your own.

    python3 make_images.py              every picture, into anh/
    python3 make_images.py NAME ...     only the pictures named
    python3 make_images.py --out DIR    into another folder

For each picture NAME: NAME.jpg (1200x800), NAME-1200.webp, NAME-800.webp and
NAME-480.webp, each at the highest quality that fits its budget of bytes.
"""

import argparse
import io
import math
import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

W, H, S = 1200, 800, 2  # the picture's size, and how much larger it is drawn
BUDGET = {"jpg": 66_000, 1200: 39_000, 800: 22_000, 480: 10_500}
DETAILED = {"ruong-bac-thang", "cau-tre-nam-suong"}  # these get 1.3 times the budget

SKIN = "#d9a071"
HAIR = "#2f2625"


def rgb(colour):
    if isinstance(colour, tuple):
        return colour
    return tuple(int(colour[i:i + 2], 16) for i in (1, 3, 5))


def mix(a, b, t):
    a, b = rgb(a), rgb(b)
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b))


def ramp(stops, t):
    """The colour at t (0..1) along evenly spaced stops."""
    t = min(max(t, 0), 1) * (len(stops) - 1)
    i = min(int(t), len(stops) - 2)
    return mix(stops[i], stops[i + 1], t - i)


def gradient(w, h, stops, across=False):
    n = w if across else h
    strip = [ramp(stops, i / max(n - 1, 1)) for i in range(n)]
    im = Image.new("RGB", (n, 1) if across else (1, n))
    im.putdata(strip)
    return im.resize((w, h))


def curve(pts, steps=10, closed=False):
    """A smooth line through the points (Catmull-Rom)."""
    p = [pts[-1], *pts, pts[0], pts[1]] if closed else [pts[0], *pts, pts[-1]]
    out = []
    for i in range(1, len(p) - 2):
        a, b, c, d = p[i - 1:i + 3]
        for k in range(steps):
            t = k / steps
            out.append(tuple(
                0.5 * (2 * b[j] + (c[j] - a[j]) * t
                       + (2 * a[j] - 5 * b[j] + 4 * c[j] - d[j]) * t * t
                       + (3 * b[j] - a[j] - 3 * c[j] + d[j]) * t ** 3)
                for j in (0, 1)))
    if not closed:
        out.append(pts[-1])
    return out


class Art:
    """A canvas of 1200x800 units and the few motifs the pictures share."""

    def __init__(self, name):
        self.rng = random.Random(name)
        self.im = Image.new("RGB", (W * S, H * S))
        self.d = ImageDraw.Draw(self.im)

    # -- plain shapes ------------------------------------------------------

    def shape(self, pts, fill, alpha=1.0, blur=0, across=False):
        """A polygon, flat (one colour) or shaded (a list of colours)."""
        pts = [(x * S, y * S) for x, y in pts]
        if not isinstance(fill, list) and alpha >= 1 and not blur:
            self.d.polygon(pts, fill=rgb(fill))
            return
        m = math.ceil(blur * S * 3)
        xs, ys = [p[0] for p in pts], [p[1] for p in pts]
        x0, y0 = max(int(min(xs)) - m, 0), max(int(min(ys)) - m, 0)
        x1, y1 = min(int(max(xs)) + m + 2, W * S), min(int(max(ys)) + m + 2, H * S)
        if x1 <= x0 or y1 <= y0:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0))
        ImageDraw.Draw(mask).polygon([(x - x0, y - y0) for x, y in pts], fill=round(255 * alpha))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * S))
        if isinstance(fill, list):
            paint = gradient(x1 - x0, y1 - y0, fill, across)
        else:
            paint = Image.new("RGB", mask.size, rgb(fill))
        self.im.paste(paint, (x0, y0), mask)

    def rect(self, x0, y0, x1, y1, fill, **kw):
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill, **kw)

    def round(self, x0, y0, x1, y1, r, fill, **kw):
        pts = []
        for cx, cy, a in ((x1 - r, y0 + r, -90), (x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180)):
            for k in range(0, 91, 15):
                t = math.radians(a + k)
                pts.append((cx + r * math.cos(t), cy + r * math.sin(t)))
        self.shape(pts, fill, **kw)

    def oval(self, x, y, rx, ry, fill, tilt=0, **kw):
        c, s = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
        pts = []
        for k in range(48):
            a = math.tau * k / 48
            u, v = rx * math.cos(a), ry * math.sin(a)
            pts.append((x + u * c - v * s, y + u * s + v * c))
        self.shape(pts, fill, **kw)

    def line(self, pts, width, fill, **kw):
        """A line with round ends; width may be (start, end)."""
        w0, w1 = width if isinstance(width, tuple) else (width, width)
        left, right = [], []
        n = len(pts)
        for i, (x, y) in enumerate(pts):
            ax, ay = pts[max(i - 1, 0)]
            bx, by = pts[min(i + 1, n - 1)]
            length = math.hypot(bx - ax, by - ay) or 1
            nx, ny = -(by - ay) / length, (bx - ax) / length
            w = (w0 + (w1 - w0) * i / (n - 1)) / 2
            left.append((x + nx * w, y + ny * w))
            right.append((x - nx * w, y - ny * w))
        self.shape(left + right[::-1], fill, **kw)
        if w0 > 2 and not kw:
            self.oval(*pts[0], w0 / 2, w0 / 2, fill)
            self.oval(*pts[-1], w1 / 2, w1 / 2, fill)

    # -- sky, land, water --------------------------------------------------

    def sky(self, *stops, bottom=H):
        self.im.paste(gradient(W * S, round(bottom * S), list(stops)), (0, 0))

    def glow(self, x, y, r, colour, alpha=0.8):
        mask = ImageChops.invert(Image.radial_gradient("L")).resize((round(2 * r * S),) * 2)
        mask = mask.point([round(alpha * v * v / 255) for v in range(256)])
        self.im.paste(Image.new("RGB", mask.size, rgb(colour)), (round((x - r) * S), round((y - r) * S)), mask)

    def sun(self, x, y, r, colour="#fff3cf", halo="#ffe2a0"):
        self.glow(x, y, r * 6, halo, 0.85)
        self.glow(x, y, r * 2.4, colour, 0.7)
        self.oval(x, y, r, r, colour)

    def cloud(self, x, y, w, colour, alpha=0.8):
        r = self.rng
        for i in range(4):
            ww = w * r.uniform(0.45, 1) / 2
            xx = x + r.uniform(-0.3, 0.3) * w
            yy = y + (i - 1.5) * w * 0.045
            self.round(xx - ww, yy - w * 0.03, xx + ww, yy + w * 0.03, w * 0.03, colour, alpha=alpha)

    def birds(self, x, y, n, colour, size=9):
        for _ in range(n):
            bx, by = x + self.rng.uniform(-70, 70), y + self.rng.uniform(-28, 28)
            s = size * self.rng.uniform(0.6, 1.1)
            for side in (-1, 1):
                self.line(curve([(bx, by), (bx + side * s * 0.5, by - s * 0.45), (bx + side * s * 1.2, by - s * 0.2)]),
                          (2.2, 0.6), colour)

    def ridge(self, y, amp, waves=3, sharp=0.0):
        """The top line of a row of hills, from left to right."""
        r = self.rng
        parts = [(waves * 1.9 ** i * r.uniform(0.8, 1.2), r.uniform(0, math.tau), 0.5 ** i) for i in range(4)]
        out = []
        for x in range(-20, W + 21, 6):
            v = 0
            for f, ph, a in parts:
                s = math.sin(x / W * math.tau * f / 2 + ph)
                v += a * ((1 - 2 * abs(s)) * sharp + s * (1 - sharp))
            out.append((x, y - amp * v))
        return out

    def land(self, top, fill, bottom=H, **kw):
        self.shape([*top, (top[-1][0], bottom), (top[0][0], bottom)], fill, **kw)

    def mist(self, y, h, colour, alpha=0.6):
        top = [(x, y + math.sin(x / 170 + y) * h * 0.15) for x in range(-200, W + 201, 20)]
        self.shape([*top, (W + 200, y + h), (-200, y + h)], colour, alpha=alpha, blur=h * 0.32)

    def mirror(self, y, depth, tint, amount=0.45):
        """Turn what is above y upside down below it, as water does."""
        src = self.im.crop((0, round((y - depth) * S), W * S, round(y * S)))
        src = src.transpose(Image.Transpose.FLIP_TOP_BOTTOM).filter(ImageFilter.BoxBlur(2 * S))
        paint = Image.blend(src, gradient(*src.size, tint), amount)
        step = 3 * S
        for row in range(0, paint.height, step):
            t = row / S
            dx = round(S * (2 + t * 0.03) * math.sin(t * 0.33 + 2 * math.sin(t * 0.05)))
            strip = paint.crop((0, row, paint.width, min(row + step, paint.height)))
            self.im.paste(ImageChops.offset(strip, dx, 0), (0, round(y * S) + row))

    def ripples(self, y0, y1, n, colour, alpha=0.35, x0=0, x1=W):
        for _ in range(n):
            t = self.rng.random()
            y = y0 + (y1 - y0) * t ** 1.3
            w = self.rng.uniform(14, 60) * (0.4 + 1.2 * t)
            self.oval(self.rng.uniform(x0, x1), y, w, 0.8 + 1.6 * t, colour, alpha=alpha)

    # -- plants ------------------------------------------------------------

    def tree(self, x, y, h, leaf="#4d7a4a", trunk="#5b4234", light=None):
        r = self.rng
        light = light or mix(leaf, "#f6e7a0", 0.3)
        self.line([(x, y), (x + h * 0.01, y - h * 0.55)], (h * 0.075, h * 0.05), trunk)
        for s in (-1, 1):
            self.line([(x, y - h * 0.38), (x + s * h * 0.15, y - h * 0.6)], (h * 0.04, h * 0.025), trunk)
        blobs = [(x + r.uniform(-0.24, 0.24) * h, y - h * r.uniform(0.52, 0.88), h * r.uniform(0.13, 0.2)) for _ in range(11)]
        blobs.append((x, y - h * 0.7, h * 0.26))
        for bx, by, br in blobs:
            self.oval(bx, by + br * 0.12, br, br * 0.9, mix(leaf, "#1f2d33", 0.22))
        for bx, by, br in blobs:
            self.oval(bx - br * 0.08, by - br * 0.05, br * 0.88, br * 0.78, leaf)
        for bx, by, br in blobs[::2]:
            self.oval(bx - br * 0.25, by - br * 0.3, br * 0.45, br * 0.35, light, alpha=0.5)

    def pine(self, x, y, h, leaf):
        self.rect(x - h * 0.018, y - h * 0.2, x + h * 0.018, y, mix(leaf, "#3a2a22", 0.6))
        for i in range(5):
            t = i / 5
            yy, w = y - h * (0.12 + 0.72 * t), h * 0.2 * (1 - t * 0.8)
            self.shape([(x - w, yy), (x, yy - h * 0.3), (x + w, yy)], mix(leaf, "#ffffff", 0.03 * i))

    def leaf(self, x, y, length, angle, width, fill, bend=0.2):
        """A pointed leaf from (x, y)."""
        a = math.radians(angle)
        ux, uy, nx, ny = math.cos(a), math.sin(a), -math.sin(a), math.cos(a)
        up, down = [], []
        for k in range(13):
            t = k / 12
            b = bend * length * t * t
            w = width / 2 * math.sin(math.pi * t ** 0.8)
            px, py = x + ux * length * t, y + uy * length * t + b
            up.append((px + nx * w, py + ny * w))
            down.append((px - nx * w, py - ny * w))
        self.shape(up + down[::-1], fill)

    def bamboo(self, x, y, h, n=7, stem="#7c8f4a", leaf="#4f7a45", lean=0.25):
        r = self.rng
        for i in range(n):
            s = (i / max(n - 1, 1) - 0.5) * 2
            hh = h * r.uniform(0.7, 1)
            tip = (x + s * h * lean + r.uniform(-0.1, 0.1) * h, y - hh)
            mid = (x + s * h * lean * 0.25, y - hh * 0.62)
            culm = curve([(x + s * h * 0.06, y), mid, tip], 14)
            self.line(culm, (h * 0.02, h * 0.006), mix(stem, "#2e3a26", r.uniform(0, 0.35)))
            for px, py in culm[5::1]:
                for _ in range(2):
                    a = r.choice((-1, 1))
                    ang = 90 - a * r.uniform(25, 85)
                    tone = mix(leaf, r.choice(("#dbe08a", "#22382f")), r.uniform(0, 0.35))
                    self.leaf(px, py, h * r.uniform(0.07, 0.13), ang, h * 0.022, tone, 0.25)

    def palm(self, x, y, h, leaf="#3f6b49", trunk="#6f5a45", lean=0.05, fronds=9, size=0.34):
        top = (x + lean * h, y - h)
        self.line(curve([(x, y), (x + lean * h * 0.35, y - h * 0.5), top]), (h * 0.04, h * 0.026), trunk)
        for i in range(fronds):
            a = -200 + 220 * i / (fronds - 1) + self.rng.uniform(-7, 7)
            self.leaf(*top, h * size * self.rng.uniform(0.85, 1.1), a, h * 0.055,
                      mix(leaf, "#e8e29a", 0.25 * self.rng.random()), 0.42)

    def banana(self, x, y, h, leaf="#5d8a48"):
        self.line([(x, y), (x, y - h * 0.5)], (h * 0.09, h * 0.06), "#8a8a55")
        for i, a in enumerate((-165, -15, -140, -40, -112, -68)):
            tone = mix(leaf, "#dfe08c" if i % 2 else "#24402f", 0.22)
            self.leaf(x, y - h * 0.48, h * 0.62, a, h * 0.17, tone, 0.24)

    def tuft(self, x, y, h, colour, n=7):
        for i in range(n):
            a = -90 + (i - (n - 1) / 2) * 13 + self.rng.uniform(-5, 5)
            self.leaf(x + (i - n / 2) * h * 0.02, y, h * self.rng.uniform(0.75, 1.1), a, h * 0.06,
                      mix(colour, "#f0e79a" if i % 2 else "#2f4a2c", self.rng.uniform(0, 0.3)), 0.12)

    # -- people and things -------------------------------------------------

    def hat(self, x, y, w, colour="#f1dca6"):
        """A conical hat; (x, y) is the middle of its rim."""
        h = w * 0.42
        rim = [(x + w / 2 * math.cos(a), y + w * 0.09 * math.sin(a)) for a in [math.pi * k / 16 for k in range(17)]]
        self.shape([(x, y - h), *rim], [mix(colour, "#ffffff", 0.25), colour, mix(colour, "#8f6a35", 0.45)], across=True)
        for t in (0.4, 0.7):
            arc = [(x + w / 2 * t * math.cos(a), y - h * (1 - t) + w * 0.09 * t * math.sin(a))
                   for a in [math.pi * k / 12 for k in range(13)]]
            self.line(arc, max(w * 0.012, 0.6), mix(colour, "#8f6a35", 0.5))

    def person(self, x, y, h, shirt="#8a4b3c", trousers="#33343d", hat=True, hands=((-15, -44), (15, -44)),
               feet=(-6, 6), lean=0, hair=HAIR, skin=SKIN, back=False, skirt=False):
        """A standing figure; (x, y) is on the ground, measures are in 1/100 of h."""
        k = h / 100

        def p(px, py):
            return x + px * k + lean * k * (-py / 100), y + py * k

        for f in feet:
            if skirt:
                break
            self.line([p(f * 0.5, -44), p(f * 0.8, -22), p(f, -2)], (11 * k, 7 * k), trousers)
            self.oval(*p(f + 1.5, -1.5), 5 * k, 2.2 * k, mix(trousers, "#000000", 0.3))
        if skirt:
            self.shape([p(-9, -46), p(9, -46), p(14, -6), p(-14, -6)], trousers)
        back_arm, front_arm = hands
        dark = mix(shirt, "#1d1a22", 0.25)
        self.line([p(-10, -73), p((back_arm[0] - 16) / 2, (back_arm[1] - 66) / 2), p(*back_arm)], (8 * k, 6 * k), dark)
        self.oval(*p(*back_arm), 3.4 * k, 3.4 * k, skin)
        self.shape(curve([p(-12, -75), p(0, -79), p(12, -75), p(11, -58), p(12.5, -40), p(0, -38), p(-12.5, -40), p(-11, -58)],
                         6, True), [mix(shirt, "#fff0d0", 0.14), shirt, dark])
        self.line([p(0, -80), p(0, -76)], 7 * k, mix(skin, "#6b3f2a", 0.25))
        self.oval(*p(0, -87), 8 * k, 9 * k, hair if back else skin)
        if not back:
            self.shape([p(-8.4, -87), *[p(8.4 * math.cos(a), -88 - 9 * math.sin(a)) for a in
                                       [math.pi - math.pi * i / 10 for i in range(11)]], p(8.4, -87), p(4, -91), p(-5, -91)], hair)
        self.line([p(10, -73), p((front_arm[0] + 16) / 2, (front_arm[1] - 66) / 2), p(*front_arm)], (8 * k, 6 * k),
                  mix(shirt, "#1d1a22", 0.1))
        self.oval(*p(*front_arm), 3.4 * k, 3.4 * k, skin)
        if hat:
            self.hat(*p(0, -89), 40 * k)

    def basket(self, x, y, w, goods, colour="#b98a4e"):
        """A round basket heaped with goods (a list of colours)."""
        h = w * 0.36
        for i in range(26):
            a = self.rng.uniform(0, math.pi)
            t = self.rng.random() ** 0.5
            self.oval(x + w * 0.42 * t * math.cos(a), y - h - w * 0.2 * math.sin(a) * (1 - t * 0.4) + 3,
                      w * 0.085, w * 0.08, mix(self.rng.choice(goods), "#fff1c4", self.rng.uniform(0, 0.25)))
        self.shape([(x - w / 2, y - h), (x + w / 2, y - h), (x + w * 0.38, y), (x - w * 0.38, y)],
                   [mix(colour, "#fff0c0", 0.2), mix(colour, "#3c2413", 0.3)])
        self.round(x - w * 0.53, y - h - w * 0.035, x + w * 0.53, y - h + w * 0.035, w * 0.034, mix(colour, "#fff0c0", 0.3))

    def stilt_house(self, x, y, w, roof="#6d5141", wall="#b58a5c"):
        h = w * 0.28
        for i in range(5):
            px = x - w * 0.42 + w * 0.84 * i / 4
            self.rect(px - w * 0.012, y - h * 0.8, px + w * 0.012, y, mix(wall, "#2b1d17", 0.55))
        self.rect(x - w * 0.46, y - h * 1.75, x + w * 0.46, y - h * 0.75, [mix(wall, "#2b1d17", 0.25), wall])
        for i in range(3):
            px = x - w * 0.28 + w * 0.28 * i
            self.rect(px - w * 0.045, y - h * 1.5, px + w * 0.045, y - h * 1.0, "#ffdf98" if i != 1 else "#5a3d2c")
        self.shape([(x - w * 0.58, y - h * 1.6), (x - w * 0.36, y - h * 2.75), (x + w * 0.36, y - h * 2.75), (x + w * 0.58, y - h * 1.6)],
                   [mix(roof, "#ffe0b0", 0.22), mix(roof, "#241a18", 0.2)])

    def boat(self, x, y, w, hull="#6b4231", cover="#c79a5c", rower=True, flip=1, shirt="#a8503c"):
        def p(px, py):
            return x + px * w * flip, y + py * w

        if rower:
            self.person(*p(0.3, -0.02), w * 0.36, shirt, "#33343d", hands=((16, -50), (20, -56)), lean=8 * flip)
            self.line([p(0.37, -0.25), p(0.56, 0.08)], (w * 0.012, w * 0.022), "#4a3226")
        if cover:
            self.shape(curve([p(-0.26, -0.02), p(-0.2, -0.15), p(-0.04, -0.19), p(0.12, -0.15), p(0.17, -0.02)]),
                       [mix(cover, "#fff0c4", 0.3), mix(cover, "#4b2f1b", 0.35)])
            self.shape(curve([p(0.1, -0.02), p(0.12, -0.14), p(0.17, -0.02)]), "#3b2820")
        self.shape(curve([p(-0.5, -0.1), p(-0.3, -0.02), p(0, 0.005), p(0.3, -0.02), p(0.5, -0.1), p(0.42, 0.02), p(0.28, 0.07),
                          p(0, 0.085), p(-0.28, 0.07), p(-0.42, 0.02)], 8, True), [mix(hull, "#ffd9a0", 0.25), mix(hull, "#1c1414", 0.35)])

    def bicycle(self, x, y, w, colour="#37424f"):
        r = w * 0.23
        for cx in (x - w * 0.29, x + w * 0.29):
            for k in range(24):
                a, b = math.tau * k / 24, math.tau * (k + 1) / 24
                self.line([(cx + r * math.cos(a), y - r + r * math.sin(a)), (cx + r * math.cos(b), y - r + r * math.sin(b))],
                          w * 0.025, colour)
        def q(px, py):
            return x + px * w, y + py * w
        for a, b in ((q(-0.29, -0.23), q(-0.1, -0.5)), (q(-0.1, -0.5), q(0.2, -0.5)), (q(0.2, -0.5), q(0, -0.22)),
                     (q(0, -0.22), q(-0.12, -0.56)), (q(0, -0.22), q(-0.29, -0.23)), (q(0.29, -0.23), q(0.18, -0.62)),
                     (q(0.12, -0.64), q(0.24, -0.62))):
            self.line([a, b], w * 0.028, colour)
        self.round(x - w * 0.2, y - w * 0.59, x - w * 0.05, y - w * 0.55, w * 0.02, colour)

    # -- the last touch ----------------------------------------------------

    def finish(self):
        im = self.im.resize((W, H), Image.Resampling.LANCZOS)

        def noise(w, h, spread, blur=0):
            n = Image.frombytes("L", (w, h), self.rng.randbytes(w * h))
            n = n.resize((W, H), Image.Resampling.BICUBIC) if (w, h) != (W, H) else n
            n = n.filter(ImageFilter.GaussianBlur(blur)) if blur else n
            return n.point([round(128 + (v - 128) * spread) for v in range(256)])

        for n in (noise(60, 40, 0.07), noise(240, 160, 0.025), noise(W, H, 0.06, 1.0)):
            im = ImageChops.overlay(im, Image.merge("RGB", (n, n, n)))
        # A faint warm vignette, as on an old poster.
        edge = Image.radial_gradient("L").resize((W, H)).point([max(0, round((v - 150) * 0.38)) for v in range(256)])
        im.paste(Image.new("RGB", (W, H), (54, 32, 30)), (0, 0), edge)
        return im


SCENES = {}


def scene(f):
    SCENES[f.__name__.replace("_", "-")] = f
    return f


def terraces(a, y0, y1, levels, lean, phase, colours, x0=-20, x1=W + 20, lobes=22):
    """Terraced fields from y0 down to y1: each level a bank and a field."""
    r = a.rng
    for k in range(levels):
        t = k / (levels - 1)
        base = y0 + (y1 - y0) * t ** 1.5
        amp = lobes * (0.35 + t)
        top = []
        for x in range(x0, x1 + 1, 6):
            v = math.sin(x / 150 + phase + k * 0.42) + 0.5 * math.sin(x / 67 + phase * 2 - k * 0.6)
            top.append((x, base + lean * (x - W / 2) * (1 - t * 0.55) + amp * 0.5 * v))
        tone = r.choice(colours)
        bank = 3 + 11 * t
        a.land([(x, y - bank * 0.6) for x, y in top], [mix(tone[0], "#fff3c0", 0.35), mix(tone[0], "#fff3c0", 0.1)],
               bottom=y1 + 260)
        a.land(top, [mix(tone[1], "#37402a", 0.55), mix(tone[1], "#37402a", 0.35)], bottom=y1 + 260)
        a.land([(x, y + bank) for x, y in top], [tone[0], tone[1]], bottom=y1 + 260)


def mound(a, cx, top, rx, ry, levels, colours, skew=0.0):
    """A hill cut into terraces, each step wider than the one above."""
    for k in range(levels):
        t = k / (levels - 1)
        w = rx * (0.1 + 0.9 * t ** 0.8)
        y, h = top + ry * t, ry * 0.42 * (0.12 + 0.88 * t ** 0.7)
        x0 = cx + skew * ry * t
        arch = []
        for i in range(91):
            u = -1 + i / 45
            wob = 6 * t * math.sin(u * 9 + k * 0.5) + 3 * t * math.sin(u * 21 - k)
            arch.append((x0 + w * u, y + h * (1 - math.cos(u * math.pi / 2) ** 0.9) + wob))
        c = a.rng.choice(colours)
        step = ry / levels
        a.land(arch, [mix(c[1], "#3f3a24", 0.5), mix(c[1], "#3f3a24", 0.62)], bottom=H + 20)
        a.land([(x, v + step * 0.3) for x, v in arch], [mix(c[0], "#fff3c0", 0.2), c[0], c[1]], bottom=H + 20)


GOLD = ("#f0c55a", "#d99a3c")
RIPE = ("#f6d678", "#e3ae4a")
GREEN = ("#b9c05a", "#86973f")
STUBBLE = ("#dcb070", "#b98449")
WATER = ("#f7dfbf", "#e0b29b")


@scene
def ruong_bac_thang(a):
    a.sky("#f3b58a", "#f9d3a0", "#fdeecb", bottom=520)
    a.sun(820, 205, 52)
    a.cloud(300, 120, 330, "#fff0d6", 0.6)
    a.cloud(1030, 95, 240, "#fff0d6", 0.5)
    a.land(a.ridge(270, 70, 3, 0.6), ["#c9a3a4", "#e8c5a8"])
    a.mist(300, 80, "#fde9c8", 0.7)
    a.land(a.ridge(335, 50, 4, 0.4), ["#9d8b93", "#d8b594"])
    a.mist(365, 70, "#fde4bd", 0.65)
    a.land(a.ridge(392, 36, 4), ["#76806f", "#a99a6d"])
    for x in range(20, 1200, 46):
        a.tree(x + a.rng.uniform(-14, 14), 425 + a.rng.uniform(-8, 12), a.rng.uniform(34, 62), mix("#687a55", "#b99b68", a.rng.random() * 0.4))
    a.mist(398, 50, "#fbe2b4", 0.5)
    terraces(a, 428, 640, 12, 0.02, 1.4, [GREEN, RIPE, GREEN, WATER, GOLD], lobes=14)
    for x in (505, 548, 640):
        a.tree(x, 478 + (x % 7) * 4, 54, "#6b8045")
    mound(a, 1010, 318, 640, 330, 15, [GOLD, RIPE, GREEN, GOLD, STUBBLE], -0.1)
    for x, h in ((960, 70), (1010, 96), (1062, 74)):
        a.tree(x, 326, h, "#58703f")
    a.stilt_house(880, 478, 100)
    a.tree(812, 482, 92, "#6b8045")
    mound(a, 150, 372, 620, 330, 13, [GOLD, RIPE, GREEN, WATER, RIPE], 0.12)
    for x, y, w in ((120, 384, 110), (330, 492, 92)):
        a.tree(x - w * 0.75, y + 4, w * 0.95, "#58703f")
        a.stilt_house(x, y, w)
        a.tree(x + w * 0.75, y + 6, w * 0.75, "#6b8045")
    terraces(a, 610, 870, 7, -0.1, 3.1, [GOLD, RIPE, GREEN, WATER, RIPE], lobes=30)
    a.person(700, 690, 96, "#3f4a78", "#2b2f45", hands=((-20, -40), (22, -46)))
    a.basket(732, 692, 36, ["#e8c25a", "#d7a53f"])
    a.person(606, 676, 90, "#a8473d", "#2b2f45", hands=((-18, -48), (20, -36)), lean=8)
    a.birds(560, 190, 6, "#7f6468")
    for x in range(-10, 1230, 26):
        edge = abs(x - 600) / 600
        a.tuft(x, 815, 34 + 120 * edge ** 2 + a.rng.uniform(0, 20), mix("#e0b04a", "#8a8a3c", a.rng.random() * 0.7), 7)


@scene
def ong_do_nuoc(a):
    a.sky("#bcd7d4", "#e9e6c8", "#fbe9c0", bottom=330)
    a.sun(250, 150, 40)
    a.land(a.ridge(235, 50, 3, 0.4), ["#8fb0a4", "#c8cfa8"])
    a.mist(255, 60, "#f4ecc8", 0.6)
    a.land(a.ridge(290, 26, 4), ["#6b9070", "#a2b377"])
    a.rect(0, 318, W, H, ["#d9dfb6", "#b7c7a0", "#8a9c78", "#6f7358"])
    a.ripples(330, 800, 90, "#fff6d2", 0.35)
    for row in range(11):
        t = row / 10
        y = 330 + 440 * t ** 1.55
        step = 26 + 84 * t
        n = int(W / step) + 3
        for i in range(n):
            x = W / 2 + (i - n / 2 + (row % 2) * 0.5) * step
            if abs(x - 760) < 95 and 470 < y < 800:
                continue
            hh = 13 + 78 * t
            a.oval(x, y + hh * 0.04, hh * 0.28, hh * 0.05, "#55664a", alpha=0.45)
            a.tuft(x + a.rng.uniform(-4, 4), y, hh * a.rng.uniform(0.85, 1.1), mix("#93ad4f", "#5d8a3f", t), 6 if t < 0.4 else 9)
    # The tube: half sunk, pierced, with a marked float stick.
    a.oval(760, 706, 120, 24, "#57624b", alpha=0.5)
    a.oval(760, 700, 96, 17, "#eff2d6", alpha=0.55)
    a.rect(700, 430, 820, 700, ["#c9cfc4", "#ffffff", "#e9ece2", "#a9b2a6"], across=True)
    a.oval(760, 700, 60, 13, "#cfd6c8")
    a.oval(760, 430, 60, 14, "#f7f8f0")
    a.oval(760, 432, 50, 10, "#6d7568")
    for i in range(6):
        for j in range(4):
            x = 760 + 46 * math.sin((j - 1.5) * 0.66 + (i % 2) * 0.25)
            a.oval(x, 540 + i * 27, 5.5 * math.cos((j - 1.5) * 0.6), 5.5, "#5e685c")
    a.rect(753, 300, 767, 434, ["#e1b56a", "#b9803d"], across=True)
    for i in range(6):
        a.rect(753, 312 + i * 19, 767 if i % 2 else 761, 315 + i * 19, "#7a3c2b")
    a.rect(753, 296, 767, 308, "#c2503a")
    for x, h in ((650, 150), (872, 160), (920, 190), (600, 180), (700, 110), (830, 104)):
        a.tuft(x, 775, h, "#5d8a3f", 10)
    a.birds(620, 120, 5, "#7b8f86")


def shelf(a, x0, y0, x1, rows, gap, wood="#8a5a3a", dim=0.0):
    tones = ["#b5473c", "#d98a3d", "#e9c15c", "#5f8f7b", "#3f6a86", "#7c5a86", "#efe0bd", "#c96a4f", "#6f8a4a", "#2f4b66"]
    y1 = y0 + rows * gap
    a.rect(x0 - 10, y0 - 14, x1 + 10, y1 + 12, [mix(wood, "#2a1812", 0.45), mix(wood, "#2a1812", 0.6)])
    for k in range(rows):
        base = y0 + (k + 1) * gap - 10
        x = x0 + 4
        while x < x1 - 14:
            w = a.rng.uniform(9, 22)
            if a.rng.random() < 0.07:
                x += a.rng.uniform(14, 30)
                continue
            h = gap * a.rng.uniform(0.58, 0.8)
            c = mix(a.rng.choice(tones), "#2a1c22", dim + a.rng.uniform(0, 0.15))
            lean = a.rng.choice((0, 0, 0, 0, 0, 6))
            w = min(w, x1 - 6 - x)
            a.shape([(x, base), (x + w, base), (x + w + lean, base - h), (x + lean, base - h)], [mix(c, "#ffe2a8", 0.16), c])
            for q in (0.18, 0.8):
                a.rect(x + lean * q + 1.5, base - h * q - 3, x + w + lean * q - 1.5, base - h * q, mix(c, "#ffe9b8", 0.5))
            x += w + 1.5 + lean
        a.rect(x0 - 10, base, x1 + 10, base + 10, [mix(wood, "#ffdca0", 0.25), wood])


def seated(a, x, y, h, shirt, hair=HAIR, tail=False):
    """Somebody seen from behind, sitting: shoulders and a head."""
    k = h / 100
    a.shape(curve([(x - 44 * k, y), (x - 42 * k, y - 38 * k), (x - 22 * k, y - 56 * k), (x, y - 60 * k), (x + 22 * k, y - 56 * k),
                   (x + 42 * k, y - 38 * k), (x + 44 * k, y)], 8), [mix(shirt, "#ffe6b0", 0.22), shirt, mix(shirt, "#1d1820", 0.3)])
    a.rect(x - 8 * k, y - 66 * k, x + 8 * k, y - 54 * k, mix(SKIN, "#5b3524", 0.35))
    for s in (-1, 1):
        a.oval(x + s * 23 * k, y - 78 * k, 4 * k, 6 * k, SKIN)
    a.oval(x, y - 82 * k, 23 * k, 25 * k, hair)
    a.oval(x - 6 * k, y - 92 * k, 13 * k, 9 * k, mix(hair, "#ffdca0", 0.25), alpha=0.6)
    if tail:
        a.line([(x, y - 84 * k), (x + 4 * k, y - 60 * k), (x + 1 * k, y - 34 * k)], (17 * k, 8 * k), hair)
        a.round(x - 9 * k, y - 74 * k, x + 11 * k, y - 67 * k, 3 * k, "#d0584a")


@scene
def thu_vien_vung_bai(a):
    a.rect(0, 0, W, H, ["#7d5743", "#a87650", "#c2915f"])
    for i in range(15):
        a.rect(i * 84, 0, i * 84 + 2, H, "#8e6246", alpha=0.5)
    shelf(a, 40, 70, 400, 4, 118)
    shelf(a, 800, 70, 1160, 4, 118)
    # A window on the river at night.
    a.round(444, 70, 756, 430, 16, "#5b3a2b")
    x0, y0, x1, y1 = 460, 86, 740, 414
    a.rect(x0, y0, x1, y1, ["#24365c", "#4a5f86", "#c99a86"])
    a.oval(512, 150, 26, 26, "#fbeec4")
    for _ in range(26):
        a.oval(a.rng.uniform(x0 + 5, x1 - 5), a.rng.uniform(y0 + 5, 250), 1.4, 1.4, "#f4e6c4", alpha=0.8)
    a.shape([(x0, 320), (x0, 270), (520, 246), (590, 290), (660, 262), (x1, 298), (x1, 320)], ["#3a4a70", "#56618a"])
    a.rect(x0, 318, x1, y1, ["#8e8298", "#3b4b74", "#2c3a5f"])
    for i in range(9):
        a.oval(512 + a.rng.uniform(-12, 12), 326 + i * 10, 30 - i * 1.5, 1.8, "#fbeec4", alpha=0.6)
    a.boat(628, 356, 96, "#2b2430", "#6f5a4a", rower=False)
    a.rect(596, 86, 604, 414, "#5b3a2b")
    a.rect(460, 226, 740, 233, "#5b3a2b")
    a.rect(430, 426, 770, 444, ["#c49262", "#8a5a3a"])
    a.round(676, 392, 716, 428, 6, ["#c8694a", "#93432f"])
    a.tuft(696, 394, 60, "#6f9350", 9)
    # Floor, lamps, the long table and its readers.
    a.rect(0, 570, W, H, ["#8b5b3d", "#5f3a2a"])
    for x in (270, 600, 930):
        a.line([(x, 0), (x, 132)], 3, "#3b2620")
        a.glow(x, 190, 300, "#ffd98a", 0.5)
        a.shape([(x - 14, 124), (x + 14, 124), (x + 58, 172), (x - 58, 172)], ["#e7b45a", "#b5523a"])
        a.oval(x, 172, 58, 8, "#fff1c4")
    a.shape([(120, 590), (1080, 590), (1160, 668), (40, 668)], ["#e2b376", "#c58b52"])
    a.rect(40, 668, 1160, 690, ["#9a653f", "#7a4a30"])
    for x in (250, 470, 730, 930):
        y = 622 + a.rng.uniform(-8, 8)
        for s in (-1, 1):
            a.shape([(x, y), (x + s * 58, y - 8), (x + s * 66, y + 24), (x, y + 32)], ["#fff8e2", "#ead9b2"])
            for q in range(3):
                a.line([(x + s * 12, y + 6 + q * 7), (x + s * 52, y + 1 + q * 7)], 1.6, "#b9a888")
    for i, (x, c) in enumerate(((620, "#b5473c"), (366, "#3f6a86"))):
        for q in range(3):
            a.round(x - 44 + q * 5, 626 - q * 13, x + 40 - q * 3, 639 - q * 13, 3, mix(c, ("#e9c15c", "#efe0bd", "#5f8f7b")[q], 0.6))
    for x, h, c, t in ((190, 205, "#3f6a86", False), (400, 185, "#e3d6b6", True), (660, 200, "#b5473c", False), (880, 178, "#6d8f63", True),
                       (1060, 208, "#d98a3d", False)):
        seated(a, x, 815, h, c, tail=t)
    a.glow(600, 640, 520, "#ffdb92", 0.28)


@scene
def tram_y_te_luu_dong(a):
    a.sky("#a9d3d6", "#d9e8d6", "#f9edd0", bottom=520)
    a.cloud(240, 110, 280, "#ffffff", 0.7)
    a.cloud(930, 80, 300, "#ffffff", 0.6)
    a.land(a.ridge(300, 70, 3, 0.5), ["#9cbcae", "#cfd9b6"])
    a.land(a.ridge(380, 40, 4), ["#7fa383", "#a9bd84"])
    for x in (40, 120, 205, 1010, 1090, 1170):
        a.tree(x, 520, a.rng.uniform(170, 240), "#5c8a58")
    a.rect(0, 510, W, H, ["#cdbb85", "#e0c894", "#d3ae78"])
    a.land([(x, 556 + 8 * math.sin(x / 90)) for x in range(-20, 1230, 20)], ["#e9d2a2", "#d9b581"])
    # The station: a wall, a verandah, a tiled roof.
    a.rect(200, 300, 1000, 560, ["#fff6de", "#f6e3bd"])
    a.rect(200, 510, 1000, 560, ["#7fb0a4", "#6a9c92"])
    for i in range(4):
        x = 262 + i * 186 + (70 if i > 1 else 0)
        a.rect(x - 6, 366, x + 106, 476, "#5f8a83")
        a.rect(x, 372, x + 100, 470, ["#bfe0dc", "#89b8b6"])
        a.rect(x + 47, 372, x + 53, 470, "#5f8a83")
        a.shape([(x, 430), (x + 40, 372), (x + 62, 372), (x, 466)], "#e7f5ee", alpha=0.5)
    a.rect(560, 362, 668, 560, "#5f8a83")
    a.rect(568, 370, 660, 560, ["#ffeebf", "#e9c98e"])
    a.rect(611, 370, 617, 560, "#5f8a83")
    a.shape([(160, 316), (250, 212), (950, 212), (1040, 316)], ["#d77a55", "#b8553f"])
    for i in range(27):
        t = i / 26
        a.line([(250 + 700 * t, 214), (160 + 880 * t, 316)], 1.6, "#9c4636", alpha=0.6)
    a.rect(160, 312, 1040, 324, ["#8c3f32", "#a95140"])
    a.shape([(490, 330), (614, 226), (738, 330)], ["#e58d63", "#c2604a"])
    a.shape([(524, 330), (614, 254), (704, 330)], "#fff6de")
    a.round(603, 272, 625, 322, 4, "#2f8f82")
    a.round(589, 286, 639, 308, 4, "#2f8f82")
    for x in (220, 400, 828, 980):
        a.rect(x - 8, 322, x + 8, 566, ["#fffaf0", "#e3cfa6"], across=True)
    a.rect(190, 558, 1010, 574, ["#d8c09a", "#b99a70"])
    a.rect(540, 572, 688, 588, ["#e6d0a8", "#c0a176"])
    # Benches, those waiting, a health worker.
    for x0 in (236, 760):
        a.round(x0, 516, x0 + 200, 526, 4, "#9a6a45")
        for x in (x0 + 14, x0 + 186):
            a.rect(x - 4, 524, x + 4, 560, "#7a4f35")
    a.person(300, 588, 150, "#8a4d7a", "#38384a", hands=((-8, -40), (10, -40)), hair="#b9b3ab", hat=False)
    a.person(380, 590, 146, "#b8593f", "#38384a", hands=((-12, -44), (14, -44)))
    a.person(870, 590, 158, "#5f7d4a", "#3a3a48", hands=((-10, -42), (12, -42)), hair="#cfc9c0", hat=False)
    a.person(640, 628, 176, "#f8fbf7", "#e6ebe6", hands=((-24, -52), (20, -50)), hat=False)
    a.round(612, 526, 640, 562, 3, "#3e8f86")
    a.round(616, 531, 636, 557, 2, "#fffdf2")
    a.person(556, 632, 166, "#d99a3e", "#4a3b44", hands=((-12, -44), (22, -54)), hair="#a9a29b", hat=False)
    a.person(812, 640, 108, "#d45d4c", "#35435e", hands=((-16, -40), (15, -42)), hat=False)
    a.bicycle(200, 660, 170, "#35434e")
    a.bicycle(310, 672, 170, "#7d3f38")
    a.oval(1010, 660, 150, 16, "#b58d5d", alpha=0.4)
    a.tree(1070, 668, 330, "#4f7d4c")
    for x in range(-10, 1230, 34):
        a.tuft(x, 812, a.rng.uniform(60, 105), "#7c9a4e", 7)


UMBRELLAS = ("#d9573f", "#e9a53c", "#3f8a86", "#c4466a", "#e8c75a", "#4c6f9c")


@scene
def cho_phien_ben_truc(a):
    a.sky("#f7c99a", "#fbe0b4", "#fdf0d2", bottom=420)
    a.sun(210, 150, 44)
    a.land(a.ridge(240, 54, 3, 0.4), ["#c8a9a0", "#ecd0ae"])
    a.land(a.ridge(290, 26, 4), ["#a79d84", "#cdb68b"])
    a.rect(0, 318, W, 470, ["#f4dcb4", "#bcc3b0", "#8ea9a5"])
    a.ripples(330, 460, 60, "#fff6da", 0.5)
    for x, y, w, f in ((130, 368, 120, 1), (420, 352, 90, -1), (700, 380, 150, 1), (1010, 358, 110, -1)):
        a.boat(x, y, w, flip=f)
    a.land([(x, 452 + 10 * math.sin(x / 130)) for x in range(-20, 1230, 10)], ["#d9b37c", "#e4bf8a", "#cf9f6a"])
    for x in (-10, 1210):
        a.bamboo(x, 480, 400, 8)
    shirts = ("#8c3f58", "#3f5f86", "#b55a3a", "#5a7d52", "#6d4f86", "#c98a3a", "#37566a", "#a83f3f")
    goods = (["#e3572f", "#d8412f", "#f0873a"], ["#7fa844", "#5f9040", "#a9c25a"], ["#f2c443", "#e9a93a"],
             ["#7a4a86", "#94609c"], ["#f4e9cf", "#e3d2ad"], ["#e98a9a", "#d65f78"])
    rows = ((512, 128, 74, 13), (600, 175, 112, 9), (712, 235, 165, 6))
    for y, ph, gap, n in rows:
        for i in range(-1, n + 2):
            x = gap * 1.28 * i + a.rng.uniform(-0.2, 0.2) * gap
            if a.rng.random() < (0.5 if y < 650 else 0.0):
                c = a.rng.choice(UMBRELLAS)
                top, w = y - ph * 1.5, ph * 1.15
                a.line([(x, top), (x, y)], ph * 0.03, "#7a5a40")
                for s in range(6):
                    u, v = -1 + s / 3, -1 + (s + 1) / 3
                    edge = [(x + w * 0.6 * u, top + ph * 0.36), (x + w * 0.3 * (u + v), top + ph * 0.43), (x + w * 0.6 * v, top + ph * 0.36)]
                    a.shape([(x, top), *curve(edge, 6)], [mix(c, "#fff0c8", 0.35 if s % 2 else 0.1), mix(c, "#fff0c8" if s % 2 else "#3a1c20", 0.14)])
        for i in range(-1, n + 2):
            x = gap * 1.28 * i + a.rng.uniform(-0.25, 0.25) * gap
            yy = y + a.rng.uniform(-8, 8)
            a.oval(x, yy, ph * 0.22, ph * 0.03, "#8f6440", alpha=0.45)
            a.person(x, yy, ph * a.rng.uniform(0.94, 1.05), a.rng.choice(shirts), a.rng.choice(("#2e3038", "#4a3a3a", "#3d4656")),
                     hat=a.rng.random() < 0.85, hands=((-20, -44), (a.rng.uniform(12, 26), -46)), back=a.rng.random() < 0.3)
            if a.rng.random() < 0.75:
                a.basket(x + gap * 0.45, yy + ph * 0.05, ph * 0.36, a.rng.choice(goods))
    for i, x in enumerate((60, 205, 360, 520, 690, 850, 1010, 1150)):
        a.basket(x, 806 + (i % 2) * 12, 150, goods[i % 6])


@scene
def lop_tin_hoc_ban_dem(a):
    a.rect(0, 0, W, 560, ["#e2c48f", "#efd6a4", "#e0bd88"])
    a.rect(0, 430, W, 560, ["#7aa097", "#67908a"])
    a.rect(0, 426, W, 434, "#557c77")
    for x0 in (40, 960):
        x1 = x0 + 200
        a.rect(x0 - 12, 98, x1 + 12, 372, "#6d4a36")
        a.rect(x0, 110, x1, 360, ["#1f2f57", "#3f5384", "#7c7a9c"])
        for _ in range(14):
            a.oval(a.rng.uniform(x0 + 4, x1 - 4), a.rng.uniform(114, 250), 1.5, 1.5, "#f8ebc4", alpha=0.8)
        a.shape([(x0, 360), (x0, 300), (x0 + 70, 268), (x0 + 130, 300), (x1, 276), (x1, 360)], ["#2c3a62", "#35456c"])
        for i in range(5):
            a.oval(x0 + 20 + i * 38, 330 + a.rng.uniform(-14, 10), 2.6, 2.6, "#ffd98a")
        a.rect(x0 + 96, 110, x0 + 104, 360, "#6d4a36")
        a.rect(x0, 230, x1, 237, "#6d4a36")
        if x0 > 500:
            a.oval(1110, 160, 22, 22, "#fbf0cc")
    # The screen: a form, large letters, a tick.
    a.round(326, 76, 874, 396, 10, "#5a4637")
    a.rect(340, 90, 860, 382, ["#fbfaf0", "#e9f1ea"])
    a.rect(340, 90, 860, 132, "#3f8a86")
    a.oval(366, 111, 10, 10, "#f6e6b0")
    a.round(390, 104, 600, 118, 6, "#d8ece6")
    for i in range(4):
        y = 160 + i * 50
        a.round(372, y, 470, y + 12, 5, "#9db7b2")
        a.round(372, y + 16, 640, y + 38, 5, "#d9e5e0")
        if i < 3:
            a.round(380, y + 23, 480 + 40 * i, y + 31, 4, "#6f8f8a")
    a.round(690, 170, 820, 320, 12, "#f4d58a")
    a.oval(755, 245, 46, 46, "#4f9a6a")
    a.line([(732, 246), (750, 264), (780, 228)], 9, "#fffdf0")
    a.glow(600, 240, 460, "#fffbe0", 0.4)
    for x in (180, 600, 1020):
        a.rect(x - 62, 20, x + 62, 30, "#fffbe6")
        a.glow(x, 26, 190, "#fff2c0", 0.55)
    a.person(922, 560, 250, "#4d7fa0", "#2f3440", hat=False, hands=((-54, -72), (15, -44)))
    a.line([(787, 382), (730, 330)], 4, "#6d4a36")
    a.rect(0, 556, W, H, ["#a9714a", "#7c4d34"])
    for row, (y, h, xs) in enumerate(((590, 128, (150, 390, 640, 1050)), (800, 200, (120, 440, 760, 1080)))):
        k = h / 128
        for i, x in enumerate(xs):
            desk = y - 26 * k
            a.shape([(x - 98 * k, desk - 18 * k), (x + 98 * k, desk - 18 * k), (x + 108 * k, desk), (x - 108 * k, desk)], ["#e9bf80", "#cf9a5c"])
            a.rect(x - 108 * k, desk, x + 108 * k, desk + 60 * k, ["#a9713f", "#8a5732"])
            lx = x + 42 * k
            a.glow(lx, desk - 46 * k, 120 * k, "#d9fff4", 0.4)
            a.shape([(lx - 44 * k, desk - 78 * k), (lx + 44 * k, desk - 78 * k), (lx + 48 * k, desk - 12 * k), (lx - 48 * k, desk - 12 * k)], "#3a444c")
            a.shape([(lx - 40 * k, desk - 74 * k), (lx + 40 * k, desk - 74 * k), (lx + 43 * k, desk - 17 * k), (lx - 43 * k, desk - 17 * k)], ["#fbfdf4", "#bfe3da"])
            a.rect(lx - 39 * k, desk - 72 * k, lx + 39 * k, desk - 62 * k, ("#3f8a86", "#c9683f", "#5b7aa6", "#8a6aa0")[(i + row) % 4])
            for q in range(3):
                a.round(lx - 32 * k, desk - (54 - q * 12) * k, lx + (6 + 9 * ((i + q) % 3)) * k, desk - (49 - q * 12) * k, 2 * k, "#7f9f9a")
            c = ("#b5473c", "#5d7f52", "#7a5590", "#d08a3c", "#3f6a8c", "#a84a6c", "#6c7a3f", "#c2603f")[(i + row * 4) % 8]
            seated(a, x - 34 * k, y + 34 * k, h * 0.95, c, hair=("#b7b0a8", HAIR, "#8d8680", HAIR)[(i * 3 + row) % 4], tail=(i + row) % 3 == 1)
    a.glow(600, 520, 640, "#ffe6a6", 0.16)


@scene
def cau_tre_nam_suong(a):
    a.sky("#c7dccf", "#efe5c4", "#fbe6bf", bottom=460)
    a.sun(905, 170, 44)
    a.land(a.ridge(230, 80, 3, 0.5), ["#a9c0b4", "#dfdcbc"])
    a.mist(270, 80, "#f7edcb", 0.7)
    a.land(a.ridge(320, 46, 4, 0.2), ["#86a594", "#c4c9a0"])
    a.mist(350, 60, "#f6ebc6", 0.6)
    a.land(a.ridge(396, 22, 5), ["#5f8468", "#93a673"])
    for x in range(300, 900, 40):
        a.tree(x + a.rng.uniform(-12, 12), 428, a.rng.uniform(40, 74), mix("#557a58", "#a3a868", a.rng.random() * 0.6))
    # Banks on both sides, then the bridge, then everything again in the water.
    a.rect(0, 424, W, 470, ["#9fae78", "#889a68"])
    a.shape(curve([(-20, 360), (120, 372), (230, 410), (300, 470), (-20, 470)]), ["#a8a860", "#6f8450"])
    a.shape(curve([(1220, 350), (1080, 368), (980, 404), (900, 470), (1220, 470)]), ["#a8a860", "#6f8450"])
    a.bamboo(70, 420, 330, 9)
    a.bamboo(1140, 420, 360, 9)
    a.palm(1010, 420, 190)
    deck = curve([(150, 396), (350, 352), (600, 330), (850, 350), (1050, 392)], 12)

    def at(x):
        return min(deck, key=lambda p: abs(p[0] - x))[1]

    pole, dark = "#b08a4c", "#6f5230"
    for x in range(230, 1000, 58):
        y = at(x)
        a.line([(x - 22, 474), (x + 14, y - 42)], 6, dark)
        a.line([(x + 22, 474), (x - 14, y - 42)], 6, pole)
        a.line([(x - 13, 448), (x + 13, 448)], 4, dark)
    for dy, w, c in ((9, 5, dark), (4, 5, pole), (0, 6, "#d0aa66")):
        a.line([(x, y + dy) for x, y in deck], w, c)
    for x in range(156, 1050, 9):
        a.line([(x, at(x) - 3), (x + 2, at(x) + 11)], 2, dark, alpha=0.6)
    a.person(470, 338, 108, "#7d3f58", "#2f3140", hands=((-16, -44), (22, -56)))
    a.bicycle(530, 338, 104, "#2f4450")
    a.person(740, 338, 84, "#f6f3e6", "#2f3f60", hat=False, hands=((-14, -46), (15, -44)), feet=(-10, 9))
    a.round(728, 272, 742, 296, 4, "#c2503a")
    a.person(790, 342, 80, "#f6f3e6", "#2f3f60", hat=False, hands=((-14, -44), (16, -46)), feet=(-8, 10))
    a.round(778, 280, 791, 303, 4, "#d99a3e")
    a.line([(x, y - 42) for x, y in deck], 4, pole)
    a.mirror(470, 330, ["#dfe2bf", "#8fb0a0", "#547f7a"], 0.5)
    a.rect(0, 466, W, 474, "#6a7f56", alpha=0.5)
    a.ripples(478, 790, 80, "#fff6d8", 0.4)
    a.boat(330, 640, 250, "#5d3d2f", cover=None, shirt="#3f5f86")
    for x in (-20, 70, 150, 1060, 1140, 1210):
        a.tuft(x, 820, a.rng.uniform(150, 230), "#6f8f4a", 11)


@scene
def hoi_trong_thuong_bang(a):
    a.sky("#3d3560", "#8a4f6c", "#e08a5f", "#f8c886", bottom=600)
    a.glow(600, 480, 620, "#ffd890", 0.6)
    for _ in range(50):
        a.oval(a.rng.uniform(0, W), a.rng.uniform(0, 190), 1.3, 1.3, "#fbe9c4", alpha=0.7)
    a.land(a.ridge(400, 50, 3, 0.4), ["#8c5468", "#c97f64"])
    a.land(a.ridge(460, 30, 4), ["#5f3e55", "#9a5f58"])
    for x in (30, 100, 1100, 1180):
        a.tree(x, 580, a.rng.uniform(210, 280), "#4b4a55", light="#a86f5c")
    # The communal house with its upturned eaves.
    a.rect(270, 420, 930, 600, ["#6d3129", "#9a4a33"])
    for i in range(8):
        x = 292 + i * 86
        a.rect(x, 420, x + 14, 600, "#4e221f")
        if i < 7:
            a.rect(x + 22, 446, x + 78, 600, ["#ffcf7d", "#e98f4a"])
            a.rect(x + 48, 446, x + 52, 600, "#7a3529")
    roof = [(190, 402), (150, 372), (240, 392), (330, 330), (400, 262), (800, 262), (870, 330), (960, 392), (1050, 372), (1010, 402), (930, 430), (270, 430)]
    a.shape(curve(roof[:5], 8) + curve(roof[5:10], 8) + roof[10:], ["#8f4034", "#5a2730"])
    for i in range(33):
        t = i / 32
        a.line([(404 + 392 * t, 268), (270 + 660 * t, 426)], 1.6, "#3f1c26", alpha=0.55)
    a.line(curve([(360, 236), (400, 262), (600, 270), (800, 262), (840, 236)]), 12, "#c76a48")
    a.oval(600, 252, 17, 17, "#f2bf62")
    a.line(curve([(545, 262), (560, 244), (580, 250)]), 5, "#d98a4a")
    a.line(curve([(655, 262), (640, 244), (620, 250)]), 5, "#d98a4a")
    a.rect(0, 596, W, H, ["#b8704f", "#8a4a40", "#5c3038"])
    a.oval(600, 650, 520, 60, "#ffcf8a", alpha=0.35, blur=18)
    # Lanterns and bunting.
    colours = ("#e2563f", "#f2bf4a", "#4f9a86", "#d9577a", "#f6e6bd")
    for y0, sag in ((64, 110), (30, 190)):
        rope = curve([(-20, y0), (300, y0 + sag * 0.75), (600, y0 + sag), (900, y0 + sag * 0.75), (1220, y0)], 16)
        a.line(rope, 2.2, "#2f2038")
        for i, (x, y) in enumerate(rope[1::3]):
            if y0 == 64:
                a.shape([(x - 15, y), (x + 15, y), (x, y + 34)], colours[i % 5])
            elif i % 2:
                a.glow(x, y + 24, 70, "#ffdf98", 0.55)
                a.oval(x, y + 24, 19, 21, ["#f08a52", "#d14a38"])
                a.rect(x - 8, y + 2, x + 8, y + 6, "#f2c15a")
                a.line([(x, y + 45), (x, y + 62)], 3, "#f2c15a")

    def drum(x, y, r):
        for s in (-1, 1):
            a.line([(x + s * r * 0.95, y + r * 1.25), (x - s * r * 0.4, y + r * 0.5)], r * 0.12, "#4a2420")
            a.line([(x + s * r * 0.55, y + r * 1.25), (x + s * r * 0.75, y)], r * 0.12, "#5d2e26")
        a.oval(x, y, r * 1.12, r * 1.02, ["#d1503a", "#7a2430"])
        a.oval(x, y, r * 0.96, r * 0.92, ["#fdf0cf", "#e9c793"])
        a.oval(x, y, r * 0.3, r * 0.29, "#d9884a")
        a.oval(x, y, r * 0.23, r * 0.22, "#fbe9c0")
        for k in range(28):
            t = math.tau * k / 28
            a.oval(x + r * 1.04 * math.cos(t), y + r * 0.97 * math.sin(t), r * 0.028, r * 0.028, "#f2c15a")

    for x, r in ((205, 64), (995, 64)):
        drum(x, 610, r)
    a.person(108, 730, 205, "#c2453a", "#f2d9a0", hat=False, hands=((22, -92), (40, -72)), feet=(-12, 10))
    a.line([(153, 582), (176, 560)], 6, "#f2c98a")
    a.person(1094, 730, 205, "#c2453a", "#f2d9a0", hat=False, hands=((-40, -72), (-22, -92)), feet=(-10, 12))
    a.line([(1048, 582), (1024, 560)], 6, "#f2c98a")
    drum(600, 600, 132)
    a.person(404, 778, 268, "#e9a83c", "#7a2430", hat=False, hands=((10, -112), (46, -78)), feet=(-16, 14), back=True)
    a.line([(430, 478), (468, 446)], 8, "#f2d0a0")
    a.line([(527, 569), (560, 590)], 8, "#f2d0a0")
    a.person(796, 778, 268, "#e9a83c", "#7a2430", hat=False, hands=((-46, -74), (-12, -112)), feet=(-14, 16), back=True)
    a.line([(764, 478), (728, 446)], 8, "#f2d0a0")
    a.line([(673, 580), (640, 600)], 8, "#f2d0a0")
    for i in range(17):
        x = -10 + i * 76 + a.rng.uniform(-10, 10)
        seated(a, x, 838, a.rng.uniform(72, 100), mix(a.rng.choice(("#4a3350", "#5a3040", "#38385a", "#6a4038")), "#2a1f33", 0.25),
               hair="#231a26", tail=i % 3 == 0)


@scene
def doi_che_dong_may(a):
    a.sky("#f5c6a0", "#fadfb0", "#fdf1d0", bottom=420)
    a.sun(330, 190, 50)
    a.cloud(820, 100, 300, "#fff4dc", 0.6)
    a.land(a.ridge(260, 64, 3, 0.5), ["#bfb3a8", "#e6d2ae"])
    a.mist(290, 80, "#fdecc4", 0.7)
    a.land(a.ridge(330, 40, 4, 0.2), ["#8fa58a", "#c6c68c"])
    a.mist(356, 60, "#fbe9bd", 0.6)

    def hill(cx, top, rx, ry, light, dark, rows):
        """A round hill dressed in rows of tea."""
        for k in range(rows):
            t = k / rows
            x, y, w, h = cx + 14 * math.sin(k), top + ry * t, rx * (0.16 + 0.84 * t ** 0.75), ry * (0.16 + 0.84 * t ** 0.75) * 0.55
            base = ramp([light, dark], t)
            arch = [(x - w + 2 * w * i / 60, y + h - h * math.sin(math.pi * i / 60) ** 0.8) for i in range(61)]
            a.land(arch, [mix(base, "#26352a", 0.55), mix(base, "#26352a", 0.42)], bottom=H + 40)
            thick = ry / rows
            a.land([(px, py + thick * 0.26 + 1.2 * math.sin(px / 7)) for px, py in arch],
                   [mix(base, "#f4ee9e", 0.42), base, mix(base, "#2d4a30", 0.25)], bottom=H + 40)

    hill(960, 318, 620, 420, "#a9c067", "#6f9a4c", 15)
    for x, h in ((905, 70), (948, 92), (1000, 64)):
        a.tree(x, 324, h, "#5d7f4c")
    hill(150, 366, 560, 420, "#9bb85c", "#5f8c44", 13)
    a.stilt_house(150, 378, 110)
    a.tree(70, 384, 96, "#567a48")
    a.palm(232, 384, 120)
    hill(700, 500, 900, 520, "#8fb455", "#4d7f3c", 10)
    for x, y, h, c in ((520, 604, 128, "#b5473c"), (700, 584, 116, "#3f5f8c"), (870, 612, 132, "#7c4a86")):
        a.person(x, y, h, c, "#2d3038", hands=((-22, -40), (24, -38)))
        a.basket(x - 34, y - h * 0.36, 40, ["#a9cc5f", "#83b04a"])
    for k, yy in enumerate((590, 664, 744)):
        t = k / 2
        pts = [(x, yy + 26 * math.sin(x / 260 + k) + 30 * ((x - 700) / 700) ** 2) for x in range(-40, 1250, 10)]
        a.land([(x, y - 6) for x, y in pts], mix("#2f5230", "#243f2a", t), bottom=yy + 130)
        a.land([(x, y + 4 + 4 * math.sin(x / 11)) for x, y in pts], [mix("#c3d873", "#a9cc5f", t), "#6a9a45", "#3f6d35"], bottom=yy + 120)
    for _ in range(330):
        x, k = a.rng.uniform(0, W), a.rng.choice((0, 1, 2))
        y = (590, 664, 744)[k] + 26 * math.sin(x / 260 + k) + 30 * ((x - 700) / 700) ** 2 + a.rng.uniform(6, 44)
        s = 10 + 7 * k
        for ang in (-130, -90, -50):
            a.leaf(x, y, s, ang + a.rng.uniform(-12, 12), s * 0.4, mix("#cfe07a", "#5f9440", a.rng.random()), 0)
    a.birds(650, 170, 6, "#8d8273")


@scene
def truong_lang_san_cay(a):
    a.sky("#9fcfd8", "#cfe5dc", "#f8eed0", bottom=500)
    a.cloud(230, 90, 300, "#ffffff", 0.75)
    a.cloud(980, 130, 260, "#ffffff", 0.65)
    a.land(a.ridge(310, 60, 3, 0.4), ["#9dbfae", "#c9d8b4"])
    a.land(a.ridge(390, 30, 4), ["#7fa680", "#a5bd84"])
    # Two storeys, yellow walls, a tiled roof.
    a.rect(150, 236, 1050, 560, ["#fbdc8e", "#f2c468"])
    for level in (0, 1):
        y = 262 + level * 156
        a.rect(150, y - 18, 1050, y - 6, "#fff3d0")
        for i in range(6):
            x = 182 + i * 146
            if 2 <= i <= 3 and level:
                continue
            a.rect(x, y + 14, x + 44, y + 130, "#4f8a7c")
            a.rect(x + 5, y + 19, x + 39, y + 130, "#6fa896")
            a.rect(x + 56, y + 22, x + 118, y + 92, "#4f8a7c")
            a.rect(x + 61, y + 27, x + 113, y + 87, ["#d6efe8", "#94c3bd"])
            a.rect(x + 85, y + 27, x + 89, y + 87, "#4f8a7c")
        if not level:
            a.rect(142, y + 122, 1058, y + 142, ["#fff3d0", "#e3bd7a"])
            for i in range(61):
                a.rect(152 + i * 14.9, y + 84, 155 + i * 14.9, y + 122, "#fff3d0")
            a.rect(142, y + 80, 1058, y + 87, "#fff8e2")
    a.rect(470, 420, 730, 560, ["#8f5f3f", "#b87f4f"])
    a.rect(484, 436, 716, 560, ["#ffedbd", "#e9c88a"])
    for x in (150, 328, 476, 712, 872, 1034):
        a.rect(x, 236, x + 16, 560, ["#fff8e4", "#e0bc82"], across=True)
    a.shape([(100, 244), (190, 150), (1010, 150), (1100, 244)], ["#d9694a", "#b34a3a"])
    for i in range(35):
        t = i / 34
        a.line([(190 + 820 * t, 152), (100 + 1000 * t, 244)], 1.6, "#8f3a30", alpha=0.55)
    a.rect(100, 240, 1100, 250, "#8f3a30")
    a.rect(120, 556, 1080, 574, ["#e6d3aa", "#c3a378"])
    a.land([(x, 572) for x in range(-20, 1230, 20)], ["#e9c998", "#dcae78", "#cf9a68"])
    for x, y, h in ((60, 640, 400), (1150, 636, 420)):
        a.oval(x, y, 190, 20, "#a9764f", alpha=0.4)
        a.tree(x, y, h, "#4f8450")
        a.round(x - 62, y - 18, x + 62, y + 10, 10, ["#fff3d6", "#d9b98a"])
    for x in (330, 870):
        a.oval(x, 622, 86, 10, "#a9764f", alpha=0.4)
        a.tree(x, 620, 210, "#6d9a4e")
        a.round(x - 34, 608, x + 34, 628, 8, ["#fff3d6", "#d9b98a"])
    for _ in range(60):
        a.leaf(a.rng.uniform(0, W), a.rng.uniform(640, 780), 12, a.rng.uniform(0, 360), 6, a.rng.choice(("#d98a3c", "#c2603f", "#a9a04a")))
    # Children playing; white shirts, a skipping rope, a game of squares.
    sq = [(470, 720), (610, 720), (636, 780), (440, 780)]
    for i in range(4):
        a.line([sq[i], sq[(i + 1) % 4]], 3, "#fff6e0")
    a.line([(540, 720), (538, 780)], 3, "#fff6e0")
    rope = curve([(690, 668), (740, 742), (800, 752), (862, 742), (914, 668)])
    kids = ((248, 690, 128, (-9, 10)), (420, 668, 118, (-6, 8)), (520, 760, 150, (-4, 10)), (600, 668, 116, (-7, 7)),
            (668, 742, 146, (-7, 7)), (800, 720, 138, (-8, 8)), (936, 742, 146, (-7, 7)), (1040, 716, 130, (-10, 8)))
    for i, (x, y, h, feet) in enumerate(kids):
        a.oval(x, y + (26 if i == 5 else 2), h * 0.2, h * 0.035, "#a9764f", alpha=0.45)
        up = i in (2, 5)
        a.person(x, y, h, "#fffaf0", "#2f4a74" if i % 2 else "#3a3f58", hat=False, feet=feet,
                 hands=((-26, -66), (26, -70)) if up else ((-18, -46), (18, -46)), skirt=i in (1, 4, 6))
        k = h / 100
        a.shape([(x - 7 * k, y - 76 * k), (x + 7 * k, y - 76 * k), (x + 3 * k, y - 60 * k), (x, y - 70 * k), (x - 4 * k, y - 61 * k)], "#d1443a")
    a.line(rope, 3, "#7a4a86")
    a.bicycle(150, 668, 110, "#7d3f38")


@scene
def ao_ca_lung_sen(a):
    a.sky("#b5d8d8", "#dfe8d2", "#fbecc6", bottom=330)
    a.sun(960, 130, 40)
    a.cloud(360, 96, 280, "#ffffff", 0.65)
    a.land(a.ridge(215, 56, 3, 0.4), ["#97b9ac", "#cbd6b2"])
    a.mist(236, 60, "#f4edcb", 0.6)
    a.land(a.ridge(270, 24, 5), ["#6d9572", "#9db77c"])
    a.rect(0, 300, W, H, ["#a9b566", "#8aa052", "#6f8a45"])
    for x in range(10, 1200, 52):
        a.tree(x + a.rng.uniform(-16, 16), 312, a.rng.uniform(38, 66), mix("#54804f", "#9aa85c", a.rng.random() * 0.5))
    ponds = (((60, 328), (400, 328), (330, 400), (-80, 400)), ((440, 328), (760, 328), (790, 400), (375, 400)),
             ((800, 328), (1140, 328), (1290, 400), (835, 400)), ((-100, 424), (308, 424), (190, 560), (-300, 560)),
             ((352, 424), (800, 424), (850, 560), (240, 560)), ((848, 424), (1330, 424), (1500, 560), (905, 560)),
             ((-400, 600), (860, 600), (950, 860), (-600, 860)), ((925, 600), (1600, 600), (1700, 860), (1030, 860)))
    for i, p in enumerate(ponds):
        cx, cy = sum(x for x, _ in p) / 4, sum(y for _, y in p) / 4
        rim = [(cx + (x - cx) * 1.03, cy + (y - cy) * 1.07) for x, y in p]
        a.shape(rim, ["#d9bd80", "#b8945a"])
        a.shape([(x, y + 3) for x, y in p], ["#e4ecd2", "#a5cbc4", "#6fa6a6"] if i != 6 else ["#b5d5ca", "#6ba3a2", "#3f7c84"])
        ys = [y for _, y in p]
        for _ in range(10):
            y = a.rng.uniform(min(ys) + 8, min(max(ys), 800) - 6)
            x = a.rng.uniform(max(0, min(q[0] for q in p) + 60), max(80, min(W, max(q[0] for q in p)) - 60))
            a.oval(x, y, 10 + y / 26, 1.4, "#fbfaea", alpha=0.4)
    # Paddle wheels throwing water.
    for x, y, k in ((580, 478, 1.0), (1050, 474, 0.9), (120, 476, 0.9), (590, 356, 0.5), (210, 358, 0.5)):
        a.oval(x, y + 12 * k, 78 * k, 11 * k, "#f4f8ea", alpha=0.55)
        a.round(x - 46 * k, y - 2 * k, x + 46 * k, y + 8 * k, 4 * k, "#3f6f94")
        for s in (-1, 1):
            for _ in range(26):
                t, v = a.rng.random(), a.rng.uniform(0.5, 1)
                px = x + s * (22 + 52 * t) * k
                py = y - 52 * k * v * 4 * t * (1 - t) + 6 * k
                a.oval(px, py, 3.2 * k, 3.2 * k, "#fbfdf4", alpha=0.75)
            a.oval(x + s * 22 * k, y, 13 * k, 13 * k, "#5f8fb0")
            a.oval(x + s * 22 * k, y, 5 * k, 5 * k, "#2f4f6c")
    # A hut on the dyke, and the farmer feeding the fish.
    a.banana(708, 440, 130)
    a.stilt_house(798, 432, 150, roof="#8a5a3c")
    a.palm(905, 440, 190)
    a.palm(40, 430, 170, lean=-0.06)
    a.banana(320, 596, 170)
    a.oval(430, 600, 46, 7, "#6f6a3c", alpha=0.5)
    a.person(430, 600, 168, "#b5593a", "#33404c", hands=((-20, -46), (34, -66)))
    a.basket(396, 528, 44, ["#c9a05a", "#b58a45"])
    for _ in range(26):
        t = a.rng.random()
        a.oval(490 + 110 * t + a.rng.uniform(-6, 6), 490 + 150 * t ** 2 + a.rng.uniform(-10, 10), 2.6, 2.6, "#8a5a2f")

    def fish(x, y, n, flip, c):
        def p(px, py):
            return x + px * n * flip, y + py * n
        a.shape(curve([p(-0.3, 0), p(-0.06, -0.14), p(0.24, -0.11), p(0.4, 0), p(0.24, 0.1), p(-0.06, 0.11)], 8, True),
                [mix(c, "#20363c", 0.35), c, mix(c, "#fff4d0", 0.45)])
        a.shape([p(-0.26, 0), p(-0.46, -0.14), p(-0.41, 0), p(-0.46, 0.14)], mix(c, "#20363c", 0.2))
        a.shape([p(-0.06, -0.11), p(0.06, -0.2), p(0.2, -0.11)], mix(c, "#20363c", 0.3))
        a.oval(*p(0.29, -0.02), 0.014 * n + 1, 0.014 * n + 1, "#20262c")

    for x, y, n, f, c in ((600, 690, 110, 1, "#c9855a"), (700, 664, 96, -1, "#8a9a94"), (520, 716, 120, 1, "#8f9f92"), (640, 752, 140, -1, "#d0794f"),
                          (770, 720, 120, -1, "#97a79b"), (470, 664, 92, 1, "#c98a62")):
        a.oval(x, y + n * 0.16, n * 0.42, n * 0.05, "#f2f8ea", alpha=0.4)
        fish(x, y, n, f, c)
    # Lotus in the near corner.
    for x, y, r in ((70, 690, 74), (190, 756, 96), (40, 790, 90), (310, 800, 80), (230, 680, 50), (1110, 760, 96), (1190, 690, 70), (1010, 806, 70)):
        a.oval(x, y + 5, r, r * 0.3, "#2f6a5f", alpha=0.6)
        a.oval(x, y, r, r * 0.3, ["#9ac07a", "#4f8a55"])
        for k in range(9):
            t = math.tau * k / 9
            a.line([(x, y), (x + r * 0.85 * math.cos(t), y + r * 0.25 * math.sin(t))], 1.4, "#c9de9a", alpha=0.6)
    for x, y, s in ((128, 660, 46), (262, 720, 58), (1152, 704, 52), (60, 742, 40)):
        a.line([(x, y), (x + 3, y + s)], 5, "#5f8a4a")
        for ang, c in ((-165, "#e98aa4"), (-15, "#e98aa4"), (-140, "#f2a5b8"), (-40, "#f2a5b8"), (-115, "#f7c0cc"), (-65, "#f7c0cc"), (-90, "#fbdbe0")):
            a.leaf(x, y + 4, s, ang, s * 0.42, c, -0.12)


@scene
def trong_rung_dau_nguon(a):
    a.sky("#bfd6c4", "#e8e6bf", "#fdeab8", bottom=460)
    a.sun(600, 190, 46)
    for k in range(9):
        ang = math.radians(20 + 17.5 * k)
        a.shape([(600, 190), (600 + 1200 * math.cos(ang), 190 + 1200 * math.sin(ang)),
                 (600 + 1200 * math.cos(ang + 0.11), 190 + 1200 * math.sin(ang + 0.11))], "#fff6d0", alpha=0.17, blur=4)
    a.land(a.ridge(270, 80, 3, 0.5), ["#9fbda6", "#d3d8a8"])
    a.mist(310, 80, "#f7edc2", 0.65)
    a.land(a.ridge(350, 50, 4, 0.3), ["#6f9a7c", "#b3c188"])
    a.mist(385, 60, "#f6ebba", 0.55)
    left = curve([(-20, 300), (160, 330), (340, 420), (520, 500), (620, 540)], 14)
    right = curve([(580, 540), (700, 490), (880, 400), (1060, 340), (1220, 320)], 14)
    a.land(left, ["#7f9a5c", "#66824a"])
    a.land(right, ["#8aa35f", "#6c894e"])
    for pts in (left, right):
        for x, y in pts[::2]:
            for row in range(3):
                a.pine(x + a.rng.uniform(-14, 14), y + 14 + row * 34 + a.rng.uniform(-8, 8), a.rng.uniform(40, 64) + row * 10,
                       mix("#41704f", "#8aa85c", a.rng.random() * 0.45))
    # The stream from the pass.
    bank = [(590, 540), (560, 590), (640, 650), (560, 720), (600, 820)]
    front = curve([(-20, 520), (200, 540), (430, 580), (600, 570), (800, 570), (1000, 530), (1220, 500)], 12)
    a.land(front, ["#c3a564", "#a98552", "#8a6a45"])
    mid = curve(bank, 12)
    a.shape([(x - 8 - (y - 540) * 0.12, y) for x, y in mid] + [(x + 10 + (y - 540) * 0.2, y) for x, y in mid[::-1]], ["#eef2d8", "#a5cfc4", "#6fa8a8"])
    for _ in range(26):
        x, y = a.rng.choice(mid)
        a.oval(x + a.rng.uniform(-5, 10), y, 6 + (y - 540) * 0.06, 1.4, "#fffdf0", alpha=0.6)

    def sapling(x, y, h):
        a.oval(x, y, h * 0.42, h * 0.1, mix("#6b4a34", "#8a6a45", 0.3))
        a.oval(x, y - h * 0.03, h * 0.3, h * 0.06, "#5a3d2c")
        a.line([(x, y), (x + 1, y - h * 0.7)], (h * 0.05, h * 0.03), "#6d5a35")
        for i in range(7):
            a.leaf(x, y - h * (0.3 + 0.07 * i), h * 0.4, -90 + (-1) ** i * (68 - 7 * i), h * 0.15, mix("#6fa04a", "#c9dc6c", a.rng.random() * 0.6), 0.06)

    for row, (y0, h, gap) in enumerate(((600, 32, 74), (648, 46, 104), (712, 64, 146), (786, 86, 196))):
        for i in range(-1, 18):
            x = i * gap + (row % 2) * gap / 2
            y = y0 - 0.00012 * (600 - abs(x - 600)) + a.rng.uniform(-5, 5)
            sx = min(mid, key=lambda p: abs(p[1] - y))[0]
            if abs(x - sx) > 60 + row * 18 and 0 < x < W:
                sapling(x, y, h)

    def planter(x, y, h, shirt, flip, hoe):
        a.oval(x, y, h * 0.3, h * 0.05, "#5f442f", alpha=0.5)
        a.person(x, y, h, shirt, "#33404c", hands=((14 * flip, -50), (26 * flip, -58)), lean=12 * flip, feet=(-10, 10))
        k = h / 100
        if hoe:
            a.line([(x + 18 * k * flip, y - 78 * k), (x + 56 * k * flip, y - 4 * k)], 4.5 * k, "#8a5f38")
            a.shape([(x + 48 * k * flip, y - 9 * k), (x + 62 * k * flip, y - 9 * k), (x + 60 * k * flip, y + 5 * k), (x + 42 * k * flip, y + 2 * k)], "#5f6468")
        else:
            sapling(x + 40 * k * flip, y - 30 * k, 40 * k)

    planter(250, 690, 168, "#b5473c", 1, True)
    planter(420, 640, 130, "#3f6a8c", -1, False)
    planter(830, 664, 150, "#7a4a86", 1, False)
    planter(1020, 716, 178, "#d0883a", -1, True)
    a.basket(140, 760, 110, ["#7fae4f", "#a5c862", "#5f9040"])
    for i in range(5):
        sapling(104 + i * 18, 728 - (i % 2) * 8, 46)


@scene
def duong_qua_dong(a):
    a.sky("#f1b48c", "#f9d7a4", "#fdeccb", bottom=400)
    a.sun(300, 220, 54)
    a.cloud(880, 110, 340, "#fff2da", 0.6)
    a.cloud(560, 70, 220, "#fff2da", 0.5)
    a.land(a.ridge(290, 54, 3, 0.4), ["#b79aa0", "#e4c3a0"])
    a.mist(312, 60, "#fde6bd", 0.7)
    a.land(a.ridge(346, 20, 5), ["#7f8a68", "#b5ad74"])
    for x in range(0, 1200, 36):
        a.tree(x + a.rng.uniform(-12, 12), 384, a.rng.uniform(28, 58), mix("#5f7a4c", "#a9985a", a.rng.random() * 0.5))
    for x, w in ((860, 84), (960, 70), (1050, 90)):
        a.rect(x - w * 0.4, 350, x + w * 0.4, 384, ["#fff0d0", "#e9cfa0"])
        a.shape([(x - w * 0.52, 354), (x - w * 0.3, 326), (x + w * 0.3, 326), (x + w * 0.52, 354)], ["#d2704f", "#a94a3a"])
    a.rect(0, 380, W, H, ["#d9c46a", "#c9b050"])
    # The fields: strips that run to one vanishing point.
    vx, vy = 690, 352
    tones = [("#f0cf6a", "#d9a540"), ("#b9c45c", "#8aa044"), ("#e9bd58", "#c98f38"), ("#9fb854", "#6f9440"), ("#f4db86", "#e0b04c"), ("#cbb45a", "#a08a40")]
    edges = [-3400, -2500, -1900, -1400, -950, -560, -210, 120, 420, 740, 1060, 1420, 1850, 2400, 3100, 4100]
    for i in range(len(edges) - 1):
        x0, x1 = edges[i], edges[i + 1]
        t0, t1 = (384 - vy) / (H + 20 - vy), 1
        q = [(vx + (x0 - vx) * t0, 384), (vx + (x1 - vx) * t0, 384), (vx + (x1 - vx) * t1, H + 20), (vx + (x0 - vx) * t1, H + 20)]
        a.shape(q, list(tones[i % 6]))
        a.line([q[0], q[3]], (1.5, 14), "#7f7a3c")
    for y in (408, 446, 508, 600, 716):
        a.line([(-20, y), (W + 20, y)], (y - 380) * 0.03 + 1.5, "#7f7a3c", alpha=0.8)
    for _ in range(520):
        t = a.rng.random() ** 0.6
        y = 392 + 400 * t
        a.tuft(a.rng.uniform(0, W), y, 5 + 20 * t, a.rng.choice(("#d9a845", "#a8a648", "#8a9a40")), 3)
    # The road, widening towards us.
    mid = curve([(720, 384), (760, 404), (690, 440), (560, 500), (600, 600), (760, 710), (800, 860)], 16)

    def half(y):
        return 3 + 118 * ((y - 380) / 460) ** 1.25

    for extra, paint in ((1.22, ["#9a9850", "#8a7a45"]), (1.0, ["#f1e2c0", "#d9cdb4", "#bcb3a4"])):
        a.shape([(x - half(y) * extra, y) for x, y in mid] + [(x + half(y) * extra, y) for x, y in mid[::-1]], paint)
    for i in range(12, len(mid) - 6, 6):
        (x0, y0), (x1, y1) = mid[i], mid[i + 3]
        a.line([(x0, y0), (x1, y1)], (1 + half(y0) * 0.05, 1 + half(y1) * 0.05), "#fffaf0")
    # Lamp posts, trees at the roadside.
    for i in (70, 54, 42, 33, 26, 20):
        if i >= len(mid):
            continue
        x, y = mid[i]
        k = half(y)
        px = x - k * 1.35
        top = y - k * 4.2 - 20
        a.line([(px, y), (px, top)], (2 + k * 0.07, 1.5 + k * 0.04), "#6d6a66")
        a.line(curve([(px, top), (px + k * 0.3, top - k * 0.25), (px + k * 0.85, top - k * 0.2)]), 1.5 + k * 0.04, "#6d6a66")
        a.oval(px + k * 0.9, top - k * 0.16, 2 + k * 0.13, 1.5 + k * 0.06, "#fff6d0")
    for x, y, h in ((1010, 560, 190), (900, 470, 110), (330, 470, 110), (420, 436, 70), (1120, 690, 330), (200, 560, 170)):
        a.oval(x, y, h * 0.4, h * 0.04, "#7a6a38", alpha=0.45)
        a.tree(x, y, h, "#5f7f48")

    def moto(x, y, k, body, shirt):
        a.oval(x, y + 1, 44 * k, 6 * k, "#7d7466", alpha=0.6)
        for s in (-1, 1):
            a.oval(x + s * 27 * k, y - 11 * k, 12 * k, 12 * k, "#2f3036")
            a.oval(x + s * 27 * k, y - 11 * k, 6 * k, 6 * k, "#b9bcc0")
        a.shape(curve([(x - 36 * k, y - 28 * k), (x - 4 * k, y - 30 * k), (x + 8 * k, y - 18 * k), (x + 22 * k, y - 38 * k), (x + 28 * k, y - 24 * k),
                       (x + 10 * k, y - 9 * k), (x - 20 * k, y - 12 * k)], 6, True), [mix(body, "#ffffff", 0.25), mix(body, "#1c1418", 0.2)])
        a.line([(x + 22 * k, y - 38 * k), (x + 16 * k, y - 48 * k)], 3 * k, "#3a3c42")
        a.line([(x - 8 * k, y - 34 * k), (x + 9 * k, y - 32 * k), (x + 6 * k, y - 14 * k)], 9 * k, "#2f3440")
        a.shape(curve([(x - 18 * k, y - 32 * k), (x - 12 * k, y - 62 * k), (x + 1 * k, y - 64 * k), (x + 3 * k, y - 32 * k)]), [mix(shirt, "#fff0d0", 0.2), shirt])
        a.line([(x - 4 * k, y - 58 * k), (x + 6 * k, y - 46 * k), (x + 17 * k, y - 48 * k)], 6 * k, mix(shirt, "#1d1a22", 0.2))
        a.oval(x - 3 * k, y - 73 * k, 9 * k, 10 * k, SKIN)
        a.shape([(x - 14 * k, y - 73 * k), *[(x - 3 * k + 11 * k * math.cos(t), y - 75 * k - 11 * k * math.sin(t)) for t in
                 [math.pi - math.pi * i / 12 for i in range(13)]], (x + 10 * k, y - 73 * k)], mix(body, "#ffffff", 0.15))

    moto(640, 596, 1.25, "#b5473c", "#3f6a8c")
    moto(600, 484, 0.6, "#3f6a86", "#c9883a")
    a.person(800, 742, 190, "#7a4a86", "#33404c", hands=((-18, -46), (28, -58)))
    a.bicycle(878, 744, 190, "#2f4450")
    a.birds(620, 190, 7, "#86656a")


@scene
def bong_da_san_lang(a):
    a.sky("#9cc9d6", "#d3e4d2", "#fce9bd", bottom=420)
    a.sun(1020, 190, 46)
    a.cloud(300, 110, 320, "#ffffff", 0.7)
    a.cloud(700, 70, 220, "#ffffff", 0.6)
    a.land(a.ridge(270, 60, 3, 0.4), ["#9bbcaa", "#cdd8b0"])
    a.land(a.ridge(335, 26, 4), ["#719a70", "#a3bb7c"])
    for x in (40, 150, 1060, 1170):
        a.bamboo(x, 420, 270, 7)
    for x in (260, 340, 880, 970):
        a.tree(x, 420, a.rng.uniform(120, 180), "#56824f")
    # The crowd along the far line.
    for y, h in ((418, 60), (432, 70)):
        for i in range(36):
            x = i * 34 + a.rng.uniform(-8, 8) + (17 if h == 70 else 0)
            a.person(x, y, h * a.rng.uniform(0.85, 1.1), a.rng.choice(("#b5473c", "#3f6a8c", "#d9983a", "#6d8f4f", "#8a4d7a", "#f2e6c8", "#4f8a86")), "#33353f",
                     hat=a.rng.random() < 0.3, hands=((-18, -96), (18, -98)) if a.rng.random() < 0.22 else ((-15, -44), (15, -44)))
    a.rect(0, 430, W, H, ["#b5c46a", "#9ab558", "#7a9e48"])
    for i in range(6):
        x0, x1 = -700 + i * 440, -700 + i * 440 + 220
        a.shape([(600 + (x0 - 600) * 0.45, 430), (600 + (x1 - 600) * 0.45, 430), (x1, H), (x0, H)], "#c3d07a", alpha=0.35)
    a.line([(-20, 440), (W + 20, 440)], 4, "#fbf6e0")
    a.line([(470, 440), (400, 820)], 6, "#fbf6e0", alpha=0.9)
    for k in range(60):
        t, u = math.tau * k / 60, math.tau * (k + 1) / 60
        a.line([(436 + 170 * math.cos(t), 600 + 62 * math.sin(t)), (436 + 170 * math.cos(u), 600 + 62 * math.sin(u))], 4.5, "#fbf6e0", alpha=0.9)
    for p in ([(1220, 500), (1010, 500), (1080, 690), (1220, 690)],):
        a.line(p, 5, "#fbf6e0", alpha=0.9)
    # The goal.
    for i in range(13):
        t = i / 12
        a.line([(1096 + 8 * t, 400 + 210 * t), (1190 + 10 * t, 380 + 190 * t)], 1.3, "#fffdf4", alpha=0.7)
        a.line([(1096 + 94 * t, 400 - 20 * t), (1104 + 96 * t, 612 - 22 * t)], 1.3, "#fffdf4", alpha=0.7)
    a.line([(1060, 580), (1060, 392), (1136, 426), (1136, 640)], 9, "#fffdf4")
    a.line([(1060, 392), (1160, 372), (1220, 400)], 5, "#fffdf4")

    def player(x, y, h, shirt, pose, flip=1, keeper=False):
        k = h / 100

        def p(px, py):
            return x + px * k * flip, y + py * k
        a.oval(x, y + 2 * k, 30 * k, 5 * k, "#5a7a38", alpha=0.55)
        legs = {"kick": (((-2, -44), (-12, -24), (-22, -2)), ((4, -44), (22, -34), (38, -20))),
                "run": (((-2, -44), (-18, -30), (-32, -24)), ((4, -44), (16, -24), (10, -2))),
                "stand": (((-4, -44), (-12, -24), (-16, -1)), ((4, -44), (12, -24), (16, -1)))}[pose]
        arms = {"kick": (((-9, -72), (-26, -66), (-36, -76)), ((9, -72), (22, -58), (32, -52))),
                "run": (((-9, -72), (-22, -60), (-16, -46)), ((9, -72), (20, -58), (30, -66))),
                "stand": (((-9, -72), (-28, -66), (-42, -76)), ((9, -72), (28, -66), (42, -78)))}[pose]
        for leg in legs:
            a.line([p(*q) for q in leg], (10 * k, 6.5 * k), SKIN)
            a.line([p(*leg[1]), p(*leg[2])], (7.5 * k, 6.5 * k), mix(shirt, "#fff8e0", 0.3))
            a.line([p(leg[0][0], leg[0][1]), p((leg[0][0] + leg[1][0]) / 2, (leg[0][1] + leg[1][1]) / 2)], (13 * k, 12 * k), "#f6f1df" if not keeper else "#2f3a44")
            a.oval(*p(leg[2][0] + 4, leg[2][1]), 7 * k, 3.4 * k, "#2c2b30")
        a.line([p(*q) for q in arms[0]], (7 * k, 5 * k), SKIN)
        a.line([p(*arms[0][0]), p(*arms[0][1])], 8 * k, mix(shirt, "#1d1a22", 0.25))
        a.shape(curve([p(-12, -76), p(2, -79), p(13, -75), p(10, -56), p(9, -42), p(-9, -42), p(-11, -56)], 6, True),
                [mix(shirt, "#fff0d0", 0.2), shirt, mix(shirt, "#1d1a22", 0.2)])
        a.line([p(*q) for q in arms[1]], (7 * k, 5 * k), SKIN)
        a.line([p(*arms[1][0]), p(*arms[1][1])], 8 * k, mix(shirt, "#1d1a22", 0.1))
        a.oval(*p(2, -88), 8 * k, 9 * k, SKIN)
        a.shape([p(-7, -85), *[p(1.5 + 9 * math.cos(t), -89 - 9 * math.sin(t)) for t in [math.pi - math.pi * i / 10 for i in range(10)]], p(7, -93), p(-2, -90)], HAIR)

    red, blue = "#d1493a", "#2f6aa0"
    player(130, 560, 140, blue, "run")
    player(330, 540, 128, red, "run")
    player(820, 530, 124, red, "run")
    player(960, 548, 132, blue, "stand", -1)
    player(1088, 606, 150, "#e9b53c", "stand", -1, True)
    player(230, 700, 210, red, "run")
    player(760, 690, 214, blue, "run", -1)
    player(520, 746, 262, red, "kick")
    bx, by = 712, 470
    for i in range(9):
        t = i / 9
        a.oval(640 + (bx - 640) * t, 688 + (by - 688) * t - 40 * math.sin(math.pi * t) * 0.4, 3 + 9 * t, 3 + 9 * t, "#fffdf0", alpha=0.08 + 0.12 * t)
    a.oval(bx, by, 24, 24, ["#ffffff", "#d9d4c4"])
    for k in range(5):
        t = math.tau * k / 5 - 0.5
        a.oval(bx + 17 * math.cos(t), by + 17 * math.sin(t), 5.5, 5.5, "#35363c")
    a.oval(bx, by, 7, 7, "#35363c")
    for x in range(-10, 1230, 30):
        a.tuft(x, 815, a.rng.uniform(30, 64), "#7a9e48", 7)


@scene
def ben_thuyen_song_bang(a):
    a.sky("#6d5a86", "#c97a7c", "#f2a56c", "#fdd992", bottom=430)
    a.sun(600, 350, 66, "#fff0bd", "#ffc978")
    for x, y, w in ((260, 120, 360), (880, 90, 420), (1040, 190, 260), (150, 220, 240)):
        a.cloud(x, y, w, "#f7b58c", 0.5)
    a.land(a.ridge(330, 90, 3, 0.6), ["#9a6f80", "#dd9a74"], bottom=440)
    a.mist(372, 60, "#fdcf90", 0.5)
    a.land(curve([(-20, 250), (120, 300), (260, 372), (420, 410), (520, 432)], 14), ["#6d4f6a", "#94646a"], bottom=440)
    a.land(curve([(700, 432), (820, 396), (980, 340), (1100, 280), (1220, 250)], 14), ["#64496a", "#8f5f66"], bottom=440)
    for x in range(0, 420, 26):
        a.tree(x + a.rng.uniform(-8, 8), 438, a.rng.uniform(30, 64), "#59435c", light="#b57a68")
    for x, w in ((880, 90), (970, 74), (1060, 96), (1150, 84)):
        a.stilt_house(x, 438, w, roof="#5a3f4c", wall="#8a5a50")
    a.palm(835, 438, 110, leaf="#4a3f55", trunk="#4a3848")
    a.palm(1105, 438, 130, leaf="#4a3f55", trunk="#4a3848")
    a.mirror(438, 400, ["#f4b478", "#b5707a", "#5f4f7c"], 0.42)
    for i in range(34):
        t = i / 33
        a.oval(600 + a.rng.uniform(-22, 22) * (1 + t), 444 + 340 * t, (56 - 18 * t) * a.rng.uniform(0.5, 1.2), 1.6 + 2 * t, "#fff0bd", alpha=0.6 - 0.3 * t)
    a.ripples(450, 790, 90, "#fdd79a", 0.35)

    def moored(x, y, w, hull, cover, f, shirt):
        a.oval(x, y + w * 0.09, w * 0.52, w * 0.035, "#3f3050", alpha=0.5)
        a.boat(x, y, w, hull, cover, True, f, shirt)

    moored(820, 486, 130, "#4a3040", "#a9744f", -1, "#7c3f4a")
    moored(350, 508, 160, "#4a3040", "#b9824f", 1, "#4a4a78")
    moored(960, 592, 250, "#5a3538", "#c98f55", -1, "#9a453c")
    moored(440, 668, 380, "#5f3a33", "#d9a05c", 1, "#35507c")
    a.basket(330, 664, 60, ["#e9a83c", "#d97a3c"])
    # A landing stage of bamboo on the right.
    for x in (1010, 1090, 1170):
        a.rect(x, 690, x + 12, 820, "#3f2c30")
    a.shape([(960, 700), (1220, 680), (1220, 704), (960, 720)], ["#b5825a", "#6d4a40"])
    for i in range(13):
        a.line([(966 + i * 20, 700 - i * 1.5), (966 + i * 20, 718 - i * 1.3)], 2, "#4a3030")
    a.person(1110, 692, 170, "#b5593a", "#2f2a3c", hands=((-26, -62), (15, -44)))
    a.basket(1180, 690, 80, ["#e9c15c", "#f0a04a"])
    for x in (-10, 60, 120, 190):
        a.tuft(x, 824, a.rng.uniform(150, 230), "#5a4a4c", 10)
    a.birds(420, 230, 8, "#5d4460", 11)


@scene
def san_may_deo_ngong(a):
    a.sky("#8fb5c9", "#c9d6d0", "#f7dcc0", "#fdeed6", bottom=520)
    a.sun(400, 250, 48, "#fff6dc", "#ffe2b8")
    layers = (("#b5c4c9", "#e6dcd0", 260, 90, 0.7), ("#94aebb", "#dcd6cc", 330, 80, 0.6), ("#7396a6", "#c9cdc6", 410, 74, 0.5),
              ("#54808e", "#b0c0ba", 490, 66, 0.35), ("#3f6a76", "#92aea8", 566, 50, 0.25))
    for i, (top, low, y, amp, sharp) in enumerate(layers):
        a.land(a.ridge(y, amp, 3 + i * 0.5, sharp), [top, low], bottom=H)
        a.mist(y + 40, 70 + i * 8, "#fdf1e0", 0.78)
        a.mist(y + 66, 46, "#fffaf0", 0.55)
    # A sea of cloud.
    for k, y in enumerate((600, 640, 684)):
        for i in range(17):
            x = i * 80 + a.rng.uniform(-30, 30)
            r = a.rng.uniform(44, 84)
            a.oval(x, y + r * 0.3, r * 1.3, r * 0.62, [mix("#fffdf6", "#f7dcc4", 0.15 * k), mix("#dfe3e2", "#c5d2d6", 0.3 * k)], alpha=0.72, blur=7)
    left = curve([(-20, 500), (110, 520), (230, 580), (360, 650), (470, 720), (540, 820)], 14)
    a.land(left, ["#5d7f5c", "#35584c"])
    for x, y in left[::3]:
        if x < 470:
            a.pine(x + a.rng.uniform(-8, 8), y + 12, a.rng.uniform(90, 190) * (1 - x / 900), mix("#2f5a4c", "#5f8a5c", a.rng.random() * 0.5))
    right = curve([(640, 830), (760, 740), (900, 690), (1060, 668), (1220, 650)], 14)
    a.land(right, ["#7f9a60", "#466a4a"])
    # A lookout with its rail, and people watching.
    a.shape([(760, 706), (1090, 678), (1110, 700), (770, 730)], ["#c9a06a", "#8a6440"])
    for x in range(768, 1100, 46):
        y = 706 - (x - 760) * 0.085
        a.line([(x, y), (x, y - 52)], 6, "#7a5636")
    for x, h, c, hat in ((826, 132, "#c2503a", False), (884, 122, "#e0a03c", True), (960, 136, "#3f5f8c", False), (1030, 100, "#8a4d7a", False)):
        a.person(x, 708 - (x - 760) * 0.085, h, c, "#2f3440", hat=hat, back=True, hands=((-17, -46), (20, -62) if h > 130 else (16, -46)))
    for dy in (52, 30):
        a.line([(762, 706 - dy), (1098, 677 - dy)], 6, "#a97a4c")
    a.stilt_house(1150, 668, 150, roof="#6d4a3c")
    for x in (720, 700, 1096, 1210):
        a.pine(x, 790 if x < 800 else 690, a.rng.uniform(120, 170), "#35604c")
    for x in range(600, 1230, 24):
        a.tuft(x, 822, a.rng.uniform(46, 100), "#6f8f4f", 7)
    for _ in range(40):
        x, y = a.rng.uniform(660, 1190), a.rng.uniform(756, 795)
        a.oval(x, y, 4, 4, a.rng.choice(("#f2c14a", "#e98a9a", "#fff6e0")))
    a.birds(760, 210, 6, "#6d8490", 11)


def fit(im, budget, best, **how):
    """The encoding of the highest quality that fits the budget."""
    for quality in range(best, 20, -2):
        out = io.BytesIO()
        im.save(out, quality=quality, **how)
        if out.tell() <= budget:
            return out.getvalue(), quality
    raise SystemExit(f"does not fit {budget} bytes")


def main():
    parser = argparse.ArgumentParser(description="Draw the pictures of the sample feed.")
    parser.add_argument("names", nargs="*", help="the pictures to draw (all, if none is named)")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "anh")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for name in args.names or SCENES:
        art = Art(name)
        SCENES[name](art)
        im = art.finish()
        room = 1.3 if name in DETAILED else 1
        data, q = fit(im, BUDGET["jpg"] * room, 64, format="JPEG", optimize=True, progressive=True)
        (args.out / f"{name}.jpg").write_bytes(data)
        line = f"{name}: jpg {len(data)} (q{q})"
        for width in (1200, 800, 480):
            small = im if width == W else im.resize((width, width * H // W), Image.Resampling.LANCZOS)
            data, q = fit(small, BUDGET[width] * room, 74, format="WEBP", method=6)
            (args.out / f"{name}-{width}.webp").write_bytes(data)
            line += f", {width} {len(data)} (q{q})"
        print(line)


if __name__ == "__main__":
    main()
