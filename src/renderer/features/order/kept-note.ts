import type { OrderId } from '../../../shared/ids.ts';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What was typed for an order and not saved yet: it waits in this window while other orders are looked at. */
export function createKeptNote(storage: Store, id: OrderId) {
  const place = `orderbell.note.${id}`;
  return {
    read: (): string => storage.getItem(place) ?? '',
    write(text: string): void {
      if (text === '') storage.removeItem(place);
      else storage.setItem(place, text);
    },
  };
}
