import type { Desk } from '../../src/main/host.ts';
import { callerOf } from './caller.ts';

export const marketplaceSenders = ['orders@bloomdash.example', 'zamovlennya@dostavo.example'];

/** A manager approves the senders of the sample shop, which a real shop does not know. */
export async function approveMarketplaces({ dispatch }: Pick<Desk, 'dispatch'>): Promise<void> {
  const call = callerOf(dispatch);
  for (const sender of marketplaceSenders) await call('senders.approve', { sender });
}
