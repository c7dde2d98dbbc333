import type { Desk } from '../../src/main/host.ts';
import { callerOf } from './caller.ts';

const senders = ['orders@bloomdash.example', 'zamovlennya@dostavo.example'];

/** A manager approves the services of the sample shop, which a real shop does not know. */
export async function approveMarketplaces({ dispatch }: Pick<Desk, 'dispatch'>): Promise<void> {
  const call = callerOf(dispatch);
  for (const sender of senders) await call('senders.approve', { sender });
}
