import type { AppEvent } from '../shared/contract.ts';
import type { Events } from './ports.ts';

/** Sends events to every open window. A listener that throws does not affect the others. */
export function createEvents(onError: (error: unknown) => void): Events {
  const listeners = new Set<(event: AppEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
