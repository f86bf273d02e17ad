import type { AlertKind, AlertStep, Role } from '@huiyin/workflow/contract';
import type { Pool } from 'pg';
import type { Directory, UnitTree } from '../access/directory.ts';
import type { Viewer } from '../access/viewer.ts';
import { binder, visibleTo } from '../access/visibility.ts';
import type { Bind } from '../access/visibility.ts';

export interface AlertRow {
  readonly id: string;
  readonly kind: AlertKind;
  readonly level: number;
  /** Null, with the next two, for an alarm about the system itself. */
  readonly case_id: string | null;
  readonly code: string | null;
  readonly clock: string | null;
  readonly due_on: string;
  readonly to_unit: string | null;
  readonly to_person: string | null;
  readonly route: readonly AlertStep[];
  /** Name of the person, or else the unit, that it passed by first. */
  readonly passed: string | null;
  readonly raised_at: Date;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: string | null;
}

export interface AlertFilter {
  readonly status?: 'open' | 'acknowledged' | undefined;
  readonly level?: number | undefined;
  readonly kind?: string | undefined;
  readonly petition?: string | undefined;
  readonly limit: number;
}

const SELECT = `
  SELECT a.id, a.kind, a.level, a.case_id, p.code, a.clock, a.due_on::text AS due_on, a.to_unit, a.to_person, a.raised_at,
    a.acknowledged_at, a.acknowledged_by, a.route,
    COALESCE((SELECT name FROM account WHERE username = a.route -> 0 ->> 'person'),
             (SELECT name FROM unit WHERE code = a.route -> 0 ->> 'unit')) AS passed
  FROM alert a LEFT JOIN petition_case c ON c.id = a.case_id LEFT JOIN petition p ON p.case_id = a.case_id`;

/** Written by a transaction that can no longer be overtaken. */
const SETTLED = 'a.written_by < pg_snapshot_xmin(pg_current_snapshot())';

/** Those who lead or oversee see every alert of the petitions they see; the others what comes to their own desk. */
const OVERSEEING: readonly Role[] = ['leader', 'supervisor', 'monitor', 'admin'];

function addressedTo(viewer: Viewer, tree: UnitTree, bind: Bind): string {
  if (viewer.roles.some((role) => OVERSEEING.includes(role))) return 'true';
  const below = `EXISTS (SELECT 1 FROM unit u WHERE u.code = a.to_unit AND u.path && ${bind(viewer.scopes)}::text[])`;
  const taken = tree.dissolved.map(({ code }) => code).filter((code) => tree.isWithin(code, viewer.scopes));
  const desk = `${below} OR a.to_unit = ANY(${bind(taken)}::text[])`;
  return `(a.to_unit IS NULL OR a.to_person = ${bind(viewer.username)} OR ${desk})`;
}

/** Of the petitions they see; an alarm, which belongs to none, is for those who run the system. */
function seenAlerts(viewer: Viewer, tree: UnitTree, bind: Bind): string {
  const ofPetitions = `(a.case_id IS NOT NULL AND ${visibleTo(viewer, bind)} AND ${addressedTo(viewer, tree, bind)})`;
  return viewer.roles.includes('admin') ? `(a.case_id IS NULL OR ${ofPetitions})` : ofPetitions;
}

/** The inbox. */
export class Inbox {
  constructor(
    private readonly pool: Pool,
    private readonly directory: Directory,
  ) {}

  /** Whether a viewer sits at the desk an alert is for, or above it. One for no desk is for whoever finds it. */
  isFor(viewer: Viewer, { to_unit, to_person }: AlertRow): boolean {
    return to_unit === null || to_person === viewer.username || this.directory.isWithin(to_unit, viewer.scopes);
  }

  /** Newest first; one more than asked for, if there is one. */
  async list(viewer: Viewer, filter: AlertFilter, before: string | null): Promise<AlertRow[]> {
    const { status, level, kind, petition, limit } = filter;
    return this.select(
      viewer,
      (bind) => [
        ...(status === 'open' ? ['a.acknowledged_at IS NULL'] : []),
        ...(status === 'acknowledged' ? ['a.acknowledged_at IS NOT NULL'] : []),
        ...(level === undefined ? [] : [`a.level = ${bind(level)}`]),
        ...(kind === undefined ? [] : [`a.kind = ${bind(kind)}`]),
        ...(petition === undefined ? [] : [`a.case_id = ${bind(petition)}`]),
        ...(before === null ? [] : [`a.id < ${bind(before)}`]),
      ],
      `ORDER BY a.id DESC LIMIT ${limit + 1}`,
    );
  }

  /**
   * Alerts after one already sent, in the order of the transactions that wrote them, and only of those older than any
   * still running: ids are drawn before the commit, so one that commits late would else be passed over.
   * @param id 0 for the beginning
   */
  async after(viewer: Viewer, id: string, limit: number): Promise<AlertRow[]> {
    return this.select(
      viewer,
      (bind) => [
        `(a.written_by, a.id) > (COALESCE((SELECT written_by FROM alert WHERE id = ${bind(id)}), '0'::xid8), ${bind(id)})`,
        SETTLED,
      ],
      `ORDER BY a.written_by, a.id LIMIT ${limit}`,
    );
  }

  async find(viewer: Viewer, id: string): Promise<AlertRow | null> {
    const [row] = await this.select(viewer, (bind) => [`a.id = ${bind(id)}`], '');
    return row ?? null;
  }

  /** The first acknowledgement stands. */
  async acknowledge(id: string, username: string, at: Date): Promise<void> {
    const text =
      'UPDATE alert SET acknowledged_at = $2, acknowledged_by = $3 WHERE id = $1 AND acknowledged_at IS NULL';
    await this.pool.query(text, [id, at, username]);
  }

  /** The last alert in that order, for a stream that begins now; 0 when there is none. */
  async newest(): Promise<string> {
    const text = `SELECT a.id FROM alert a WHERE ${SETTLED} ORDER BY a.written_by DESC, a.id DESC LIMIT 1`;
    const { rows } = await this.pool.query<{ id: string }>(text);
    return rows[0]?.id ?? '0';
  }

  /** Whether there are alerts that a stream cannot be told yet, because an older transaction still runs. */
  async isUnsettled(): Promise<boolean> {
    const text = `SELECT EXISTS (SELECT 1 FROM alert a WHERE NOT ${SETTLED}) AS unsettled`;
    const { rows } = await this.pool.query<{ unsettled: boolean }>(text);
    return rows[0]?.unsettled === true;
  }

  private async select(viewer: Viewer, conditions: (bind: Bind) => string[], tail: string): Promise<AlertRow[]> {
    const values: unknown[] = [];
    const bind = binder(values);
    const where = [seenAlerts(viewer, this.directory, bind), ...conditions(bind)].join(' AND ');
    const { rows } = await this.pool.query<AlertRow>({ text: `${SELECT} WHERE ${where} ${tail}`, values });
    return rows;
  }
}
