import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useStores } from '../../state/context.tsx';
import type { ManagerLine } from './managers.ts';
import { emptyLine, printManagers, readManagers } from './managers.ts';
import styles from './setup.module.css';

type Props = {
  readonly text: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
};

/** The recipients of new orders: a name for this app, and an address on at least one channel. */
export function ManagersField({ text, error, onChange }: Props) {
  const { t } = useTranslation('setup');
  const people = useStore(useStores().people);
  const [lines, setLines] = useState(() => readManagers(text));
  const [wanted, setWanted] = useState('');
  // a save or another window may have changed the setting of an unchanged form
  const read = readManagers(text);
  const shown = printManagers(lines) === printManagers(read) ? lines : read;

  function change(next: readonly ManagerLine[]): void {
    setLines(next);
    onChange(printManagers(next));
  }
  const set = (index: number, part: Partial<ManagerLine>): void =>
    change(shown.map((line, at) => (at === index ? { ...line, ...part } : line)));

  const isShared = ({ subscriberId }: ManagerLine): boolean =>
    subscriberId !== '' && shown.filter((line) => line.subscriberId === subscriberId).length > 1;

  const hasOther = ({ email, telegram }: ManagerLine): boolean => email !== '' || telegram !== '';

  const known = people.state === 'ready' ? people.value : [];
  const others = known.filter((person) => !shown.some((line) => line.subscriberId === person.subscriberId));
  return (
    <fieldset className={styles.managers}>
      <legend>{t('field_MANAGERS')}</legend>
      <p className={styles.note}>{t('hint_MANAGERS')}</p>
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name of its own until it is typed
        <div key={index} className={styles.manager}>
          <TextInput
            aria-label={t('managerName', { nth: index + 1 })}
            placeholder={t('managerNameHint')}
            value={line.name}
            maxLength={60}
            onChange={({ currentTarget }) => set(index, { name: currentTarget.value })}
          />
          <TextInput
            aria-label={t('managerId', { nth: index + 1 })}
            placeholder={t('managerIdHint')}
            inputMode="numeric"
            value={line.subscriberId}
            error={
              error !== null && (isShared(line) || (!/^\d+$/.test(line.subscriberId) && !hasOther(line)))
            }
            onChange={({ currentTarget }) =>
              set(index, { subscriberId: currentTarget.value.replace(/[^\d]/g, '') })
            }
          />
          <TextInput
            aria-label={t('managerEmail', { nth: index + 1 })}
            placeholder={t('managerEmailHint')}
            inputMode="email"
            value={line.email}
            error={error !== null && line.email !== '' && !/^[^@\s]+@[^@\s]+$/.test(line.email)}
            onChange={({ currentTarget }) => set(index, { email: currentTarget.value })}
          />
          <TextInput
            aria-label={t('managerTelegram', { nth: index + 1 })}
            placeholder={t('managerTelegramHint')}
            inputMode="numeric"
            value={line.telegram}
            error={error !== null && line.telegram !== '' && !/^-?\d+$/.test(line.telegram)}
            onChange={({ currentTarget }) =>
              set(index, { telegram: currentTarget.value.replace(/[^\d-]/g, '') })
            }
          />
          <ActionIcon
            aria-label={t('managerRemove', { name: line.name || String(index + 1) })}
            onClick={() => change(shown.filter((_, at) => at !== index))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <div className={styles.buttons}>
        {others.length > 0 && (
          <Select
            aria-label={t('managerFromChats')}
            placeholder={t('managerFromChats')}
            searchable
            value={null}
            searchValue={wanted}
            onSearchChange={setWanted}
            data={others.map(({ subscriberId, name }) => ({
              value: subscriberId,
              label: name || subscriberId,
            }))}
            onChange={(id) => {
              const person = others.find(({ subscriberId }) => subscriberId === id);
              setWanted('');
              if (person) {
                change([...shown, { ...emptyLine, name: person.name, subscriberId: person.subscriberId }]);
              }
            }}
          />
        )}
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => setLines([...shown, emptyLine])}
        >
          {t('managerAdd')}
        </Button>
      </div>
    </fieldset>
  );
}
