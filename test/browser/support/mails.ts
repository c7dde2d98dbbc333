import { once } from 'node:events';
import { createServer } from 'node:http';
import { composeMessage } from '../../../src/sample-shop/mails/compose-message.ts';

/** A loopback server that records every request, and serves one page without a policy. */
export async function startHitCounter() {
  const hits: string[] = [];
  let unprotected = '';
  const server = createServer((request, response) => {
    if (request.url === '/unprotected') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(unprotected);
      return;
    }
    if (request.url !== '/favicon.ico') hits.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/plain' }).end('');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the counter has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hits: (): readonly string[] => [...hits],
    show: (html: string): void => {
      unprotected = html;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Every known mail attack in one mail, with an order that no mail template reads. */
export const hostileHtml = (to: string, number: string): string => `<!doctype html><html><head>
<meta http-equiv="refresh" content="2;url=${to}/refresh">
<link rel="stylesheet" href="${to}/link"><link rel="preconnect" href="${to}"><link rel="preload" as="image" href="${to}/preload">
<style>@import url("${to}/import"); body { background: url("${to}/background"); } .x::after { content: url(${to}/content); }</style>
<script>parent.document.title = 'a mail ran'; fetch('${to}/script');</script><script src="${to}/script-file"></script></head>
<body onload="fetch('${to}/onload')"><p class="x">Somebody fancies your flowers!</p>
<img src="${to}/img" alt=""><img srcset="${to}/srcset 2x" alt=""><img src="data:," onerror="fetch('${to}/onerror')" alt="">
<img name="body" alt=""><img name="createRange" alt=""><img name="addEventListener" alt="">
<table background="${to}/table" style="background-image:url(${to}/inline)"><tr><td>Stem tag</td><td>${number}</td></tr>
<tr><td>1 × Red Roses</td><td>₴1,250.00</td></tr><tr><td>Hand-over sum</td><td>₴1,250.00</td></tr></table>
<video poster="${to}/poster" src="${to}/video" autoplay></video><audio src="${to}/audio" autoplay></audio>
<iframe src="${to}/iframe"></iframe><object data="${to}/object"></object><embed src="${to}/embed">
<svg><image href="${to}/svg"/></svg><input type="image" src="${to}/input" alt="send">
<form action="${to}/form" method="post"><button>Confirm order</button></form>
<a href="${to}/top" target="_top">Open in the partner portal</a> <a href="${to}/blank" target="_blank">See the map</a>
</body></html>`;

/** An order in unusual wording, in which neither a mail template nor the general parser finds an order number. */
const strangeHtml = (
  number: string,
  price: number,
): string => `<html><body><p>Somebody fancies your flowers!</p>
<table><tr><td>Petal code</td><td>${number}</td></tr><tr><td>Who</td><td>Ann Lee</td></tr></table>
<table><tr><td>1 × Red Roses</td><td>₴${price}.00</td></tr></table>
<table><tr><td>The ride</td><td>₴50.00</td></tr><tr><td>Hand-over sum</td><td>₴${price + 50}.00</td></tr></table>
</body></html>`;

export const strangeMail = (number: string, price: number): string =>
  messageOf(number, strangeHtml(number, price));
export const hostileMail = (to: string, number: string): string => messageOf(number, hostileHtml(to, number));

const messageOf = (number: string, html: string): string =>
  composeMessage({
    fromName: 'Bloomdash Orders',
    fromAddress: 'orders@bloomdash.example',
    to: 'orders@petalandbean.example',
    subject: 'New order for your shop',
    messageId: `<${number}@bloomdash.example>`,
    date: '2026-11-24T10:00:00Z',
    text: 'Somebody fancies your flowers!',
    html,
  });
