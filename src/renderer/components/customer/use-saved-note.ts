import { useCallback, useMemo } from 'react';
import { useStores } from '../../state/context.tsx';
import { createKeptNote, hasNotes } from './saved-note.ts';

/** @returns a function that reports whether this window has unsaved notes, which a restart would lose */
export function useTellNotes(): () => void {
  const { app, working } = useStores();
  return useCallback(() => {
    const now = app.getState();
    if (now.state === 'ready') working.set('notes', hasNotes(window.sessionStorage, now.app.mode));
  }, [app, working]);
}

/** The note stored under a name. While one exists, visible or not, the app does not offer a restart. */
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
