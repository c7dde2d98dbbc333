import { z } from 'zod';
import type { GmailConfig } from '../../settings/config.ts';
import { gmailProblem } from './gmail-problem.ts';
import { signedIn } from './google-auth.ts';

export type SignIn = {
  /** What the person allowed; empty when Google does not say. */
  readonly scopes: readonly string[];
  /** When Google ends the sign-in by itself, in seconds from now; null when it names no end. */
  readonly lastsSeconds: number | null;
};

const answerSchema = z.object({
  scope: z.string().optional(),
  refresh_token_expires_in: z.int().positive().optional().catch(undefined),
});

/** Renews a sign-in once, that of the poller where no other is named, and says what Google said of it. @throws Problem */
export async function requestToken(config: GmailConfig, refreshToken = config.refreshToken): Promise<SignIn> {
  const oauth = signedIn(config, refreshToken);
  try {
    const { credentials } = await oauth.refreshAccessToken();
    const { scope = '', refresh_token_expires_in: lasts } = answerSchema.parse(credentials);
    return { scopes: scope.split(' ').filter(Boolean), lastsSeconds: lasts ?? null };
  } catch (error) {
    throw gmailProblem(error);
  }
}
