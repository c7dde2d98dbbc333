import { encode } from 'uqr';

/** Light modules around the code, without which a camera does not find it. */
const quiet = 4;

/** A QR code as one path of modules a unit wide, with its light border; `width` is that of the whole. */
export function qrPath(text: string): { readonly d: string; readonly width: number } {
  const { data } = encode(text, { ecc: 'M', border: quiet });
  const d = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { d, width: data.length };
}
