import type { Said } from '../../catalog.ts';
import { app } from './app.ts';
import { computers } from './computers.ts';
import { customers } from './customers.ts';
import { doctor } from './diagnostics.ts';
import { facts } from './facts.ts';
import { forms } from './forms.ts';
import { gmail } from './gmail.ts';
import { intake } from './intake.ts';
import { mailHealth } from './mail-health.ts';
import { manual } from './manual.ts';
import { notices } from './notices.ts';
import { orders } from './orders.ts';
import { review } from './review.ts';
import { selling } from './selling.ts';
import { settings } from './settings.ts';
import { shopify } from './shopify.ts';
import { drill } from './test-run.ts';
import { tickets } from './tickets.ts';
import { trainer } from './trainer.ts';
import { tunnel } from './tunnel.ts';
import { updates } from './updates.ts';
import { warehouse } from './warehouse.ts';
import { zod } from './zod.ts';

/** Grouped by area, so that a sentence is found where its author would look for it. */
export const areas: { readonly [area: string]: Said } = {
  app,
  customers,
  computers,
  doctor,
  drill,
  facts,
  forms,
  gmail,
  intake,
  mailHealth,
  manual,
  notices,
  orders,
  review,
  selling,
  settings,
  shopify,
  tickets,
  trainer,
  tunnel,
  updates,
  warehouse,
  zod,
};

export const said: Said = Object.fromEntries(Object.values(areas).flatMap((area) => Object.entries(area)));
