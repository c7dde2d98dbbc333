import { z } from 'zod';
import type { Way } from '../../../shared/bell/ways.ts';
import { parseJson } from '../../parse-json.ts';

/** Whom a notice can be written to by a way, and what it then says of that. */
export type Addressee = { readonly manager: string; readonly way: Way; readonly payload: string };

const text = z.string().optional().catch(undefined);
const saidSchema = z.object({ manager: z.string(), subscriberId: text, email: text });

/**
 * Where each manager is reached, as notices say.
 * @param payloads of these, the newest last: an address may have changed
 */
export function addresseesOf(payloads: readonly string[]): readonly Addressee[] {
  const found = new Map<string, Addressee>();
  const add = (manager: string, way: Way, address: { readonly [field: string]: string | undefined }) => {
    if (Object.values(address).includes(undefined)) return;
    found.set(`${way} ${manager}`, { manager, way, payload: JSON.stringify({ manager, ...address }) });
  };
  for (const payload of payloads) {
    const { data } = saidSchema.safeParse(parseJson(payload));
    if (!data) continue;
    add(data.manager, 'messenger', { subscriberId: data.subscriberId });
    add(data.manager, 'email', { email: data.email });
  }
  return [...found.values()];
}
