import type { BlockMessage, Callback, DynamicBlock } from '../../manychat/dynamic-block.ts';

/** Limits of Messenger: cards in a gallery, characters in a title or subtitle. */
export const maxCards = 10;
const maxLine = 80;

export const block = (
  messages: readonly BlockMessage[],
  quickReplies: readonly Callback[] = [],
): DynamicBlock => ({
  version: 'v2',
  content: { messages, actions: [], quick_replies: quickReplies },
});

export const textBlock = (text: string): DynamicBlock => block([{ type: 'text', text }]);

/** At most 80 characters, cut between graphemes. */
export function cardLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= maxLine) return line;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (short.length + segment.length > maxLine - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
