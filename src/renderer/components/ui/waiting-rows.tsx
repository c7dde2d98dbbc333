import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSlow } from './states.tsx';

type Props = {
  readonly rows?: number;
  /** Height of one row in pixels. */
  readonly height?: number;
};

/** A placeholder for a loading list; nothing during a short wait. */
export function WaitingRows({ rows = 5, height = 40 }: Props) {
  const { t } = useTranslation('common');
  const slow = useSlow();
  if (!slow) return null;
  return (
    <div role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={index} height={height} my={10} radius="sm" />
      ))}
    </div>
  );
}
