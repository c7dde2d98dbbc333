import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './link-panel.module.css';

type Props = { readonly text: string; readonly label: string };

const size = 160;
/** Light modules around the code, without which a camera does not find it. */
const quiet = 4;

/** A QR code as one path: no picture is loaded and no style is written. Black on white in both themes, for cameras. */
export function QrCode({ text, label }: Props) {
  const { d, width } = useMemo(() => pathOf(text), [text]);
  return (
    <svg
      className={styles.code}
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${width} ${width}`}
    >
      <rect width={width} height={width} fill="#fff" />
      <path d={d} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function pathOf(text: string): { readonly d: string; readonly width: number } {
  const { data } = encode(text, { ecc: 'M', border: quiet });
  const d = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { d, width: data.length };
}
