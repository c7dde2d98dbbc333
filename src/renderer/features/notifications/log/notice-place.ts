import type { NoticeFilter } from '../../../../shared/notices.ts';
import { noticeFilterSchema, noticeViews } from '../../../../shared/notices.ts';
import type { Route } from '../../../state/routes/route.ts';
import { hrefTo } from '../../../state/routes/route.ts';

/** Which notifications are shown; all of it is in the URL. */
export type NoticePlace = Omit<NoticeFilter, 'offset' | 'limit'>;

const placeSchema = noticeFilterSchema.unwrap().omit({ offset: true, limit: true });

export function noticePlaceOf({ params }: Route): NoticePlace {
  const { view, q = '', manager, way } = params;
  const read = placeSchema.safeParse({
    view: noticeViews.find((known) => known === view) ?? 'all',
    text: q.slice(0, 200),
    ...(manager !== undefined && { manager }),
    ...(way !== undefined && { channel: way }),
  });
  return read.success ? read.data : { view: 'all', text: '' };
}

export const hrefToNotices = ({ view, text, manager, channel }: NoticePlace): string =>
  hrefTo('notification-log', {
    params: {
      view: view === 'all' ? '' : view,
      q: text,
      manager: manager ?? '',
      way: channel ?? '',
    },
  });
