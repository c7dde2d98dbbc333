import { ActionIcon, Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import {
  IconClockOff,
  IconCopy,
  IconDots,
  IconExternalLink,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../shared/draft.ts';
import { isOver, isToBePaid } from '../../../shared/draft.ts';
import type { DraftDetail } from '../../../shared/views.ts';
import { useClient } from '../../lib/client/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { useDraftActs } from './use-draft-acts.tsx';

type Props = {
  readonly draft: DraftView;
  readonly chatUrl?: string | null;
  readonly onNow?: (now: DraftDetail) => void;
};

/** The other actions on a draft order. */
export function DraftMenu({ draft, chatUrl = null, onNow }: Props) {
  const { t } = useTranslation('drafts');
  const client = useClient();
  const clipboard = useClipboard();
  const acts = useDraftActs(draft, onNow);
  const { id, invoiceUrl, orderId } = draft;
  const canPay = isToBePaid(draft) && invoiceUrl !== null;
  const canEnd = !isOver(draft) && orderId === null;
  if (!canEnd && chatUrl === null) return null;

  function copy(url: string): void {
    clipboard.copy(url);
    // a manual hand-over is worth an event, but a failure to record it is not worth an error
    const message = { via: 'copied' } as const;
    void client.call('drafts.sendLink', { id, sending: crypto.randomUUID(), message }).catch(() => {});
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t('more', { name: draft.name || draft.title })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canPay && (
          <>
            <Menu.Item leftSection={<IconCopy size={14} />} onClick={() => copy(invoiceUrl)}>
              {t('copy')}
            </Menu.Item>
            <Menu.Item
              component="a"
              href={hrefTo('custom-order', { params: { replaces: id } })}
              leftSection={<IconPencil size={14} />}
            >
              {t('change')}
            </Menu.Item>
          </>
        )}
        {chatUrl !== null && (
          <Menu.Item
            component="a"
            href={chatUrl}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={14} />}
          >
            {t('openChat')}
          </Menu.Item>
        )}
        {canEnd && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconClockOff size={14} />} onClick={acts.expire}>
              {t('expire')}
            </Menu.Item>
            <Menu.Item color="var(--bad)" leftSection={<IconTrash size={14} />} onClick={acts.cancel}>
              {t('cancel')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
