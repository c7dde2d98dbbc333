import type { KeyboardEvent } from 'react';

/** Escape closes a small form, but not what contains it. */
export const onEscape =
  (close: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
