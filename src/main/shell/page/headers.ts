import { pictureHost } from '../../../shared/pictures.ts';
import type { Asset } from './assets.ts';

/** The placeholder for the nonce in the built page. */
const noncePlace = '__CSP_NONCE__';

export type Headers = { readonly [name: string]: string };

const common: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
};

/** Headers of every response; `pageHeaders` and `mailHeaders` permit more. */
export const plainHeaders: Headers = {
  ...common,
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cache-control': 'no-store',
};

/** Headers of the app's own page. From outside it may load only the shop's product pictures, which Shopify hosts. */
const pageHeaders = (nonce: string): Headers => ({
  ...common,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: ${pictureHost}`,
    "font-src 'self'",
    "media-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
});

/** Headers of a stored mail, shown in a frame: no script, no requests; the app may observe clicks in it. */
export const mailHeaders: Headers = {
  ...common,
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    'sandbox allow-same-origin',
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; '),
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
};

/** Headers of a person's picture, fetched by the app: it can only be displayed. */
export const faceHeaders = (type: string): Headers => ({
  ...plainHeaders,
  'content-type': type,
  'cache-control': 'private, max-age=3600',
});

/** Files whose name changes with their content may be cached. */
const assetHeaders: Headers = {
  ...plainHeaders,
  'cache-control': 'private, max-age=31536000, immutable',
};

/** The response for one file of the page; the page itself gets a new nonce each time. */
export function answerWith(
  { type, body }: Asset,
  path: string,
  nonce: string,
): { readonly headers: Headers; readonly body: string | Buffer } {
  const contentType = { 'content-type': type };
  if (type.startsWith('text/html')) {
    const html = body.toString('utf8').replaceAll(noncePlace, nonce);
    return { headers: { ...pageHeaders(nonce), ...contentType }, body: html };
  }
  const headers = path.startsWith('/assets/') ? assetHeaders : plainHeaders;
  return { headers: { ...headers, ...contentType }, body };
}
