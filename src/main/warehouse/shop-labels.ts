import { Problem } from '../../shared/problem.ts';
import { atMost } from '../at-most.ts';
import { toldId } from '../intake/shopify/known-shop.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { BigQueryConfig } from '../settings/config.ts';
import type { Labels } from './labels.ts';
import type { Known, Verdict } from './shop-label.ts';
import {
  isOtherShops,
  judge,
  keptOf,
  labelOf,
  noteVerdict,
  otherShop,
  ownShop,
  shopOn,
} from './shop-label.ts';

/** The Shopify shop configured on this computer. */
export type ShopSet = {
  /** `name.myshopify.com`, also if its credentials cannot be read; null if none is configured. */
  readonly domain: string | null;
  /** Requests the shop's id from Shopify; absent if that is not possible. Never rejects. */
  readonly ask?: (() => Promise<void>) | undefined;
};

/** Checks by its label which shop a dataset belongs to. */
export type Whose = {
  /** Whether the check applies: without Shopify, this computer knows no shop and uses any configured dataset. */
  isMinded(): boolean;
  /** Requests the shop's id from Shopify if it is needed; resolves after the answer or a timeout. */
  asked(): Promise<void>;
  /** The required label, by the shop id from Shopify. */
  label(): Labels;
  /**
   * @returns whether the label is there or not needed
   * @throws Problem `refused` if it is another shop's, `unreachable` if that is not known yet
   */
  hear(labels: Labels): boolean;
};

/** Used if no shop is known. */
export const nobodys: Pick<Whose, 'label' | 'hear'> = { label: () => ({}), hear: () => true };

export type WhoseParts = {
  readonly config: BigQueryConfig;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly shop: ShopSet;
  readonly isStopped: () => boolean;
  /** Called when the dataset starts or stops to belong to another shop. */
  readonly onWhose: () => void;
};

/** Timeout of the request to Shopify. */
const askedMs = 5_000;

const untold = (): Problem =>
  new Problem('unreachable', 'Shopify has not yet confirmed which shop this is', {
    fix: 'Check the shop’s domain and keys in the Shopify step',
  });

/** A computer that has loaded into the dataset or read from it belongs to its shop, even if a setting is changed meanwhile. */
function isMember({ settings, warehouse, entries }: Ledger, config: BigQueryConfig): boolean {
  if (!settings.get('warehouse.table')?.startsWith(`${config.projectId}.${config.dataset} `)) return false;
  return warehouse.counts().committed > 0 || entries.seen().size > 0;
}

export type KnownParts = Pick<WhoseParts, 'config' | 'ledger'> & Pick<ShopSet, 'domain'>;

/** The facts by which this computer judges a dataset. */
function knownOf({ config, ledger, domain }: KnownParts): Known {
  const own = ownShop(ledger.settings, config, domain);
  const isUntold = domain !== null && own === null && !isMember(ledger, config);
  return { own, wasAnothers: isOtherShops(ledger.settings, config), isUntold };
}

function refuse(verdict: Verdict, config: BigQueryConfig): void {
  if (verdict === 'another') throw otherShop(config);
  if (verdict === 'unknown') throw untold();
}

/** The same check as `hear` by the facts known now, without storing the result. */
export function refuseOther(parts: KnownParts): (labels: Labels) => void {
  const known = knownOf(parts);
  return (labels) => refuse(judge(shopOn(labels), known), parts.config);
}

export function createWhose({ config, ledger, clock, shop, isStopped, onWhose }: WhoseParts): Whose {
  const { settings } = ledger;
  const { domain } = shop;
  let asking: Promise<void> | null = null;
  const known = (): Known => knownOf({ config, ledger, domain });

  return {
    isMinded: () => domain !== null || keptOf(settings, config) !== null,
    async asked() {
      const { isUntold, wasAnothers } = known();
      // the domain may have been corrected because it was another shop's
      const isAnew = wasAnothers && domain !== null && toldId(settings, domain) === null;
      if (!shop.ask || !(isUntold || isAnew)) return;
      asking ??= atMost(clock, askedMs, shop.ask());
      await asking;
    },
    label: () => labelOf(domain === null ? null : toldId(settings, domain)),
    hear(labels) {
      // the ledger may be closed before BigQuery has answered
      if (isStopped()) throw new Problem('unreachable', 'Stopped before BigQuery responded');
      const before = known();
      const verdict = judge(shopOn(labels), before);
      noteVerdict(settings, config, before.own, verdict);
      if (isOtherShops(settings, config) !== before.wasAnothers) onWhose();
      refuse(verdict, config);
      return verdict !== 'unsaid' || domain === null;
    },
  };
}
