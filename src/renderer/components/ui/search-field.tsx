import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTypedText } from '../../lib/browser/use-typed-text.ts';
import styles from './search-field.module.css';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly clearLabel: string;
  /** The search text of the URL. */
  readonly text: string;
  /** Called after typing has paused for this long. */
  readonly onText: (text: string) => void;
  readonly settleMs: number;
  /** Moves the focus to the list: on Enter, the down arrow, or Escape in an empty field. */
  readonly onLeave: () => void;
};

/** The search field of a list; `/` focuses it. */
export function SearchField({ id, label, hint, clearLabel, text, onText, settleMs, onLeave }: Props) {
  const [typed, type] = useTypedText(text, onText);
  const clear = (): void => {
    type('', 0);
    document.getElementById(id)?.focus(); // the button is removed with the text
  };
  return (
    <TextInput
      id={id}
      className={styles.search ?? ''}
      type="search"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={hint}
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.currentTarget.value, settleMs)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          if (typed !== '') type('', 0);
          else onLeave();
        } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault();
          event.stopPropagation();
          if (typed.trim() !== text) type(typed, 0); // apply at once: the next keys are meant for the results
          onLeave();
        }
      }}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden>
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label={clearLabel} onClick={clear} />
        )
      }
    />
  );
}
