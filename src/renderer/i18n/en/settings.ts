export const settings = {
  title: 'Settings',
  thisComputer: 'This computer',
  thisComputerLead: 'What is set here holds at once, and at this computer only.',
  soundAt: 'The bell sounds, volume {{volume}}%',
  soundOff: 'Orders come without a sound here',
  soundHint: 'Volume, sounds, and which sources ring are set on the Bell page.',
  soundOpen: 'Open Bell',
  data: 'Data',
  dataLead: 'The shop’s orders lie in one file on this computer.',
  ledger: 'Ledger',
  ledgerSize: '{{size}}. Every order, note and mail is in it.',
  ledgerFailed: 'Not known where it lies: {{message}}',
  path: 'the path',
  backup: 'Backup',
  backupHint:
    'Close Orderbell and copy the folder this file is in. A shop connected to BigQuery has a second copy there, where its project has a billing account: an empty computer fills itself from it.',
  backupHintDays:
    'Close Orderbell and copy the folder this file is in. BigQuery is no second copy of this shop: without a billing account it deletes each day’s rows after {{days}} days. Link one to the project and press Check on its step: then what is there and what comes stays; loads cost nothing, nor do the first 10 GiB.',
  backupOpen: 'Open BigQuery',
  sample: 'Sample shop',
  sampleHint: 'Made-up orders, chats and drafts to try things on. Once removed they do not come back.',
  sampleRemove: 'Remove the sample shop…',
} as const;
