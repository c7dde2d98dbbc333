import { parseJson } from '../../../shared/parse-json.ts';
import { readStart } from '../../read-start.ts';

/** How a desk reaches another one: `fetch`, or a stand-in. */
export type Http = (url: string, init: RequestInit) => Promise<Response>;

/** ngrok shows who comes from a browser a page of its own first, unless it is told not to. https://ngrok.com/docs/pricing-limits/free-plan-limits/ */
const always = { 'ngrok-skip-browser-warning': 'yes' };
const answerMs = 10_000;
/** What a desk answers is shorter; whatever else is there may have no end. */
const mostBytes = 1024 * 1024;

/** @throws what `fetch` throws, also when no answer comes within ten seconds */
export async function ask(
  http: Http,
  url: string,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<{ readonly status: number; readonly bytes: Buffer }> {
  const signal = AbortSignal.any([init.signal, AbortSignal.timeout(answerMs)]);
  // an address that leads somewhere else now must not be told what was meant for the one before
  const answer = await http(url, {
    ...init,
    signal,
    redirect: 'manual',
    headers: { ...always, ...Object.fromEntries(new Headers(init.headers)) },
  });
  return { status: answer.status, bytes: await readStart(answer, mostBytes) };
}

export async function askJson(
  http: Http,
  url: string,
  value: unknown,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly json: unknown }> {
  const { status, bytes } = await ask(http, url, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  return { status, json: parseJson(bytes.toString('utf8')) };
}

/** Opens what stays open. @throws what `fetch` throws */
export const openAt = (
  http: Http,
  url: string,
  authorization: string,
  signal: AbortSignal,
): Promise<Response> =>
  http(url, {
    signal,
    redirect: 'manual',
    headers: { ...always, authorization, accept: 'text/event-stream' },
  });
