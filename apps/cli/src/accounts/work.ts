import type { Absence } from '@huiyin/office';

/** What is to be done, as the arguments say it. */
export type Work =
  | { readonly does: 'add'; readonly file: string }
  | { readonly does: 'reset'; readonly username: string }
  | { readonly does: 'away'; readonly absence: Absence }
  | { readonly does: 'back'; readonly username: string; readonly on: string | undefined }
  | { readonly does: 'list' };
