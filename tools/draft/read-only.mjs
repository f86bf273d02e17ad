/** From now on PostgreSQL lets no connection of this process write anything, whatever a draft may try. */
export function onlyRead() {
  process.env.PGOPTIONS = [process.env.PGOPTIONS, '-c default_transaction_read_only=on'].filter(Boolean).join(' ');
}
