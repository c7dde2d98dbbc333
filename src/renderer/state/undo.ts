export type Undo = {
  /**
   * The latest thing that can be taken back replaces what was offered before.
   * @returns the function that withdraws this offer, and no later one
   */
  offer(back: () => void): () => void;
  take(): void;
};

export function createUndo(): Undo {
  let latest: (() => void) | null = null;
  return {
    offer(back) {
      latest = back;
      return () => {
        if (latest === back) latest = null;
      };
    },
    take() {
      const back = latest;
      latest = null;
      back?.();
    },
  };
}
