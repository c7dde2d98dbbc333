import type {
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { Clock } from '../../main/ports.ts';
import { isObject } from '../http.ts';

/** The limits of Shopify's standard plan. */
const capacity = 2000;
const perSecond = 100;
export const dearestQuery = 1000;

/** The bucket a query's points are taken from; it fills with time. */
export function createBucket(clock: Clock) {
  let level = capacity;
  let at = clock.now();
  const fill = () => {
    const now = clock.now();
    level = Math.min(capacity, level + (Math.max(0, now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    /** @returns false when there are too few points; nothing is taken then */
    take(points: number): boolean {
      fill();
      if (points > level) return false;
      level -= points;
      return true;
    },
    giveBack(points: number): void {
      level = Math.min(capacity, level + points);
    },
    status: () => {
      fill();
      return { maximumAvailable: capacity, currentlyAvailable: Math.floor(level), restoreRate: perSecond };
    },
  };
}

/**
 * The maximum cost of a query: an object 1, a list less than proportional to its length. Shopify does not publish the exact
 * prices of lists; these are near its responses.
 */
export function requestedCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: { readonly [name: string]: unknown },
): number {
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === 'FragmentDefinition')
      .map((one) => [one.name.value, one.selectionSet]),
  );
  const price = (set: SelectionSetNode): number => {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === 'InlineFragment') sum += price(selection.selectionSet);
      else if (selection.kind === 'FragmentSpread') {
        const fragment = fragments.get(selection.name.value);
        if (fragment) sum += price(fragment);
      } else if (selection.selectionSet) {
        const size = selection.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
        const inside = price(selection.selectionSet);
        if (!size) sum += freeFields.has(selection.name.value) ? inside : 1 + inside;
        else sum += 2 + Math.ceil(Math.sqrt(sizeOf(size.value, variables)) * Math.max(1, inside));
      }
    }
    return sum;
  };
  return Math.max(1, (operation.operation === 'mutation' ? 10 : 0) + price(operation.selectionSet));
}

const freeFields: ReadonlySet<string> = new Set(['nodes', 'edges', 'node', 'pageInfo', 'userErrors']);

type SizeNode = {
  readonly kind: string;
  readonly value?: unknown;
  readonly name?: { readonly value: string };
};
const sizeOf = (node: SizeNode, variables: { readonly [name: string]: unknown }): number =>
  Number(node.kind === 'Variable' ? variables[node.name?.value ?? ''] : node.value) || 0;

/** One point for each returned object, never more than requested. */
export function actualCost(data: unknown, requested: number): number {
  const count = (value: unknown): number => {
    if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + count(one), 0);
    return isObject(value) ? Object.values(value).reduce<number>((sum, one) => sum + count(one), 1) : 0;
  };
  return Math.max(1, Math.min(requested, count(data) - 1));
}
