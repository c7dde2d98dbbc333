import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Icons } from '../../../packaging/icons.ts';
import { makeIcons } from '../../../packaging/icons.ts';
import { root } from '../../guarantees/packaging/packing.ts';

let dir: string;
let icons: Icons;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-icons-'));
  icons = makeIcons(join(root, 'resources/icon.svg'), dir);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Width and height of a PNG, which follow its first sixteen bytes. */
function sizeOf(png: Buffer): readonly number[] {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

it('draws a picture of each size that Linux asks for', () => {
  const sizes = readdirSync(icons.pngs).map((name) => {
    const [width, height] = sizeOf(readFileSync(join(icons.pngs, name)));
    expect(name).toBe(`${width}x${height}.png`);
    return width ?? 0;
  });
  expect(sizes.sort((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 128, 256, 512]);
});

it('writes a Windows icon whose pictures are at their stated offsets', () => {
  const ico = readFileSync(icons.ico);
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
  const pictures = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index;
    const [bytes, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
    expect(sizeOf(ico.subarray(offset, offset + bytes))).toEqual(Array(2).fill(ico.readUInt8(at) || 256));
    return ico.readUInt8(at) || 256;
  });
  expect(pictures).toEqual([16, 24, 32, 48, 64, 128, 256]);
});

it('writes a macOS icon whose pictures match their types', () => {
  const icns = readFileSync(icons.icns);
  expect(icns.subarray(0, 4).toString()).toBe('icns');
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const found: string[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const [width] = sizeOf(icns.subarray(at + 8));
    found.push(`${icns.subarray(at, at + 4).toString()} ${width}`);
  }
  expect(found).toEqual(
    expect.arrayContaining(['icp4 16', 'ic07 128', 'ic08 256', 'ic09 512', 'ic10 1024', 'ic14 512']),
  );
});
