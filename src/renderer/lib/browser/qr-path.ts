import { encode } from 'uqr';

/** The quiet zone in modules; without it a camera does not find the code. */
const quiet = 4;

/** A QR code as one SVG path, one unit per module, including the quiet zone; `width` is the total width. */
export function qrPath(text: string): { readonly d: string; readonly width: number } {
  const { data } = encode(text, { ecc: 'M', border: quiet });
  const d = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { d, width: data.length };
}
