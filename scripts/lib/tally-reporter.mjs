import { writeFileSync } from 'node:fs';

/**
 * Notes for `npm test` what became of every test. A file that did not load is a failure too, and so is what goes wrong before
 * and after the tests of a group, or outside any test.
 */
export default class TallyReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [
      ...module.errors().map(() => ({ name: `${module.relativeModuleId} loads`, state: 'failed' })),
      ...[...module.children.allSuites()].flatMap((suite) =>
        suite.errors().map(() => ({
          name: `${module.relativeModuleId}: before and after ${suite.fullName}`,
          state: 'failed',
        })),
      ),
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
