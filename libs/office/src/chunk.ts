/** Before the id of every case. */
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Cases that go together: enough to share a statement, few enough that nobody waits long and the memory is bounded. */
export const CHUNK = 250;
