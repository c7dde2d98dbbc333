import { IconCircleCheck, IconInbox, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import list from '../../components/layout/long-list.module.css';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { Empty, Failed } from '../../components/ui/states.tsx';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useApp, useNavigate, useStores } from '../../state/context.tsx';
import type { Counts } from '../../state/inbox/inbox-rows.ts';
import type { InboxPlace } from '../../state/routes/route.ts';
import {
  hrefTo,
  hrefToInbox,
  isNarrow,
  isSearchedView,
  searchedInAll,
  widened,
} from '../../state/routes/route.ts';

export function ListFailed({ error }: { readonly error: CallError }) {
  const { t } = useTranslation(['inbox', 'common']);
  const { inbox } = useStores();
  return (
    <div className={list.body}>
      <Failed
        what={t('inbox:failed')}
        reason={error.message}
        still={t('inbox:failedStill')}
        fix={error.fix}
        retry={{ label: t('common:retry'), run: () => void inbox.refresh() }}
      />
    </div>
  );
}

/** The empty states: no orders yet, orders still loading, or no matches: one sentence each. */
export function ListEmpty({ place, counts }: { readonly place: InboxPlace; readonly counts: Counts }) {
  return <div className={list.body}>{<Why place={place} counts={counts} />}</div>;
}

function Why({ place, counts }: { readonly place: InboxPlace; readonly counts: Counts }) {
  const { t } = useTranslation('inbox');
  const { mode } = useApp();
  const client = useClient();
  const navigate = useNavigate();
  const toasts = useToasts();

  if (isSearchedView(place)) {
    return (
      <Empty
        icon={<IconSearch size={28} stroke={1.5} />}
        text={t('emptySearched', { view: t(`view_${place.view}`) })}
        action={{ label: t('emptySearchAll'), run: () => navigate(hrefToInbox(searchedInAll(place))) }}
      />
    );
  }
  if (isNarrow(place)) {
    const clear = (): void => navigate(hrefToInbox(widened(place)));
    return (
      <Empty
        icon={<IconSearch size={28} stroke={1.5} />}
        text={t('emptyFiltered')}
        action={{ label: t('emptyFilteredAct'), run: clear }}
      />
    );
  }
  if (counts.all === 0) {
    const order = (): void => {
      client.call('sample.order', { path: 'shopify' }).catch((thrown: unknown) => {
        toasts.failed({ id: 'sample:shopify', what: t('emptyFirstAct'), error: toCallError(thrown) });
      });
    };
    return mode === 'sample' ? (
      <Empty
        icon={<IconInbox size={28} stroke={1.5} />}
        text={t('emptyFirstSample')}
        action={{ label: t('emptyFirstAct'), run: order }}
      />
    ) : (
      <Empty
        icon={<IconInbox size={28} stroke={1.5} />}
        text={t('emptyFirst')}
        action={{ label: t('emptyFirstConnect'), run: () => navigate(hrefTo('setup')) }}
      />
    );
  }
  const notNow = counts.scheduled + counts.snoozed;
  if (place.view === 'open' && notNow > 0) {
    const view = counts.scheduled > 0 ? 'scheduled' : 'snoozed';
    return (
      <Empty
        icon={<IconCircleCheck size={28} stroke={1.5} />}
        text={t('emptyNow', { count: notNow })}
        action={{
          label: t('emptyShowView', { view: t(`view_${view}`) }),
          run: () => navigate(hrefToInbox({ ...place, view })),
        }}
      />
    );
  }
  return (
    <Empty
      icon={<IconCircleCheck size={28} stroke={1.5} />}
      text={t(`empty_${place.view}`)}
      action={{ label: t('emptyShowAll'), run: () => navigate(hrefToInbox({ ...place, view: 'all' })) }}
    />
  );
}
