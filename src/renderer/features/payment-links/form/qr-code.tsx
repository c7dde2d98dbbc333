import { useMemo } from 'react';
import { qrPath } from '../../../lib/browser/qr-path.ts';
import styles from './link-panel.module.css';

type Props = { readonly text: string; readonly label: string };

const size = 160;

/** A QR code as one SVG path, without images or inline styles. Black on white in both themes, for cameras. */
export function QrCode({ text, label }: Props) {
  const { d, width } = useMemo(() => qrPath(text), [text]);
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
