/** The actions on an order beside its next step; null if an action is not available. */
export type OrderActions = {
  readonly print: () => void;
  readonly cancel: () => void;
  readonly refund: (() => void) | null;
  readonly copy: (() => void) | null;
  /** The route of the page that edits the order. */
  readonly edit: string | null;
};
