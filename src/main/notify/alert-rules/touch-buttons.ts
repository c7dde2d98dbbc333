import type { OrderId, SubscriberId } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import { textsOf } from '../../../shared/texts.ts';
import type { Callback } from '../../manychat/dynamic-block.ts';

export type TouchButtonParts = {
  /** The receiver's public address; null if there is none. */
  readonly publicUrl: string | null;
  /** The secret that authenticates the bot; null if not set, so that its requests are refused. */
  readonly callbackKey: string | null;
  readonly language: Language;
};

/** Whether a press of the button can reach this computer. */
export const canTake = ({ publicUrl, callbackKey }: TouchButtonParts): boolean =>
  publicUrl !== null && callbackKey !== null;

/** The button that takes the order for the manager who presses it; null if a press could not be received. */
export const takeButton = (
  order: OrderId,
  subscriber: SubscriberId,
  parts: TouchButtonParts,
): Callback | null =>
  touchButton(textsOf(parts.language, 'notification')('take'), { take: order, subscriber }, parts);

/**
 * The button that sets a manager on duty and opens the messaging window for another day; null if a press could not be received.
 */
export const hereButton = (subscriber: SubscriberId, parts: TouchButtonParts): Callback | null =>
  touchButton(textsOf(parts.language, 'notification')('here'), { intent: 'start-shift', subscriber }, parts);

/** @param caption Messenger shows 20 characters of it */
function touchButton(
  caption: string,
  payload: Callback['payload'],
  { publicUrl, callbackKey }: TouchButtonParts,
): Callback | null {
  if (publicUrl === null || callbackKey === null) return null;
  return {
    type: 'dynamic_block_callback',
    caption,
    url: `${publicUrl}/manychat/touch`,
    method: 'post',
    headers: { 'X-Orderbell-Key': callbackKey },
    payload,
  };
}
