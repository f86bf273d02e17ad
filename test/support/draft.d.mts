import type { Migration, PetitionChart } from '@huiyin/workflow';

export function draftOf(chart: PetitionChart): { definition: PetitionChart; migration: Migration };
