/** One field that is well-formed and still wrong. */
export interface FieldFault {
  /** JSON Pointer (RFC 6901) into the request's body. */
  readonly pointer: string;
  readonly detail: { readonly zh: string; readonly en: string };
  /** Units that may be meant. */
  readonly suggestions?: readonly { readonly unit: string; readonly name: string }[];
}

/** The request is well-formed but names something that is not so. */
export class InvalidInput extends Error {
  constructor(readonly faults: readonly FieldFault[]) {
    super(faults.map(({ pointer, detail }) => `${pointer}: ${detail.en}`).join('; '));
  }
}
