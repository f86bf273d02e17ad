/** A moment. @unit milliseconds since 1970-01-01T00:00:00Z */
export type Instant = number;

/** A day as the people concerned name it, `YYYY-MM-DD` in Asia/Shanghai. Such strings sort in the order of time. */
export type LocalDate = string;
