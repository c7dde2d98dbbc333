import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

/** Where each system's icon lies, as electron-builder wants to be told. */
export type Icons = { readonly ico: string; readonly icns: string; readonly pngs: string };

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** By Apple's four letters; those of two densities are there twice, as `iconutil` writes them. */
const appleTypes: readonly (readonly [type: string, size: number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['icp6', 64],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

/** Draws the bell in every size a system asks for. They are made at packing: the repository has the drawing alone. */
export function makeIcons(drawing: string, folder: string): Icons {
  const svg = readFileSync(drawing, 'utf8');
  const pngs = join(folder, 'png');
  mkdirSync(pngs, { recursive: true });
  for (const size of linuxSizes) writeFileSync(join(pngs, `${size}x${size}.png`), draw(svg, size));
  const ico = join(folder, 'icon.ico');
  writeFileSync(ico, icoOf(windowsSizes.map((size) => ({ size, png: draw(svg, size) }))));
  const icns = join(folder, 'icon.icns');
  const tile = onTile(svg);
  writeFileSync(icns, icnsOf(appleTypes.map(([type, size]) => ({ type, png: draw(tile, size) }))));
  return { ico, icns, pngs };
}

const draw = (svg: string, size: number): Buffer =>
  Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng());

/** macOS draws no icon's background: on a light tile of Apple's size the bell stands as other apps' icons do. */
const onTile = (svg: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">
  <rect x="100" y="100" width="824" height="824" rx="185" fill="#fffaf0"/>
  <svg x="252" y="242" width="520" height="520" viewBox="0 0 64 64">${svg.replace(/^.*?<svg[^>]*>|<\/svg>\s*$/gs, '')}</svg>
</svg>`;

/** An icon file of Windows whose pictures are PNGs, which Windows reads since Vista. */
export function icoOf(pictures: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size === 256 ? 0 : size, at);
    head.writeUInt8(size === 256 ? 0 : size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** An icon file of macOS: a length and a type before each picture. */
export function icnsOf(pictures: readonly { readonly type: string; readonly png: Buffer }[]): Buffer {
  const parts = pictures.map(({ type, png }) => Buffer.concat([headOf(type, png.length), png]));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([headOf('icns', length), ...parts]);
}

function headOf(type: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'ascii');
  head.writeUInt32BE(length + 8, 4);
  return head;
}
