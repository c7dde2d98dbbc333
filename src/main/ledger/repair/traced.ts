import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import type { Database, Value } from '../database.ts';
import { addresseesOf } from './addressees.ts';
import type { MessageRow, Traces } from './messages.ts';
import { isLoad, retraced } from './messages.ts';
import type { Left } from './restore-keys.ts';
import { keysLeft, restoreKeys } from './restore-keys.ts';
import type { Salvage } from './salvage.ts';

export type Tracing = Pick<Left, 'deskId'> & {
  readonly now: number;
  readonly managers: readonly ManagerConfig[];
  /** Messages that are here. */
  readonly known: readonly MessageRow[];
};

/**
 * Messages whose rows are lost, rebuilt from their indexes, and the number of open ones that cannot be rebuilt because their key
 * is lost as well.
 */
export function traced(database: Database, salvage: Salvage, { now, deskId, managers, known }: Tracing) {
  const [rows, names] = [new Set(known.map(({ row }) => row)), new Set(known.map(({ key }) => key))];
  const addressees = addresseesOf(managers);
  const traces = tracesIn(salvage);
  const isNameless = (row: number): boolean => !rows.has(row) && !traces.keys.has(row);
  const taken = new Set([...names, ...traces.keys.values()]);
  const found = restoreKeys(
    { open: only(traces.open, isNameless), parked: only(traces.parked, isNameless) },
    keysLeft(database, { deskId, addressees, taken }),
  );
  const keys = new Map([...traces.keys, ...found]);
  const again = [...keys]
    .filter(([, key]) => !names.has(key))
    .flatMap(([row]) => retraced(row, { ...traces, keys }, { now, addressees }) ?? []);
  const owed = [...traces.open].flatMap(([row, { kind }]) => (isLoad(kind) ? [] : [row]));
  const nameless = new Set(
    [...owed, ...traces.parked.keys()].filter((row) => !rows.has(row) && !keys.has(row)),
  );
  return { again, nameless: nameless.size };
}

const only = <T>(rows: ReadonlyMap<number, T>, isWanted: (row: number) => boolean): ReadonlyMap<number, T> =>
  new Map([...rows].filter(([row]) => isWanted(row)));

function tracesIn(salvage: Salvage): Traces {
  const keys = new Map<number, string>();
  for (const [key, row] of salvage.index('sqlite_autoindex_messages_1')) {
    if (typeof key === 'string' && typeof row === 'number') keys.set(row, key);
  }
  const open = new Map<number, { readonly orderId: OrderId | null; readonly kind: string }>();
  for (const [kind, , row] of salvage.index('messages_due')) {
    if (typeof row === 'number') open.set(row, { orderId: null, kind: String(kind) });
  }
  for (const [orderId, kind, row] of salvage.index('messages_of_order')) {
    if (typeof row === 'number') open.set(row, { orderId: orderOf(orderId), kind: String(kind) });
  }
  const parked = new Map<number, OrderId | null>();
  for (const [orderId, row] of salvage.index('messages_parked')) {
    if (typeof row === 'number') parked.set(row, orderOf(orderId));
  }
  return { keys, open, parked };
}

const orderOf = (value: Value | undefined): OrderId | null => orderIdSchema.safeParse(value).data ?? null;
