export type Undo = {
  /**
   * What can be taken back, on top of what could be before.
   * @returns the function that withdraws this offer, and no other
   */
  offer(back: () => void): () => void;
  /** Takes back the latest that has not been; the next time, the one before it. */
  take(): void;
  /** There is nothing to take back any more. */
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
