import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import type { Electron } from '../../../src/main/shell/electron/electron.ts';
import { createToast } from '../../../src/main/shell/electron/toast.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void; // V8's own

/** Notices of which nobody here keeps hold: only the shell can. */
function toasts() {
  const made: WeakRef<EventEmitter>[] = [];
  const opened: (string | null)[] = [];
  class Notification extends EventEmitter {
    constructor() {
      super();
      made.push(new WeakRef(this));
    }
    show = () => {};
  }
  const electron = { Notification } as unknown as Electron; // the part that is used
  const toast = createToast(electron, { open: (id) => opened.push(id), take: async () => true });
  const show = (count: number): void => {
    for (let number = 1; number <= count; number += 1) {
      toast({ title: 'New order', body: '', orderId: orderIdSchema.parse(`shopify:${number}`) });
    }
  };
  const emit = (number: number, event: string, details: object = {}): void => {
    made[number - 1]?.deref()?.emit(event, details);
  };
  /** The numbers of those that can still be pressed. */
  const left = async (): Promise<readonly number[]> => {
    // what was looked at in this turn stays until the next
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    return made.flatMap((notice, index) => (notice.deref() === undefined ? [] : [index + 1]));
  };
  return { show, emit, left, opened };
}

it('can be pressed after it slid into the list of the system', async () => {
  const { show, emit, left, opened } = toasts();
  show(2);
  emit(1, 'close', { reason: 'timedOut' });
  expect(await left()).toEqual([1, 2]);
  emit(1, 'click');
  expect(opened).toEqual(['shopify:1']);
});

it('is let go of once it was pressed, or sent away', async () => {
  const { show, emit, left } = toasts();
  show(5);
  emit(1, 'click');
  emit(2, 'action', { actionIndex: 0 });
  emit(3, 'close', { reason: 'userCanceled' });
  emit(4, 'close');
  expect(await left()).toEqual([5]);
});

it('is one of the last hundred: older ones are let go of', async () => {
  const { show, left } = toasts();
  show(130);
  expect(await left()).toEqual(Array.from({ length: 100 }, (_, index) => index + 31));
});
