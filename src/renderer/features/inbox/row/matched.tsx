import type { Stretch } from '../state/highlight.ts';
import styles from './matched.module.css';

/** A text with the search matches highlighted. */
export const Matched = ({ parts }: { readonly parts: readonly Stretch[] }) => (
  <>
    {parts.map(({ text, isMatch }, index) =>
      isMatch ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, which are all made anew together
        <mark key={index} className={styles.match}>
          {text}
        </mark>
      ) : (
        text
      ),
    )}
  </>
);
