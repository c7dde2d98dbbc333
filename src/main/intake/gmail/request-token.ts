import { z } from 'zod';
import type { GmailConfig } from '../../settings/config.ts';
import { gmailProblem } from './gmail-problem.ts';
import { signedIn } from './google-auth.ts';

export type SignIn = {
  /** The granted scopes; empty if Google does not list them. */
  readonly scopes: readonly string[];
  /** The lifetime of the sign-in in seconds; null if Google sets no end. */
  readonly lastsSeconds: number | null;
};

const answerSchema = z.object({
  scope: z.string().optional(),
  refresh_token_expires_in: z.int().positive().optional().catch(undefined),
});

/** Renews a sign-in once, by default that of the poller, and returns its scopes and lifetime. @throws Problem */
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
