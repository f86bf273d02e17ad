/** How jobs are done together. */
export interface LaneOptions<Job, Result> {
  /** How many groups are under way at the same time. */
  readonly lanes: number;
  /** How many jobs a group has at most. */
  readonly most: number;
  /** Whether a job may be done together with those that the group has so far; they were asked for before it. */
  readonly fits: (job: Job, group: readonly Job[]) => boolean;
  /** Does the jobs of a group and tells their results in the same order. Where it fails, it has failed for each of them. */
  readonly together: (group: readonly Job[]) => Promise<readonly Result[]>;
  /** A group that takes longer keeps its work but frees its lane, so that it holds up nobody. @unit milliseconds */
  readonly patienceMs: number;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Jobs that cost less together than alone. One that finds a free lane is done at once and alone; those that come while all
 * lanes are taken wait and go together, in the order in which they came.
 */
export class Lanes<Job, Result> {
  private waiting: Waiting<Job, Result>[] = [];
  private taken = 0;

  constructor(private readonly options: LaneOptions<Job, Result>) {}

  do(job: Job): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.depart();
    });
  }

  private depart(): void {
    while (this.waiting.length > 0 && this.taken < this.options.lanes) void this.run(this.nextGroup());
  }

  /** Those that fit with the one that has waited longest. */
  private nextGroup(): readonly Waiting<Job, Result>[] {
    const group: Waiting<Job, Result>[] = [];
    const jobs: Job[] = [];
    const left: Waiting<Job, Result>[] = [];
    for (const each of this.waiting) {
      if (jobs.length === 0 || (jobs.length < this.options.most && this.options.fits(each.job, jobs))) {
        group.push(each);
        jobs.push(each.job);
      } else {
        left.push(each);
      }
    }
    this.waiting = left;
    return group;
  }

  private async run(group: readonly Waiting<Job, Result>[]): Promise<void> {
    const free = this.takeLane();
    try {
      const results = await this.options.together(group.map(({ job }) => job));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      free();
      this.depart();
    }
  }

  /** @returns gives the lane back; without effect where its time was over before */
  private takeLane(): () => void {
    this.taken++;
    let isTaken = true;
    const free = (): void => {
      clearTimeout(timer);
      if (isTaken) this.taken--;
      isTaken = false;
    };
    const timer = setTimeout(() => {
      free();
      this.depart();
    }, this.options.patienceMs);
    timer.unref();
    return free;
  }
}
