/** Before the id of every case. */
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Cases that go on together: enough to share a statement, few enough that nobody who needs one of them waits long. */
export const CHUNK = 250;
