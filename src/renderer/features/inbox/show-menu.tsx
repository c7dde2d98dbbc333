import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { rowFacts } from '../../../shared/saved-views.ts';
import { useNavigate, useStores } from '../../state/context.tsx';
import type { InboxPlace } from '../../state/routes/route.ts';
import { hrefToInbox } from '../../state/routes/route.ts';
import type { RowLook } from '../../state/routes/row-look.ts';
import { useLook, useSavedView } from './row/use-row-look.ts';
import { toggled } from './state/narrowing.ts';

const densities = ['comfortable', 'compact'] as const;

/** The look of rows: in a saved view a change of that view, else the setting of the window. */
export function ShowMenu({ place }: { readonly place: InboxPlace }) {
  const { t } = useTranslation('filters');
  const { preferences } = useStores();
  const navigate = useNavigate();
  const saved = useSavedView(place);
  const look = useLook(place);
  const set = (change: RowLook): void => {
    if (saved === null) preferences.set(change);
    else navigate(hrefToInbox({ ...place, ...change }), { replace: true });
  };
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('showWhat')}>
          <ActionIcon variant="default" size={32} aria-label={t('showWhat')}>
            <IconAdjustments size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('density')}</Menu.Label>
        <Menu.RadioGroup
          value={look.density}
          onChange={(value) => {
            const density = densities.find((one) => one === value);
            if (density) set({ density });
          }}
        >
          {densities.map((density) => (
            <Menu.RadioItem key={density} value={density}>
              {t(`density_${density}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{t('showWhat')}</Menu.Label>
        {rowFacts.map((fact) => (
          <Menu.CheckboxItem
            key={fact}
            checked={look.facts.includes(fact)}
            onChange={() => set({ facts: toggled(look.facts, fact) })}
          >
            {t(`fact_${fact}`)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
