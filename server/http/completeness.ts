import type { RouteContract } from '#shared/contract/route.ts';
import type { Handled } from './route.ts';

/**
 * The ids of contracts without a handler.
 *
 * @throws Error where two handlers stand for one contract, or a handler for none: one of them would never be called, or tested
 */
export function contractsWithout(contracts: readonly RouteContract[], routes: readonly Handled[]): string[] {
  const served = routes.map(({ contract }) => contract);
  const stray = served.filter((contract, index) => !contracts.includes(contract) || served.indexOf(contract) !== index);
  if (stray.length > 0) throw new Error(`Served twice, or not in shared/contract/routes.ts: ${stray.map(({ id }) => id).join(', ')}`);
  return contracts.filter((contract) => !served.includes(contract)).map(({ id }) => id);
}
