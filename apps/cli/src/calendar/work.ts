/** What is to be done, as the arguments say it. */
export type Work =
  | { readonly does: 'list' }
  | { readonly does: 'preview'; readonly file: string | undefined }
  | { readonly does: 'apply'; readonly file: string; readonly by: string; readonly ground: string }
  | { readonly does: 'verify'; readonly file: string };
