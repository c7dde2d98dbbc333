import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** Copies input that cannot be saved here. */
export function CopyTyped({ typed }: { readonly typed: string }) {
  const { t } = useTranslation('presence');
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => clipboard.copy(typed)}>
      {clipboard.copied ? t('copied') : t('copyTyped')}
    </Button>
  );
}
