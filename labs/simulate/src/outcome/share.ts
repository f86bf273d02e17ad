/** A share with both its parts, so that nobody has to believe a percentage. */
export interface Share {
  readonly of: number;
  readonly part: number;
}

export function none(): Share {
  return { of: 0, part: 0 };
}

export function share(yes: boolean): Share {
  return { of: 1, part: yes ? 1 : 0 };
}

export function added(a: Share, b: Share): Share {
  return { of: a.of + b.of, part: a.part + b.part };
}
