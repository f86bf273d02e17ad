import { Account } from '@huiyin/domain/entities';
import { Inject, Injectable } from '@nestjs/common';
import { DATA_SOURCE, DIRECTORY } from '@huiyin/runtime';
import type { Directory } from '@huiyin/runtime';
import type { AlertPayload } from '@huiyin/workflow';
import { IsNull } from 'typeorm';
import type { DataSource } from 'typeorm';

/** What of a petition decides who may hear of it. */
export interface Sensitivity {
  readonly confidential: boolean;
  readonly accusedUnits: readonly string[];
}

/** A desk, and the person at it if there is just the one. */
export interface Recipient {
  readonly unit: string;
  readonly person: string | null;
}

type Person = Pick<Account, 'username' | 'unit' | 'roles'>;

const GOVERNMENTS = ['township', 'county', 'city'];

/** How long the list of people is believed. @unit milliseconds */
const FRESH_MS = 10_000;

/**
 * Whom an alert reaches: the desk that owes the act; then level by level its unit's head, the leader of the government
 * above it, and the county's petition office.
 */
@Injectable()
export class Recipients {
  private people: readonly Person[] = [];
  private readAt = 0;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(DIRECTORY) private readonly directory: Directory,
  ) {}

  async fresh(): Promise<this> {
    await this.directory.fresh();
    if (Date.now() - this.readAt < FRESH_MS) return this;
    const select = { username: true, unit: true, roles: true } as const;
    this.people = await this.dataSource.getRepository(Account).find({ select, where: { disabledAt: IsNull() } });
    this.readAt = Date.now();
    return this;
  }

  /** @returns null when nobody who may know of the petition is left: the alert then goes to the unroutable ones */
  find(payload: AlertPayload, sensitivity: Sensitivity): Recipient | null {
    const wanted = payload.level === 0 ? this.dutyHolder(payload) : this.superior(payload);
    // A confidential matter is known to the units that take part and to nobody above them (信访工作条例 Art. 30).
    const registrar = this.headOf(payload.registrar);
    const candidates = sensitivity.confidential ? [this.takingPart(wanted, payload), registrar] : [wanted, registrar];
    const innocent = (to: Recipient | null) =>
      to !== null && !this.directory.isWithin(to.unit, sensitivity.accusedUnits);
    return candidates.find(innocent) ?? null;
  }

  private dutyHolder(payload: AlertPayload): Recipient {
    if (payload.duty === 'followUp') return this.visitor(payload) ?? this.headOf(payload.registrar);
    if (payload.duty === 'superior') return this.headOf(payload.desk ?? this.above(payload));
    return { unit: deskOf(payload), person: payload.duty === 'unit' ? this.atWork(payload.assignee) : null };
  }

  private superior({ level, ...payload }: AlertPayload): Recipient | null {
    const unit = deskOf(payload);
    if (level === 1) return this.headOf(unit);
    return level === 2 ? this.governmentAbove(unit) : this.countyPetitionOffice(unit);
  }

  private takingPart(to: Recipient | null, { registrar, unit, desk }: AlertPayload): Recipient | null {
    return to && [registrar, unit, desk].includes(to.unit) ? to : null;
  }

  /** Nobody has the matter while two units dispute it: the government above the office that registered it decides. */
  private above({ registrar }: AlertPayload): string {
    return this.governmentAbove(registrar)?.unit ?? registrar;
  }

  /** Somebody for the follow-up, as near to the handling unit as there is one, but never its own handler. */
  private visitor(payload: AlertPayload): Recipient | null {
    const visitors = this.people.filter(
      (each) => each.roles.includes('follow-up') && each.username !== payload.assignee,
    );
    for (const ancestor of [...this.directory.pathOf(deskOf(payload))].reverse()) {
      const near = visitors.filter((each) => this.directory.isWithin(each.unit, [ancestor]));
      if (near[0]) return { unit: near[0].unit, person: near.length === 1 ? near[0].username : null };
    }
    return null;
  }

  private headOf(unit: string): Recipient {
    return { unit, person: this.theOnly(unit, ['leader', 'supervisor']) };
  }

  private governmentAbove(unit: string): Recipient | null {
    const above = this.directory.pathOf(unit).slice(0, -1).reverse();
    const government = above.find((code) => GOVERNMENTS.includes(this.directory.get(code)?.kind ?? ''));
    return government === undefined ? null : { unit: government, person: this.theOnly(government, ['leader']) };
  }

  private countyPetitionOffice(unit: string): Recipient | null {
    const county = this.directory.pathOf(unit).find((code) => this.directory.get(code)?.kind === 'county');
    const office = county === undefined ? undefined : this.directory.childOf(county, 'petition-office');
    return office === undefined ? null : this.headOf(office.code);
  }

  /** Somebody whose account was closed since is named no more; the desk is. */
  private atWork(username: string | null): string | null {
    return this.people.some((each) => each.username === username) ? username : null;
  }

  private theOnly(unit: string, roles: readonly string[]): string | null {
    const holders = this.people.filter((each) => each.unit === unit && each.roles.some((role) => roles.includes(role)));
    return holders.length === 1 ? (holders[0]?.username ?? null) : null;
  }
}

function deskOf({ desk, registrar }: Pick<AlertPayload, 'desk' | 'registrar'>): string {
  return desk ?? registrar;
}
