import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconHandStop, IconStar, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../shared/customer/view.ts';
import { BarredMark, VipMark } from '../../components/customer/customer-marks.tsx';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import type { CustomerPlace } from '../../state/routes/customer-place.ts';
import { BarForm } from './bar-form.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import styles from './panel.module.css';
import type { CustomerActs } from './use-customer-acts.ts';

type Props = {
  readonly customer: CustomerDetail;
  readonly acts: CustomerActs;
  readonly place: CustomerPlace;
};

/** The customer, their totals and the actions. */
export function CustomerHead({ customer, acts, place }: Props) {
  const { t } = useTranslation(['customers', 'common']);
  const { row } = customer;
  const [isBarring, setBarring] = useState(false);
  const [isErasing, setErasing] = useState(false);
  const menu = useRef<HTMLButtonElement>(null);
  const bar = useRef<HTMLButtonElement>(null);
  const name = row.name || t('common:noName');
  const reason = row.barred;
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <h2 className={styles.name}>{name}</h2>
        {row.vip && <VipMark tag />}
        {reason !== null && <BarredMark tag />}
        <span className={styles.sources}>
          {row.sources.map((source) => (
            <SourceMark key={source} source={source} />
          ))}
        </span>
      </div>
      {reason !== null && reason !== '' && <p className={styles.barred}>{t('customers:why', { reason })}</p>}
      <Values customer={customer} />
      <div className={styles.actions}>
        <Button
          variant={row.vip ? 'light' : 'default'}
          leftSection={<IconStar size={16} aria-hidden />}
          aria-pressed={row.vip}
          onClick={() => void acts.mark(row, 'vip', !row.vip)}
        >
          {t(row.vip ? 'customers:unmark_vip' : 'customers:setVip')}
        </Button>
        <Button
          ref={bar}
          variant="default"
          leftSection={<IconHandStop size={16} aria-hidden />}
          aria-expanded={reason === null ? isBarring : undefined}
          onClick={() =>
            reason === null ? setBarring(!isBarring) : void acts.mark(row, 'do-not-serve', false)
          }
        >
          {t(reason === null ? 'customers:setBarred' : 'customers:unmark_barred')}
        </Button>
        <Menu position="bottom-end" returnFocus>
          <Menu.Target>
            <ActionIcon ref={menu} size={30} variant="default" aria-label={t('customers:more')}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconDownload size={16} />}
              onClick={() => void acts.save(row.id, 'json')}
            >
              {t('customers:exportJson')}
            </Menu.Item>
            <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => void acts.save(row.id, 'csv')}>
              {t('customers:exportCsv')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="var(--bad)"
              leftSection={<IconTrash size={16} />}
              onClick={() => setErasing(true)}
            >
              {t('customers:eraseMenu')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {isBarring && reason === null && (
        <BarForm
          name={name}
          onClose={(said) => {
            setBarring(false);
            bar.current?.focus();
            if (said !== null) void acts.mark(row, 'do-not-serve', true, said);
          }}
        />
      )}
      {isErasing && (
        <EraseDialog
          customer={customer}
          place={place}
          onClose={() => {
            setErasing(false);
            menu.current?.focus();
          }}
        />
      )}
    </header>
  );
}

/** The totals: by currency, average, frequency, first order. */
function Values({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const now = useNow();
  const { row, values, cancelled, open } = customer;
  return (
    <dl className={styles.values}>
      <div>
        <dt>{t('total')}</dt>
        <dd className={styles.strong}>
          {values.length === 0
            ? '—'
            : values.map(({ total }) => <div key={total.currency}>{format.money(total)}</div>)}
        </dd>
      </div>
      <div>
        <dt>{t('average')}</dt>
        <dd>
          {values.length === 0
            ? '—'
            : values.map(({ total, average }) => (
                <div key={total.currency}>{average ? format.money(average) : '—'}</div>
              ))}
        </dd>
      </div>
      <div>
        <dt>{t('ordersTitle')}</dt>
        <dd>
          {format.count(row.orders)}
          <div className={styles.dim}>
            {[
              open > 0 ? t('openNow', { count: open }) : '',
              cancelled > 0 ? t('cancelledOf', { count: cancelled }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </dd>
      </div>
      <div>
        <dt>{t('firstOrder')}</dt>
        <dd>{format.day(row.firstAt)}</dd>
      </div>
      <div>
        <dt>{t('lastOrder')}</dt>
        <dd>
          {format.day(row.lastAt)}
          <div className={styles.dim}>
            {format.age(row.lastAt, now) === null
              ? ''
              : t('ago', { span: format.age(row.lastAt, now) ?? '' })}
          </div>
        </dd>
      </div>
    </dl>
  );
}
