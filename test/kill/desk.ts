// One desk as small as it can be and still be hit: the real receiver, ledger and reader on a directory. Prints its address.
// `node desk.ts DIR [hasty]`: a hasty one answers before it writes.
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { createUnderstander } from '../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../src/main/intake/shopify/webhook-intake.ts';
import { openDataDir } from '../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { createReceiver } from '../../src/main/receiver/receiver.ts';
import { quietLog } from '../support/log.ts';
import { testShopify } from '../support/shopify-delivery.ts';
import { hastily } from './hasty.ts';
import { noticeKind, realClock } from './notices.ts';

const [dir = '', how = ''] = process.argv.slice(2);
const data = openDataDir(dir);
const clock = realClock;
const log = quietLog();
const ledger = openLedger({ file: data.ledgerFile('shop'), clock, deskId: data.deskId });
const recorder = createRecorder({
  ledger,
  clock,
  oweNotices: (orderId) => {
    ledger.outbox.put({ kind: noticeKind, key: `${noticeKind}:${orderId}`, orderId, payload: {} });
  },
});
const understander = createUnderstander({ ledger, recorder, clock, log });
const shopify = createWebhookIntake({
  ledger,
  clock,
  log,
  config: () => testShopify,
  onStored: () => understander.drain(),
});
const receiver = createReceiver({
  port: 0,
  shopify: how === 'hasty' ? hastily(shopify, 20) : shopify,
  chatbot: null,
  log,
});
understander.start();
process.stdout.write(`${await receiver.listen()}\n`);
