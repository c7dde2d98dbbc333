import { cutTo, firstLine } from '../../shared/one-line.ts';
import type { BlockMessage, Callback, UrlButton } from './dynamic-block.ts';

/** UTF-16 units that Messenger shows above buttons at most; without any a text may have 2,000 (Meta's button template). */
const mostAboveButtons = 640;
/** The part of a longer text shown above the buttons, for context. */
const mostOfTitle = 120;

/** A text with its buttons as one message; if it is too long for that, the text, and its first line with the buttons. */
export function textMessages(
  text: string,
  buttons: readonly (UrlButton | Callback)[],
): readonly [BlockMessage, ...BlockMessage[]] {
  if (buttons.length === 0) return [{ type: 'text', text }];
  if (text.length <= mostAboveButtons) return [{ type: 'text', text, buttons }];
  return [
    { type: 'text', text },
    { type: 'text', text: cutTo(firstLine(text), mostOfTitle), buttons },
  ];
}
