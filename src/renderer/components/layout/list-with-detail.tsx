import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import hidden from '../ui/hidden.module.css';
import styles from './list-with-detail.module.css';
import type { Widths } from './split.tsx';
import { Split } from './split.tsx';

type Props = {
  readonly title: string;
  readonly list: ReactNode;
  readonly detail: ReactNode;
  readonly isWide: boolean;
  /** Whether an item is open; in a narrow window it covers the list. */
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Width of the list in a wide window. */
  readonly width: number;
  readonly widths: Widths;
  readonly onWidth: (width: number) => void;
};

/** Moves the focus to the list. In a narrow window this works only after the detail has closed. */
export function reachList(isCovered: boolean, uncover: () => void, focus: () => void): void {
  if (!isCovered) {
    focus();
    return;
  }
  uncover();
  requestAnimationFrame(focus);
}

/** A list and its open item: side by side, or one over the other in a narrow window. */
export function ListWithDetail({ title, detail, isWide, isOpen, onClose, ...rest }: Props) {
  const { t } = useTranslation('common');
  const { width, widths, onWidth } = rest;
  const list = (
    <section className={styles.list} aria-label={title} inert={!isWide && isOpen}>
      {rest.list}
    </section>
  );
  return (
    <>
      <h1 className={hidden.hidden}>{title}</h1>
      {isWide ? (
        <Split first={list} last={detail} sized="first" width={width} widths={widths} onWidth={onWidth} />
      ) : (
        <div className={styles.stack}>
          {list}
          {isOpen && (
            <div className={styles.over}>
              <button type="button" className={styles.back} onClick={onClose}>
                <IconArrowLeft size={16} aria-hidden />
                {t('back')}
              </button>
              <div className={styles.overBody}>{detail}</div>
            </div>
          )}
        </div>
      )}
    </>
  );
}
