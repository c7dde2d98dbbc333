import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signatureLength = 8;
const mostColours = 256;
/** The squared distance over red, green and blue. */
const alike = 250;

/** The same picture with a palette of its 256 most frequent colours, in a third of the bytes. */
export function packPng(png: Buffer): Buffer {
  const chunks = [...chunksOf(png)];
  const head = chunks.find(({ type }) => type === 'IHDR')?.body;
  if (!head) throw new Error('this is no PNG');
  const [width, height, depth, kind] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9]];
  if (depth !== 8 || (kind !== 2 && kind !== 6)) throw new Error('not a picture as a browser takes it');
  const data = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ body }) => body)),
  );
  const colours = coloursOf(data, width, height, kind === 6 ? 4 : 3);
  const palette = mostFrequent(colours);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1)); // each row begins with its filter: none
  for (let at = 0; at < colours.length; at += 1) {
    rows[at + Math.floor(at / width) + 1] = indexOf(colours[at] ?? 0);
  }
  const newHead = Buffer.from(head);
  newHead[9] = 3;
  return Buffer.concat([
    png.subarray(0, signatureLength),
    chunkOf('IHDR', newHead),
    chunkOf('PLTE', Buffer.from(palette.flatMap(partsOf))),
    chunkOf('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunkOf('IEND', Buffer.alloc(0)),
  ]);
}

/** Every pixel as 0xRRGGBB, row by row. */
function coloursOf(data: Buffer, width: number, height: number, bytes: number): Uint32Array {
  const stride = width * bytes;
  const colours = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const row = Buffer.from(data.subarray(start + 1, start + 1 + stride));
    unfilter(row, above, data[start] ?? 0, bytes);
    for (let x = 0; x < width; x += 1) colours[y * width + x] = row.readUIntBE(x * bytes, 3);
    above = row;
  }
  return colours;
}

function unfilter(row: Buffer, above: Buffer, filter: number, bytes: number): void {
  for (let at = 0; at < row.length; at += 1) {
    const left = at < bytes ? 0 : (row[at - bytes] ?? 0);
    const up = above[at] ?? 0;
    const corner = at < bytes ? 0 : (above[at - bytes] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    row[at] = ((row[at] ?? 0) + guess) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const near = left + up - corner;
  const [a, b, c] = [Math.abs(near - left), Math.abs(near - up), Math.abs(near - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The most frequent of similar shades, so that the palette has room for rare colours. */
function mostFrequent(colours: Uint32Array): readonly number[] {
  const times = new Map<number, number>();
  for (const colour of colours) times.set(colour, (times.get(colour) ?? 0) + 1);
  const palette: number[] = [];
  for (const [colour] of [...times].toSorted(([, a], [, b]) => b - a)) {
    if (palette.length === mostColours) break;
    if (palette.length < 48 || palette.every((other) => distance(partsOf(other), partsOf(colour)) > alike)) {
      palette.push(colour);
    }
  }
  return palette;
}

const distance = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, part, index) => sum + (part - (other[index] ?? 0)) ** 2, 0);

const partsOf = (colour: number): readonly number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]));
  const parts = palette.map(partsOf);
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const own = partsOf(colour);
    const far = parts.map((other) => distance(own, other));
    const nearest = far.indexOf(Math.min(...far));
    known.set(colour, nearest);
    return nearest;
  };
}

function* chunksOf(png: Buffer): Generator<{ readonly type: string; readonly body: Buffer }> {
  for (let at = signatureLength; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function chunkOf(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
