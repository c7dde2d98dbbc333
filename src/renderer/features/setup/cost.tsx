import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostView } from '../../../shared/cost.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import styles from './setup.module.css';

/** The cost of BigQuery this month, beside the free quota. A change of `asOf` loads it again. */
export function Cost({ asOf }: { readonly asOf: number | null }) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const said = useSaid();
  const client = useClient();
  const [cost, setCost] = useState<CostView | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when there may be something new
  useEffect(() => {
    let isShown = true;
    client.call('warehouse.cost', undefined).then(
      (answer) => {
        if (isShown) setCost(answer);
      },
      (thrown: unknown) => {
        if (isShown) setFailure(toCallError(thrown).message);
      },
    );
    return () => {
      isShown = false;
    };
  }, [client, asOf]);

  if (failure !== null) return <p className={styles.cost}>{said(failure)}</p>;
  if (cost === null) return null;
  const of = (kind: CostView['kinds'][number]['kind']) =>
    cost.kinds.find((one) => one.kind === kind) ?? { jobs: 0, bytes: 0, billed: 0 };
  const [load, stream, query] = [of('load'), of('stream'), of('query')];
  return (
    <section className={styles.cost} aria-label={t('cost')}>
      <h3>{t('cost')}</h3>
      <dl>
        <div>
          <dt>{t('costLoads')}</dt>
          <dd>{t('costLoadsValue', { jobs: format.count(load.jobs), size: format.size(load.bytes) })}</dd>
        </div>
        <div>
          <dt>{t('costQuestions')}</dt>
          <dd>
            {t('costQuestionsValue', {
              jobs: format.count(query.jobs),
              size: format.size(query.billed),
              free: format.size(cost.freeQueryBytes),
            })}
          </dd>
        </div>
        {(cost.mode === 'stream' || stream.jobs > 0) && (
          <div>
            <dt>{t('costStreamed')}</dt>
            <dd>{t('costStreamedValue', { size: format.size(stream.billed) })}</dd>
          </div>
        )}
        {cost.stored !== null && (
          <div>
            <dt>{t('costStored')}</dt>
            <dd>
              {t('costStoredValue', {
                size: format.size(cost.stored),
                free: format.size(cost.freeStoredBytes),
              })}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
