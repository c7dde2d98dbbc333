import type { ReactNode } from 'react';
import styles from './insights.module.css';
import { TableFrame } from './table-frame.tsx';

type Row = {
  readonly key: string;
  readonly name: ReactNode;
  /** What the bar is as long as; nothing is drawn below it. */
  readonly value: number;
  readonly cells: readonly ReactNode[];
};
type Props = {
  readonly caption: string;
  /** Of the name, then of the cells. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** May be long: it scrolls by itself. */
  readonly tall?: boolean;
};

/** Bars with their numbers beside them: one table, so that what is drawn is what is told. */
export function BarTable({ caption, columns, rows, tall = false }: Props) {
  const longest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <TableFrame name={caption} tall={tall}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, value, cells }) => (
            <tr key={key}>
              <th scope="row">
                <span className={styles.barName}>{name}</span>
                <span className={styles.track} aria-hidden>
                  <span
                    className={styles.bar}
                    style={{ width: `${(Math.max(0, value) / longest) * 100}%` }}
                  />
                </span>
              </th>
              {cells.map((cell, at) => (
                <td key={columns[at + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
