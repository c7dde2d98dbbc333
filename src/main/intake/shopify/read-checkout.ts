import { z } from 'zod';
import { draftAttribute } from '../../../shared/draft.ts';
import { isProblem } from '../../../shared/problem.ts';
import { parseExactJson } from './read-order-body.ts';

export const checkoutTopic = 'checkouts/create';

const bodySchema = z.object({
  token: z.string().min(1).max(200),
  created_at: z.string().nullish(),
  note_attributes: z.array(z.object({ name: z.string(), value: z.unknown() })).nullish(),
});

export type DraftCheckout = {
  /** The tag of the draft order whose link was opened. */
  readonly tag: string;
  readonly token: string;
  /** Epoch milliseconds; null when the body does not say. */
  readonly at: number | null;
};

/** Reads the body of a checkout. @returns null when it is not that of a draft order of ours, or cannot be read */
export function readCheckout(text: string): DraftCheckout | null {
  const body = bodySchema.safeParse(jsonOf(text)).data;
  const tag = body?.note_attributes?.find(({ name }) => name === draftAttribute)?.value;
  if (!body || typeof tag !== 'string' || tag === '') return null;
  const at = Date.parse(body.created_at ?? '');
  return { tag, token: body.token, at: Number.isNaN(at) ? null : at };
}

/** The body that is kept of one: all that is read of it, and nothing of who is in it or what they buy. */
export const keptOfCheckout = ({ tag, token, at }: DraftCheckout): string =>
  JSON.stringify({
    token,
    created_at: at === null ? null : new Date(at).toISOString(),
    note_attributes: [{ name: draftAttribute, value: tag }],
  });

function jsonOf(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch (error) {
    if (isProblem(error)) return null;
    throw error;
  }
}
