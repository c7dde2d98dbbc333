import { createFormat } from '../src/renderer/lib/i18n/format.ts';
import { mainTexts, resources } from '../src/shared/texts.ts';

// A linter for the words of the screens: `npm run check` runs it.

const ofMain = 'main';
/** All but what the shop itself says to its buyers. */
const ofOrderbell = /^(?!(?:chatbot|paymentLink)\.)/;
/** The texts of each language, with where each one is written; main's own are English. */
const texts = [
  ...Object.entries(resources).flatMap(([language, namespaces]) => entriesOf(namespaces, language)),
  ...Object.entries(mainTexts).flatMap(([language, areas]) => entriesOf(areas, language)),
  ...Object.values(mainTexts.uk).flatMap((area) =>
    Object.keys(area).map((text) => ({ language: 'en', where: ofMain, text })),
  ),
];

/** What no text of a language, or of any, may have; `wrong` is an example that has it. */
const forbidden = [
  {
    rule: 'a text states facts; it never speaks of "we"',
    isForMain: true,
    only: ofOrderbell,
    en: /\b(we|us|our|ours|ourselves|let[’']s)\b/iu,
    uk: /(?<!\p{L})(ми|нас|нам|нами|наш\p{L}{0,4}|(?!окремо)\p{L}{2,}(ємо|їмо|имо|емо|аймо|іймо))(?!\p{L})/iu,
    pl: /(?<!\p{L})(my|nas|nam|nami|nasz\p{L}{0,4}|\p{L}{2,}(emy|imy|ymy|amy)|\p{L}+(liśmy|łyśmy))(?!\p{L})/iu,
    wrong: {
      en: ['We will tell you'],
      uk: ['Про замовлення писатимемо сюди', 'суми — наші власні'],
      pl: ['Powiadomimy, gdy przyjdzie', 'Wysłaliśmy wiadomość'],
    },
  },
  {
    rule: 'one thing has one word',
    only: ofOrderbell,
    uk: /одержувач|хронологі|магазин|покупе?ц|під’єдн|службов\p{L}+ акаунт|ця програма|позначок ще|(?<!\p{L})задовго(?!\p{L})/iu,
    pl: /orderbell\p{L}|ten program|—/iu,
    wrong: { uk: ['покупець'], pl: ['w Orderbellu'] },
  },
  {
    rule: 'a word is not written for a man and a woman at once',
    any: /\p{L}\(-?\p{L}{1,2}\)/u,
    wrong: { pl: ['zrobił(a)'] },
  },
  {
    rule: 'a name follows no word that would change its case',
    uk: /(?<!\p{L})(із|робота|навчає|бачить|комп’ютера «?)\s?\{{1,2}(name|to|customer)\}/u,
    pl: /(?<!\p{L})(dla|co przez|wzięli je też:) \{{1,2}(names?|customer)\}|(?<!\p{L})(od|po) \{\{span\}\}/iu,
    wrong: { uk: ['бачить {{name}}'], pl: ['dla {{name}}', 'po {{span}}'] },
  },
  {
    rule: 'a time may begin with a day, so no "at" comes before it',
    except: ['common.wantedAt', 'notification.at'],
    en: /(?<!\p{L})at \{\{(time|until)\}\}/iu,
    uk: /(?<!\p{L})о \{\{(time|until)\}\}/iu,
    pl: /(?<!\p{L})o \{\{(time|until)\}\}/iu,
    wrong: { en: ['at {{time}}'], uk: ['о {{time}}'], pl: ['o {{until}}'] },
  },
  {
    rule: 'a percent sign is written as the numbers of the language have it',
    en: wronglySpacedPercent('en'),
    uk: wronglySpacedPercent('uk'),
    pl: wronglySpacedPercent('pl'),
    wrong: {},
  },
  {
    rule: 'a draft order is feminine in Polish',
    only: /^(drafts|selling)\./,
    pl: /^\{{1,2}name\}{1,2} .*(usunięte|usuwane)|^(utworzone|zastąpione) przez/u,
    wrong: { pl: ['{{name}} zostało usunięte'] },
  },
];

const problems = [
  ...texts.flatMap(({ language, where, text }) =>
    forbidden
      .filter(
        (rule) =>
          (where !== ofMain || rule.isForMain) &&
          isForbidden(rule, language, text) &&
          !rule.except?.includes(where) &&
          (rule.only?.test(where) ?? true),
      )
      .map(({ rule }) => `${language} ${where}: ${rule}: ${text}`),
  ),
  // a rule that finds nothing in its own example finds nothing at all
  ...forbidden.flatMap((rule) =>
    Object.entries(rule.wrong).flatMap(([language, examples]) =>
      examples
        .filter((text) => !isForbidden(rule, language, text))
        .map((text) => `the rule "${rule.rule}" does not find: ${text}`),
    ),
  ),
  ...Object.entries(resources).flatMap(([language, namespaces]) => [
    ...sameNames(language, namespaces),
    ...differentNames(language, namespaces),
  ]),
];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function isForbidden(rule, language, text) {
  return (rule.any ?? rule[language])?.test(text) === true;
}

function wronglySpacedPercent(language) {
  return createFormat(language).percent(50).includes('50%') ? /[\d}]\s%/u : /[\d}]%/u;
}

