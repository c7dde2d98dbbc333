import { ActionIcon } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

type Props = { readonly value: string /** What is copied, in words. */; readonly what: string };

export function CopyButton({ value, what }: Props) {
  const { t } = useTranslation('common');
  const clipboard = useClipboard({ timeout: 1500 });
  const label = clipboard.copied ? t('copied') : t('copyThis', { what });
  return (
    <ActionIcon size={24} aria-label={label} title={label} onClick={() => clipboard.copy(value)}>
      {clipboard.copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
    </ActionIcon>
  );
}
