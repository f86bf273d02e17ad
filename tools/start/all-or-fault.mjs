import { Fault } from '../fault.mjs';

/**
 * Like Promise.all, but throws only when all have settled: what did start can then be stopped.
 * @template {readonly unknown[] | []} T
 * @param {T} promises
 * @throws an error that is no fault, or else one Fault that names every one
 */
export async function allOrFault(promises) {
  const results = await Promise.allSettled(promises);
  const reasons = results.flatMap((result) =>
    result.status === 'rejected' ? [/** @type {Error} */ (result.reason)] : [],
  );
  if (reasons.length === 0) return Promise.all(promises);
  const unforeseen = reasons.find((reason) => !(reason instanceof Fault));
  throw unforeseen ?? new Fault(reasons.map(({ message }) => message).join('\n\n'));
}
