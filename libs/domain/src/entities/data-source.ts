import type { DataSourceOptions } from 'typeorm';
import { Init1763700000000 } from '../migrations/0001-init.ts';
import { LawInFull1763800000000 } from '../migrations/0002-law-in-full.ts';
import { Attachments1763900000000 } from '../migrations/0003-attachments.ts';
import { Absences1764000000000 } from '../migrations/0004-absences.ts';
import { OtherLines1764100000000 } from '../migrations/0005-other-lines.ts';
import { ClockCheck1764300000000 } from '../migrations/0006-clock-check.ts';
import { CommandsKeepTheirLine1764400000000 } from '../migrations/0007-commands-keep-their-line.ts';
import { Alarms1764500000000 } from '../migrations/0008-alarms.ts';
import { UnitKinds1764600000000 } from '../migrations/0009-unit-kinds.ts';
import { KeptFrom1764700000000 } from '../migrations/0010-kept-from.ts';
import { Reorganisations1764800000000 } from '../migrations/0011-reorganisations.ts';
import { Deliveries1764900000000 } from '../migrations/0012-deliveries.ts';
import { Failures1765000000000 } from '../migrations/0013-failures.ts';
import { Absence, Account, LoginFailure, Reorganisation, Session, Unit } from './access.entity.ts';
import { Alert } from './alert.entity.ts';
import { Attachment } from './attachment.entity.ts';
import { CaseEffect, CaseEvent, CasePersonal, CaseTimer, Command, PetitionCase } from './case.entity.ts';
import { ClockCheck } from './clock-check.entity.ts';
import { Delivery, DeliveryAttempt } from './delivery.entity.ts';
import { CaseScope, Petition, Petitioner, PetitionLink, PetitionText, VirtualClock } from './petition.entity.ts';
import { PostgresNames } from './postgres-names.ts';

interface Connection {
  readonly url: string;
  /** Connections in the pool. */
  readonly poolSize: number;
  readonly applicationName: string;
  /** How long a connection is waited for, one that is made or one that others hold. @unit milliseconds */
  readonly connectWithinMs: number;
  /** The class of the pool's connections, for `pg`. */
  readonly Client: unknown;
}

/** A writer waits this long for another's row before it is told to try again. @unit milliseconds */
const LOCK_TIMEOUT_MS = 5_000;

export function dataSourceOptions(connection: Connection): DataSourceOptions {
  const { url, poolSize, applicationName, connectWithinMs, Client } = connection;
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    connectTimeoutMS: connectWithinMs,
    // One connection stays: whoever looks into pg_stat_activity sees every program that is at work.
    extra: { lock_timeout: LOCK_TIMEOUT_MS, min: 1, Client },
    entities: [
      ...[PetitionCase, CaseEvent, CaseTimer, CaseEffect, CasePersonal, Command, ClockCheck],
      ...[Petition, PetitionText, Petitioner, PetitionLink, Attachment, CaseScope, VirtualClock],
      ...[Unit, Account, Absence, Reorganisation, Session, LoginFailure, Alert, Delivery, DeliveryAttempt],
    ],
    migrations: [
      Init1763700000000,
      LawInFull1763800000000,
      Attachments1763900000000,
      Absences1764000000000,
      OtherLines1764100000000,
      ClockCheck1764300000000,
      CommandsKeepTheirLine1764400000000,
      Alarms1764500000000,
      UnitKinds1764600000000,
      KeptFrom1764700000000,
      Reorganisations1764800000000,
      Deliveries1764900000000,
      Failures1765000000000,
    ],
    namingStrategy: new PostgresNames(),
    migrationsTransactionMode: 'all',
    synchronize: false,
  };
}
