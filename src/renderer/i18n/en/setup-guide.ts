/** Where to click at the services, as they name it themselves, and what the drawings show. */
export const setupGuide = {
  guide: 'Where to click',
  needs: 'What is needed',
  goTo: 'Open {{place}}',
  needs_shopify: 'A login of the store that may develop apps',
  minutes_shopify: 'about 10 minutes',
  needs_gmail: 'The mailbox’s own Google account; a Google Cloud project of yours',
  minutes_gmail: 'about 15 minutes',
  needs_bigquery:
    'An owner or editor of the Google Cloud project, with a billing account linked: loads and 10 GiB cost nothing. Without one each day’s rows are deleted after 60 days',
  minutes_bigquery: 'about 10 minutes',
  needs_manychat: 'An admin of the page in ManyChat, on a Pro plan',
  minutes_manychat: 'about 15 minutes',
  needs_tunnel: 'A free ngrok account; one computer at a time can hold the address',
  minutes_tunnel: 'about 5 minutes',
  needs_notices: 'You, at this computer, with its sound on',
  minutes_notices: '1 minute',
  step_shopify_1:
    'Apps → Create app, in the Dev Dashboard of the organisation that owns the store. Any name will do.',
  step_shopify_2:
    'Versions → New version: put these four into Scopes: read_orders, write_draft_orders, read_products, read_customers.',
  step_shopify_3: 'Release the version.',
  step_shopify_4: 'Home → Install app, and choose your store.',
  step_shopify_5:
    'Settings: copy the client id and the secret into the fields below, with the store’s myshopify.com name.',
  drawing_shopify_apps:
    'Drawing of the Dev Dashboard: Apps in the menu, and at the top right (1) Create app.',
  drawing_shopify_version:
    'Drawing of a new version: (2) the field Scopes under Access, and above it (3) the button Release.',
  drawing_shopify_app:
    'Drawing of the app: (4) Install app, and in its settings (5) Client ID and Secret to be copied.',
  step_gmail_1: 'Choose a project, or make one. APIs & Services → Library → Gmail API → Enable.',
  step_gmail_2:
    'Google Auth Platform → Audience → Publish app, so that it says In production. In Testing the sign-in ends after 7 days.',
  step_gmail_3: 'Clients → Create client, and choose Desktop app as its type.',
  step_gmail_4: 'Copy the client id and the secret into the fields below, and save.',
  step_gmail_5:
    'Press Sign in with Google below, and choose the mailbox that gets the order mails. Google says that the app is not verified, for it is your own: Advanced → Go to it.',
  step_gmail_6: 'Leave the box for reading mail ticked, and press Continue. Orderbell only reads.',
  drawing_gmail_api: 'Drawing of the Google Cloud library: the Gmail API with (1) the button Enable.',
  drawing_gmail_audience:
    'Drawing of the page Audience: the publishing status, and (2) the button Publish app.',
  drawing_gmail_client:
    'Drawing of a new client: (3) its application type, Desktop app, and (4) Client ID and Client secret to be copied.',
  drawing_gmail_signIn:
    'Drawing of Google’s sign-in: (5) Advanced and Go to the app, under the warning; then (6) the ticked box and Continue.',
  step_bigquery_1: 'APIs & Services → Library → BigQuery API → Enable. Note the project id.',
  step_bigquery_2: 'IAM → Service accounts → Create service account. Any name will do.',
  step_bigquery_3: 'Give it two roles: BigQuery Data Editor and BigQuery Job User.',
  step_bigquery_4:
    'Open it: Keys → Add key → Create new key → JSON. Keep the file on this computer, and put its path below.',
  drawing_bigquery_api:
    'Drawing of the Google Cloud library: the BigQuery API with (1) the button Enable, and the project id.',
  drawing_bigquery_account:
    'Drawing of a new service account: (2) its name, and (3) the roles BigQuery Data Editor and BigQuery Job User.',
  drawing_bigquery_key:
    'Drawing of the page Keys of the service account: (4) Add key, JSON, and the file that comes of it.',
  step_manychat_1: 'Settings → API → Generate your API key, and paste it below.',
  step_manychat_2:
    'In a flow add a Dynamic block to the message that shows the catalogue, or an External Request where somebody writes.',
  step_manychat_3: 'Method POST; copy the request URL of that step from below.',
  step_manychat_4: 'Headers: X-Orderbell-Key, with the key that is made below. Body: Add Full Contact Data.',
  step_manychat_5:
    'Let each manager write one word to the page in Messenger: they then stand in Chats and can be added below. It lets the page write back for 24 hours.',
  drawing_manychat_api:
    'Drawing of ManyChat’s settings: API in the menu, and (1) the button Generate API key with the key.',
  drawing_manychat_flow:
    'Drawing of a flow: (2) a Dynamic block under a message, (3) its request URL with POST, (4) its header X-Orderbell-Key.',
  drawing_manychat_managers:
    'Drawing of a phone: (5) a manager’s word to the page, which puts them into the list of managers in Orderbell.',
  step_tunnel_1: 'Your Authtoken → Copy, and paste it below.',
  step_tunnel_2: 'Domains: copy the one that is yours. A free account has one, and keeps it.',
  drawing_tunnel_token:
    'Drawing of ngrok’s dashboard: Authtoken in the menu, and (1) the token with the button Copy.',
  drawing_tunnel_domain:
    'Drawing of ngrok’s dashboard: Domains in the menu, and (2) the domain to be copied.',
  step_notices_1: 'Ring, and listen.',
  step_notices_2: 'Show a notice, and look at the edge of the screen.',
  step_notices_3:
    'Send yourself a message. Messenger needs ManyChat; e-mail needs Gmail → Let Orderbell send e-mail.',
  drawing_notices_everywhere:
    'Drawing of a computer and a phone: (1) the loudspeaker, (2) a notice at the edge of the screen, (3) a message on the phone.',
} as const;
