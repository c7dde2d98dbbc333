import type { ReactNode } from 'react';
import styles from './drawing.module.css';
import { usePointing } from './pointing.ts';

type At = { readonly x: number; readonly y: number };

/** A line drawing of a page of a service, with a text for screen readers. */
export const Drawing = ({ text, children }: { readonly text: string; readonly children: ReactNode }) => (
  <svg className={styles.drawing} viewBox="2 2 316 176" role="img" aria-label={text}>
    {children}
  </svg>
);

/** A browser window: the URL, then the content below it. */
export const Browser = ({
  address,
  children,
}: {
  readonly address: string;
  readonly children: ReactNode;
}) => (
  <>
    <rect className={styles.pane} x={10.5} y={10.5} width={299} height={159} rx={5} />
    <rect className={styles.bar} x={11} y={11} width={298} height={18} rx={5} />
    <circle className={styles.blank} cx={21} cy={20} r={2.5} />
    <circle className={styles.blank} cx={30} cy={20} r={2.5} />
    <circle className={styles.blank} cx={39} cy={20} r={2.5} />
    <Words x={52} y={23.5} tone="faint">
      {address}
    </Words>
    {children}
  </>
);

/** The navigation at the left; `here` is the open entry. */
export const Menu = ({ places, here }: { readonly places: readonly string[]; readonly here: string }) => (
  <>
    <line className={styles.rule} x1={94.5} y1={29} x2={94.5} y2={169} />
    {places.map((place, index) => (
      <g key={place}>
        {place === here && (
          <rect className={styles.bar} x={15} y={36 + index * 22} width={74} height={18} rx={3} />
        )}
        <Words x={21} y={48.5 + index * 22} tone={place === here ? 'strong' : 'plain'}>
          {place}
        </Words>
      </g>
    ))}
  </>
);

type WordsProps = At & {
  readonly tone?: 'plain' | 'strong' | 'faint';
  readonly anchor?: 'start' | 'middle';
  readonly children: string;
};

const tones = { plain: '', strong: styles.strong, faint: styles.faint };

/** Text in the service's own words. */
export const Words = ({ x, y, tone = 'plain', anchor = 'start', children }: WordsProps) => (
  <text className={`${styles.text} ${tones[tone]}`} x={x} y={y} textAnchor={anchor}>
    {children}
  </text>
);

/** A placeholder for irrelevant text. */
export const Blank = ({ x, y, width }: At & { readonly width: number }) => (
  <rect className={styles.blank} x={x} y={y} width={width} height={4} rx={2} />
);

type PressProps = At & { readonly width: number; readonly caption: string; readonly filled?: boolean };

export const Press = ({ x, y, width, caption, filled = false }: PressProps) => (
  <>
    <rect className={filled ? styles.filled : styles.control} x={x} y={y} width={width} height={20} rx={4} />
    <text
      className={filled ? styles.onFilled : styles.text}
      x={x + width / 2}
      y={y + 13.5}
      textAnchor="middle"
    >
      {caption}
    </text>
  </>
);

type FieldProps = At & { readonly width: number; readonly label: string; readonly value?: string };

export const Field = ({ x, y, width, label, value = '' }: FieldProps) => (
  <>
    <Words x={x} y={y + 8}>
      {label}
    </Words>
    <rect className={styles.control} x={x} y={y + 12} width={width} height={18} rx={3} />
    <Words x={x + 6} y={y + 24.5} tone="strong">
      {value}
    </Words>
  </>
);

/** Two sheets, the usual copy icon. */
export const Sheets = ({ x, y }: At) => (
  <>
    <rect className={styles.pen} x={x + 3} y={y} width={8} height={9} rx={1.5} />
    <rect className={styles.pen} x={x} y={y + 3} width={8} height={9} rx={1.5} />
  </>
);

type SpotProps = At & {
  /** The number of the click. */
  readonly n: number;
  readonly width: number;
  readonly height: number;
  readonly children?: ReactNode;
};

/** A click target with its number at the corner; it is highlighted while the click is pointed at. */
export function Spot({ n, x, y, width, height, children }: SpotProps) {
  const { at, hover } = usePointing();
  return (
    <g
      className={styles.place}
      data-click={n}
      data-active={at === n}
      onPointerEnter={() => hover(n)}
      onPointerLeave={() => hover(null)}
    >
      <rect className={styles.spot} x={x} y={y} width={width} height={height} rx={5} />
      {children}
      <circle className={styles.dot} cx={x} cy={y} r={8.5} />
      <text className={styles.number} x={x} y={y + 4} textAnchor="middle">
        {n}
      </text>
    </g>
  );
}
