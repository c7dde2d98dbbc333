import { auth } from 'googleapis/build/src/apis/gmail/index.js';
import type { GmailConfig } from '../../settings/config.ts';

/** Google's own client, signed in by a refresh token. It renews by itself, also when Google refuses a token as too old. */
export function signedIn(
  config: Pick<GmailConfig, 'clientId' | 'clientSecret' | 'tokenUrl'>,
  refreshToken: string,
): InstanceType<typeof auth.OAuth2> {
  const oauth = new auth.OAuth2({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    eagerRefreshThresholdMillis: 300_000,
    forceRefreshOnFailure: true,
    // one would take the refresh token and the secret along to where it leads; Google makes none
    transporterOptions: { redirect: 'error' },
    ...(config.tokenUrl !== undefined && { endpoints: { oauth2TokenUrl: config.tokenUrl } }),
  });
  oauth.setCredentials({ refresh_token: refreshToken });
  return oauth;
}
