import type { ComponentType } from 'react';
import type { SetupStep } from '../../../../shared/setup/progress.ts';
import { BigQueryAccount, BigQueryApi, BigQueryKey } from '../drawings/bigquery.tsx';
import { GmailApi, GmailAudience, GmailClient, GmailSignIn } from '../drawings/gmail.tsx';
import { ManychatApi, ManychatFlow, ManychatManagers } from '../drawings/manychat.tsx';
import { NoticesEverywhere } from '../drawings/notices.tsx';
import { ShopifyApp, ShopifyApps, ShopifyVersion } from '../drawings/shopify.tsx';
import { TunnelDomain, TunnelToken } from '../drawings/tunnel.tsx';

type Drawn = ComponentType<{ readonly text: string }>;

/** One page of a service as a drawing, with its clicks, which are numbered through the whole step. */
const scene = <S extends string, C extends string>(id: S, draw: Drawn, ...clicks: readonly C[]) => ({
  id,
  draw,
  clicks,
});

/** The instructions of each step; the numbers are those in the drawings. */
export const guides = {
  shopify: [
    scene('shopify_apps', ShopifyApps, 'shopify_1'),
    scene('shopify_version', ShopifyVersion, 'shopify_2', 'shopify_3'),
    scene('shopify_app', ShopifyApp, 'shopify_4', 'shopify_5'),
  ],
  gmail: [
    scene('gmail_api', GmailApi, 'gmail_1'),
    scene('gmail_audience', GmailAudience, 'gmail_2'),
    scene('gmail_client', GmailClient, 'gmail_3', 'gmail_4'),
    scene('gmail_signIn', GmailSignIn, 'gmail_5', 'gmail_6'),
  ],
  bigquery: [
    scene('bigquery_api', BigQueryApi, 'bigquery_1'),
    scene('bigquery_account', BigQueryAccount, 'bigquery_2', 'bigquery_3'),
    scene('bigquery_key', BigQueryKey, 'bigquery_4'),
  ],
  manychat: [
    scene('manychat_api', ManychatApi, 'manychat_1'),
    scene('manychat_flow', ManychatFlow, 'manychat_2', 'manychat_3', 'manychat_4'),
    scene('manychat_managers', ManychatManagers, 'manychat_5'),
  ],
  tunnel: [scene('tunnel_token', TunnelToken, 'tunnel_1'), scene('tunnel_domain', TunnelDomain, 'tunnel_2')],
  notices: [scene('notices_everywhere', NoticesEverywhere, 'notices_1', 'notices_2', 'notices_3')],
} as const satisfies {
  readonly [S in SetupStep]: readonly {
    readonly id: string;
    readonly draw: Drawn;
    readonly clicks: readonly string[];
  }[];
};

/** The URL where a step is done outside the app; notifications are tested in the app. */
export const places = {
  shopify: { href: 'https://dev.shopify.com/', label: 'dev.shopify.com' },
  gmail: { href: 'https://console.cloud.google.com/', label: 'console.cloud.google.com' },
  bigquery: {
    href: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
    label: 'console.cloud.google.com',
  },
  manychat: { href: 'https://app.manychat.com/', label: 'app.manychat.com' },
  tunnel: { href: 'https://dashboard.ngrok.com/', label: 'dashboard.ngrok.com' },
  notices: null,
} as const satisfies {
  readonly [S in SetupStep]: { readonly href: string; readonly label: string } | null;
};

/** The exact text that a click asks to be typed at the service. */
export const copied: { readonly [click: string]: string } = {
  shopify_2: 'read_orders,write_draft_orders,read_products,read_customers',
  manychat_4: 'X-Orderbell-Key',
};
