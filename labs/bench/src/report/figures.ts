export const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** Milliseconds. */
export const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

/** Milliseconds, as seconds. */
export const seconds = (value: number): string => (value / 1000).toFixed(1);
