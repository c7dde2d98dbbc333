import { z } from 'zod';
import { messageOf, Problem } from '../../../shared/problem.ts';
import { certificateProblem } from '../../connection-faults.ts';
import { bearable, retryAfterIn } from '../../patience.ts';

const failureSchema = z.object({
  status: z.number().optional().catch(undefined),
  code: z.union([z.number(), z.string()]).optional().catch(undefined),
  message: z.string().catch(''),
  response: z
    .object({
      status: z.number().optional().catch(undefined),
      headers: z.unknown(),
      data: z.unknown(),
    })
    .optional()
    .catch(undefined),
});
const reasonSchema = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })) }) });

const reconnectFix =
  'Reconnect Gmail. Google ends the sign-in of an app in testing after 7 days: set the consent screen to "In production" to stop that.';

/** Converts an error of Google to a Problem. */
export function gmailProblem(error: unknown): Problem {
  const failure = failureSchema.safeParse(error).data;
  const status =
    failure?.response?.status ??
    failure?.status ??
    (typeof failure?.code === 'number' ? failure.code : undefined);
  const reason = reasonSchema.safeParse(failure?.response?.data).data?.error.errors[0]?.reason ?? '';
  const text = failure?.message || messageOf(error);
  const make = (kind: ConstructorParameters<typeof Problem>[0], message: string, fix?: string) =>
    new Problem(kind, message, {
      cause: error,
      ...(fix !== undefined && { fix }),
      ...retryAfter(error),
    });
  // also a 401, but signing in again would not help
  if (text.includes('invalid_client') || text.includes('unauthorized_client')) {
    return make(
      'signed-out',
      'Google does not recognize this OAuth client',
      'Check GMAIL_CLIENT_ID and GMAIL_CLIENT_SECRET.',
    );
  }
  if (text.includes('invalid_grant') || status === 401) {
    return make('signed-out', 'Google no longer accepts the sign-in of this mailbox', reconnectFix);
  }
  if (status === 429 || (status === 403 && /rate|quota|limit/i.test(reason))) {
    return make('throttled', 'Gmail is limiting requests');
  }
  if (status === 403) {
    return make(
      'refused',
      `Gmail rejected the request: ${reason || text}`,
      reason === 'accessNotConfigured'
        ? 'Enable the Gmail API in the Google Cloud project.'
        : 'Reconnect Gmail and keep the permission to read mail checked.',
    );
  }
  if (status === 404) return make('not-found', 'Not found in Gmail');
  if (status !== undefined && status < 500 && status !== 408)
    return make('refused', `Gmail answered ${status}: ${text}`);
  if (status !== undefined) return make('unreachable', `Gmail answered ${status}`);
  if (/\btimeout\b/i.test(text)) return make('unreachable', 'Gmail did not respond in time');
  return certificateProblem('Gmail', error) ?? make('unreachable', `Could not reach Gmail: ${text}`);
}

function retryAfter(error: unknown): { readonly retryAfterMs?: number } {
  const value = retryAfterIn(error);
  const seconds = Number(value);
  return value && Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: bearable(seconds * 1000) } : {};
}
