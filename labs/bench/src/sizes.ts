/** How much is measured. */
export interface Sizes {
  /** Of steps at each number of clients, and of each kind of call in the growth part. */
  readonly rounds: number;
  /** How long a round of steps takes. @unit milliseconds */
  readonly roundMs: number;
  /** @unit milliseconds */
  readonly warmUpMs: number;
  /** Deadlines due at one instant. */
  readonly storm: number;
  readonly stormRounds: number;
  /** Single deadlines whose lateness is taken. */
  readonly lone: number;
  /** How many cases "many" are in the growth part. */
  readonly cases: number;
  /** Calls of one kind in a round of the growth part, at most. */
  readonly reads: number;
  /** Open cases whose calendar is corrected. */
  readonly openCases: number;
}

/** The run to quote. */
export const LONG: Sizes = {
  rounds: 5,
  roundMs: 4_000,
  warmUpMs: 15_000,
  storm: 20_000,
  stormRounds: 3,
  lone: 40,
  cases: 1_000_000,
  reads: 150,
  openCases: 100_000,
};

/** To see that it works. */
export const QUICK: Sizes = {
  rounds: 3,
  roundMs: 1_500,
  warmUpMs: 5_000,
  storm: 5_000,
  stormRounds: 1,
  lone: 10,
  cases: 50_000,
  reads: 60,
  openCases: 10_000,
};
