import { useState } from 'react';
import type { DraftId } from '../../../../shared/ids.ts';
import type { LinkField } from '../../../components/customer/saved-note.ts';
import { createKeptNote, linkTextName } from '../../../components/customer/saved-note.ts';

/**
 * The text that a manager typed instead of the suggestion, kept in this window until it is sent; null if nothing was typed.
 */
export function useTyped(id: DraftId, field: LinkField) {
  const [kept] = useState(() => createKeptNote(window.sessionStorage, linkTextName(id, field)));
  const [typed, setTyped] = useState<string | null>(() => kept.read() || null);
  return {
    typed,
    type(text: string | null): void {
      kept.write(text ?? '');
      setTyped(text);
    },
    /** Deletes the stored text after it was sent; it stays on screen. */
    sent: (): void => kept.write(''),
  };
}
