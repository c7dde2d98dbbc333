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

/** The Shopify that is set on this computer. */
export type ShopSet = {
  /** `name.myshopify.com`, also where its keys are shut; null where none is set. */
  readonly domain: string | null;
  /** Asks it which shop it is; absent where it cannot be asked. Never rejects. */
  readonly ask?: (() => Promise<void>) | undefined;
};

/** Whose the dataset is, by what stands on it. */
export type Whose = {
  /** Whether it matters: without Shopify this computer knows of no shop of its own, and goes where it is sent. */
  isMinded(): boolean;
  /** Ends when Shopify was asked for its word, where nothing else can tell. */
  asked(): Promise<void>;
  /** What has to stand there, by Shopify's word alone. */
  label(): Labels;
  /**
   * @returns whether it stands there, or need not
   * @throws Problem `refused` where it is another shop's, `unreachable` where nobody can tell yet
   */
  hear(labels: Labels): boolean;
};

/** Where no shop is known. */
export const nobodys: Pick<Whose, 'label' | 'hear'> = { label: () => ({}), hear: () => true };

export type WhoseParts = {
  readonly config: BigQueryConfig;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly shop: ShopSet;
  readonly isStopped: () => boolean;
  /** Called when the dataset is found to be another shop's, or not to be any more. */
  readonly onWhose: () => void;
};

/** Shopify answers in a second, or not soon. */
const askedMs = 5_000;

const untold = (): Problem =>
  new Problem('unreachable', 'Shopify has not told yet which shop this is', {
    fix: 'Check the shop’s domain and keys in the Shopify step',
  });

/** One that has loaded into it or read from it is a computer of its shop, whatever is typed into a field meanwhile. */
function isMember({ settings, warehouse, entries }: Ledger, config: BigQueryConfig): boolean {
  if (!settings.get('warehouse.table')?.startsWith(`${config.projectId}.${config.dataset} `)) return false;
  return warehouse.counts().committed > 0 || entries.seen().size > 0;
}

export type KnownParts = Pick<WhoseParts, 'config' | 'ledger'> & Pick<ShopSet, 'domain'>;

/** What this computer judges a dataset by. */
function knownOf({ config, ledger, domain }: KnownParts): Known {
  const own = ownShop(ledger.settings, config, domain);
  const isUntold = domain !== null && own === null && !isMember(ledger, config);
  return { own, wasAnothers: isOtherShops(ledger.settings, config), isUntold };
}

function refuse(verdict: Verdict, config: BigQueryConfig): void {
  if (verdict === 'another') throw otherShop(config);
  if (verdict === 'unknown') throw untold();
}

/** As `hear`, by what is known now, for one who only looks: nothing is noted. */
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
      // the domain may be typed anew because it was another shop's
      const isAnew = wasAnothers && domain !== null && toldId(settings, domain) === null;
      if (!shop.ask || !(isUntold || isAnew)) return;
      asking ??= atMost(clock, askedMs, shop.ask());
      await asking;
    },
    label: () => labelOf(domain === null ? null : toldId(settings, domain)),
    hear(labels) {
      // the ledger may be closed before BigQuery has answered
      if (isStopped()) throw new Problem('unreachable', 'Stopped before BigQuery answered');
      const before = known();
      const verdict = judge(shopOn(labels), before);
      noteVerdict(settings, config, before.own, verdict);
      if (isOtherShops(settings, config) !== before.wasAnothers) onWhose();
      refuse(verdict, config);
      return verdict !== 'unsaid' || domain === null;
    },
  };
}
