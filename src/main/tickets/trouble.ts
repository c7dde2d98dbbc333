import type { OrderId } from '../../shared/ids.ts';
import type { Language } from '../../shared/languages.ts';
import { textsOf } from '../../shared/texts.ts';
import type { Toast } from '../host.ts';

export type Trouble = {
  readonly orderId: OrderId;
  readonly number: string;
  readonly state: 'failed' | 'unknown';
};

/**
 * Reports tickets that were not printed, or may not have been, while no page waits for the result.
 * @returns one notification for all of them; null for none
 */
export function troubleToast(troubles: readonly Trouble[], language: Language): Toast | null {
  const [first, ...others] = troubles;
  if (first === undefined) return null;
  const t = textsOf(language, 'notification');
  // an unknown outcome comes first: the user must look at the printer
  const state = troubles.some((one) => one.state === 'unknown') ? 'unknown' : 'failed';
  const isUnknown = state === 'unknown';
  const body = t(isUnknown ? 'ticketLook' : 'ticketAgain');
  if (others.length === 0)
    return {
      title: t(isUnknown ? 'ticketUnknown' : 'ticketFailed', { number: first.number }),
      body,
      orderId: first.orderId,
    };
  const count = troubles.length;
  return {
    title: t(isUnknown ? 'ticketsUnknown' : 'ticketsFailed', { count }),
    body,
    orderId: first.orderId,
  };
}
