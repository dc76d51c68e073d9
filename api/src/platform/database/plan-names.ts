const named = new Map<string, string>();
/** Each connection keeps the plans of so many statements. */
const MOST_NAMED = 300;

/**
 * A name under which each connection keeps the plan of this statement; undefined once there are too many. Only for statements of which there is but one good plan, whatever the values: looks by
 * key. To plan one under row policies, with a dozen indexes to choose from, takes longer than to run it.
 */
export function planName(sql: string): string | undefined {
  let name = named.get(sql);
  if (!name && named.size < MOST_NAMED) named.set(sql, (name = `plan_${named.size}`));
  return name;
}
