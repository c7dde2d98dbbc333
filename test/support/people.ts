import { subscriberIdSchema } from '../../src/shared/ids.ts';
import type { ChatView } from '../../src/shared/views.ts';

/** A contact who once opened the catalogue, with overrides. */
export function personOf(id: string, parts: Partial<ChatView> = {}): ChatView {
  return {
    subscriberId: subscriberIdSchema.parse(id),
    name: id,
    picture: null,
    chatUrl: null,
    lastWords: null,
    wantsManager: false,
    askedAt: parts.wantsManager ? (parts.touchedAt ?? 1) : null,
    waitingSince: parts.wantsManager ? (parts.touchedAt ?? 1) : null,
    answeredAfter: null,
    wants: [],
    answeredTo: 0,
    answeredBy: null,
    decisions: 0,
    interactionAt: null,
    touchedAt: 1,
    touches: 1,
    link: null,
    ...parts,
  };
}
