import { auth } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';
import type { GmailConfig } from '../../settings/config.ts';

/** Without an end of its own a renewal that is never answered would hold up whoever waits for it for good. */
const renewalMs = 15_000;

const lifetimeSchema = z.object({ refresh_token_expires_in: z.int().positive() });

/**
 * Google's own client, signed in by a refresh token. It renews by itself, also when Google refuses a token as too old.
 * @param onLifetime told, in seconds, how long the sign-in will last, each time Google names an end
 */
export function signedIn(
  config: Pick<GmailConfig, 'clientId' | 'clientSecret' | 'tokenUrl'>,
  refreshToken: string,
  onLifetime: (seconds: number) => void = () => {},
  timeout = renewalMs,
): InstanceType<typeof auth.OAuth2> {
  const oauth = new auth.OAuth2({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    eagerRefreshThresholdMillis: 300_000,
    forceRefreshOnFailure: true,
    // one would take the refresh token and the secret along to where it leads; Google makes none
    transporterOptions: { redirect: 'error', timeout },
    ...(config.tokenUrl !== undefined && { endpoints: { oauth2TokenUrl: config.tokenUrl } }),
  });
  // the library hands Google's answer on whole, also what its types do not know
  oauth.on('tokens', (tokens) => {
    const lifetime = lifetimeSchema.safeParse(tokens).data;
    if (lifetime) onLifetime(lifetime.refresh_token_expires_in);
  });
  oauth.setCredentials({ refresh_token: refreshToken });
  return oauth;
}
