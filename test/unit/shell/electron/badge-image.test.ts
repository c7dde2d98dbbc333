import { expect, it } from 'vitest';
import { badgePixels, badgeSize } from '../../../../src/main/shell/electron/badge-image.ts';

const pixelAt = (pixels: Buffer, x: number, y: number): readonly number[] => [
  ...pixels.subarray((y * badgeSize.width + x) * 4, (y * badgeSize.width + x) * 4 + 4),
];

it('draws each count up to 99 as another picture, and no more', () => {
  const all = new Set(Array.from({ length: 99 }, (_, index) => badgePixels(index + 1).toString('base64')));
  expect(all.size).toBe(99);
  expect(badgePixels(100)).toEqual(badgePixels(99));
});

it('draws white on a red disc with clear corners', () => {
  const one = badgePixels(1);
  expect(one).toHaveLength(badgeSize.width * badgeSize.height * 4);
  expect(pixelAt(one, 0, 0)).toEqual([0, 0, 0, 0]);
  expect(pixelAt(one, 16, 4)).toEqual([42, 42, 201, 255]);
  expect(pixelAt(one, 16, 16)).toEqual([255, 255, 255, 255]);
});

it('keeps the digits inside the picture', () => {
  for (const count of [8, 88]) {
    const pixels = badgePixels(count);
    const white = Array.from(
      { length: 32 * 32 },
      (_, index) => [index % 32, Math.floor(index / 32)] as const,
    ).filter(([x, y]) => pixelAt(pixels, x, y).every((value) => value === 255));
    const columns = white.map(([x]) => x);
    const [left, right] = [Math.min(...columns), 31 - Math.max(...columns)];
    // an odd width is one pixel off the middle
    expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
    expect(Math.min(left, right)).toBeGreaterThan(3);
  }
});
