import type { SideProcess } from '../ports.ts';

/** A process of whichever kind. */
export type Raw = {
  send(message: unknown): void;
  kill(): void;
  /** Tells of every message, and once of its end. */
  onMessage(heard: (message: unknown) => void): void;
  onEnd(heard: () => void): void;
};

/** A process beside the app; who listens after its end is told so too. */
export function sideProcess(raw: Raw): SideProcess {
  type Listener = Parameters<SideProcess['listen']>[0];
  const listeners = new Set<Listener>();
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    raw.onEnd(() => {
      isOver = true;
      for (const { end } of listeners) end();
      listeners.clear();
      resolve();
    });
  });
  raw.onMessage((message) => {
    for (const listener of listeners) listener.message(message);
  });
  return {
    send(message) {
      if (!isOver) raw.send(message);
    },
    listen(listener) {
      if (isOver) queueMicrotask(listener.end);
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async end() {
      if (!isOver) raw.kill();
      await over;
    },
  };
}
