import { besideCases, Directory } from '@huiyin/office';
import type { Clock, EngineOptions, PetitionContext } from '@huiyin/workflow';
import type { OpenedCases } from './opened.ts';

/** How a command changes cases: as the programs at work do, but for the doorbell. They find what is due by their sweep. */
export function engineOn({ pool, registry }: OpenedCases, clock: Clock): EngineOptions<PetitionContext> {
  return { pool, registry, clock, beside: besideCases(new Directory(pool)), announce: () => undefined };
}
