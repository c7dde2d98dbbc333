import { Button, Menu } from '@mantine/core';
import { IconBuildingStore, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SamplePath } from '../../../shared/sample-paths.ts';
import { samplePaths } from '../../../shared/sample-paths.ts';
import { useRemoveSample } from '../../components/preferences/use-remove-sample.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useApp } from '../../state/context.tsx';

/** In the sample shop: an order of each kind, and the end of the sample shop. */
export function SampleMenu() {
  const { t } = useTranslation('frame');
  const { mode } = useApp();
  const client = useClient();
  const toasts = useToasts();
  const { ask, removing } = useRemoveSample();
  if (mode !== 'sample') return null;

  const order = (path: SamplePath): void => {
    client.call('sample.order', { path }).catch((thrown: unknown) =>
      toasts.failed({
        id: `sample:${path}`,
        what: `${t('sampleNewOrder')} ${t(`sample_${path}`)}`,
        error: toCallError(thrown),
      }),
    );
  };
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconBuildingStore size={14} />}
          rightSection={<IconChevronDown size={14} />}
        >
          {t('sampleShop')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('sampleNewOrder')}</Menu.Label>
        {samplePaths.map((path) => (
          <Menu.Item key={path} closeMenuOnClick={false} onClick={() => order(path)}>
            {t(`sample_${path}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="var(--bad)" leftSection={<IconTrash size={14} />} disabled={removing} onClick={ask}>
          {t(removing ? 'sampleRemoving' : 'sampleRemove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
