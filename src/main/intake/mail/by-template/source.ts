import type { OrderContent } from '../../../../shared/order.ts';
import type { Layout } from '../layout.ts';

/** What the rules of a recipe read from: one layout of a mail, its subject, and what the general reader makes of it. */
export type RuleSource = {
  readonly layout: Layout;
  readonly subject: string;
  /** Asked only where a rule leaves a value to the general reader. */
  readonly general: () => OrderContent | null;
};
