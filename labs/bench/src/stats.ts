export function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** The value below which `share` of the sorted values lie; not a number where there are none. */
export function percentile(inOrder: readonly number[], share: number): number {
  return inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(sorted(values), 0.5);
}
