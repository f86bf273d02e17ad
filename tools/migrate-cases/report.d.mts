import type { ChartChange } from '@huiyin/workflow';
import type { MigrationProgress, MigrationSurvey } from '@huiyin/office';

export function surveyed(change: ChartChange, survey: MigrationSurvey): string;
export function finished(change: ChartChange, back: boolean, last: MigrationProgress): string;
