import type { Definition, Migration } from '@huiyin/workflow';

export function draftOf(definition: Definition): { definition: Definition; migration: Migration };
