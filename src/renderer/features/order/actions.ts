/** What can be done with an order beside its next step; null where it cannot. */
export type OrderActions = {
  readonly print: () => void;
  readonly cancel: () => void;
  readonly refund: (() => void) | null;
  readonly copy: (() => void) | null;
  /** The page where it is changed. */
  readonly edit: string | null;
};
