import type { Icon } from '@tabler/icons-react';
import styles from './mark.module.css';

export type Tone = 'plain' | 'live' | 'good' | 'warn' | 'bad';
type Props = {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly word: string;
  /** On a ground of its own; without, it stands in a line of text as another word. */
  readonly tag?: boolean;
};

/** A state as icon, word and colour, so that none of them has to tell it alone. */
export const Mark = ({ tone, icon: Picture, word, tag = true }: Props) => (
  <span className={styles.mark} data-tone={tone} data-tag={tag}>
    <Picture size={14} aria-hidden />
    <span className={styles.word}>{word}</span>
  </span>
);
