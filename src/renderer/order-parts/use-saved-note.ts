import { useCallback, useMemo } from 'react';
import { useStores } from '../state/context.tsx';
import { createKeptNote, hasNotes } from './saved-note.ts';

/** @returns what tells whether notes wait in this window: a restart would lose them, whoever is looked at by then */
export function useTellNotes(): () => void {
  const { app, working } = useStores();
  return useCallback(() => {
    const now = app.getState();
    if (now.state === 'ready') working.set('notes', hasNotes(window.sessionStorage, now.app.mode));
  }, [app, working]);
}

/** The note that is kept under a name. While one is, on screen or not, nobody is asked to restart. */
export function useSavedNote(name: string) {
  const tell = useTellNotes();
  return useMemo(() => {
    const kept = createKeptNote(window.sessionStorage, name);
    return {
      ...kept,
      write(text: string): void {
        kept.write(text);
        tell();
      },
    };
  }, [name, tell]);
}
