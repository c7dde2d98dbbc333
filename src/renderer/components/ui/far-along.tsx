import { Progress } from '@mantine/core';
import styles from './far-along.module.css';

type Props = { readonly words: string; readonly done: number; readonly total: number };

/** The progress of a long operation, in words with numbers. */
export function FarAlong({ words, done, total }: Props) {
  return (
    <div className={styles.farAlong}>
      <p>{words}</p>
      <Progress value={total === 0 ? 100 : (100 * done) / total} size="sm" aria-label={words} />
    </div>
  );
}
