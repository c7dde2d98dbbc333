// The smallest app that can be killed: receiver, ledger and intake in one directory. Prints its address. `node
// intake-app.ts DIR [hasty MS | forgetful]`: hasty answers before it writes, forgetful enqueues notifications
// later.
import { createUnderstander } from '../../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../../src/main/intake/shopify/webhook-intake.ts';
import { openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { createReceiver } from '../../../src/main/receiver/receiver.ts';
import { quietLog } from '../../support/log.ts';
import { testShopify } from '../../support/shopify-delivery.ts';
import { hastily } from './hasty.ts';
import { forgetfully, realClock, recorderOver } from './notices.ts';

const [dir = '', how, ms] = process.argv.slice(2);
const data = openDataDir(dir);
const clock = realClock;
const log = quietLog();
const ledger = openLedger({ file: data.ledgerFile('shop'), clock, deskId: data.deskId });
const recorder = (how === 'forgetful' ? forgetfully : recorderOver)(ledger, clock);
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
  shopify: how === 'hasty' ? hastily(shopify, Number(ms)) : shopify,
  chatbot: null,
  log,
});
understander.start();
process.stdout.write(`${await receiver.listen()}\n`);
