// The law that commands go by: HUIYIN_LAW, as everywhere.
import { Fault } from './fault.mjs';

export function readLaw(office) {
  try {
    return office.readLaw(process.env.HUIYIN_LAW || undefined);
  } catch (error) {
    throw error instanceof office.InvalidLaw ? new Fault(error.message) : error;
  }
}
