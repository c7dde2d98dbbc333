import type { OrderContent } from '../../../../shared/order.ts';
import type { Layout } from '../layout.ts';

/** The input of a template's rules: one layout of a mail, its subject, and the result of the general parser. */
export type RuleSource = {
  readonly layout: Layout;
  readonly subject: string;
  /** Called only if a rule leaves a value to the general parser. */
  readonly general: () => OrderContent | null;
};
