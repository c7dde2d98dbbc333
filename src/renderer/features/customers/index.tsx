import { Splitter } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useNavigate, usePreferences, useRoute, useStores } from '../../state/context.tsx';
import { customerPlaceOf, hrefToCustomers } from '../../state/customer-place.ts';
import { listWidths } from '../../state/preferences.ts';
import hidden from '../../ui/hidden.module.css';
import { Empty } from '../../ui/states.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { CustomerList } from './customer-list.tsx';
import { CustomerPanel } from './customer-panel.tsx';
import styles from './customers.module.css';
import { CustomersKeys, focusCustomers } from './keys.tsx';
import { ListHead } from './list-head.tsx';

/** The customers and the one who is open: side by side, or one over the other in a narrow window. */
export function CustomersPage() {
  const { t } = useTranslation(['customers', 'common']);
  const { customers, customer, preferences } = useStores();
  const { listWidth } = usePreferences();
  const navigate = useNavigate();
  const place = customerPlaceOf(useRoute());
  const isWide = useWidth(1000);
  const { view, text, sort, customer: open } = place;

  useEffect(() => customers.start(), [customers]);
  useEffect(() => customer.start(), [customer]);
  useEffect(() => void customers.show({ view, text, sort }), [customers, view, text, sort]);
  useEffect(() => {
    if (open === null) customer.close();
    else customer.follow(open);
  }, [customer, open]);

  const close = (): void => {
    navigate(hrefToCustomers({ ...place, customer: null }));
    requestAnimationFrame(focusCustomers); // the button goes with the panel, and the list can be reached only then
  };
  const list = (
    <section className={styles.list} aria-label={t('customers:title')} inert={!isWide && open !== null}>
      <ListHead place={place} />
      <CustomerList place={place} />
    </section>
  );
  const detail = open === null ? <NobodyOpen /> : <CustomerPanel place={place} />;
  return (
    <>
      <h1 className={hidden.hidden}>{t('customers:title')}</h1>
      <CustomersKeys place={place} />
      {isWide ? (
        <Splitter
          className={styles.split}
          sizes={[`${listWidth}px`, 100]}
          onSizeChange={([width]) => {
            const next = Number.parseFloat(String(width));
            if (Number.isFinite(next)) preferences.set({ listWidth: Math.round(next) });
          }}
          lineSize={1}
          handleColor="var(--line)"
          withHandle={false}
          step="8px"
          shiftStep="40px"
          classNames={{ handle: styles.handle ?? '' }}
        >
          <Splitter.Pane
            defaultSize={`${listWidths.usual}px`}
            min={`${listWidths.min}px`}
            max={`${listWidths.max}px`}
          >
            {list}
          </Splitter.Pane>
          <Splitter.Pane defaultSize={100}>{detail}</Splitter.Pane>
        </Splitter>
      ) : (
        <div className={styles.stack}>
          {list}
          {open !== null && (
            <div className={styles.over}>
              <button type="button" className={styles.back} onClick={close}>
                <IconArrowLeft size={16} aria-hidden />
                {t('common:back')}
              </button>
              <div className={styles.overBody}>{detail}</div>
            </div>
          )}
        </div>
      )}
    </>
  );
}

function NobodyOpen() {
  const { t } = useTranslation('customers');
  const hasAny = useStore(useStores().customers, (now) => now.state === 'ready' && now.total > 0);
  return (
    <div className={styles.nothing}>
      {hasAny && <Empty text={t('nobodyOpen')} hint={t('nobodyOpenHint', { down: 'J', up: 'K' })} />}
    </div>
  );
}
