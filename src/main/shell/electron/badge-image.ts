/** Twice the 16 points in which Windows draws an overlay. */
export const badgeSize = { width: 32, height: 32, scaleFactor: 2 };

/** The rows of each digit, three pixels a row from the highest bit. */
const digitRows: readonly (readonly number[])[] = [
  [7, 5, 5, 5, 7],
  [2, 6, 2, 2, 7],
  [7, 1, 7, 4, 7],
  [7, 1, 3, 1, 7],
  [5, 5, 7, 1, 1],
  [7, 4, 7, 1, 7],
  [7, 4, 7, 5, 7],
  [7, 1, 2, 2, 2],
  [7, 5, 7, 5, 7],
  [7, 5, 7, 1, 7],
];
const mostShown = 99;
const red = { r: 201, g: 42, b: 42 };

/** A count in white on a red disc, as BGRA pixels: Windows shows no number on a taskbar button. */
export function badgePixels(count: number): Buffer {
  const { width, height } = badgeSize;
  const glyphs = Array.from(String(Math.min(count, mostShown)), (digit) => digitRows[Number(digit)] ?? []);
  const zoom = glyphs.length === 1 ? 4 : 3;
  const left = Math.round((width - (glyphs.length * 4 - 1) * zoom) / 2);
  const top = Math.round((height - 5 * zoom) / 2);
  const isInk = (x: number, y: number): boolean => {
    const column = Math.floor((x - left) / zoom);
    const row = Math.floor((y - top) / zoom);
    if (column < 0 || column % 4 === 3) return false;
    return (((glyphs[Math.floor(column / 4)]?.[row] ?? 0) >> (2 - (column % 4))) & 1) === 1;
  };
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const distance = Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2);
      const cover = Math.min(1, Math.max(0, width / 2 - distance));
      const { r, g, b } = isInk(x, y) ? { r: 255, g: 255, b: 255 } : red;
      // Electron expects colours premultiplied by alpha
      pixels.set(
        [b, g, r, 255].map((value) => Math.round(value * cover)),
        (y * width + x) * 4,
      );
    }
  }
  return pixels;
}
