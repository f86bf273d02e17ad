import type { Pool } from 'pg';

export function multiply(pool: Pool, originals: readonly string[], count: number): Promise<void>;
