/** Which of several readers this is, who divide the cases among them. */
export interface Share {
  readonly of: number;
  readonly number: number;
}

/** The cases of one of several readers: the last byte of an id is random. `$n` is how many there are, `$n+1` which one. */
export const SHARE = (n: number, id = 'id') => `get_byte(uuid_send(${id}), 15) % $${n}::int = $${n + 1}::int`;
