import { readFile } from 'node:fs/promises';
import { TOWNSHIP } from '@huiyin/lab-kit';
import { RegisterPetition } from '@huiyin/workflow/contract';

/** A township's petition office, and a department of its that handles. */
export const OFFICE = 'ys-qh-ll-xfb';
export const DEPARTMENT = 'ys-qh-ll-zrs';

/** What is alleged of somebody goes its own way; here everything takes the ordinary one. */
export async function demoForms(): Promise<RegisterPetition[]> {
  const lines = (await readFile(new URL('petitions.jsonl', TOWNSHIP), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const { id: _id, expect: _expect, purpose, ...form } = JSON.parse(line) as Record<string, unknown>;
    const ordinary = purpose === 'suggestion' ? 'suggestion' : 'appeal';
    return RegisterPetition.parse({ ...form, purpose: ordinary, confidential: false, accused: [] });
  });
}
