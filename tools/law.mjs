// The law that commands go by: HUIYIN_LAW, as everywhere.
import { Fault } from './fault.mjs';

export function readLaw(runtime) {
  try {
    return runtime.readLaw(process.env.HUIYIN_LAW || undefined);
  } catch (error) {
    throw error instanceof runtime.InvalidLaw ? new Fault(error.message) : error;
  }
}
