import type { SideProcess } from '../ports.ts';

/** A process of any kind. */
export type Raw = {
  send(message: unknown): void;
  kill(): void;
  /** Calls back for every message; `onEnd` calls back once. */
  onMessage(heard: (message: unknown) => void): void;
  onEnd(heard: () => void): void;
};

/** A process beside the app; a listener added after its end is called too. */
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
