import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import type { Electron } from '../../../../src/main/shell/electron/electron.ts';
import { createToasts } from '../../../../src/main/shell/electron/toast.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { quietLog } from '../../../support/log.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void; // V8's own

type Activation = { readonly type: 'click' | 'action'; readonly arguments: string };

/**
 * A run of the app, with notifications that only the shell keeps references to.
 * @param leftIds of the notifications that macOS still shows
 */
function toasts({ platform = 'linux', leftIds = [] as readonly string[], refuses = false } = {}) {
  const made: WeakRef<Notification>[] = [];
  const opened: (string | null)[] = [];
  const taken: string[] = [];
  const log = quietLog();
  let activate: (details: Activation) => void = () => {};
  class Notification extends EventEmitter {
    static readonly isSupported = () => true;
    static readonly handleActivation = (listener: typeof activate) => {
      activate = listener;
    };
    static readonly getHistory = async () => leftIds.map((id) => new Notification({ id }));
    readonly id: string;
    constructor({ id }: { readonly id: string }) {
      super();
      this.id = id;
      made.push(new WeakRef(this));
    }
    show = () => {};
  }
  const electron = { Notification } as unknown as Electron; // the part that is used
  const shown = createToasts(electron, {
    platform,
    log,
    open: (id) => opened.push(id),
    take: async (id) => {
      taken.push(id);
      return !refuses;
    },
  });
  const showOne = (orderId: string | null): string => {
    shown.show({
      title: 'New order',
      body: '',
      orderId: orderId === null ? null : orderIdSchema.parse(orderId),
    });
    return made.at(-1)?.deref()?.id ?? '';
  };
  const show = (count: number): void => {
    for (let number = 1; number <= count; number += 1) showOne(`shopify:${number}`);
  };
  const emit = (number: number, event: string, details: object = {}): void => {
    made[number - 1]?.deref()?.emit(event, details);
  };
  /** As Electron does on Windows: the app gets the event first, then the notification if it still exists. */
  const press = (id: string): void => {
    activate({ type: 'action', arguments: `type=action&action=0&tag=${id}` });
    for (const notice of made) if (notice.deref()?.id === id) notice.deref()?.emit('action', {});
  };
  /** Beside its button; only a notification that still exists names itself. */
  const click = (): void => activate({ type: 'click', arguments: '' });
  /** The numbers of those that can still be pressed. */
  const left = async (): Promise<readonly number[]> => {
    // objects read in this turn stay alive until the next
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    return made.flatMap((notice, index) => (notice.deref() === undefined ? [] : [index + 1]));
  };
  return { show, showOne, emit, press, click, left, opened, taken, hearLeft: shown.hearLeft };
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

describe('a notice from before a restart', () => {
  it.each([
    'shopify:450789469',
    'mail:dostavo:DS-1042',
    'mail:wolt:№ 12/ü',
    'manual:01JD3Z5K8QW9XV7T2M4N6P8R0S',
  ])('takes %s on Windows, and opens it where that is refused', async (orderId) => {
    const id = toasts({ platform: 'win32' }).showOne(orderId);
    const again = toasts({ platform: 'win32', refuses: true });
    again.hearLeft();
    again.press(id);
    expect(again.taken).toEqual([orderId]);
    await vi.waitFor(() => expect(again.opened).toEqual([orderId]));
  });

  it('shows the window on Windows when pressed without a known order', () => {
    const before = toasts({ platform: 'win32' });
    const long = before.showOne(`mail:wolt:${'x'.repeat(200)}`);
    expect(long.length).toBeLessThanOrEqual(64);
    const { hearLeft, press, click, opened, taken } = toasts({ platform: 'win32' });
    hearLeft();
    click();
    // Electron's name of one without an id
    for (const id of [long, before.showOne(null), '936da01f-9abd-4d9d-80c7-02af85c822a8']) press(id);
    expect(opened).toEqual([null, null, null, null]);
    expect(taken).toEqual([]);
  });

  it('is taken by its macOS button, and opened by a press', async () => {
    const before = toasts({ platform: 'darwin' });
    const leftIds = ['shopify:1', 'shopify:2'].map(before.showOne);
    const { hearLeft, emit, left, opened, taken } = toasts({ platform: 'darwin', leftIds });
    hearLeft();
    expect(await left()).toEqual([1, 2]);
    emit(1, 'action', { actionIndex: 0 });
    emit(2, 'click');
    expect({ taken, opened }).toEqual({ taken: ['shopify:1'], opened: ['shopify:2'] });
    expect(await left()).toEqual([]);
  });
});

it('takes its order once on Windows, which reports each press twice', () => {
  const { hearLeft, showOne, press, taken } = toasts({ platform: 'win32' });
  hearLeft();
  press(showOne('shopify:1'));
  expect(taken).toEqual(['shopify:1']);
});

it('appears beside another of the same order', () => {
  const { showOne } = toasts();
  expect(showOne('shopify:1')).not.toBe(showOne('shopify:1'));
});
