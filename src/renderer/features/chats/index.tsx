import { IconMessageCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Page } from '../../components/layout/page.tsx';
import rows from '../../components/layout/record-list.module.css';
import { Notice } from '../../components/ui/notice.tsx';
import { Empty, Failed } from '../../components/ui/states.tsx';
import { WaitingRows } from '../../components/ui/waiting-rows.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { groupsOf } from './groups.ts';
import { PersonRow } from './person-row.tsx';
import { useAnswer } from './use-answer.ts';

/** The contacts of the bot; those who asked for a manager come first. */
export function ChatsPage() {
  const { t } = useTranslation('chats');
  return (
    <Page title={t('title')} wide>
      <PeopleList />
    </Page>
  );
}

function PeopleList() {
  const { t } = useTranslation(['chats', 'common']);
  const said = useSaid();
  const navigate = useNavigate();
  const answer = useAnswer();
  const store = useStores().people;
  const people = useStore(store);
  const isConnected = useStore(useStores().connections, (connections) =>
    connections.state === 'ready'
      ? connections.value.some(({ name, state }) => name === 'manychat' && state !== 'off')
      : true,
  );

  if (people.state === 'loading') return <WaitingRows />;
  if (people.state === 'failed') {
    const { message, fix } = people.error;
    const retry = { label: t('common:retry'), run: () => void store.refresh() };
    return <Failed what={t('failed')} reason={message} still={t('failedStill')} fix={fix} retry={retry} />;
  }
  if (people.value.length === 0) {
    return (
      <Empty
        icon={<IconMessageCircle size={28} stroke={1.5} />}
        text={isConnected ? t('empty') : t('emptyOff')}
        hint={t('emptyHint')}
        action={{
          label: isConnected ? t('seeSetup') : t('connect'),
          run: () => navigate(hrefTo('setup', { path: ['manychat'] })),
        }}
      />
    );
  }
  return (
    <>
      {people.error !== null && (
        <Notice tone="warn">{t('stale', { message: said(people.error.message) })}</Notice>
      )}
      {groupsOf(people.value).map(({ group, people: list }) => (
        <section key={group} aria-label={t(`group_${group}`)}>
          <h2 className={rows.group}>{t(`group_${group}`)}</h2>
          <ul className={rows.list}>
            {list.map((person) => (
              <PersonRow key={person.subscriberId} person={person} onAnswered={(one) => void answer(one)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
