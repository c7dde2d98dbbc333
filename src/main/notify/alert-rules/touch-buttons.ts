import { noticeWords } from '../../../shared/alert-rules/notice-words.ts';
import type { OrderId, SubscriberId } from '../../../shared/ids.ts';
import type { ByLanguage, Language } from '../../../shared/languages.ts';
import type { Callback } from '../../manychat/dynamic-block.ts';

/** Messenger shows 20 characters of a button. */
const here: ByLanguage<string> = { en: 'I am here', uk: 'Я тут', pl: 'Jestem' };

export type TouchButtonParts = {
  /** The receiver's public address; null where there is none. */
  readonly publicUrl: string | null;
  /** What the bot proves itself by; null where it is not set, so that its requests are refused. */
  readonly callbackKey: string | null;
  readonly language: Language;
};

/** Whether a press of the button would find its way here. */
export const canTake = ({ publicUrl, callbackKey }: TouchButtonParts): boolean =>
  publicUrl !== null && callbackKey !== null;

/** The button of a notice that takes the order for the manager who presses it; null where a press would find nobody. */
export const takeButton = (
  order: OrderId,
  subscriber: SubscriberId,
  parts: TouchButtonParts,
): Callback | null => touchButton(noticeWords[parts.language].take, { take: order, subscriber }, parts);

/** The button by which a manager is reached for another day, and on duty; null where a press would find nobody. */
export const hereButton = (subscriber: SubscriberId, parts: TouchButtonParts): Callback | null =>
  touchButton(here[parts.language], { intent: 'start-shift', subscriber }, parts);

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
