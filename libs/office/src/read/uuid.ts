/** What PostgreSQL takes for an id of a petition or a file; anything else is nobody's. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