/** A control, a page, a status and a field are called the same wherever they are mentioned. */
function sameNames(language, pages) {
  const { setup, frame, filters, inbox, customers, orderActions, order, common } = pages;
  const mentions = [
    [frame.rowsComfortable, filters.density_comfortable],
    [frame.rowsCompact, filters.density_compact],
    [frame.inbox, inbox.title],
    [customers.openNow_few ?? customers.openNow_other, inbox.view_open.toLowerCase()],
    [orderActions.keyDone, order.handOver],
    [common['status_handed-over'], order.handOver.slice(0, 3).toLowerCase()],
    ...(language === 'en' ? [] : fieldsOfBigQuery(mainTexts[language].warehouse, setup)),
  ];
  return mentions
    .filter(([text, name]) => !text.includes(name))
    .map(([text, name]) => `${language}: "${name}" is called otherwise in: ${text}`);
}

/** In sentences they have another case, and begin with a small letter. */
function fieldsOfBigQuery(said, { field_BIGQUERY_LOCATION: field, mode_load: mode }) {
  return [
    ['Set the location to {location}', field.slice(0, -1)],
    ['Check the project, the dataset and its location', field.slice(0, -1)],
    [
      'Turn on billing for the project, or choose the mode "load", which needs none',
      mode.replace(/ \(.*/, ''),
    ],
  ].map(([sentence, name]) => [said[sentence].toLowerCase(), name.toLowerCase()]);
}

/** What waits for a person is not called snoozed, a mailbox is not called like the page, and passing on not like handing over. */
function differentNames(language, { completeness, orderActions, inbox, order, setup }) {
  const mentions = [
    ...[inbox.warehouseParked, completeness.why_parked, order.time_parked].map((text) => [
      text,
      inbox.view_snoozed.slice(0, -2),
    ]),
    ...[completeness.proven_gmail, setup.computersNobody].map((text) => [text, inbox.title.slice(0, -1)]),
    ...[orderActions.saidAssign, order['time_passed_not-taken'], order.time_passed_unreached].map((text) => [
      text,
      order.handOver.slice(0, 4),
    ]),
  ];
  return mentions
    .filter(([text, name]) => new RegExp(name, 'i').test(text))
    .map(([text, name]) => `${language}: "${name}" is something else in: ${text}`);
}

function entriesOf(groups, language) {
  return Object.entries(groups).flatMap(([group, entries]) =>
    Object.entries(entries).map(([key, text]) => ({ language, where: `${group}.${key}`, text })),
  );
}
