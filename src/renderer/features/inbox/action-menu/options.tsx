import { IconCheck } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './action-menu.module.css';

type OptionProps = {
  readonly words: string;
  readonly aside?: string;
  /** The current state: true for all orders, or for some. */
  readonly isOn?: boolean | 'some';
  readonly onPick: () => void;
  readonly autoFocus?: boolean;
};

export function Option({ words, aside, isOn, onPick, autoFocus = false }: OptionProps) {
  return (
    <button
      type="button"
      className={styles.option}
      {...(autoFocus && { 'data-autofocus': true })}
      {...(isOn !== undefined && { 'aria-pressed': isOn === 'some' ? ('mixed' as const) : isOn })}
      onClick={onPick}
    >
      <span className={styles.tick} aria-hidden>
        {isOn === true && <IconCheck size={14} />}
        {isOn === 'some' && '–'}
      </span>
      <span className={styles.words}>{words}</span>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </button>
  );
}

/** A column of buttons with arrow-key navigation. */
export function Options({ children }: { readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move the focus between the buttons in it
    <div className={styles.options} onKeyDown={(event) => step(event, event.currentTarget)}>
      {children}
    </div>
  );
}

/** Moves the focus among the buttons of an element by arrows, Home and End. */
export function step(event: KeyboardEvent, part: HTMLElement): void {
  const buttons: readonly Element[] = [...part.querySelectorAll('button')];
  const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
  const to = {
    ArrowDown: Math.min(at + 1, buttons.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    Home: 0,
    End: buttons.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const button = buttons[to];
  if (button instanceof HTMLElement) button.focus();
}
