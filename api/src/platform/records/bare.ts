/** The same entries in an object that inherits nothing: looked up by a name from outside, `constructor` and `__proto__` are no entries of it. */
export const bare = <T extends object>(entries: T): T => Object.assign(Object.create(null) as T, entries);
