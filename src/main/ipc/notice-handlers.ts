import type { NoticeFilter } from '../../shared/notices.ts';
import { noticeViews } from '../../shared/notices.ts';
import { dayIn } from '../../shared/shop-days.ts';
import { csvFileOf } from '../csv.ts';
import { recordArrived } from '../notify/log/arrived.ts';
import { noticeCsvColumns, noticeLine } from '../notify/log/notice-line.ts';
import type { ShiftParts } from '../notify/log/shift.ts';
import { shiftOf } from '../notify/log/shift.ts';
import type { Handlers } from './dispatch.ts';

type NoticeHandlers = Pick<
  Handlers,
  | 'notifications.list'
  | 'notifications.ofOrder'
  | 'notifications.export'
  | 'notifications.arrived'
  | 'notifications.shift'
>;

export type NoticeHandlerParts = ShiftParts & {
  /** Chat addresses by manager, if the chat can be read. */
  readonly chats: () => { readonly [manager: string]: string };
  /** The manager of this computer. */
  readonly manager: () => string;
};

/** Maximum number of lines: more would block the app and slow down a spreadsheet. */
const mostLines = 20_000;
const everything: NoticeFilter = { view: noticeViews[0], text: '', offset: 0, limit: mostLines };

/** The outcome of every notification, and a person's decision on one with unknown outcome. */
export function createNoticeHandlers(parts: NoticeHandlerParts): NoticeHandlers {
  const { ledger, clock, timeZone, chats, manager } = parts;
  const page = (filter: NoticeFilter) => ledger.notices.page(filter, clock.now());
  return {
    'notifications.list': (filter) => ({ ...page(filter), chats: chats() }),
    'notifications.ofOrder': ({ id }) => ({ rows: ledger.notices.ofOrder(id), chats: chats() }),
    'notifications.export': (filter) => {
      const { rows, total } = page({ ...everything, ...filter });
      return {
        fileName: `notices-${dayIn(timeZone(), clock.now())}.csv`,
        text: csvFileOf(noticeCsvColumns, rows.map(noticeLine)),
        left: total - rows.length,
      };
    },
    'notifications.arrived': (notice) => {
      recordArrived(parts, notice, manager());
      return null;
    },
    'notifications.shift': () => shiftOf(parts, manager()),
  };
}
