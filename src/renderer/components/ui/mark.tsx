import type { Icon } from '@tabler/icons-react';
import styles from './mark.module.css';

export type Tone = 'plain' | 'live' | 'good' | 'warn' | 'bad';
type Props = {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly word: string;
  /** With a background; without one it looks like a word in a line of text. */
  readonly tag?: boolean;
};

/** A state as icon, word and colour, so that no one of them carries the meaning alone. */
export const Mark = ({ tone, icon: Picture, word, tag = true }: Props) => (
  <span className={styles.mark} data-tone={tone} data-tag={tag}>
    <Picture size={14} aria-hidden />
    <span className={styles.word}>{word}</span>
  </span>
);
