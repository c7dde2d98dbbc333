// How long a search of 10,000 variants takes, and the chat-bot's answers at 50 a second while Shopify is down:
// `node bench/chats.ts [seconds]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChatbotIntake } from '../../src/main/intake/chatbot/chatbot-intake.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { createReceiver } from '../../src/main/receiver/receiver.ts';
import { workstationIdSchema } from '../../src/shared/ids.ts';
import { fillCatalogue, shop, typed } from '../support/large-catalogue.ts';
import { silentLog as silent } from '../support/log.ts';
import { askSteadily, timesOf } from '../support/steady-load.ts';
import { clock } from './large-ledger.ts';

const seconds = Number(process.argv[2] ?? 10);
const perSecond = 50;
const variants = 10_000;
const key = 'bench';
const dir = mkdtempSync(join(tmpdir(), 'orderbell-bench-'));

try {
  const ledger = openLedger({
    file: join(dir, 'ledger.db'),
    clock,
    deskId: workstationIdSchema.parse('bench'),
  });
  const start = performance.now();
  fillCatalogue(ledger, variants);
  console.log(`${variants} variants in ${((performance.now() - start) / 1000).toFixed(1)} s`);

  const searches = Array.from({ length: 400 }, (_, turn) => {
    const begun = performance.now();
    ledger.catalogue.search(shop, typed(turn), 50);
    return performance.now() - begun;
  });
  const pages = Array.from({ length: 400 }, (_, turn) => {
    const begun = performance.now();
    ledger.catalogue.products(shop, { text: turn % 2 ? typed(turn) : '', offset: 0, limit: 10 });
    return performance.now() - begun;
  });
  console.log(`search      ${timesOf(searches)}`);
  console.log(`gallery     ${timesOf(pages)}`);

  // nothing of it asks Shopify, so that it is down changes nothing: there is no client at all
  const chatbot = createChatbotIntake({
    ledger,
    clock: { ...clock, now: () => Date.now(), uptime: () => performance.now() },
    log: silent,
    config: () => ({ token: null, apiBase: 'https://api.manychat.com', callbackKey: key }),
    publicUrl: () => 'https://desk.example',
    shopDomain: () => shop,
  });
  const receiver = createReceiver({ port: 0, shopify: null, chatbot, log: silent });
  const url = await receiver.listen();
  const { times, failed } = await askSteadily({ url, key, perSecond, seconds, typed });
  await receiver.stop();
  console.log(`${times.length} answers at ${perSecond}/s, ${failed} failed: ${timesOf(times)}`);
  ledger.close();
} finally {
  rmSync(dir, { recursive: true, force: true });
}
