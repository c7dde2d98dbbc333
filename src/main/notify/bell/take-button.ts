import type { OrderId, SubscriberId } from '../../../shared/ids.ts';
import type { Callback } from '../../manychat/dynamic-block.ts';

/** Messenger shows 20 characters of a button. */
const captions = { en: 'Take it', uk: 'Беру' } as const;

export type TakeButtonParts = {
  /** The receiver's public address; null where there is none. */
  readonly publicUrl: string | null;
  /** What the bot proves itself by; null where it is not set, so that its requests are refused. */
  readonly callbackKey: string | null;
  readonly language: 'en' | 'uk';
};

/** The button of a notice that takes the order for the manager who presses it; null where a press would find nobody. */
export function takeButton(
  order: OrderId,
  subscriber: SubscriberId,
  { publicUrl, callbackKey, language }: TakeButtonParts,
): Callback | null {
  if (publicUrl === null || callbackKey === null) return null;
  return {
    type: 'dynamic_block_callback',
    caption: captions[language],
    url: `${publicUrl}/manychat/touch`,
    method: 'post',
    headers: { 'X-Orderbell-Key': callbackKey },
    payload: { take: order, subscriber },
  };
}
