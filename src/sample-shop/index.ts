import type { Clock, Log } from '../main/ports.ts';
import type { Config } from '../main/settings/config.ts';
import { subscriberIdSchema } from '../shared/ids.ts';
import type { MailTemplate } from '../shared/mail-template.ts';
import { assertNever } from '../shared/problem.ts';
import type { SamplePath } from '../shared/sample-paths.ts';
import { createLife } from './activity.ts';
import { startBigQuery } from './bigquery/server.ts';
import { sampleCountry } from './country.ts';
import { createDice } from './dice.ts';
import { createMarketplaces } from './gmail/marketplaces.ts';
import { startGmail } from './gmail/server.ts';
import { createIds } from './ids.ts';
import { sampleTemplates } from './mail-templates/index.ts';
import { createBot } from './manychat/bot.ts';
import { createChatPage } from './manychat/chat-page.ts';
import { startManychat } from './manychat/server.ts';
import { people } from './people.ts';
import { startShopify } from './shopify/server.ts';

export type SampleShopParts = {
  readonly clock: Clock;
  readonly log: Log;
  /** Shopify's Admin API schema, as introspection JSON in gzip. Read on the first query. */
  readonly schemaFile: string;
  /** The app's own receiver on loopback; null while it does not listen. */
  readonly receiverUrl: () => string | null;
  readonly random?: () => number;
  /** `host:port` of a Pub/Sub server on which its computers exchange events; absent: it has one computer. */
  readonly pubsub?: string;
};

export type SampleShop = {
  /** Every account of the sample shop, as if a person had connected it. */
  readonly config: Config;
  /** The mail templates of its delivery services, as if a person had taught them. */
  readonly recipes: readonly MailTemplate[];
  /** ISO 3166. */
  readonly country: string;
  readonly addresses: {
    readonly shopify: string;
    readonly gmail: string;
    readonly manychat: string;
    readonly bigquery: string;
  };
  /** Creates one order by this path now. */
  order(path: SamplePath): Promise<void>;
  /** Starts the simulated customers. */
  live(): void;
  stop(): Promise<void>;
};

const anna = '7000000000000000101';
const taras = '7000000000000000102';
const hour = 3_600_000;

/** A small shop in Kyiv with an account at every service, each simulated on loopback with the real protocol. */
export async function startSampleShop(parts: SampleShopParts): Promise<SampleShop> {
  const { clock, log, receiverUrl } = parts;
  const dice = createDice(parts.random ?? Math.random);
  const ids = createIds(clock);
  const manager = { phone: null, email: null, lastWords: null };
  const [shopify, gmail, manychat, bigquery] = await Promise.all([
    startShopify({ clock, log, ids, dice, schemaFile: parts.schemaFile, receiverUrl }),
    startGmail({ clock, log }),
    startManychat({
      clock,
      log,
      subscribers: [
        { ...manager, id: anna, first: 'Anna', last: 'Koval', lastInteraction: clock.now() - hour },
        { ...manager, id: taras, first: 'Taras', last: 'Bilyk', lastInteraction: clock.now() - 46 * hour },
      ],
    }),
    startBigQuery({ clock, log }),
  ]);
  const marketplaces = createMarketplaces({ mailbox: gmail.mailbox, clock, ids, dice });
  const bot = createBot({ clock, log, dice, manychat, receiverUrl });
  manychat.onChat(createChatPage({ bot, buy: (who, link) => shopify.shopping.buyFromChat(who, link) }));
  const services = [shopify, gmail, manychat, bigquery];

  async function order(path: SamplePath): Promise<void> {
    switch (path) {
      case 'shopify':
        shopify.shopping.buyOnline();
        return;
      case 'chat-bot': {
        const { who, link } = await bot.visit(false);
        shopify.shopping.buyFromChat(who, link ?? shopify.shopping.linkTo());
        return;
      }
      case 'chat-manager':
        await bot.visit(true);
        return;
      case 'mail-bloomdash':
        marketplaces.bloomdash();
        return;
      case 'mail-dostavo':
        marketplaces.dostavo();
        return;
      case 'mail-unreadable':
        marketplaces.bloomdashNewLook();
        return;
      case 'draft-paid': {
        const draft = shopify.drafts.newestPayable();
        if (draft) shopify.drafts.complete(draft, shopify.drafts.buyerOf(draft), 'paid');
        else shopify.shopping.buyByLink();
        return;
      }
      case 'twin': {
        // a customer orders at a service and, unsure whether it succeeded, again in the chat
        const who = dice.pick(people);
        const { lines } = shopify.shopping.buyByLink(who);
        const goods = lines.flatMap(({ variant, quantity }) => (variant ? [{ variant, quantity }] : []));
        marketplaces.dostavo({ who, goods });
        return;
      }
      default:
        return assertNever(path);
    }
  }

  const life = createLife({ clock, dice, log, order, store: shopify.store });
  return {
    country: sampleCountry,
    config: {
      shopify: shopify.config,
      gmail: gmail.config,
      bigquery: { ...bigquery.config, ...(parts.pubsub && { pubsub: { endpoint: parts.pubsub } }) },
      manychat: manychat.config,
      telegram: null,
      managers: [
        { name: 'Anna', subscriberId: subscriberIdSchema.parse(anna), email: 'anna@petalandbean.example' },
        { name: 'Taras', subscriberId: subscriberIdSchema.parse(taras), email: 'taras@petalandbean.example' },
      ],
      tunnel: { kind: 'none' },
    },
    recipes: sampleTemplates,
    addresses: {
      shopify: shopify.url,
      gmail: gmail.url,
      manychat: manychat.url,
      bigquery: bigquery.url,
    },
    order,
    live: () => life.start(),
    async stop() {
      life.stop();
      await Promise.all(services.map((service) => service.stop()));
    },
  };
}
