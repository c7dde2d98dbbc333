import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/problem.ts';
import type { ReadBy, TraceStep, TraceWhat } from '../../../../shared/trace/trace.ts';
import { traceOf } from '../../../../shared/trace/trace.ts';
import type { OrderDetail } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import styles from './trace.module.css';

/** The stages of the order in one line: the time of each, how long it took, and what is still to come. */
export function Trace({ detail }: { readonly detail: OrderDetail }) {
  const { t } = useTranslation('orderTrace');
  const format = useFormat();
  const now = useNow();
  const words = useTraceWords(detail);
  const steps = traceOf(detail, now);
  return (
    <ol className={styles.trace} aria-label={t('trace')}>
      {steps.map((step, index) => {
        // the date is shown once, and again when it changes
        const before = steps[index - 1]?.at ?? now;
        const text = words(step);
        return (
          <li key={`${step.what} ${text} ${step.at}`} className={styles.step} data-open={step.at === null}>
            <span>{text}</span>{' '}
            {step.at !== null && (
              <time dateTime={new Date(step.at).toISOString()} title={format.exactDay(step.at)}>
                {format.exactTime(step.at, before)}
              </time>
            )}{' '}
            <Length step={step} />
          </li>
        );
      })}
    </ol>
  );
}

/** The duration of a step, or the wait so far; one that is too long is marked by a word. */
function Length({ step: { gapMs, waitsMs, slow } }: { readonly step: TraceStep }) {
  const { t } = useTranslation('orderTrace');
  const format = useFormat();
  const ms = gapMs ?? waitsMs;
  if (ms === null || ms < 1000) return null;
  const span = format.span(ms);
  const words =
    gapMs === null ? t(slow ? 'waitsLong' : 'waits', { span }) : t(slow ? 'slow' : 'after', { span });
  return (
    <span className={styles.length} data-slow={slow}>
      {words}
    </span>
  );
}

function useTraceWords({ order }: OrderDetail): (step: TraceWhat) => string {
  const { t } = useTranslation(['orderTrace', 'order', 'common']);
  const format = useFormat();
  const nameOf = useSourceName();

  const readWords = (readBy: ReadBy, again: boolean): string => {
    const how = again ? 'again' : 'read';
    if (readBy === null) return t(`orderTrace:${how}_unknown`);
    if (readBy === 'general') return t(`orderTrace:${how}_general`);
    const { family, version } = readBy;
    const recipe = order.source === `mail:${family}` ? nameOf(order.source) : family;
    return t(`orderTrace:${how}_recipe`, { recipe, version });
  };

  return (step) => {
    switch (step.what) {
      case 'link-sent':
        return t(`orderTrace:sent_${step.via}`);
      case 'link-opened':
        return t('orderTrace:opened');
      case 'placed':
      case 'mailed':
      case 'loaded':
      case 'untaken':
        return t(`orderTrace:${step.what}`);
      case 'received':
        return t(`orderTrace:received_${step.how}`);
      case 'written':
      case 'corrected':
      case 'released':
        return t(`orderTrace:${step.what}`, { name: step.by });
      case 'read':
        return [readWords(step.readBy, step.again), step.doubtful ? t('orderTrace:doubtful') : '']
          .filter(Boolean)
          .join(', ');
      case 'loading':
        return t(`orderTrace:loading_${step.state}`);
      case 'told':
        return t('orderTrace:told', {
          names: format.list(step.managers),
          channel: t(`order:channel_${step.channel}`),
        });
      case 'told-more':
        return t('orderTrace:toldMore', { count: step.count });
      case 'not-told':
        return t(`orderTrace:notTold_${step.state}`, {
          name: step.manager,
          channel: t(`order:channel_${step.channel}`),
        });
      case 'telling':
        return t(`orderTrace:telling_${step.why}`);
      case 'taken':
        return t('orderTrace:taken', {
          name: step.by,
          ...(step.via !== null && step.via !== 'app' && { context: step.via }),
        });
      case 'set': {
        const status = t(`common:status_${step.status}`);
        return step.by === ''
          ? t('orderTrace:setBySource', { status })
          : t('orderTrace:set', { name: step.by, status });
      }
      default:
        return assertNever(step);
    }
  };
}
