const named = new Map<string, string>();
/** Each connection keeps the plans of so many statements. */
const MOST_NAMED = 300;

/**
 * A name under which each connection keeps the plan of this statement; that of the statement which was not asked for longest once there are too many, for clients choose what is read of a record, and when. Only
 * for statements of which there is but one good plan, whatever the values: looks by key. To plan one under row policies, with a dozen indexes to choose from, takes longer than to run it.
 */
export function planName(sql: string): string {
  const name = named.get(sql) ?? freeName();
  // The last in the order is the one that was asked last.
  named.delete(sql);
  named.set(sql, name);
  return name;
}

function freeName(): string {
  if (named.size < MOST_NAMED) return `plan_${named.size}`;
  const [sql, name] = named.entries().next().value!;
  named.delete(sql);
  return name;
}
