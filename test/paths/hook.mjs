// Loaded before a program (`node --import`): has every function of ours tell when it is entered. See record.mjs.
import { register } from 'node:module';

register('./instrument.mjs', import.meta.url);
