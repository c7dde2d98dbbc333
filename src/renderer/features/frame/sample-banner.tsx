import { Button } from '@mantine/core';
import { IconBuildingStore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SamplePath } from '../../../shared/sample-paths.ts';
import { samplePaths } from '../../../shared/sample-paths.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useRemoveSample } from '../../preferences/use-remove-sample.ts';
import { useApp } from '../../state/context.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import styles from './sample-banner.module.css';

/** A line in the sample shop: one button for each way an order can arrive. */
export function SampleBanner() {
  const { t } = useTranslation('frame');
  const { mode } = useApp();
  const client = useClient();
  const toasts = useToasts();
  const { ask, removing } = useRemoveSample();
  if (mode !== 'sample') return null;

  const fail = (id: string, what: string) => (thrown: unknown) =>
    toasts.failed({ id, what, error: toCallError(thrown) });
  const order = (path: SamplePath): void => {
    client
      .call('sample.order', { path })
      .catch(fail(`sample:${path}`, `${t('sampleNewOrder')} ${t(`sample_${path}`)}`));
  };
  return (
    <section className={styles.banner} aria-label={t('sampleShop')}>
      <span className={styles.name}>
        <IconBuildingStore size={14} aria-hidden />
        {t('sampleShop')}
      </span>
      <span className={styles.lead}>{t('sampleNewOrder')}</span>
      {samplePaths.map((path) => (
        <Button
          key={path}
          variant="default"
          size="compact-xs"
          className={styles.path ?? ''}
          onClick={() => order(path)}
        >
          {t(`sample_${path}`)}
        </Button>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        className={styles.remove ?? ''}
        aria-label={t(removing ? 'sampleRemoving' : 'sampleRemove')}
        aria-disabled={removing}
        title={t('sampleRemove')}
        onClick={() => !removing && ask()}
      >
        {t(removing ? 'sampleRemoving' : 'sampleRemoveShort')}
      </Button>
    </section>
  );
}
