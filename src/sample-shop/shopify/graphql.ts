import type { GraphQLFieldResolver, OperationDefinitionNode } from 'graphql';
import type { Clock, Log } from '../../main/ports.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { isObject } from '../http.ts';
import { actualCost, createBucket, dearestQuery, requestedCost } from './cost.ts';
import type { Node, Resolver } from './nodes.ts';
import { Refusal } from './nodes.ts';
import type { Engine } from './schema.ts';

export type GraphqlParts = {
  readonly engine: () => Promise<Engine>;
  readonly root: Node;
  readonly clock: Clock;
  readonly log: Log;
};

/** Answers one POST of `graphql.json`: validated with Shopify's schema, paid from the bucket, then executed. */
export function createGraphql({ engine, root, clock, log }: GraphqlParts) {
  const bucket = createBucket(clock);

  return async function answer(body: Buffer): Promise<{ readonly status: number; readonly value: unknown }> {
    const asked = parseJson(body.toString('utf8'));
    if (!isObject(asked) || typeof asked.query !== 'string') {
      return { status: 400, value: { errors: { query: 'Required parameter missing or invalid' } } };
    }
    const variables = isObject(asked.variables) ? asked.variables : {};
    const { graphql, schema } = await engine();
    const { GraphQLError, parse, validate, execute } = graphql;

    const document = parsed(() => parse(String(asked.query)));
    if (document instanceof Error) return refuse([{ message: document.message }]);
    const faults = validate(schema, document);
    if (faults.length > 0) {
      log.warn('a question does not fit the schema', { faults: faults.map((fault) => fault.message) });
      return refuse(
        faults.map((fault) => ({ ...fault.toJSON(), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })),
      );
    }
    const operation = document.definitions.find(
      (one): one is OperationDefinitionNode =>
        one.kind === 'OperationDefinition' &&
        (typeof asked.operationName !== 'string' || one.name?.value === asked.operationName),
    );
    if (!operation) return refuse([{ message: 'An operation name is required' }]);

    const requested = requestedCost(document, operation, variables);
    const cost = (actual: number | null) => ({
      cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
    });
    if (requested > dearestQuery) {
      const message = `Query cost is ${requested}, which exceeds the single query max cost limit (${dearestQuery}).`;
      return refuse([
        { message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requested, maxCost: dearestQuery } },
      ]);
    }
    if (!bucket.take(requested)) {
      return refuse([{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], cost(null));
    }

    const resolve: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) => {
      const value = isObject(source) ? source[info.fieldName] : undefined;
      if (value === undefined && graphql.isNonNullType(info.returnType)) {
        throw new Refusal('NOT_MODELLED', `the sample shop has no ${info.parentType.name}.${info.fieldName}`);
      }
      return isResolver(value) ? value(args) : (value ?? null);
    };
    const result = await execute({
      schema,
      document,
      rootValue: root,
      variableValues: variables,
      operationName: operation.name?.value ?? null,
      fieldResolver: resolve,
    });
    const actual = actualCost(result.data, requested);
    bucket.giveBack(requested - actual);
    const errors = result.errors?.map((error) => ({
      ...error.toJSON(),
      extensions: { code: error.originalError instanceof Refusal ? error.originalError.code : 'BAD_REQUEST' },
    }));
    if (errors) log.warn('a question was refused', { errors });
    return { status: 200, value: { data: result.data, ...(errors && { errors }), extensions: cost(actual) } };

    function parsed<T>(work: () => T): T | Error {
      try {
        return work();
      } catch (error) {
        if (error instanceof GraphQLError) return error;
        throw error;
      }
    }
  };
}

const refuse = (errors: readonly unknown[], extensions?: object) => ({
  status: 200,
  value: { errors, ...(extensions && { extensions }) },
});
const isResolver = (value: unknown): value is Resolver => typeof value === 'function';
