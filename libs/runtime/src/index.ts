/** What both apps need, once. */
export { ConfigError, readConfig, type Config } from './config/env.ts';
export { openDatabase, poolOf } from './data/database.ts';
export { isMigrated, migrate } from './data/migrate.ts';
export { createClock, refuseToGoBack, VirtualClock } from './time/clock.ts';
export { listeningOptions, openQueue, QUEUES } from './queue/backend.ts';
export { Doorbell } from './queue/doorbell.ts';
export { addLogContext, createLogger, nestLogger, withLogContext, type LogContext } from './log/logger.ts';
export { Directory } from './access/directory.ts';
export { UnitTree, type UnitNode } from './access/unit-tree.ts';
export { maySeePerson, maySeeText, maySend } from './access/permission.ts';
export { hashPassword } from './access/password.ts';
export { Sessions, TooManyLogins, type NewSession } from './access/sessions.ts';
export { seenBy, visibleTo } from './access/visibility.ts';
export { createViewer, type Viewer } from './access/viewer.ts';
export { gramsOf, normalize } from './petitions/grams.ts';
export { currentCalendar, lawFor, NATIONAL_LAW, type AreaPolicy, type Law } from './law/law.ts';
export {
  applyCalendar,
  calendarDone,
  foreseeCalendar,
  type CalendarProgress,
  type CaseMove,
} from './law/calendar-change.ts';
export { InvalidLaw, readLaw, readPolicy } from './law/read.ts';
export { tryDraft, type Draft, type DraftWorld } from './draft/draft.ts';
export { DIFFERENCES, mergedTallies, NAMED, type DraftDifference, type Tally } from './draft/tally.ts';
export { createRegister, InvalidInput, type FieldFault, type Register } from './petitions/register.ts';
export { takeApart, type Said } from './petitions/said.ts';
export { fromHistory, type FromHistory } from './petitions/from-history.ts';
export { rowsBeside } from './petitions/beside.ts';
export { attachmentRows, type NewFile } from './petitions/attachments.ts';
export { partiesOf, scopeOf, scopeRows, type Party } from './petitions/scope.ts';
export { DEMO_PASSWORD, seedDemo } from './demo/seed.ts';
export {
  importOrganisation,
  InvalidOrganisation,
  newPassword,
  parseOrganisation,
  resetPassword,
  type Organisation,
} from './access/organisation.ts';
export { endAbsence, InvalidAbsence, listAbsences, recordAbsences, type Absence } from './access/absences.ts';
export { CoreModule } from './core.module.ts';
export * from './tokens.ts';
export { HealthModule } from './health/health.module.ts';
export { Metrics } from './health/metrics.ts';
export { PUBLIC, Public } from './http/public.ts';
export { audit, type AuditProgress } from './audit/audit.ts';
export { checkClocks, type ClockCheck, type ClockDifference } from './audit/clock-check.ts';
export { migrateCases, takeBackCases, type MigrationProgress } from './migration/run.ts';
export { surveyMigration, type MigrationSurvey } from './migration/survey.ts';
