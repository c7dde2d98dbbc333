import type { RuleSound } from './alert-rules/rules.ts';
import type { DraftId, OrderId } from './ids.ts';
import type { ConnectionName } from './views.ts';

/** One push from main to the renderer: what to ask for again, never the data itself. */
export type AppEvent =
  /** `newIds` are the orders that ring: history fetched at the first connection is among `ids` only. */
  | { readonly kind: 'orders-changed'; readonly ids: readonly OrderId[]; readonly newIds: readonly OrderId[] }
  /** A deed on many orders has got so far. */
  | { readonly kind: 'batch-changed'; readonly batch: string; readonly done: number; readonly total: number }
  | { readonly kind: 'views-changed' }
  | { readonly kind: 'drafts-changed'; readonly ids: readonly DraftId[] }
  | { readonly kind: 'people-changed' }
  /** Who is one person, or what is said of somebody. */
  | { readonly kind: 'customers-changed' }
  | { readonly kind: 'recipes-changed' }
  /** A sender was found, approved or blocked. */
  | { readonly kind: 'senders-changed' }
  | { readonly kind: 'mail-warnings-changed' }
  /** The sources have said anew what exists. */
  | { readonly kind: 'completeness-changed' }
  | { readonly kind: 'sleep-changed' }
  /** Another ring, shift, rule or reach. */
  | { readonly kind: 'bell-changed' }
  /** Something has to be looked at that nobody has to take: it rings once. */
  | { readonly kind: 'bell-once'; readonly sound: RuleSound }
  /** What a source keeps, or by whose clock days are told. */
  | { readonly kind: 'insights-changed' }
  | { readonly kind: 'connections-changed'; readonly names: readonly ConnectionName[] }
  | { readonly kind: 'doctor-changed' }
  | { readonly kind: 'drill-changed' }
  /** Rings once, to hear whether it does. */
  | { readonly kind: 'drill-bell'; readonly drill: string }
  /** Somebody at another computer has come to an order, left it, or edits it. */
  | { readonly kind: 'presence-changed' }
  /** A newer version is here, or now is a time to offer it. */
  | { readonly kind: 'updates-changed' }
  /** Tickets are to be printed by a page. */
  | { readonly kind: 'tickets-due' }
  | { readonly kind: 'app-changed' };
