// What a receiver could be at the most: `node servers.ts bare|limit DIR`. Prints its address.
// bare: an answer and nothing else. limit: the signature, and one durable commit of two rows for all that wait, kept as is quickest: large
// rows that are ordered by ids in no order make a quarter fewer a second.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import { testSecret } from '../../support/shopify-delivery.ts';

const [kind = '', dir = ''] = process.argv.slice(2);

function bare() {
  return createServer((asked, answer) => {
    asked.resume();
    asked.on('end', () => answer.writeHead(200).end());
  });
}

function limit() {
  const database = new DatabaseSync(join(dir, 'limit.db'));
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE documents (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB);
    CREATE TABLE messages (id INTEGER PRIMARY KEY, document TEXT);
  `);
  const document = database.prepare('INSERT INTO documents (id, body) VALUES (?, ?)');
  const message = database.prepare('INSERT INTO messages (document) VALUES (?)');
  let waiting: { readonly id: string; readonly body: Buffer; readonly answer: () => void }[] = [];
  function commit(): void {
    const group = waiting;
    waiting = [];
    database.exec('BEGIN IMMEDIATE');
    for (const { id, body } of group) {
      document.run(id, body);
      message.run(id);
    }
    database.exec('COMMIT');
    for (const { answer } of group) answer();
  }
  const app = express();
  app.post('/shopify/webhooks', express.raw({ type: () => true, limit: '2mb' }), (asked, answer) => {
    const body: unknown = asked.body;
    if (!Buffer.isBuffer(body)) return void answer.status(400).end();
    const said = Buffer.from(asked.get('x-shopify-hmac-sha256') ?? '', 'base64');
    const mac = createHmac('sha256', testSecret).update(body).digest();
    if (said.length !== mac.length || !timingSafeEqual(said, mac)) return void answer.status(401).end();
    waiting.push({
      id: asked.get('x-shopify-webhook-id') ?? '',
      body,
      answer: () => answer.status(200).end(),
    });
    if (waiting.length === 1) setImmediate(commit);
  });
  return createServer(app);
}

const server = kind === 'bare' ? bare() : limit();
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
