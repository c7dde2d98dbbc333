import { startSampleShop } from '../sample-shop/index.ts';
import { composeDesk } from './app.ts';
import type { Desk, Host } from './host.ts';

/**
 * Starts the app on one data directory, and a second computer of the sample shop if the host requests one. Both run in this
 * process, each with its own ledger, and exchange events only through the Pub/Sub server.
 * @throws Problem as `composeDesk` does
 */
export async function composeComputers(host: Host): Promise<Desk> {
  const { second: wanted, schemaFile } = host.sampleShop;
  if (wanted === undefined) return composeDesk(host);
  let receiverUrl: string | null = null;
  const sample = await startSampleShop({
    clock: host.clock,
    log: host.log.scoped('sample-shop'),
    schemaFile,
    receiverUrl: () => receiverUrl,
    pubsub: wanted.pubsub,
  });
  const started: Desk[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((computer) => computer.stop()));
    // the sample shop stops last: otherwise the pending requests of the computers would fail
    await sample.stop();
  };
  try {
    const first = await composeDesk(host, sample);
    started.push(first);
    receiverUrl = first.receiverUrl;
    const second = await composeDesk({ ...host, dataDir: wanted.dataDir, receiverPort: 0 }, sample);
    started.push(second);
    if (host.environment.ORDERBELL_SAMPLE_LIFE !== 'off') sample.live();
    return { ...first, sampleShop: sample.addresses, second, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
