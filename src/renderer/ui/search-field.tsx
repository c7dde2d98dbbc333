import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import styles from './search-field.module.css';
import { useTypedText } from './use-typed-text.ts';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly clearLabel: string;
  /** As the address has it. */
  readonly text: string;
  /** Called once typing has paused for so long. */
  readonly onText: (text: string) => void;
  readonly settleMs: number;
  /** The list is gone to: by Enter, the arrow, or Escape in an empty field. */
  readonly onLeave: () => void;
};

/** What a list is searched by; `/` leads here. */
export function SearchField({ id, label, hint, clearLabel, text, onText, settleMs, onLeave }: Props) {
  const [typed, type] = useTypedText(text, onText);
  const clear = (): void => {
    type('', 0);
    document.getElementById(id)?.focus(); // the button goes with the text
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
          if (typed.trim() !== text) type(typed, 0); // the next keys are meant for what it finds
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
