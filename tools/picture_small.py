"""Makes screenshots small: as few colours as they need, compressed as far as it goes.

Usage: picture_small.py PICTURE.png…
"""

import sys

from PIL import Image

COLOURS = 192


def main() -> None:
    for path in sys.argv[1:]:
        with Image.open(path) as picture:
            small = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        small.save(path, optimize=True)


if __name__ == "__main__":
    main()
