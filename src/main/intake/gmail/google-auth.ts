import { auth } from 'googleapis/build/src/apis/gmail/index.js';
import { z } from 'zod';
import type { GmailConfig } from '../../settings/config.ts';

/** Without a timeout, a renewal that is never answered would block its callers forever. */
const renewalMs = 15_000;

const lifetimeSchema = z.object({ refresh_token_expires_in: z.int().positive() });

/**
 * Google's own client, signed in with a refresh token. It renews access tokens automatically, also when Google rejects an expired
 * one.
 * @param onLifetime called with the lifetime of the sign-in in seconds, each time Google sets one
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
    // a redirect would send the refresh token and the secret to its target; Google uses none
    transporterOptions: { redirect: 'error', timeout },
    ...(config.tokenUrl !== undefined && { endpoints: { oauth2TokenUrl: config.tokenUrl } }),
  });
  // the library passes Google's whole response, including fields that its types lack
  oauth.on('tokens', (tokens) => {
    const lifetime = lifetimeSchema.safeParse(tokens).data;
    if (lifetime) onLifetime(lifetime.refresh_token_expires_in);
  });
  oauth.setCredentials({ refresh_token: refreshToken });
  return oauth;
}
