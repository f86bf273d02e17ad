/** What a helper does when it is asked: one piece of work. */
export type Job = (work: never) => Promise<unknown>;

/** What comes back for one piece of work. */
export type Answer<Result> = { readonly result: Result } | { readonly failure: string };

/** Makes this process a `Helper`: one that does the job whenever it is asked, until the program that asks has ended. */
export function answering(job: Job): void {
  const send = (message: Answer<unknown> | 'ready') => process.send?.(message);
  process.on('message', (work) => {
    job(work as never).then(
      (result) => send({ result }),
      (error: unknown) => send({ failure: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
  send('ready');
}
