import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ensurePubsubServer } from './go-tools.mjs';
import { say } from './place.mjs';

/**
 * Starts the Pub/Sub server that a second computer of the sample shop needs. It ends with this script, also when that is
 * killed: its input ends then.
 * @param {readonly string[]} args of `npm start`
 * @returns {Promise<readonly string[]>} the app's: `--second` with the server's address, or without where there is no server
 */
export async function withSecondComputer(args) {
  if (!args.includes('--second')) return args;
  const others = args.filter((arg) => arg !== '--second');
  if (!args.includes('--headless') || !args.includes('--sample-shop')) {
    throw new Error('--second: the sample shop alone starts a second computer; add --headless --sample-shop');
  }
  const server = await ensurePubsubServer();
  if ('path' in server) return [...others, '--second', await addressOf(server.path)];
  say(
    `A second computer needs Google’s Pub/Sub server for tests, which is built with Go (https://go.dev/dl); starting one computer: ${server.reason}.`,
  );
  return others;
}

async function addressOf(path) {
  const server = spawn(path, [], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(server, 'exit').then(() => {
    throw new Error('the Pub/Sub server has ended');
  });
  const [address] = await Promise.race([once(createInterface(server.stdout), 'line'), ended]);
  ended.catch(() => {}); // when it ends later, the computers go on without it
  return address;
}
