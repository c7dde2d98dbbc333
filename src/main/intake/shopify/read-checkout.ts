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
  /** The tag of the draft order whose payment link was opened. */
  readonly tag: string;
  readonly token: string;
  /** Epoch milliseconds; null if the body has no time. */
  readonly at: number | null;
};

/** Parses the body of a checkout. @returns null when it belongs to no draft order of this app, or cannot be parsed */
export function readCheckout(text: string): DraftCheckout | null {
  const body = bodySchema.safeParse(jsonOf(text)).data;
  const tag = body?.note_attributes?.find(({ name }) => name === draftAttribute)?.value;
  if (!body || typeof tag !== 'string' || tag === '') return null;
  const at = Date.parse(body.created_at ?? '');
  return { tag, token: body.token, at: Number.isNaN(at) ? null : at };
}

/** The body to store: only the fields that are parsed, without personal data or items. */
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
