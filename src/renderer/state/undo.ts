export type Undo = {
  /**
   * Pushes an undo onto the stack.
   * @returns the function that withdraws this undo only
   */
  offer(back: () => void): () => void;
  /** Runs the latest undo; the next call runs the one before it. */
  take(): void;
  /** Clears the stack. */
  forget(): void;
};

const mostKept = 20;

export function createUndo(): Undo {
  let offers: readonly { readonly back: () => void }[] = [];
  return {
    offer(back) {
      const offer = { back };
      offers = [...offers, offer].slice(-mostKept);
      return () => {
        offers = offers.filter((one) => one !== offer);
      };
    },
    take() {
      const latest = offers.at(-1);
      offers = offers.slice(0, -1);
      latest?.back();
    },
    forget() {
      offers = [];
    },
  };
}
