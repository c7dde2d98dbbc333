import { Kbd } from '@mantine/core';
import styles from './printed-keys.module.css';

type Props = {
  readonly keys: readonly string[];
  /** The separator of two keys that are pressed in sequence. */
  readonly between: string;
};

/** The keys of a command as they are printed on a keyboard. */
export function PrintedKeys({ keys, between }: Props) {
  return (
    <span className={styles.keys}>
      {keys.map((key) => {
        const [first = '', second] = key.split(' ');
        return (
          <span key={key} className={styles.key}>
            <Kbd size="xs">{printKey(first)}</Kbd>
            {second !== undefined && (
              <>
                <span className={styles.between}>{between}</span>
                <Kbd size="xs">{printKey(second)}</Kbd>
              </>
            )}
          </span>
        );
      })}
    </span>
  );
}

const printed: Readonly<Record<string, string>> = {
  arrowdown: '↓',
  arrowup: '↑',
  enter: 'Enter',
  escape: 'Esc',
  mod: navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl',
  shift: 'Shift',
};

const printKey = (key: string): string =>
  key
    .split('+')
    .map((part) => printed[part] ?? part.toUpperCase())
    .join(' ');
