import { initialsOf } from '../../../components/people/initials.ts';
import hidden from '../../../components/ui/hidden.module.css';
import styles from './assignee.module.css';

/** The assignee: initials on screen, the name on hover and for screen readers. */
export const Whose = ({ name }: { readonly name: string }) => (
  <span className={styles.whose} title={name}>
    <span aria-hidden>{initialsOf(name)}</span>
    <span className={hidden.hidden}>{name}</span>
  </span>
);

const shown = 2;

/** The tags that managers set; those that do not fit are counted, and read out. */
export function Tags({ tags }: { readonly tags: readonly string[] }) {
  const others = tags.slice(shown);
  return (
    <>
      {tags.slice(0, shown).map((tag) => (
        <span key={tag} className={styles.tag} title={tag}>
          {tag}
        </span>
      ))}
      {others.length > 0 && (
        <span className={styles.more} title={others.join(', ')}>
          <span aria-hidden>+{others.length}</span>
          <span className={hidden.hidden}>{others.join(', ')}</span>
        </span>
      )}
    </>
  );
}
