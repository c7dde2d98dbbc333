export type Undo = {
  /** The latest thing that can be taken back replaces what was offered before. */
  offer(back: () => void): void;
  take(): void;
};

export function createUndo(): Undo {
  let latest: (() => void) | null = null;
  return {
    offer(back) {
      latest = back;
    },
    take() {
      const back = latest;
      latest = null;
      back?.();
    },
  };
}
