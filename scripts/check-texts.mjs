import { areas as polishMain } from '../src/renderer/i18n/pl/said/said.ts';
import { resources } from '../src/renderer/i18n/resources.ts';
import { areas as ukrainianMain } from '../src/renderer/i18n/uk/said/said.ts';

// A linter for the words of the screens: `npm run check` runs it.

/** The texts of each language, with where each one is written. */
const texts = Object.entries(resources).flatMap(([language, namespaces]) =>
  entriesOf(namespaces).map((entry) => ({ ...entry, language })),
);
const translated = Object.entries({ uk: ukrainianMain, pl: polishMain }).flatMap(([language, areas]) =>
  entriesOf(areas).map((entry) => ({ ...entry, language })),
);

/** Words that no text of a language may have. */
const forbidden = [
  {
    rule: 'a text states facts; it never speaks of "we"',
    en: /\b(we|us|our|ours|ourselves|let[’']s)\b/iu,
    uk: /(?<!\p{L})(ми|нас|нам|нами|наш\p{L}{0,4}|(?!окремо)\p{L}{2,}(ємо|їмо|имо|емо|аймо|іймо))(?!\p{L})/iu,
    pl: /(?<!\p{L})(my|nas|nam|nami|nasz\p{L}{0,4}|\p{L}{2,}(emy|imy|ymy|amy)|\p{L}+(liśmy|łyśmy))(?!\p{L})/iu,
  },
  {
    rule: 'one thing has one word',
    uk: /одержувач|хронологі|магазин|покупе?ц|під’єдн|службов\p{L}+ акаунт|ця програма|позначок ще|(?<!\p{L})задовго(?!\p{L})/iu,
    pl: /orderbell\p{L}|ten program|—/iu,
  },
  {
    rule: 'a word is not written for a man and a woman at once',
    en: /\p{L}\(-?\p{L}{1,2}\)/u,
    uk: /\p{L}\(-?\p{L}{1,2}\)/u,
    pl: /\p{L}\(-?\p{L}{1,2}\)/u,
  },
  {
    rule: 'a name follows no word that would change its case',
    uk: /(?<!\p{L})(із|робота|навчає|бачить|комп’ютера «?)\s?\{{1,2}(name|to|customer)\}/u,
    pl: /(?<!\p{L})(dla|co przez|wzięli je też:) \{{1,2}(names?|customer)\}|(?<!\p{L})(od|po) \{\{span\}\}/iu,
  },
  {
    rule: 'a time may begin with a day, so no "at" comes before it',
    except: ['common.wantedAt'],
    en: /(?<!\p{L})at \{\{(time|until)\}\}/iu,
    uk: /(?<!\p{L})о \{\{(time|until)\}\}/iu,
    pl: /(?<!\p{L})o \{\{(time|until)\}\}/iu,
  },
  {
    rule: 'a percent sign is written as the numbers of the language have it',
    en: /[\d}]\s%/u,
    uk: /[\d}]\s%/u,
    pl: /[\d}]\s%/u,
  },
];

const problems = [
  ...[...texts, ...translated].flatMap(({ language, where, text }) =>
    forbidden
      .filter((rule) => rule[language]?.test(text) && !rule.except?.includes(where))
      .map(({ rule }) => `${language} ${where}: ${rule}: ${text}`),
  ),
  ...Object.entries(resources).flatMap(([language, namespaces]) => sameNames(language, namespaces)),
];
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** A control, a page and a status are called the same wherever they are mentioned. */
function sameNames(language, { setup, frame, notices, filters, inbox, customers, deeds, order, common }) {
  const mentions = [
    [setup.takeOverText, frame.bell],
    [setup.takeOverText, notices.title],
    [setup.takeOverText, notices.view_look],
    [frame.rowsComfortable, filters.density_comfortable],
    [frame.rowsCompact, filters.density_compact],
    [frame.inbox, inbox.title],
    [customers.openNow_few ?? customers.openNow_other, inbox.view_open.toLowerCase()],
    [deeds.keyDone, order.handOver],
    [common['status_handed-over'], order.handOver.slice(0, 3).toLowerCase()],
  ];
  return mentions
    .filter(([text, name]) => !text.includes(name))
    .map(([text, name]) => `${language}: "${name}" is called otherwise in: ${text}`);
}

function entriesOf(groups) {
  return Object.entries(groups).flatMap(([group, entries]) =>
    Object.entries(entries).map(([key, text]) => ({ where: `${group}.${key}`, text })),
  );
}
