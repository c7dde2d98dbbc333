import type { AppEvent } from '../shared/contract.ts';
import type { Events } from './ports.ts';

/** Pushes to every open window; a listener that throws does not keep the others from hearing it. */
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
