import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';
import { retryAfterMs } from '../patience.ts';

/** Keys and codes differ between the pages of ManyChat's documentation; only the message and the code are read. */
const answerSchema = z.object({
  status: z.string(),
  message: z.string().optional().catch(undefined),
  code: z.coerce.string().optional().catch(undefined),
  error_code: z.coerce.string().optional().catch(undefined),
  details: z
    .object({ messages: z.array(z.object({ message: z.string() })) })
    .optional()
    .catch(undefined),
});

export type Answer = {
  readonly status: number;
  readonly retryAfter: string | null;
  /** Undefined if it was not JSON. */
  readonly body: unknown;
};
export type Asked = { readonly writes: boolean; readonly now: number };

/** @returns null when the response is a success by HTTP and by `status`, because a refusal may come with 200 */
export function problemOfAnswer(
  { status, retryAfter, body }: Answer,
  { writes, now }: Asked,
): Problem | null {
  const answer = answerSchema.safeParse(body).data;
  const ok = status >= 200 && status < 300;
  if (ok && answer?.status === 'success') return null;
  if (status === 429) {
    const wait = retryAfterMs(retryAfter, now);
    return new Problem('throttled', 'ManyChat is limiting requests', {
      ...(wait !== null && { retryAfterMs: wait }),
    });
  }
  if (status === 401) {
    return new Problem('signed-out', 'ManyChat does not accept the API key', {
      fix: 'Copy it again from ManyChat → Settings → API',
    });
  }
  if (status >= 500 || status === 408 || (ok && !answer)) {
    return writes
      ? new Problem('unknown-outcome', `ManyChat answered ${status}; the message may have been sent`)
      : new Problem('unreachable', `ManyChat answered ${status}`);
  }
  if (status >= 300 && status < 400) return new Problem('unreachable', `ManyChat answered ${status}`);
  if (status === 404 && !answer) return new Problem('not-found', 'ManyChat does not support this request');
  return refusalOf(
    answer?.code ?? answer?.error_code ?? '',
    wordsOf(answer) || `ManyChat answered ${status}`,
  );
}

/** A refusal, with a message a manager can act on. */
export function refusalOf(code: string, words: string): Problem {
  if (/^(3011|3021|3031)$/.test(code) || /24 hours|message tag/i.test(words)) return windowClosed();
  if (/^304\d$/.test(code)) {
    return new Problem('refused', `Messenger cannot be used for this contact (${words})`, {
      fix: 'Check in ManyChat that the contact belongs to the connected page',
    });
  }
  if (/^201[12]$/.test(code) || /subscriber.*(not found|does not exist)|not registered/i.test(words)) {
    return new Problem('refused', 'ManyChat has no such contact', {
      fix: 'Check the manager’s subscriber ID',
    });
  }
  if (/blocked/i.test(words)) {
    return new Problem('refused', 'This contact has blocked the page', {
      fix: 'Unblock the page in Messenger',
    });
  }
  return new Problem('refused', `ManyChat rejected it: ${words}`);
}

/** Messenger lets a page write for 24 hours after a person's last message. */
export class WindowClosed extends Problem {
  constructor() {
    super('refused', 'Messenger window closed: the last message to the page is over 24 hours old', {
      fix: 'It opens when the manager writes to the page',
    });
  }
}
export const windowClosed = (): Problem => new WindowClosed();

function wordsOf(answer: z.infer<typeof answerSchema> | undefined): string {
  const details = answer?.details?.messages.map(({ message }) => message) ?? [];
  return [answer?.message, ...details].filter(Boolean).join(': ');
}
