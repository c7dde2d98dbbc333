import type { KeyboardEvent } from 'react';

/** A small form is closed by Escape, which then closes nothing that it stands in. */
export const onEscape =
  (close: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
