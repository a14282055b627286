"""Series as one SVG: a panel each, both axes logarithmic, a line for each program."""
import math
from html import escape

WIDTH, HEIGHT, PANEL = 360, 240, (56, 34, 280, 150)  # a cell; x, y, width and height of its panel
COLOURS = ["#0b6e99", "#b35900", "#5a7d00", "#7a3e9d"]


def svg(panels):
    """`panels` are (title, words for x, words for y, {name: [(x, y)]})."""
    rows = math.ceil(len(panels) / 2)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {rows * HEIGHT}" font-family="sans-serif" font-size="11">',
        f'<rect width="{2 * WIDTH}" height="{rows * HEIGHT}" fill="#fff"/>',
    ]
    for number, panel in enumerate(panels):
        out.append(f'<g transform="translate({number % 2 * WIDTH},{number // 2 * HEIGHT})">')
        out += _panel(*panel)
        out.append("</g>")
    return "\n".join(out + ["</svg>", ""])


def _panel(title, x_words, y_words, series):
    x, y, width, height = PANEL
    points = [point for line in series.values() for point in line]
    low_x, high_x = _decades([p[0] for p in points])
    low_y, high_y = _decades([p[1] for p in points])

    def place(px, py):
        return (
            x + (math.log10(px) - low_x) / (high_x - low_x) * width,
            y + height - (math.log10(max(py, 10**low_y)) - low_y) / (high_y - low_y) * height,
        )

    out = [
        f'<text x="{x}" y="16" font-weight="bold">{escape(title)}</text>',
        f'<text x="{x}" y="{y - 5}" fill="#555">{escape(y_words)}</text>',
        f'<text x="{x + width}" y="{y + height + 30}" text-anchor="end" fill="#555">{escape(x_words)}</text>',
    ]
    for power in range(low_y, high_y + 1):
        at = place(10**low_x, 10**power)[1]
        out.append(f'<path d="M{x} {at:.1f}h{width}" stroke="#ddd"/>')
        out.append(f'<text x="{x - 4}" y="{at + 4:.1f}" text-anchor="end" fill="#555">{_short(10**power)}</text>')
    for power in range(low_x, high_x + 1):
        at = place(10**power, 10**low_y)[0]
        out.append(f'<text x="{at:.1f}" y="{y + height + 15}" text-anchor="middle" fill="#555">{_short(10**power)}</text>')
    for number, (name, line) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        places = [place(*point) for point in line]
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in places)}"/>')
        out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in places]
        out.append(f'<text x="{x + 8}" y="{y + 14 + 14 * number}" fill="{colour}">{escape(name)}</text>')
    return out


def _decades(values):
    low = math.floor(math.log10(max(min(values), 1e-3)))
    high = math.ceil(math.log10(max(max(values), 1e-3)))
    return low, max(high, low + 1)


def _short(value):
    for size, word in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{word}"
    return f"{value:g}"
