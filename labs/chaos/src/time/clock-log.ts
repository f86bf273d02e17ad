import type { Witness } from '../system/witness.ts';

/** Where it is noted when the legal clock was moved, and how far. */
export const MOVES = 'chaos_clock_move';

/**
 * Has the database itself note each move of the clock with the wall's time. Those who ask for a move do not know: an API
 * that is killed may have made it or not.
 */
export async function logClock(witness: Witness): Promise<void> {
  await witness.query(`CREATE TABLE ${MOVES} AS SELECT now, moved_at FROM virtual_clock`);
  await witness.query(`
    CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO ${MOVES} VALUES (NEW.now, NEW.moved_at);
      RETURN NULL;
    END $$`);
  await witness.query(
    'CREATE TRIGGER note_move AFTER UPDATE ON virtual_clock FOR EACH ROW EXECUTE FUNCTION note_move()',
  );
}
