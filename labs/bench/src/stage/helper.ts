import { once } from 'node:events';
import { Fault } from '@huiyin/tools/fault';
import type { Answer, Job } from './answering.ts';
import { Program } from './program.ts';

/** A program of the bench that does one piece of work after another, each when it is asked to: see `answering`. */
export class Helper<Does extends Job> extends Program {
  override async ready(): Promise<void> {
    await Promise.race([once(this.child, 'message'), this.gone]);
  }

  /** @throws Fault when the work fails or the program ends */
  async ask(work: Parameters<Does>[0]): Promise<Awaited<ReturnType<Does>>> {
    const answered = once(this.child, 'message') as Promise<[Answer<Awaited<ReturnType<Does>>>]>;
    this.child.send(work);
    const [answer] = await Promise.race([answered, this.gone]);
    if ('failure' in answer) throw new Fault(answer.failure);
    return answer.result;
  }
}
