import type { RuleSound } from './alert-rules/rules.ts';
import type { DraftId, OrderId } from './ids.ts';
import type { ConnectionName } from './views.ts';

/** A push from main to the renderer: which data to reload, never the data itself. */
export type AppEvent =
  /** `newIds` are the orders that ring; history from the first connection is only in `ids`. */
  | { readonly kind: 'orders-changed'; readonly ids: readonly OrderId[]; readonly newIds: readonly OrderId[] }
  /** Progress of a bulk action. */
  | { readonly kind: 'batch-changed'; readonly batch: string; readonly done: number; readonly total: number }
  | { readonly kind: 'views-changed' }
  | { readonly kind: 'drafts-changed'; readonly ids: readonly DraftId[] }
  | { readonly kind: 'chats-changed' }
  /** A customer's cards, notes or marks changed. */
  | { readonly kind: 'customers-changed' }
  | { readonly kind: 'mail-templates-changed' }
  /** A sender was found, approved or blocked. */
  | { readonly kind: 'senders-changed' }
  | { readonly kind: 'mail-warnings-changed' }
  /** A reconciliation has new results. */
  | { readonly kind: 'sync-changed' }
  | { readonly kind: 'sleep-changed' }
  /** The ring, a shift, a rule or a manager's reachability changed. */
  | { readonly kind: 'alert-rules-changed' }
  /** An alert that no one has to take: it rings once. */
  | { readonly kind: 'alert-once'; readonly sound: RuleSound }
  /** The commission of a source or the shop's time zone changed. */
  | { readonly kind: 'insights-changed' }
  | { readonly kind: 'connections-changed'; readonly names: readonly ConnectionName[] }
  | { readonly kind: 'diagnostics-changed' }
  | { readonly kind: 'test-run-changed' }
  /** Rings once, to test the sound. */
  | { readonly kind: 'test-run-sound'; readonly drill: string }
  /** A manager at another computer has opened, left or started to edit an order. */
  | { readonly kind: 'presence-changed' }
  /** An update is available, or may be offered now. */
  | { readonly kind: 'updates-changed' }
  /** A page has to print tickets. */
  | { readonly kind: 'tickets-due' }
  | { readonly kind: 'app-changed' };
