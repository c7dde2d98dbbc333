import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import type { PersonAt } from '../../../shared/presence.ts';
import { useFormat } from '../i18n/use-format.tsx';
import hidden from '../ui/hidden.module.css';
import { initialsOf } from './initials.ts';
import styles from './people-here.module.css';
import { usePeopleAt } from './use-presence.ts';

/** The initials of people at an order on other computers, in a row of the list. */
export function PeopleHere({ order }: { readonly order: OrderId }) {
  const people = usePeopleAt(order);
  return people.length === 0 ? null : (
    <span className={styles.people}>
      {people.map((person) => (
        <Person key={person.desk} person={person} />
      ))}
    </span>
  );
}

function Person({ person: { name, doing } }: { readonly person: PersonAt }) {
  const { t } = useTranslation('presence');
  const words = t(doing === 'edits' ? 'rowEdits' : 'rowLooks', { name: name || t('somebody') });
  return (
    <span className={styles.person} data-doing={doing} title={words}>
      {doing === 'edits' && <IconPencil size={10} aria-hidden />}
      <span aria-hidden>{initialsOf(name)}</span>
      <span className={hidden.hidden}>{words}</span>
    </span>
  );
}

/** Who else views the open order. An editor is shown in the editing bar. */
export function LookingHere({ order }: { readonly order: OrderId }) {
  const { t } = useTranslation('presence');
  const { list } = useFormat();
  const people = usePeopleAt(order).filter(({ doing }) => doing === 'looks');
  if (people.length === 0) return null;
  const names = people.map(({ name }) => name || t('somebody'));
  return (
    <div className={styles.looking} role="status">
      <span className={styles.people} aria-hidden>
        {people.map(({ desk, name }) => (
          <span key={desk} className={styles.person}>
            {initialsOf(name)}
          </span>
        ))}
      </span>
      {t('looksHere', { count: people.length, names: list(names) })}
    </div>
  );
}
