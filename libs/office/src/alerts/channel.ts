/** Told by whoever inserts an alert, in the same statement: `pg_notify(ALERT_CHANNEL, '')`. */
export const ALERT_CHANNEL = 'huiyin_alert';
