import type { Icon } from '@tabler/icons-react';
import styles from './mark.module.css';

export type Tone = 'plain' | 'live' | 'good' | 'warn' | 'bad';
type Props = { readonly tone: Tone; readonly icon: Icon; readonly word: string };

/** A state as icon, word and colour, so that none of them has to tell it alone. */
export const Mark = ({ tone, icon: Picture, word }: Props) => (
  <span className={styles.mark} data-tone={tone}>
    <Picture size={14} aria-hidden />
    {word}
  </span>
);
