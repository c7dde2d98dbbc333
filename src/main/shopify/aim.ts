import { nodeAdapterInitialized } from '@shopify/shopify-api/adapters/node';
import { setAbstractFetchFunc } from '@shopify/shopify-api/runtime';
import { parseJson } from '../../shared/parse-json.ts';
import { Problem } from '../../shared/problem.ts';
import { certificateProblem } from '../connection-faults.ts';
import { isLoopback } from '../settings/loopback.ts';

// The library has one fetch for the whole process and accepts no host, so test servers are selected here, by shop.
const standIns = new Map<string, string>();

const longest = 15_000;

/**
 * Sends a shop's requests to Shopify, or to a test server on loopback when `base` is set. Call before a client is built.
 * @throws Problem `bad-input` when the test server is not on loopback
 */
export function aim(shop: string, base: string | undefined): void {
  if (!nodeAdapterInitialized) throw new Error('the library has no adapter for Node'); // used so that no bundler drops the import
  if (base === undefined) standIns.delete(shop);
  else standIns.set(shop, loopback(base));
  setAbstractFetchFunc(async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const standIn = standIns.get(url.host);
    const target = standIn === undefined ? url : new URL(standIn + url.pathname + url.search);
    // the library sets no timeout for its token request; and a redirect would send the key or secret to its target
    const answer = await fetch(target, {
      ...init,
      redirect: 'manual',
      signal: init?.signal ?? AbortSignal.timeout(longest),
    }).catch((error: unknown) => {
      // the library keeps only the message of what is thrown here
      throw certificateProblem('Shopify', error) ?? error;
    });
    return url.pathname === tokenPath && answer.status >= 400 ? withJson(answer) : answer;
  });
}

const tokenPath = '/admin/oauth/access_token';

/** The library parses a token response before it checks the status: an HTML page would be reported as unreachable. */
async function withJson(refusal: Response): Promise<Response> {
  const text = await refusal.text();
  const { status, statusText, headers } = refusal;
  return new Response(parseJson(text) instanceof Object ? text : '{}', { status, statusText, headers });
}

function loopback(base: string): string {
  const url = URL.canParse(base) ? new URL(base) : null;
  if (!url || !isLoopback(url)) {
    throw new Problem('bad-input', `"${base}" is not a loopback address`, {
      fix: 'The simulated Shopify runs on this computer: http://127.0.0.1:PORT',
    });
  }
  return url.origin;
}
