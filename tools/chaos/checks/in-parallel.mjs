/** Does the work for each of a list, a few at a time. */
export async function inParallel(list, atATime, work) {
  const waiting = [...list];
  const one = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: atATime }, one));
}
