import type { FieldChange } from '../../../shared/form-merge.ts';
import styles from './field-changes.module.css';
import { useChangeWords } from './use-change-words.ts';

type Props = {
  readonly changes: readonly FieldChange[];
  /** The outcome of a change. */
  readonly fate: (change: FieldChange, words: (text: string) => string) => string;
  readonly isWarned: (change: FieldChange) => boolean;
};

/** Who changed which field, from what to what. */
export function FieldChanges({ changes, fate, isWarned }: Props) {
  const { nameOf, wordsOf } = useChangeWords();
  return (
    <ul className={styles.changes}>
      {changes.map((change) => {
        const { field, by, before, after } = change;
        const words = (text: string): string => wordsOf(field, text);
        return (
          <li key={field}>
            <span className={styles.field}>{nameOf(change)}</span>
            <span className={styles.values}>
              {by !== '' && <span className={styles.by}>{by}: </span>}
              <del>{words(before)}</del> → {words(after)}
              <span className={styles.fate} data-warned={isWarned(change)}>
                {fate(change, words)}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
