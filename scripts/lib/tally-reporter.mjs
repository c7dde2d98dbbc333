import { writeFileSync } from 'node:fs';

/** Notes for `npm test` what became of every test. A file that did not load and an error outside any test are failures too. */
export default class TallyReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [
      ...module.errors().map(() => ({ name: `${module.relativeModuleId} loads`, state: 'failed' })),
      ...[...module.children.allTests()].map((test) => ({
        name: `${module.relativeModuleId}: ${test.fullName}`,
        state: test.result().state,
        note: test.result().note,
      })),
    ]);
    const outside = unhandledErrors.map((error) => ({
      name: `outside any test: ${error.message}`,
      state: 'failed',
    }));
    writeFileSync(process.env.ORDERBELL_TALLY, JSON.stringify([...tests, ...outside]));
  }
}
