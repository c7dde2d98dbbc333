import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLedger } from '../../../src/main/cli/find-ledger.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { RunningApp } from '../../browser/support/app.ts';
import { startApp } from '../../browser/support/app.ts';
import type { Call } from '../../support/caller.ts';
import { enterPage } from '../../support/enter-page.ts';
import { openGate } from '../sleep/gate.ts';

export type ProcessComputer = Awaited<ReturnType<typeof processComputer>>;

type Parts = {
  readonly name: string;
  /** Its data directory is made there. */
  readonly folder: string;
  /** `host:port` of the Pub/Sub server. */
  readonly pubsub: string;
  readonly env: { readonly [name: string]: string };
};

/** A manager's computer: the built app in a process, with a network connection to Pub/Sub of its own that can be cut. */
export async function processComputer({ name, folder, pubsub, env }: Parts) {
  const dataDir = join(folder, name);
  const road = await openGate(() => `http://${pubsub}`);
  let running: { readonly app: RunningApp; readonly call: Call } | null = null;
  let isCut = false;

  const on = () => {
    if (running === null) throw new Error(`${name} is off`);
    return running;
  };
  return {
    name,
    isOn: () => running !== null,
    /** Whether it is on and reaches Pub/Sub. */
    isConnected: () => running !== null && !isCut,
    receiver: () => on().app.receiver,
    call: ((command, input) => on().call(command, input)) as Call,
    said: () => running?.app.said() ?? '',
    /** Reads its ledger, also while it runs. */
    look: <T>(work: (ledger: Ledger) => T): T => withLedger(dataDir, work),
    async start(): Promise<void> {
      const endpoint = new URL(road.url).host;
      const pubsubEnv = { ORDERBELL_PUBSUB: 'on', ORDERBELL_PUBSUB_ENDPOINT: endpoint };
      const app = await startApp({ dataDir, env: { ...env, ...pubsubEnv } });
      running = { app, call: await enterPage(app.ui) };
    },
    /** As `kill -9` does. */
    async kill(): Promise<void> {
      const last = running;
      running = null;
      await last?.app.kill();
    },
    /** @returns its exit code */
    async stop(): Promise<number | null> {
      const { app } = on();
      running = null;
      return app.stop();
    },
    cut(): void {
      isCut = true;
      road.shut();
    },
    mend(): void {
      isCut = false;
      road.open();
    },
    async end(): Promise<void> {
      await this.kill();
      await road.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
